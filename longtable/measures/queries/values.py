"""Published values as pages read them: what is withheld looks alike, whatever the reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from longtable.core.stats.periods import PeriodTrouble, placed
from longtable.measures.models import PublishedValue, Release

Categories = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One public value. `status` is shown, withheld (by us), masked (by the source) or missing.

    `categories` are (breakdown, category) pairs in the order of the breakdowns. `estimate`,
    `lower` and `upper` are in the indicator's unit (percent from 0 to 100); counts are people. A
    withheld value has no estimate and no numerator; it may have a denominator.
    """

    period: str
    level: str
    place: str
    by: str
    categories: Categories
    status: str
    numerator: int | None
    denominator: int | None
    eligible: int | None
    estimate: float | None
    lower: float | None
    upper: float | None
    as_published: str
    mark: str

    @property
    def key(self) -> tuple[str, str, str, Categories]:
        """Return what the value is about: period, place, cut and categories."""
        return self.period, self.place, self.by, self.categories

    @property
    def category(self) -> str:
        """Return the category of a value with one breakdown, else ""."""
        return self.categories[0][1] if len(self.categories) == 1 else ""

    @property
    def coverage(self) -> float | None:
        """Return the share of those meant who were counted, from 0 to 1, where it is known."""
        if not self.eligible or self.denominator is None:
            return None
        return min(1.0, self.denominator / self.eligible)


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs between two releases. `old` or `new` is None where it has none."""

    old: Value | None
    new: Value | None


def values_of(
    release: Release,
    *,
    place: str | None = None,
    by: str | None = None,
    period: str | None = None,
    level: str | None = None,
) -> list[Value]:
    """Return the values of a public release, by time, place and category; none once withdrawn."""
    if release.state != Release.State.PUBLISHED:
        return []
    asked = {"place": place, "by": by, "period": period, "level": level}
    rows = release.values.filter(**{name: said for name, said in asked.items() if said is not None})
    return in_time(public(row) for row in rows.order_by("pk"))


def series(
    release: Release, *, place: str, categories: Categories = (), by: str | None = None
) -> list[Value]:
    """Return one line of a release over time: one place and one set of categories."""
    cut = "+".join(breakdown for breakdown, _ in categories) if by is None else by
    rows = values_of(release, place=place, by=cut)
    return [value for value in rows if value.categories == categories]


def differences(old: Release, new: Release) -> list[Change]:
    """Return what the newer of two releases says otherwise, by time, place and category."""
    before = {value.key: value for value in values_of(old)}
    after = {value.key: value for value in values_of(new)}
    keys = [value.key for value in in_time([*after.values(), *before.values()])]
    pairs = (Change(before.get(key), after.get(key)) for key in dict.fromkeys(keys))
    return [change for change in pairs if change.old != change.new]


def public(row: PublishedValue) -> Value:
    """Return a value as everybody may see it."""
    return Value(
        period=row.period,
        level=row.level,
        place=row.place,
        by=row.by,
        categories=tuple(sorted(row.categories.items())),
        status=_STATUS[row.shown],
        numerator=row.numerator,
        denominator=row.denominator,
        eligible=row.eligible,
        estimate=row.estimate,
        lower=row.lower,
        upper=row.upper,
        as_published=row.as_published,
        mark=row.mark,
    )


def in_time(values: Iterable[Value]) -> list[Value]:
    """Return values in order of time; those of one period stay in their order."""
    found = list(values)
    order = {period: at for at, period in enumerate(periods_in_time(v.period for v in found))}
    return sorted(found, key=lambda value: order[value.period])


def periods_in_time(periods: Iterable[str]) -> list[str]:
    """Return periods, each once, in order of time; by their text where they can't be placed."""
    found = sorted(set(periods))
    try:
        times = placed(found)
    except PeriodTrouble:
        return found
    pairs = sorted(zip(times, found, strict=True), key=lambda p: (p[0].start, p[0].end))
    return [period for _, period in pairs]


_STATUS = {
    "yes": "shown",
    "small": "withheld",
    "protects": "withheld",
    "masked": "masked",
    "missing": "missing",
}

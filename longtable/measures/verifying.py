"""Make every published figure again from what is stored, and say where it differs.

Another engine (plain Python) sums the facts that were kept with the release; the estimates, the
reasons why values are withheld, and the digest that was approved must all come out the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from longtable.core.warehouse.engine import DamagedSource, open_engine
from longtable.core.warehouse.facts import Fact
from longtable.core.warehouse.store import FactStore
from longtable.measures.checking import digest_of_values
from longtable.measures.counting import Counted, count
from longtable.measures.cuts import cuts_of
from longtable.measures.keeping import counts_kept, fact_from_json, unpacked, world_of
from longtable.measures.models import PublishedValue, Release
from longtable.measures.preparing import estimate_of
from longtable.measures.protection import counts_of

Key = tuple[str, str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not come out as it was published. `where` names the value."""

    release: str
    where: str
    what: str
    published: Any
    again: Any


@dataclass(frozen=True, slots=True)
class Report:
    """How many releases and figures were made again, and where they differ."""

    releases: int
    figures: int
    differences: list[Difference]


def verify() -> Report:
    """Make every release that was ever public again, the withdrawn ones too."""
    ever = Release.objects.filter(number__isnull=False).order_by("indicator_id", "number")
    people = ("indicator__initiative", "definition")
    differences: list[Difference] = []
    releases = figures = 0
    for release in ever.select_related(*people).iterator():
        releases += 1
        figures += release.values.count()
        differences += verify_release(release)
    return Report(releases, figures, differences)


def verify_release(release: Release) -> list[Difference]:
    """Return where a release differs from what its kept facts and its definition give."""
    name = f"{release.indicator.initiative.slug}/{release.indicator.code}/{release.number}"
    found = list(_differences(release, name))
    said = release.check_report.get("attack", {}).get("values", "")
    if said != digest_of_values(release):
        found.append(
            Difference(name, "release", "digest of the values", said, digest_of_values(release))
        )
    return found


def _differences(release: Release, name: str) -> Iterator[Difference]:
    try:
        again = {_key_of(cell): cell for cell in _counted_again(release)}
        kept = {_key_of(cell): cell for cell in counts_kept(release)}
    except (DamagedSource, ValueError, OSError, Release.kept.RelatedObjectDoesNotExist) as error:
        yield Difference(name, "release", "kept facts", "", f"cannot be read: {error}")
        return
    for key in sorted(again.keys() | kept.keys()):
        if again.get(key) != kept.get(key):
            yield Difference(name, _words(key), "count", _said(kept, key), _said(again, key))
    values = {_key(value): value for value in release.values.all()}
    for key in sorted(again.keys() | values.keys()):
        if key not in values or key not in again:
            yield Difference(name, _words(key), "value", key in values, key in again)
        else:
            for what, was, now in _compare(release, values[key], again[key]):
                yield Difference(name, _words(key), what, was, now)


def _counted_again(release: Release) -> list[Counted]:
    with TemporaryDirectory(prefix="longtable-verify-") as folder:
        store = FactStore(Path(folder))
        by_source: dict[str, list[Fact]] = {}
        for row in unpacked(release.kept.facts):
            fact = fact_from_json(row)
            by_source.setdefault(fact.source, []).append(fact)
        for source, facts in by_source.items():
            store.replace(source, facts)
        engine = open_engine("python", Path(folder))
        world = world_of(release.indicator)
        code = release.indicator.fact_code
        return count(engine, code, cuts_of(release.definition), world).cells


def _compare(
    release: Release, value: PublishedValue, cell: Counted
) -> Iterator[tuple[str, Any, Any]]:
    """Yield what of a value does not follow from its cell."""
    if value.shown == "yes":
        estimate, lower, upper = estimate_of(cell, release.definition.unit)
        expected: dict[str, Any] = {
            "estimate": estimate,
            "lower": lower,
            "upper": upper,
            "numerator": cell.numerator,
            "as_published": cell.as_published,
        }
        if cell.estimate is None:
            expected["denominator"] = cell.denominator
    else:
        expected = {"shown": _reason(cell, release.definition.fewest, value.shown)}
    if value.shown != "yes" and value.denominator is not None:
        expected["denominator"] = cell.denominator
    if value.eligible is not None:
        expected["eligible"] = cell.eligible
    for name, now in expected.items():
        was = getattr(value, name)
        if was != now:
            yield name, was, now


def _reason(cell: Counted, fewest: int, said: str) -> str:
    """Return why a value is withheld, as its counts say; whether it protects is not theirs."""
    if cell.masked:
        return "masked"
    counts = counts_of(cell)
    people = [counts.get(name) for name in ("numerator", "rest", "denominator")]
    if any(count is not None and 1 <= count < fewest for count in people):
        return "small"
    if not counts or not counts["denominator"]:
        return said if said in {"missing", "protects"} else "missing"
    return "protects"


def _key(value: PublishedValue) -> Key:
    return value.period, value.place, value.by, tuple(sorted(value.categories.items()))


def _key_of(cell: Counted) -> Key:
    return cell.period, cell.place, cell.by, cell.categories


def _words(key: Key) -> str:
    period, place, _, categories = key
    return ", ".join([period, place, *(category for _, category in categories)])


def _said(cells: dict[Key, Counted], key: Key) -> Any:
    cell = cells.get(key)
    return cell.as_json() if cell else None

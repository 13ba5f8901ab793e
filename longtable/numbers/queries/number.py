"""One published value with everything that belongs beside it."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from longtable.core.charts.spec import State
from longtable.measures.models import Release
from longtable.measures.queries import Value
from longtable.numbers.queries.writing import Writing, people_text

_CAUTION_BELOW = 0.85


@dataclass(frozen=True, slots=True)
class Number:
    """A value as `<c-number>` shows it: texts in the reader's language, nothing left out.

    `state` is shown, withheld, masked (by the source) or missing. Whether a withheld value is
    small itself or protects another is nobody's business here: saying it would tell something.
    """

    state: State
    label: str = ""
    value: str = ""
    low: str = ""
    high: str = ""
    no_interval: str = ""
    people: str = ""
    source: str = ""
    source_href: str = ""
    date: str = ""
    caution: str = ""
    reason: str = ""
    residents: str = ""


def number_of(value: Value, release: Release, *, label: str = "") -> Number:
    """Return a published value with its interval, people, source, vintage and caution."""
    definition = release.definition
    belongs = {
        "label": label,
        "source": definition.source or _("not named yet"),
        "date": vintage(release),
    }
    state: State = value.status  # type: ignore[assignment]
    if value.estimate is None:
        return Number(state=state, **belongs)
    writing = Writing.of(definition)
    return Number(
        state=state,
        value=writing.value(value.estimate, as_published=value.as_published),
        low="" if value.lower is None else writing.value(value.lower),
        high="" if value.upper is None else writing.value(value.upper),
        no_interval="" if value.lower is not None else _("The source gives no margin of error."),
        people=people_text(value, definition),
        caution=_caution(value),
        **belongs,
    )


def vintage(release: Release) -> str:
    """Say which release this is, and of which day."""
    if not release.published:
        return _("not yet published")
    day = date_format(release.published, "DATE_FORMAT")
    return _("release %(number)s of %(day)s") % {"number": release.number, "day": day}


def _caution(value: Value) -> str:
    coverage = value.coverage
    if coverage is None or coverage >= _CAUTION_BELOW:
        return ""
    return _("Only %(share)s%% of those meant were counted.") % {"share": int(coverage * 100)}

"""What has been reported, for whom it is to be seen, and what was understood of it."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet, Sum

from longtable.accounts.models import Person
from longtable.core.spreadsheets.reading import Reading, TableReading
from longtable.core.spreadsheets.sheets import column_position
from longtable.core.warehouse.facts import Fact
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization, Role
from longtable.measures.models import Breakdown, Indicator, Place
from longtable.submissions import cells
from longtable.submissions.models import RememberedLayout, Submission, SubmittedFacts
from longtable.submissions.queries.status import Reported, reported
from longtable.submissions.understanding.corrections import corrected_table
from longtable.submissions.understanding.existing import Existing, Key
from longtable.submissions.understanding.keeping import kept_facts, keys_of
from longtable.submissions.understanding.layout import KEYS, VALUES, ColumnUse, Layout
from longtable.submissions.understanding.naming import code_beside, text_at
from longtable.submissions.understanding.problems import Fix, Problem
from longtable.submissions.understanding.taking import Expected
from longtable.submissions.understanding.troubles import in_words
from longtable.submissions.understanding.vocabulary import (
    KnownCategory,
    KnownPlace,
    Vocabulary,
    is_everybody,
)
from longtable.submissions.understanding.wording import USE_WORDS
from longtable.web.spoken import spoken

__all__ = [
    "KEYS",
    "USE_WORDS",
    "VALUES",
    "ColumnUse",
    "Expected",
    "Fix",
    "Layout",
    "Problem",
    "Reported",
    "Row",
    "Vocabulary",
    "in_words",
    "is_everybody",
    "reported",
]
State = Submission.State
Row = cells.Row
HEAD_ROWS = 60
MOST_ROWS = 5_000
MOST_TEXTS = 300
AT_ONCE_ROWS = 30_000
SENDING_ROLES = (Role.FACILITATOR, Role.DATA_LEAD, Role.PARTNER_STEWARD, Role.PARTNER_MEMBER)


def submissions_visible_to(person: Person, initiative: Initiative) -> QuerySet[Submission]:
    """Return what a person may see: all for the backbone, one's own organization's for partners."""
    everything = initiative.submissions.select_related(
        "organization", "indicator", "received_by", "accepted_by"
    ).order_by("-received", "-pk")
    if initiatives.is_backbone(person, initiative):
        return everything
    membership = initiatives.membership_of(person, initiative)
    reporting = (Role.PARTNER_STEWARD, Role.PARTNER_MEMBER)
    if membership is None or membership.role not in reporting:
        return everything.none()
    return everything.filter(organization=membership.organization_id)


def organizations_to_send_for(person: Person, initiative: Initiative) -> QuerySet[Organization]:
    """Return the organizations that a person may send files for."""
    present = initiatives.organizations_in(initiative)
    if initiatives.is_backbone(person, initiative):
        return present
    membership = initiatives.membership_of(person, initiative)
    if membership is None or membership.role not in (Role.PARTNER_STEWARD, Role.PARTNER_MEMBER):
        return present.none()
    return present.filter(memberships=membership)


def sent_once(initiative: Initiative, once: str) -> Submission | None:
    """Return what the same form has already sent, if it has."""
    return initiative.submissions.filter(once=once).exclude(once="").first()


def same_file(submission: Submission) -> Submission | None:
    """Return the last other submission of exactly this file that was not discarded."""
    others = submission.initiative.submissions.filter(
        file_digest=submission.file_digest,
        indicator=submission.indicator,
        organization=submission.organization,
    )
    standing = others.exclude(pk=submission.pk).exclude(state__in=[State.DISCARDED, State.UNDONE])
    return standing.order_by("-received").first()


def waiting_to_be_read() -> QuerySet[Submission]:
    """Return the submissions that the worker has to read, the oldest first."""
    waiting = Submission.objects.filter(state=State.WAITING)
    return waiting.select_related("organization", "indicator", "received_by").order_by("received")


def waiting_to_be_taken_in() -> QuerySet[Submission]:
    """Return the submissions that somebody pressed to take in, the first press first."""
    pressed = Submission.objects.filter(state=State.TAKING)
    return pressed.select_related("organization", "indicator", "accepted_by").order_by(
        "asked", "pk"
    )


def is_large(submission: Submission) -> bool:
    """Whether going through a file, and what it is compared with, is work for the worker."""
    others = accepted_submissions(submission.indicator).exclude(pk=submission.pk)
    compared = others.aggregate(facts=Sum("facts__count"))["facts"] or 0
    return bool(_rows(submission) + compared > AT_ONCE_ROWS)


def _rows(submission: Submission) -> int:
    return max((int(sheet["rows"]) for sheet in submission.reading.get("sheets", ())), default=0)


def accepted_submissions(indicator: Indicator) -> QuerySet[Submission]:
    """Return what was taken in for an indicator, in the order of taking in."""
    return indicator.submissions.filter(state=State.ACCEPTED).order_by("accepted", "pk")


def all_accepted() -> QuerySet[Submission]:
    """Return every accepted submission of every initiative, for the warehouse to be made again."""
    return Submission.objects.filter(state=State.ACCEPTED).select_related("indicator", "facts")


def with_facts_due() -> QuerySet[Submission]:
    """Return the submissions whose facts the warehouse may not know as they are now."""
    return Submission.objects.exclude(facts_due="")


def remembered_layout(organization: Organization, indicator: Indicator) -> RememberedLayout | None:
    """Return how this partner's file for this indicator was read last time."""
    return RememberedLayout.objects.filter(organization=organization, indicator=indicator).first()


def reading_of(submission: Submission) -> Reading | None:
    """Return what the file looks like, None before it was read."""
    return Reading.from_dict(submission.reading) if submission.reading else None


def layout_of(submission: Submission) -> Layout:
    """Return who is what in the file, as it stands now."""
    return Layout.from_dict(submission.layout)


def problems_of(submission: Submission) -> list[Problem]:
    """Return what is wrong with the file, what blocks first."""
    return [Problem.from_dict(problem) for problem in submission.problems]


def sheet_number(submission: Submission, name: str) -> int:
    """Return which sheet of the file has this name, counted from 0; 0 when none has."""
    names = [sheet["name"] for sheet in submission.reading.get("sheets", ())]
    return names.index(name) if name in names else 0


def table_of(submission: Submission, layout: Layout) -> TableReading | None:
    """Return the table that a layout is about, with the header rows that people pointed at."""
    reading = reading_of(submission)
    number = sheet_number(submission, layout.sheet)
    if reading is None or layout.table >= len(reading.sheets[number].tables):
        return None
    table = reading.sheets[number].tables[layout.table]
    last = max([HEAD_ROWS, *(int(row) for row, use in layout.rows.items() if use == "header")])
    rows = cells.window(submission, number, first=1, last=last)
    return corrected_table(table, layout, rows)


def rows_of(submission: Submission, sheet: str, *, first: int, last: int) -> list[cells.Row]:
    """Return rows of a sheet as it came: number and texts."""
    return cells.window(submission, sheet_number(submission, sheet), first=first, last=last)


def some_rows(submission: Submission, sheet: str, wanted: list[int]) -> list[cells.Row]:
    """Return single rows of a sheet as it came."""
    return cells.some(submission, sheet_number(submission, sheet), wanted)


def vocabulary_of(initiative: Initiative) -> Vocabulary:
    """Return every place and category that files may name, with their spellings."""
    vocabulary = Vocabulary()
    for place in Place.objects.filter(initiative=initiative):
        known = KnownPlace(place.code, spoken(place.name), place.level)
        vocabulary.add_place(known, [*place.name.values(), *place.spellings])
    breakdowns = Breakdown.objects.filter(initiative=initiative).prefetch_related("categories")
    for breakdown in breakdowns.order_by("pk"):
        covers = breakdown.covers_everyone
        name, names = spoken(breakdown.name), breakdown.name.values()
        vocabulary.add_breakdown(breakdown.code, name, names, covers_everyone=covers)
        for category in breakdown.categories.all():
            if category.retired:
                continue
            known_category = KnownCategory(breakdown.code, category.code, spoken(category.name))
            spellings = [*category.name.values(), *category.spellings]
            vocabulary.add_category(known_category, spellings)
    return vocabulary


def expected_of(submission: Submission) -> Expected:
    """Return what the file is for, in the words of the indicator's definition."""
    definition = submission.indicator.definition
    return Expected(
        indicator=submission.indicator.fact_code,
        source=submission.source,
        estimator=definition.estimator,
        name=spoken(definition.name),
        numerator=spoken(definition.numerator),
        denominator=spoken(definition.denominator),
        counted=tuple(definition.numerator.values()),
        out_of=tuple(definition.denominator.values()),
    )


def existing_for(submission: Submission) -> Existing:
    """Return what other submissions already say of the same indicator."""
    keys: dict[Key, int] = {}
    files: dict[int, str] = {}
    others = accepted_submissions(submission.indicator).exclude(pk=submission.pk)
    for other in others.select_related("facts"):
        files[other.pk] = other.file_name
        for key in keys_of(kept_of(other)):
            keys[key] = other.pk
    return Existing(keys, files)


def kept_of(submission: Submission) -> Iterator[Fact]:
    """Yield the facts of an accepted submission, as they were taken in."""
    kept = SubmittedFacts.objects.get(submission=submission)
    key = submission.indicator.fact_code
    return kept_facts(bytes(kept.rows), indicator=key, source=submission.source)


def facts_of(submission: Submission) -> Iterator[Fact]:
    """Yield the facts of an accepted submission, without those that a later one replaces."""
    later = submission.replaced_by.filter(state=State.ACCEPTED)
    gone = {key for other in later for key in keys_of(kept_of(other))}
    for fact in kept_of(submission):
        if (fact.period, fact.place, fact.categories, fact.unit) not in gone:
            yield fact


def is_replaced(submission: Submission) -> bool:
    """Whether a later submission has replaced numbers of this one."""
    return submission.replaced_by.filter(state=State.ACCEPTED).exists()


def rests_on(submission: Submission) -> bool:
    """Whether something public was made from the facts of this submission."""
    public = Q(state="published", published__gte=submission.accepted)
    return submission.indicator.releases.filter(public).exists()


def texts_of(submission: Submission, letter: str) -> list[str]:
    """Return the different texts of a column in the rows of data, at most a few hundred."""
    layout = layout_of(submission)
    table = table_of(submission, layout)
    if table is None or not letter.isalpha():
        return []
    at = column_position(letter) - 1
    first, last = table.first_data_row, min(table.last_data_row, table.first_data_row + MOST_ROWS)
    apart = {*table.footnote_rows, *table.header_rows}
    rows = rows_of(submission, layout.sheet, first=first, last=last)
    texts = dict.fromkeys(text_at(texts, at) for number, texts in rows if number not in apart)
    return [text for text in texts if text][:MOST_TEXTS]


def unknown_places(submission: Submission) -> list[tuple[str, str]]:
    """Return code and name of each place that the file names and the initiative does not know.

    The code is the one that the file gives beside the name, else it is made from the name.
    """
    layout = layout_of(submission)
    found = []
    for problem in problems_of(submission):
        if problem.cause == "unknown_place" and problem.rows:
            row = rows_of(submission, layout.sheet, first=problem.rows[0], last=problem.rows[0])
            name = str(problem.said["text"])
            found.append((code_beside(layout, row[0][1], name), name))
    return found


def is_number(submission: Submission, letter: str) -> bool:
    """Whether a column of the file could hold numbers."""
    table = table_of(submission, layout_of(submission))
    kinds = {column.letter: column.kind for column in table.columns} if table else {}
    return kinds.get(letter) in {"number", "percent", "mixed"}

"""Go through a file by a layout: what it would give, and what is wrong, with nothing stored."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from longtable.core.spreadsheets.reading import Reading, TableReading
from longtable.core.warehouse.columns import FactColumns
from longtable.core.warehouse.facts import Fact
from longtable.submissions import cells, queries
from longtable.submissions.models import Submission
from longtable.submissions.progress import Progress, Step
from longtable.submissions.understanding import swift
from longtable.submissions.understanding.fitting import fit, likeness
from longtable.submissions.understanding.layout import Layout
from longtable.submissions.understanding.problems import Findings, Problem
from longtable.submissions.understanding.proposing import SAMPLE, Found, propose
from longtable.submissions.understanding.taking import Taking, whole_file_problems

CLOSE_ENOUGH = 0.5
MOST_PROBLEMS = 400
SWIFT_FROM_ROWS = 2_000
ROWS_BETWEEN_LOOKS = 5_000
ABOVE = 60
# What the reader of spreadsheets alone can see; all else is said by the understanding.
TOLD_ONCE = {"hidden_sheet", "formula_error", "mask_undone", "mixed_dates", "date_out_of_range"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a dry run gave: `counted` (rows, facts, need_you, …) and `problems` as plain data."""

    counted: dict[str, Any]
    problems: list[dict[str, Any]]

    @property
    def blocking(self) -> bool:
        """Whether something has to be put right first."""
        return bool(self.counted["blocking"])


def first_layout(submission: Submission, reading: Reading) -> Layout:
    """Return the partner's remembered layout, fitted to this file, or else a proposal."""
    tables = list(_tables(submission, reading))
    if not tables:
        return Layout(sheet=reading.sheets[0].name if reading.sheets else "")
    vocabulary = queries.vocabulary_of(submission.initiative)
    known = queries.remembered_layout(submission.organization, submission.indicator)
    if known is not None:
        layout = Layout.from_dict(known.layout)
        best = max(tables, key=lambda found: likeness(layout, found))
        if likeness(layout, best) >= CLOSE_ENOUGH:
            return fit(layout, best, vocabulary)
    expected = queries.expected_of(submission)
    proposals = [propose(found, vocabulary, expected) for found in tables[:8]]
    return max(proposals, key=_usefulness)


def proposed_for(submission: Submission, sheet: str, table: TableReading, number: int) -> Layout:
    """Return a new proposal for one table of the file."""
    found = _found(submission, sheet, table, number)
    vocabulary = queries.vocabulary_of(submission.initiative)
    return propose(found, vocabulary, queries.expected_of(submission))


def check(submission: Submission, layout: Layout, progress: Progress | None = None) -> Checked:
    """Return what taking the file in by this layout would give. Nothing is stored."""
    run = Run(submission, layout, progress or Progress(submission))
    found = run.facts()
    if not isinstance(found, FactColumns):
        deque(found, maxlen=0)
    return run.checked()


class Run:
    """One pass over the file of a submission by a layout."""

    def __init__(self, submission: Submission, layout: Layout, progress: Progress) -> None:
        self._submission, self._layout = submission, layout
        self._progress = progress
        self._findings = Findings(layout.sheet)
        self._taking: Taking | None = None

    def facts(self) -> Iterable[Fact]:
        """Return the facts; when all are gone through, `checked` says what was found."""
        submission, layout = self._submission, self._layout
        table = queries.table_of(submission, layout)
        if table is None:
            self._findings.add("no_table")
            return ()
        expected = queries.expected_of(submission)
        self._taking = Taking(
            table,
            layout,
            queries.vocabulary_of(submission.initiative),
            expected=expected,
            existing=queries.existing_for(submission),
        )
        self._findings = self._taking.findings
        whole_file_problems(layout, expected, self._findings)
        number = queries.sheet_number(submission, layout.sheet)
        wanted = swift.positions(self._taking)
        rows = submission.reading["sheets"][number]["rows"]
        heard = partial(self._progress.tell, Step.JUDGING, whole=rows)
        if wanted and rows >= SWIFT_FROM_ROWS:
            columns = cells.columns_of(submission, number, wanted, heard)
            return swift.taken(self._taking, columns)
        return self._taking.facts(_told(cells.rows_of(submission, number), heard))

    def checked(self) -> Checked:
        """Return what was found on the way."""
        found = self._findings.in_order()
        said = [*_of_the_reader(self._submission), *found]
        blocking = [problem for problem in found if problem.blocking]
        counted = {"rows": 0, "facts": 0, "masked": 0, "left_out": 0, "totals": 0, "empty": 0}
        periods: list[str] = []
        if self._taking is not None:
            counts = self._taking.counted
            counted = {name: getattr(counts, name) for name in counted}
            periods = sorted(counts.periods)
        counted |= {"need_you": len(self._findings.rows), "blocking": len(blocking)}
        problems = [problem.to_dict() for problem in said[:MOST_PROBLEMS]]
        return Checked({**counted, "periods": periods, "problems": len(said)}, problems)


def _told(rows: Iterator[cells.Row], heard: cells.Heard) -> Iterator[cells.Row]:
    """Pass the rows on, and say now and then how many of a large file were gone through."""
    for row in rows:
        yield row
        if not row[0] % ROWS_BETWEEN_LOOKS:
            heard(row[0])


def _of_the_reader(submission: Submission) -> list[Problem]:
    """Return what the reader of spreadsheets found, as problems to look at."""
    reading = queries.reading_of(submission)
    grouped: dict[tuple[str, str], Problem] = {}
    for each in reading.problems if reading else ():
        if each.cause not in TOLD_ONCE:
            continue
        words = {"what": each.what, "why": each.why, "fix": each.fix}
        problem = grouped.setdefault((each.cause, each.sheet), Problem("file", each.sheet, words))
        problem.count += 1
        if each.cell and len(problem.cells) < 50:
            problem.cells.append(each.cell)
    return list(grouped.values())


def _tables(submission: Submission, reading: Reading) -> Iterator[Found]:
    for sheet in reading.sheets:
        for number, table in enumerate(sheet.tables):
            yield _found(submission, sheet.name, table, number)


def _found(submission: Submission, sheet: str, table: TableReading, number: int) -> Found:
    start = max(1, table.first_data_row - ABOVE)
    last = table.first_data_row + SAMPLE
    rows = queries.rows_of(submission, sheet, first=start, last=last)
    return Found(sheet, table, rows, number)


def _usefulness(layout: Layout) -> tuple[bool, int]:
    used = [column for column in layout.columns if column.use != "ignored"]
    return bool(layout.kind), len(used)

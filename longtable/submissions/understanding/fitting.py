"""A layout that was learned from the last file, fitted to the next one by the names of columns."""

from dataclasses import replace

from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.layout import ColumnUse, Layout
from longtable.submissions.understanding.proposing import Found, with_constants
from longtable.submissions.understanding.vocabulary import Vocabulary, plain


def fit(remembered: Layout, found: Found, vocabulary: Vocabulary) -> Layout:
    """Return the remembered layout for this table, with the differences said.

    A column is found again by its name (the first of that name that is still free), wherever it
    stands now. Differences are ("moved" | "new", name) and (use, name) for a missing column.
    """
    waiting = list(remembered.columns)
    columns, differences = [], []
    for read in found.table.columns:
        known = _of_that_name(read.name, waiting)
        if known is None:
            columns.append(ColumnUse(read.letter, read.name, uses.IGNORED))
            differences.append(("new", read.name))
            continue
        waiting.remove(known)
        if known.letter != read.letter and known.use != uses.IGNORED:
            differences.append(("moved", read.name))
        columns.append(replace(known, letter=read.letter, name=read.name))
    differences += [(c.use, c.name) for c in waiting if c.use != uses.IGNORED]
    layout = replace(
        remembered,
        sheet=found.sheet,
        table=found.number,
        columns=tuple(columns),
        differences=tuple(differences),
    )
    return with_constants(layout, found, vocabulary)


def likeness(remembered: Layout, found: Found) -> float:
    """Return which share of the used columns of a remembered layout a table has, from 0 to 1."""
    wanted = {plain(column.name) for column in remembered.columns if column.use != uses.IGNORED}
    here = {plain(column.name) for column in found.table.columns}
    return len(wanted & here) / len(wanted) if wanted else 0.0


def _of_that_name(name: str, columns: list[ColumnUse]) -> ColumnUse | None:
    return next((column for column in columns if plain(column.name) == plain(name)), None)

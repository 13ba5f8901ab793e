"""A small invented sheet for the gallery, with every kind of row and cell in it."""

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext_lazy as _

_ROWS = (
    (1, "title", _("title"), ("Reading, 2025", "", "")),
    (3, "header", _("header"), ("District", "Tested", "Read well")),
    (4, "data", "", ("North Side", "312", "97")),
    (5, "data", "", ("South Side", "‡", "‡")),
    (40, "total", _("total"), ("All", "3,120", "4,000")),
    (42, "footnote", _("footnote"), ("‡ fewer than 10 children", "", "")),
)


def sample_sheet() -> Any:
    """Return what `c-sheet` draws: columns, rows, a gap, marks, and a cell with a problem."""
    rows = [_row(*row) for row in _ROWS]
    gap = SimpleNamespace(number=0, hidden=34, href="#g-sheet")
    return SimpleNamespace(
        name="2025",
        columns=[
            _column("A", "place", _("the place")),
            _column("B", "denominator", _("how many children")),
            _column("C", "ask", _("what is this?"), chosen=True),
        ],
        rows=[*rows[:4], gap, *rows[4:]],
        legend=[(kind, word) for _number, kind, word, _cells in _ROWS if word],
        earlier="",
        later="",
        whole="",
        left_columns=2,
    )


def _column(letter: str, use: str, word: Any, *, chosen: bool = False) -> SimpleNamespace:
    return SimpleNamespace(letter=letter, use=use, word=word, href="#g-sheet", chosen=chosen)


def _row(number: int, kind: str, word: Any, texts: tuple[str, ...]) -> SimpleNamespace:
    cells = [
        SimpleNamespace(
            text=text,
            is_mark=text == "‡",
            is_problem=text == "4,000",
            is_number=text.replace(",", "").isdigit(),
        )
        for text in texts
    ]
    return SimpleNamespace(
        number=number, kind=kind, word=word, href="#g-sheet", chosen=False, cells=cells
    )

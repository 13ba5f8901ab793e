"""The understanding in sentences, each of which leads to its correction."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.core.spreadsheets.reading import TableReading
from longtable.places.measures.desk.words import MARK_WORDS
from longtable.submissions.queries import ColumnUse, Expected, Layout, Vocabulary
from longtable.web.drawing import count

FEW = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that was understood, and where it is corrected."""

    text: str
    href: str
    kind: str = ""


def sentences(
    layout: Layout, table: TableReading | None, vocabulary: Vocabulary, expected: Expected
) -> list[Sentence]:
    """Return all that was understood, from the general to the small."""
    if table is None:
        return []
    return [
        *_rows(layout, table),
        *_about(layout, vocabulary),
        *_numbers(layout, expected),
        *_marks(layout, table),
        *_rest(layout),
    ]


def _rows(layout: Layout, table: TableReading) -> Iterator[Sentence]:
    headers = list(table.header_rows)
    if headers:
        text = ngettext(
            "Row %(rows)s holds the headings.", "Rows %(rows)s hold the headings.", len(headers)
        )
        yield Sentence(text % {"rows": _list(headers)}, _href(row=headers[-1]))
    data = {"first": count(table.first_data_row), "last": count(table.last_data_row)}
    yield Sentence(
        _("Rows %(first)s to %(last)s hold the data.") % data, _href(row=table.last_data_row)
    )
    said = {int(row): use for row, use in layout.rows.items()}
    totals = [row for row in table.total_rows if said.get(row, "total") == "total"]
    totals += [row for row, use in said.items() if use == "total" and row not in totals]
    if totals:
        shown = {"rows": _list(sorted(totals)), "count": len(totals)}
        if layout.totals == "everybody":
            text = ngettext(
                "Row %(rows)s is a total: it stands for everybody.",
                "Rows %(rows)s are totals: they stand for everybody.",
                len(totals),
            )
        else:
            text = ngettext(
                "Row %(rows)s sums up others. It is not counted again.",
                "Rows %(rows)s sum up others. They count only where they name everybody.",
                len(totals),
            )
        yield Sentence(text % shown, _href(totals="1"))
    notes = list(table.footnote_rows)
    if notes:
        text = ngettext("Row %(rows)s is a note.", "Rows %(rows)s are notes.", len(notes))
        yield Sentence(text % {"rows": _list(notes)}, _href(row=notes[0]))
    out = sorted(row for row, use in said.items() if use == "left_out")
    if out:
        text = ngettext(
            "Row %(rows)s is left out, as you said.",
            "Rows %(rows)s are left out, as you said.",
            len(out),
        )
        yield Sentence(text % {"rows": _list(out)}, _href(row=out[0]))


def _about(layout: Layout, vocabulary: Vocabulary) -> Iterator[Sentence]:
    places = layout.using("place_code", "place_name")
    if places:
        text = ngettext("%(columns)s names the place.", "%(columns)s name the place.", len(places))
        yield Sentence(text % {"columns": _columns(places)}, _href(column=places[0].letter))
    elif layout.place:
        name = (
            vocabulary.places[layout.place].name
            if layout.place in vocabulary.places
            else layout.place
        )
        yield Sentence(_("All numbers are for %(place)s.") % {"place": name}, _href(place="1"))
    periods = layout.using("period")
    if periods:
        yield Sentence(
            _("%(columns)s says the period.") % {"columns": _columns(periods)},
            _href(column=periods[0].letter),
        )
    elif layout.period:
        words = {
            "title": _("All numbers are for %(period)s, as the title says."),
            "sheet": _("All numbers are for %(period)s, as the sheet is called."),
        }
        text = words.get(layout.period_from, _("All numbers are for %(period)s."))
        yield Sentence(text % {"period": layout.period}, _href(period="1"))
    for column in layout.using("group"):
        about = vocabulary.breakdowns.get(column.breakdown, _("whichever group it names"))
        text = _("%(columns)s names the group: %(about)s.") % {
            "columns": _columns((column,)),
            "about": about,
        }
        yield Sentence(text, _href(column=column.letter))
    for column in layout.using("group_type"):
        yield Sentence(
            _("%(columns)s says by what people are grouped.") % {"columns": _columns((column,))},
            _href(column=column.letter),
        )
    for column in layout.using("filter"):
        said = {
            "columns": _columns((column,)),
            "keep": ", ".join(f"“{text}”" for text in column.keep),
        }
        yield Sentence(
            _("Only rows with %(keep)s in %(columns)s are taken.") % said,
            _href(column=column.letter),
        )


def _numbers(layout: Layout, expected: Expected) -> Iterator[Sentence]:
    words = {
        "numerator": _("%(columns)s counts %(numerator)s."),
        "denominator": _("%(columns)s says out of how many: %(denominator)s."),
        "total": _("%(columns)s is the sum of the values."),
        "estimate": _("%(columns)s is the number as its source published it."),
        "lower": _("%(columns)s is the lower limit of the interval."),
        "upper": _("%(columns)s is the upper limit of the interval."),
        "eligible": _("%(columns)s says how many could have been counted."),
        "repeats": _("%(columns)s repeats this as a percentage. It is checked, not stored."),
    }
    for use, text in words.items():
        columns = layout.using(use)
        if columns:
            said = {
                "columns": _columns(columns),
                "numerator": expected.numerator or expected.name,
                "denominator": expected.denominator,
            }
            yield Sentence(text % said, _href(column=columns[0].letter))
    zero = [column for column in layout.columns if column.zero_is_masked]
    if zero:
        text = _("In %(columns)s, 0 hides a small number.")
        yield Sentence(text % {"columns": _columns(tuple(zero))}, _href(column=zero[0].letter))


def _marks(layout: Layout, table: TableReading) -> Iterator[Sentence]:
    for sign in list(dict.fromkeys([*table.marks, *layout.marks]))[:12]:
        mark = table.marks.get(sign)
        meaning = layout.marks.get(sign) or (mark.meaning if mark else "unknown")
        said = {
            "sign": sign,
            "meaning": MARK_WORDS.get(meaning, _("is not known yet")),
            "count": count(mark.count) if mark else "",
        }
        text = ngettext(
            "“%(sign)s” means: %(meaning)s (%(count)s cell).",
            "“%(sign)s” means: %(meaning)s (%(count)s cells).",
            mark.count if mark else 0,
        )
        if mark is None:
            text = _("“%(sign)s” means: %(meaning)s.")
        if not sign:
            text = _("An empty cell means: %(meaning)s.")
        yield Sentence(text % said, _href(mark=sign or " "))


def _rest(layout: Layout) -> Iterator[Sentence]:
    asked = layout.using("ask")
    for column in asked:
        yield Sentence(
            _("It is not clear what %(columns)s is.") % {"columns": _columns((column,))},
            _href(column=column.letter),
            "ask",
        )
    unused = layout.using("ignored")
    if unused:
        text = ngettext("%(columns)s is not used.", "%(columns)s are not used.", len(unused))
        yield Sentence(text % {"columns": _columns(unused)}, _href(column=unused[0].letter))


def _columns(columns: tuple[ColumnUse, ...]) -> str:
    if len(columns) > FEW:
        return _("Columns %(letters)s") % {"letters": _letters(columns)}
    named = [f"{column.letter} ({_short(column.name)})" for column in columns]
    if len(named) == 1:
        return _("Column %(column)s") % {"column": named[0]}
    return _("Columns %(columns)s") % {"columns": ", ".join(named)}


def _letters(columns: tuple[ColumnUse, ...]) -> str:
    letters = [column.letter for column in columns]
    return ", ".join(letters[:12]) + (" …" if len(letters) > 12 else "")


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"


def _list(rows: list[int]) -> str:
    """Return row numbers as people write them: 4, 5, 9 to 36."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    parts = [
        _("%(first)s to %(last)s") % {"first": run[0], "last": run[-1]}
        if len(run) > 2
        else ", ".join(map(str, run))
        for run in runs
    ]
    return ", ".join(parts[:6]) + (" …" if len(parts) > 6 else "")


def _href(**said: object) -> str:
    return f"?{urlencode(said)}#correct"

"""The four counts of a decision as small pictures of marks, one mark for one voice."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from longtable.tables import queries
from longtable.tables.models import Decision
from longtable.tables.models.table import Constituency


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a count: what is counted, one mark for each voice, and the same in words."""

    label: str
    marks: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Block:
    """One of the four counts: by person, by seat, by organization, by constituency."""

    title: str
    of: int
    rows: list[Row]


def counted(decision: Decision) -> list[Block]:
    """Return the four counts, always in this order."""
    found = queries.tally(decision)
    names = _names(decision)
    blocks = [
        Block(title, count.of, [_row(names, code, count[code]) for code in names if count[code]])
        for title, count in (
            (_("By person"), found.persons),
            (_("By seat"), found.seats),
            (_("By organization"), found.organizations),
        )
    ]
    rows = [
        _of_group(names, str(dict(Constituency.choices)[name]), count)
        for name, count in found.constituencies.items()
    ]
    return [*blocks, Block(_("By constituency"), len(rows), rows)]


def _names(decision: Decision) -> dict[str, tuple[str, str]]:
    """Return each code with its words and its mark, in the order of the choices."""
    choices = queries.choices_of(decision)
    found = {one.code: (str(one.label), one.side.value) for one in choices}
    gave_up = queries.choice_at(queries.GAVE_UP, decision.method)
    return found | {
        "split": (_("Split"), "split"),
        gave_up.code: (str(gave_up.label), "waiting"),
        "waiting": (_("No answer"), "waiting"),
    }


def _row(names: dict[str, tuple[str, str]], code: str, voices: int) -> Row:
    label, mark = names[code]
    return Row(label, (mark,) * voices, str(voices))


def _of_group(names: dict[str, tuple[str, str]], label: str, count: queries.Count) -> Row:
    marks = tuple(mark for code, (_label, mark) in names.items() for _n in range(count[code]))
    said = [f"{words}: {count[code]}" for code, (words, _mark) in names.items() if count[code]]
    return Row(label, marks, " · ".join(said))

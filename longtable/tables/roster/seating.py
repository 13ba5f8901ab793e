"""The seats that a list names: there already, free, taken, or to be added; and who sits there."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from longtable.tables.models import Holding, Seat, Table
from longtable.tables.models.table import Constituency
from longtable.tables.roster import reading_cells as cells
from longtable.tables.roster.deeds import AddSeat, SeatPerson
from longtable.tables.roster.lines import Line
from longtable.tables.roster.problems import Fix
from longtable.tables.roster.words import says_yes
from longtable.web.folding import folded, near

if TYPE_CHECKING:
    from longtable.tables.roster.planning import Run

PRINCIPAL, ALTERNATE = Holding.Part.PRINCIPAL.value, Holding.Part.ALTERNATE.value


@dataclass(frozen=True, slots=True)
class _Who:
    """Somebody who is to sit: for the part, by name and address, from which column."""

    part: str
    name: str
    email: str
    use: str


class Seating:
    """Goes through the seats of a list."""

    def __init__(self, run: "Run") -> None:
        self._run = run
        self._made: set[str] = set()
        self._held: dict[tuple[str, str], str] = {}

    def of(self, line: Line, organization: str) -> None:
        """Note what happens at the table of a line."""
        table = self._table(line)
        term = self._term(line)
        whom = cells.choice(self._run, line, "constituency")
        if table is None or term is None:
            return
        people = _people(self._run, line)
        if len(people) == 2 and folded(people[0].name) == folded(people[1].name):
            self._run.wrong("own_alternate", line, "alternate", text=people[1].name)
            return
        seat = self._there(line, table, people)
        key = f"seat/{seat.pk}" if seat else self._new(line, table, organization, (whom, *term))
        if not key:
            return
        if seat:
            self._run.keep(_("%(seat)s is there already") % {"seat": seat})
        for who in people:
            self._seat(line, (key, seat), who)

    def _table(self, line: Line) -> Table | None:
        run, text = self._run, line["table"]
        if not text:
            return self._usual_table(line)
        said = run.layout.meaning("table", text)
        if said == "none":
            return None
        table = run.known.tables.get(int(said)) if said and said.isdecimal() else None
        table = table or run.known.table(text)
        if table is None:
            names = {folded(one.name): one for one in run.known.tables.values()}
            change = {"do": "meaning", "kind": "table", "text": text}
            alike = [names[key] for key in near(folded(text), names, most=3)]
            fixes = [
                Fix(_("It is %(name)s") % {"name": one}, {**change, "to": str(one.pk)})
                for one in alike
            ]
            run.wrong("unknown_table", line, "table", text=text, fixes=fixes)
        return table

    def _usual_table(self, line: Line) -> Table | None:
        said = self._run.layout.defaults.get("table", "")
        table = self._run.known.tables.get(int(said)) if said.isdecimal() else None
        if table is None and (line["seat"] or line["alternate"]) and said != "none":
            self._run.wrong("no_table", line, "seat" if line["seat"] else "alternate")
        return table if line.person or line["seat"] else None

    def _term(self, line: Line) -> tuple[dt.date | None, dt.date | None] | None:
        begins = cells.day(self._run, line, "term_from")
        ends = cells.day(self._run, line, "term_until")
        if begins and ends and ends < begins:
            self._run.wrong("term_turned", line, "term_until")
            return None
        return begins, ends

    def _there(self, line: Line, table: Table, people: list[_Who]) -> Seat | None:
        """Return the seat that is meant: by its name or number, or that of its holder."""
        seats = self._run.known.seats[table.pk]
        text = folded(line["seat"])
        if text:
            return next((one for one in seats if text in {folded(one.name), str(one.number)}), None)
        first = next((one for one in people if one.part == PRINCIPAL), None)
        return next((one for one in seats if first and self._sits(one, first)), None)

    def _sits(self, seat: Seat, who: _Who) -> bool:
        held = self._run.known.holder(seat, who.part)
        if held is None:
            return False
        if held.person is not None and who.email:
            return held.person.email == who.email
        return folded(held.name) == folded(who.name)

    def _new(self, line: Line, table: Table, organization: str, about: tuple[Any, ...]) -> str:
        """Note a new seat and return its key, "" where something is missing.

        `about`: for whom it is there, and from when to when.
        """
        name = line["seat"]
        key = _key(line, table)
        if key in self._made:
            return key
        said = about[0] or self._run.layout.defaults.get("constituency", "")
        if said not in Constituency.values:
            if not line["constituency"]:
                self._run.wrong("no_constituency", line, "seat")
            return ""
        self._made.add(key)
        seat = {
            "name": name,
            "constituency": said,
            "is_chair": says_yes(line["chair"]),
            "term_from": about[1],
            "term_until": about[2],
        }
        told = _("New seat at %(table)s, for: %(constituency)s") % {
            "table": table,
            "constituency": dict(Constituency.choices)[said],
        }
        self._run.do(AddSeat(line.number, key, table.pk, seat, organization), told)
        if not line.person:
            self._run.keep(_("It is an empty chair until somebody is seated"))
        return key

    def _seat(self, line: Line, where: tuple[str, Seat | None], who: _Who) -> None:
        key, seat = where
        held = self._run.known.holder(seat, who.part) if seat else None
        before = self._held.get((key, who.part))
        text = line["seat"] or str(seat or who.name)
        if seat and held and self._sits(seat, who):
            self._run.keep(_("%(name)s sits there already") % {"name": held.name})
        elif before is not None and folded(before) == folded(who.name):
            self._run.keep(_("%(name)s sits there already") % {"name": who.name})
        elif held:
            self._run.wrong("seat_taken", line, who.use, text=text, holder=held.name)
        elif before is not None:
            self._run.wrong("seat_twice", line, who.use, text=text)
        else:
            self._held[key, who.part] = who.name
            deed = SeatPerson(
                line.number, key, seat.pk if seat else 0, who.part, who.name, who.email
            )
            self._run.do(deed, _said(who))


def _key(line: Line, table: Table) -> str:
    """Return by what a new seat is known again in other rows: its name, else who holds it."""
    if line["seat"]:
        return f"{table.pk}/{folded(line['seat'])}"
    holder = line["email"].lower() or folded(line.person)
    return f"{table.pk}/@{holder}" if holder else f"{table.pk}/#{line.number}"


def _said(who: _Who) -> str:
    words = {
        PRINCIPAL: _("%(name)s holds the seat"),
        ALTERNATE: _("%(name)s is the alternate"),
    }
    return words[who.part] % {"name": who.name}


def _people(run: "Run", line: Line) -> list[_Who]:
    """Return who is to sit, by the line: the holder, and the alternate."""
    found = [
        _Who(PRINCIPAL, line.person or line["email"], _mail(run, line, "email"), "name"),
        _Who(
            ALTERNATE,
            line["alternate"] or line["alternate_email"],
            _mail(run, line, "alternate_email"),
            "alternate",
        ),
    ]
    return [one for one in found if one.name]


def _mail(run: "Run", line: Line, use: str) -> str:
    """Return an address as it was understood; what is wrong with it was noted before."""
    text = line[use]
    said = run.layout.meaning("email", text) if text else None
    return (text if said is None else said).strip().lower().removeprefix("mailto:")

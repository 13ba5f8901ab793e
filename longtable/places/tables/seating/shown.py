"""Seats as a page shows them: names for members only, constituencies for everybody."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.core.charts.picture import Picture
from longtable.core.charts.round_table import Chair, RoundTable, Slice, round_table
from longtable.initiative.models import Organization
from longtable.tables import queries
from longtable.tables.models import ReferencePopulation, Seat, Table
from longtable.tables.models.table import Constituency
from longtable.web.drawing import percent


@dataclass(frozen=True, slots=True)
class Counted:
    """How many seats there are for a constituency."""

    label: str
    seats: int


@dataclass(frozen=True, slots=True)
class ShownSeat:
    """A seat, and who sits there: names are left out for visitors."""

    seat: Seat
    constituency: str
    holder: str
    alternate: str
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """The population that is drawn around a table."""

    population: ReferencePopulation
    slices: tuple[Slice, ...]


def ring_of(population: ReferencePopulation) -> Ring:
    """Return a named population as the ring around a table. It says nothing of who sits there."""
    shares = queries.shares_of(population)
    return Ring(
        population, tuple(Slice(str(one), share, percent(share)) for one, share in shares if share)
    )


def counted(seats: list[Seat]) -> list[Counted]:
    """Count seats by constituency, in the order in which constituencies are listed."""
    counts = Counter(seat.constituency for seat in seats)
    return [Counted(str(c.label), counts[c.value]) for c in Constituency if counts[c.value]]


def shown(seat: Seat, *, with_names: bool) -> ShownSeat:
    """Return a seat as a member or a visitor sees it."""
    held = queries.holders(seat)
    names = {part: one.name if with_names else "" for part, one in held.items()}
    return ShownSeat(
        seat=seat,
        constituency=seat.get_constituency_display(),
        holder=names.get("principal", ""),
        alternate=names.get("alternate", ""),
        is_empty="principal" not in held,
    )


VIEWS = ("constituency", "size", "resident")


def drawn(table: Table, lines: list[ShownSeat], *, by: str, ring: Ring | None = None) -> Picture:
    """Return the table from above, its chairs marked by what the viewer asks, in its community."""
    residents = sum(line.seat.constituency == Constituency.RESIDENT for line in lines)
    title = ngettext(
        "%(residents)s of %(seats)s seat is for residents",
        "%(residents)s of %(seats)s seats are for residents",
        len(lines),
    ) % {"residents": residents, "seats": len(lines)}
    spec = RoundTable(
        key=f"table-{table.pk}-{by}",
        title=title,
        description=_("The table seen from above, with one chair for each seat."),
        chairs=tuple(_chair(line, by) for line in sorted(lines, key=lambda one: _group(one, by))),
        seats_word=ngettext("seat", "seats", len(lines)),
        empty_word=_("empty"),
        header=(_("Seat"), _("Group"), _("Who holds it")),
        ring=ring.slices if ring else (),
        ring_name=str(ring.population) if ring else "",
        note=_said_of(ring) if ring else "",
    )
    return round_table(spec)


def _said_of(ring: Ring) -> str:
    return _("The ring is the community: %(population)s. Source: %(source)s") % {
        "population": ring.population,
        "source": ring.population.source,
    }


def _chair(line: ShownSeat, by: str) -> Chair:
    taken = line.holder or _("Taken")
    said = _("Empty chair") if line.is_empty else taken
    name = f"{line.seat.number}: {line.seat.name}" if line.seat.name else str(line.seat.number)
    return Chair(name, _group(line, by)[1], line.is_empty, said)


def _group(line: ShownSeat, by: str) -> tuple[int, str]:
    """Return the group of a seat, with its place in the order of groups."""
    seat = line.seat
    if by == "size":
        tiers = list(Organization.Tier)
        if seat.organization is None:
            return len(tiers), _("No organization")
        if not seat.organization.tier:
            return len(tiers) + 1, _("Size not said")
        return tiers.index(Organization.Tier(seat.organization.tier)), str(
            seat.organization.get_tier_display()
        )
    if by == "resident":
        is_resident = seat.constituency == Constituency.RESIDENT
        return int(not is_resident), _("Residents") if is_resident else _("Everybody else")
    return list(Constituency).index(Constituency(seat.constituency)), line.constituency

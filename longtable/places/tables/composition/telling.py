"""What may be told of the levels, in plain sentences that open to their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.initiative.models import Initiative
from longtable.measures import queries as measures
from longtable.tables.models.table import Constituency
from longtable.tables.queries import SeatLevel
from longtable.web.drawing import percent

_TIE = 1e-9
_TINY = 0.001


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One fact of a seat, and how many seats of each level have it: (level, seats)."""

    label: str
    counts: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of a level in numbers."""

    name: str
    people: int
    expected: str
    share: str
    is_below: bool


@dataclass(frozen=True, slots=True)
class LevelLine:
    """What is told of a level: `standing` is inside, below or untold."""

    label: str
    standing: str
    sentence: str
    groups: list[GroupLine]
    measures: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Compared:
    """All levels against one named population."""

    population: str
    source: str
    together: list[str]
    levels: list[LevelLine]


@dataclass(frozen=True, slots=True)
class Near:
    """How many of a level say that they work on it directly, and that they live with it."""

    label: str
    works_on_it: str
    lives_with_it: str


def labels() -> dict[str, str]:
    """Return what the levels are called."""
    return {
        "everybody": _("All levels together"),
        "tables": _("Working tables and councils"),
        "steering": _("Steering committee"),
        "chairs": _("Chairs"),
        "agenda": _("Who sets agendas"),
        "backbone": _("Backbone staff"),
    }


def seat_lines(levels: Sequence[SeatLevel]) -> tuple[list[str], list[SeatLine]]:
    """Return what the levels are called, and a line for each fact of their seats."""
    names = {**labels(), "everybody": _("All seats"), "backbone": _("Backbone's table")}
    called = [names[one.key] for one in levels]

    def line(label: str, counts: list[int]) -> SeatLine:
        return SeatLine(label, list(zip(called, counts, strict=True)))

    lines = [
        line(_("Seats"), [one.seats for one in levels]),
        line(_("Empty chairs"), [one.empty for one in levels]),
        *(
            line(str(group.label), counts)
            for group in Constituency
            if any(counts := [one.by_constituency[group] for one in levels])
        ),
        line(_("Works on it directly"), [one.works_on_it for one in levels]),
        line(_("Lives with it"), [one.lives_with_it for one in levels]),
    ]
    return called, lines if levels else []


def compared(initiative: Initiative, told: dict[str, Any]) -> list[Compared]:
    """Return what a count tells of each population."""
    names = measures.names_of(initiative).categories
    return [_compared(one, names) for one in told.get("populations", [])]


def near(told: dict[str, Any]) -> list[Near]:
    """Return how many work on it directly and live with it, as far as it may be told."""
    found = {
        name: {one["key"]: _near(one) for one in levels}
        for name, levels in told.get("near", {}).items()
    }
    return [
        Near(label, found["works_on_it"][key], found["lives_with_it"][key])
        for key, label in labels().items()
        if key in found.get("works_on_it", {})
    ]


def _compared(told: dict[str, Any], names: dict[tuple[str, str], str]) -> Compared:
    groups = [
        " + ".join(names.get((told["breakdown"], code), code) for code in group)
        for group in told["groups"]
    ]
    return Compared(
        population=f"{told['name']}, {told['year']}",
        source=told["source"],
        together=[
            name for name, group in zip(groups, told["groups"], strict=True) if len(group) > 1
        ],
        levels=[_level(one, groups, told["shares"]) for one in told["levels"]],
    )


def _level(told: dict[str, Any], groups: list[str], shares: list[float]) -> LevelLine:
    label = labels()[told["key"]]
    if told["how"] not in {"counts", "range"}:
        return LevelLine(label, "untold", _why(told["how"]), [], [])
    below = [name for name, is_below in zip(groups, told["below"], strict=True) if is_below]
    standing = "below" if below else "inside"
    if told["how"] == "range":
        return LevelLine(label, standing, _place(below, told["to_move"]), [], [])
    lines = [
        GroupLine(
            name=name,
            people=told["counts"][at],
            expected=_("%(low)s to %(high)s")
            % dict(zip(("low", "high"), told["ranges"][at], strict=True)),
            share=percent(shares[at]),
            is_below=told["below"][at],
        )
        for at, name in enumerate(groups)
    ]
    sentence = f"{_place(below, told['to_move'])} {_by_chance(told)}"
    return LevelLine(label, standing, sentence, lines, _measures(told))


def _why(how: str) -> str:
    if how == "near":
        return _("Not shown: too nearly the same people as another level.")
    return _("Too few to show: fewer than five people, or so few that one could be told apart.")


def _place(below: list[str], to_move: int | None) -> str:
    if below:
        found = _("Below the range: %(groups)s.") % {"groups": ", ".join(below)}
    else:
        found = _("Every group is inside its range.")
    if to_move is None:
        return found
    if not to_move:
        return found + " " + _("No seat would have to move.")
    moving = ngettext(
        "%(seats)s seat would have to move to be as the population.",
        "%(seats)s seats would have to move to be as the population.",
        to_move,
    ) % {"seats": to_move}
    return f"{found} {moving}"


def _by_chance(told: dict[str, Any]) -> str:
    """Say what chance alone does: how far it goes, and how often it comes to this."""
    seats = ceil(told["people"] * told["chance_high"] - _TIE)
    said = {"seats": seats, "often": _often(told["p"])}
    if told["is_beyond_chance"]:
        return (
            _(
                "Chance alone seldom makes it more than %(seats)s; seats as unlikely as these come "
                "about in %(often)s draws."
            )
            % said
        )
    return (
        _(
            "Chance alone makes it up to %(seats)s, and seats as unlikely as these come about in "
            "%(often)s draws: so few people can't tell it from chance, nor show that all is well."
        )
        % said
    )


def _often(p: float) -> str:
    if p < _TINY:
        return _("fewer than 1 of 1,000")
    return _("%(times)s of 1,000") % {"times": number_format(round(p * 1000))}


def _measures(told: dict[str, Any]) -> list[tuple[str, str]]:
    p = (
        number_format(round(told["p"], 3), 3)
        if told["p"] >= 0.001
        else _("below %(p)s") % {"p": "0.001"}
    )
    exact = _("exact multinomial test") if not told["p_error"] else _("by 40,000 draws")
    chance = _("%(mean)s on average, %(high)s or less in 95 of 100") % {
        "mean": _two(told["chance"]),
        "high": _two(told["chance_high"]),
    }
    return [
        (_("People who described themselves"), str(told["people"])),
        (_("Seats to move"), str(told["to_move"])),
        (_("Dissimilarity D, 0 to 1"), _two(told["apart"])),
        (_("D by chance alone"), chance),
        (_("p, against draws from the population"), f"{p} ({exact})"),
    ]


def _two(value: float) -> str:
    return number_format(round(value, 2), 2)


def _three(value: float) -> str:
    return number_format(round(value, 3), 3)


def _near(told: dict[str, Any]) -> str:
    if told["how"] != "counts":
        return _("too few to show")
    return _("%(yes)s of %(people)s who said") % {"yes": told["yes"], "people": told["people"]}

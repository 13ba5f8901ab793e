"""Who answered what: always by person, by seat, by organization and by constituency."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from longtable.tables.deciding.choices import GAVE_UP

WAITING = "waiting"
SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Voice:
    """One seat that decides, and what it chose: nothing yet, one thing, or several options.

    An empty chair has no `person`; it is seen and never waited for.
    """

    seat: str
    person: str
    organization: str
    constituency: str
    choices: tuple[str, ...] = ()
    is_decider: bool = False

    @property
    def is_filled(self) -> bool:
        """Whether somebody holds the seat."""
        return bool(self.person)

    @property
    def has_answered(self) -> bool:
        """Whether the seat said something: giving up is no answer."""
        return bool(self.choices) and self.choices != (GAVE_UP,)

    @property
    def is_waited_for(self) -> bool:
        """Whether the seat is filled and has neither answered nor given up."""
        return self.is_filled and not self.choices


@dataclass(frozen=True, slots=True)
class Count:
    """How one kind of voices is spread: `of` so many; how many for each choice.

    Besides choices it counts `WAITING`, `GAVE_UP` and `SPLIT`. Where several options can be
    approved, one voice counts for each that it approves.
    """

    of: int
    by_choice: dict[str, int]

    def __getitem__(self, code: str) -> int:
        return self.by_choice.get(code, 0)


@dataclass(frozen=True, slots=True)
class Together:
    """What an organization said with all its seats: one answer, and how it came about.

    `how` is unanimous, majority, split, or waiting.
    """

    choices: tuple[str, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The four counts that always stand side by side. None of them is the result by itself."""

    persons: Count
    seats: Count
    organizations: Count
    constituencies: dict[str, Count]
    together: dict[str, Together] = field(default_factory=dict)


def tally_of(voices: Sequence[Voice]) -> Tally:
    """Count the voices in the four ways. Empty chairs are in none."""
    filled = [voice for voice in voices if voice.is_filled]
    people = _grouped(filled, "person")
    organizations = _grouped([v for v in filled if v.organization], "organization")
    together = {name: _together(mine) for name, mine in organizations.items()}
    return Tally(
        persons=_count(_of_one_person(mine) for mine in people.values()),
        seats=_count(voice.choices for voice in filled),
        organizations=_count(said.choices for said in together.values()),
        constituencies={
            name: _count(voice.choices for voice in mine)
            for name, mine in sorted(_grouped(filled, "constituency").items())
        },
        together=together,
    )


def _grouped(voices: Iterable[Voice], by: str) -> dict[str, list[Voice]]:
    found: dict[str, list[Voice]] = {}
    for voice in voices:
        found.setdefault(getattr(voice, by), []).append(voice)
    return found


def _count(answers: Iterable[tuple[str, ...]]) -> Count:
    known = list(answers)
    by_choice = Counter(code for answer in known for code in (answer or (WAITING,)))
    return Count(len(known), dict(by_choice))


def _of_one_person(voices: list[Voice]) -> tuple[str, ...]:
    """Return what somebody said who may sit in two seats."""
    said = {tuple(sorted(voice.choices)) for voice in voices if voice.choices}
    return (SPLIT,) if len(said) > 1 else next(iter(said), ())


def _together(voices: list[Voice]) -> Together:
    """Return the one answer of an organization: of all its answering seats, or of most of them."""
    said = [tuple(sorted(voice.choices)) for voice in voices if voice.has_answered]
    if not said:
        gave_up = any(voice.choices for voice in voices) and not any(
            voice.is_waited_for for voice in voices
        )
        return Together((GAVE_UP,) if gave_up else (), WAITING)
    if len(set(said)) == 1:
        return Together(said[0], "unanimous")
    codes = Counter(code for answer in said for code in answer)
    most = tuple(sorted(code for code, seats in codes.items() if 2 * seats > len(said)))
    return Together(most, "majority") if most else Together((SPLIT,), SPLIT)

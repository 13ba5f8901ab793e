"""From rule and answers to the outcome, with the reason in numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from longtable.tables.deciding.choices import GAVE_UP, Choice, Side, choice_at
from longtable.tables.deciding.rule import Base, Rule, Threshold
from longtable.tables.deciding.tally import Voice

ADOPTED, CONCERN, NOT_ADOPTED, RETURNED = "adopted", "concern", "not_adopted", "returned"
RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason for an outcome: a code, what was found, and what was needed or out of what."""

    code: str
    found: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What the rule gives for these answers. `chosen` is the option, where there are several."""

    outcome: str
    because: tuple[Because, ...] = ()
    chosen: str = ""

    @property
    def is_adopted(self) -> bool:
        """Whether it is adopted, with a recorded concern or without."""
        return self.outcome in (ADOPTED, CONCERN)


def outcome_of(
    rule: Rule, voices: Sequence[Voice], *, options: Sequence[str] = (), objections: int = 0
) -> Result:
    """Return what the rule gives. `objections` are those with reasons that were not resolved.

    The order of the voices never matters. Empty chairs count in nothing.
    """
    filled = [voice for voice in voices if voice.is_filled]
    short = tuple(_short_of_quorum(rule, filled))
    if short:
        return Result(RETURNED, short)
    match rule.method:
        case "consent" | "consensus":
            return _unopposed(rule, filled, objections)
        case "approval":
            return _most_approved(rule, filled, options)
        case "advice" | "delegated":
            return _decided_by_one(rule, filled, objections)
        case "residents":
            return _by_share(rule, [v for v in filled if v.constituency == RESIDENT], objections)
        case _:
            return _by_share(rule, filled, objections)


def _short_of_quorum(rule: Rule, voices: list[Voice]) -> Iterator[Because]:
    there = [voice for voice in voices if voice.has_answered]
    organizations = {voice.organization for voice in there if voice.organization}
    residents = [voice for voice in there if voice.constituency == RESIDENT]
    if len(there) < rule.quorum_seats:
        yield Because("quorum_seats", len(there), rule.quorum_seats)
    if len(organizations) < rule.quorum_organizations:
        yield Because("quorum_organizations", len(organizations), rule.quorum_organizations)
    if len(residents) < rule.quorum_residents:
        yield Because("quorum_residents", len(residents), rule.quorum_residents)


def _unopposed(rule: Rule, voices: list[Voice], objections: int) -> Result:
    stops = max(_on(rule, voices, Side.STOPS), objections)
    if stops:
        return Result(RETURNED, (Because("objections", stops),))
    agree = _on(rule, voices, Side.FOR)
    if not agree:
        return Result(RETURNED, (Because("nobody"),))
    return _adopted(rule, voices, 0, Because("unopposed", agree, len(voices)))


def _by_share(rule: Rule, voices: list[Voice], objections: int) -> Result:
    if stops := _on(rule, voices, Side.STOPS):
        return Result(RETURNED, (Because("vetoes", stops),))
    if rule.no_open_objection and objections:
        return Result(RETURNED, (Because("objections", objections),))
    agree, whole = _on(rule, voices, Side.FOR), _whole(rule, voices)
    because = [Because("share", agree, whole)]
    reached = Threshold(rule.threshold).is_reached(agree, whole)
    if rule.double_majority:
        agreeing, organizations = _organizations(rule, voices)
        because.append(Because("organizations", agreeing, organizations))
        reached = reached and Threshold(rule.threshold).is_reached(agreeing, organizations)
    if reached:
        return _adopted(rule, voices, objections, *because)
    outcome = RETURNED if _on(rule, voices, Side.MORE) else NOT_ADOPTED
    return Result(outcome, tuple(because))


def _decided_by_one(rule: Rule, voices: list[Voice], objections: int) -> Result:
    decider = next((voice for voice in voices if voice.is_decider), None)
    if decider is None or not decider.has_answered:
        return Result(RETURNED, (Because("undecided"),))
    others = [voice for voice in voices if not voice.is_decider]
    missing = sum(voice.is_waited_for for voice in others) if rule.method == "advice" else 0
    if missing:
        return Result(RETURNED, (Because("advice_missing", missing),))
    if rule.no_open_objection and objections:
        return Result(RETURNED, (Because("objections", objections),))
    if _side(rule, decider.choices[0]) != Side.FOR:
        return Result(NOT_ADOPTED, (Because("decider_no"),))
    against = _on(rule, others, Side.AGAINST)
    result = _adopted(rule, voices, objections + against, Because("decider_yes"))
    return (
        replace(result, because=(*result.because, Because("advised_against", against)))
        if (against)
        else result
    )


def _most_approved(rule: Rule, voices: list[Voice], options: Sequence[str]) -> Result:
    cast = [voice for voice in voices if voice.has_answered]
    whole = len(voices) if rule.base == Base.ELIGIBLE else len(cast)
    codes = [str(at) for at in range(1, len(options) + 1)]
    approvals = {code: sum(code in voice.choices for voice in cast) for code in codes}
    most = max(approvals.values(), default=0)
    leading = [code for code, seats in approvals.items() if seats == most]
    if not most or not Threshold(rule.threshold).is_reached(most, whole):
        return Result(NOT_ADOPTED, (Because("approvals", most, whole),))
    if len(leading) > 1:
        return Result(RETURNED, (Because("tie", most, len(leading)),))
    return Result(ADOPTED, (Because("approvals", most, whole),), leading[0])


def _adopted(rule: Rule, voices: list[Voice], objections: int, *because: Because) -> Result:
    concerns = sum(
        _choice(rule, voice.choices[0]).is_concern for voice in voices if voice.has_answered
    )
    if not concerns and not objections:
        return Result(ADOPTED, because)
    return Result(CONCERN, (*because, Because("concerns", max(concerns, objections))))


def _organizations(rule: Rule, voices: list[Voice]) -> tuple[int, int]:
    """Return how many organizations are for it, of those that take a side.

    One is for it where more than half of its seats are that take a side, however warmly.
    """
    sides: dict[str, list[bool]] = {}
    for voice in voices:
        side = _side(rule, voice.choices[0]) if voice.has_answered else Side.ASIDE
        if voice.organization and side != Side.ASIDE:
            sides.setdefault(voice.organization, []).append(side == Side.FOR)
    return sum(2 * sum(mine) > len(mine) for mine in sides.values()), len(sides)


def _whole(rule: Rule, voices: list[Voice]) -> int:
    if rule.base == Base.ELIGIBLE:
        return len(voices)
    return sum(
        _side(rule, voice.choices[0]) != Side.ASIDE for voice in voices if voice.has_answered
    )


def _on(rule: Rule, voices: list[Voice], side: Side) -> int:
    return sum(_side(rule, voice.choices[0]) == side for voice in voices if voice.has_answered)


def _choice(rule: Rule, code: str) -> Choice:
    return choice_at(code, rule.method)


def _side(rule: Rule, code: str) -> Side:
    return Side.ASIDE if code == GAVE_UP else _choice(rule, code).side

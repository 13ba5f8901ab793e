"""The engine of deciding: worked examples, and what must hold for every input."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from longtable.tables.deciding import (
    GAVE_UP,
    Base,
    Rule,
    Side,
    Threshold,
    Voice,
    because_in_words,
    choice_at,
    choices_for,
    outcome_of,
    rule_in_words,
    tally_of,
)
from longtable.tables.models.table import Method

OPTIONS = ("Monday", "Tuesday", "Saturday")
CONSTITUENCIES = ("resident", "provider", "funder")


def voices(*said, organizations=(), constituencies=(), decider=None):
    """Return one voice for each answer: a code, several codes, "" (waits), None (empty chair)."""
    return [
        Voice(
            seat=str(at),
            person="" if code is None else f"person {at}",
            organization=organizations[at] if organizations else "",
            constituency=constituencies[at] if constituencies else "provider",
            choices=tuple(code.split()) if code else (),
            is_decider=at == decider,
        )
        for at, code in enumerate(said)
    ]


def residents(*said, others=()):
    return voices(
        *said, *others, constituencies=["resident"] * len(said) + ["funder"] * len(others)
    )


EXAMPLES = [
    # Consent: silence is no consent, a concern goes along, an objection sends it back.
    (Rule("consent"), voices("consent", "consent", "aside"), "adopted"),
    (Rule("consent"), voices("consent", "concern", ""), "concern"),
    (Rule("consent"), voices("consent", "consent", "objection"), "returned"),
    (Rule("consent"), voices("aside", "aside"), "returned"),
    (Rule("consent"), voices(), "returned"),
    (Rule("consent", quorum_seats=3), voices("consent", "consent", ""), "returned"),
    (Rule("consent", quorum_seats=3), voices("consent", "consent", GAVE_UP), "returned"),
    (Rule("consent", quorum_seats=2), voices("consent", "consent", None), "adopted"),
    (Rule("consensus"), voices("agree", "agree"), "adopted"),
    (Rule("consensus"), voices("agree", "reservations"), "concern"),
    (Rule("consensus"), voices("agree", "aside"), "concern"),
    (Rule("consensus"), voices("agree", "block"), "returned"),
    # Gradients: the share of those who take a side; a veto stops, more talk sends back.
    (Rule("gradients"), voices("endorse", "minor", "abstain"), "adopted"),
    (Rule("gradients"), voices("endorse", "dislike", "disagree"), "concern"),
    (Rule("gradients"), voices("endorse", "discuss", "disagree"), "returned"),
    (Rule("gradients"), voices("endorse", "disagree", "disagree"), "not_adopted"),
    (Rule("gradients"), voices("endorse", "endorse", "endorse", "veto"), "returned"),
    # Majority: more than half is more than half; abstentions take no side.
    (Rule("majority"), voices("yes", "yes", "no"), "adopted"),
    (Rule("majority"), voices("yes", "no"), "not_adopted"),
    (Rule("majority"), voices("yes", "abstain", "abstain"), "adopted"),
    (Rule("majority", base="eligible"), voices("yes", "abstain", ""), "not_adopted"),
    (Rule("majority", base="eligible"), voices("yes", "yes", ""), "adopted"),
    (Rule("majority", "two_thirds"), voices("yes", "yes", "no"), "adopted"),
    (Rule("majority", "two_thirds"), voices(*["yes"] * 6, *["no"] * 4), "not_adopted"),
    (Rule("majority", "all"), voices("yes", "yes", "abstain"), "adopted"),
    (Rule("majority", "all"), voices("yes", "no"), "not_adopted"),
    (Rule("majority", quorum_seats=3), voices("yes", "yes", ""), "returned"),
    (
        Rule("majority", quorum_organizations=2),
        voices("yes", "yes", organizations=["A", "A"]),
        "returned",
    ),
    (Rule("majority", quorum_residents=1), voices("yes", "yes"), "returned"),
    # One large organization with three seats does not outvote two small ones.
    (
        Rule("majority", double_majority=True),
        voices("yes", "yes", "yes", "no", "no", organizations=["A", "A", "A", "B", "C"]),
        "not_adopted",
    ),
    (
        Rule("majority", double_majority=True),
        voices("yes", "yes", "yes", "no", organizations=["A", "A", "B", "C"]),
        "adopted",
    ),
    # An organization that is split is not for it.
    (
        Rule("majority", double_majority=True),
        voices("yes", "no", "yes", organizations=["A", "A", "B"]),
        "not_adopted",
    ),
    # One whose seats are for it, some warmly and some not, is for it.
    (
        Rule("gradients", double_majority=True),
        voices("endorse", "minor", organizations=["A", "A"]),
        "adopted",
    ),
    (Rule("residents"), residents("yes", "yes", "no", others=["no", "no"]), "adopted"),
    (Rule("residents"), residents("no", others=["yes", "yes"]), "not_adopted"),
    (Rule("delegated"), voices("yes", decider=0), "adopted"),
    (Rule("delegated"), voices("no", decider=0), "not_adopted"),
    (Rule("delegated"), voices("", decider=0), "returned"),
    # Advice: asked first, then decided, even against it; what was advised is recorded.
    (Rule("advice"), voices("yes", "", "yes", decider=0), "returned"),
    (Rule("advice"), voices("yes", GAVE_UP, "yes", decider=0), "adopted"),
    (Rule("advice"), voices("yes", "no", "no", decider=0), "concern"),
    (Rule("advice"), voices("no", "yes", "yes", decider=0), "not_adopted"),
    (Rule("approval"), voices("1 2", "2", "none"), "adopted"),
    (Rule("approval"), voices("1", "2", "none"), "not_adopted"),
    (Rule("approval"), voices("1 2", "1 2", "3"), "returned"),
    (Rule("approval"), voices("none", "none"), "not_adopted"),
]


@pytest.mark.parametrize(("rule", "given_voices", "outcome"), EXAMPLES)
def test_worked_examples(rule, given_voices, outcome):
    assert outcome_of(rule, given_voices, options=OPTIONS).outcome == outcome


def test_the_winning_option_is_named():
    result = outcome_of(Rule("approval"), voices("1 2", "2", "2 3"), options=OPTIONS)

    assert result.chosen == "2"


def test_an_objection_from_another_table_stops_consent_and_not_a_majority():
    assert outcome_of(Rule("consent"), voices("consent"), objections=1).outcome == "returned"
    assert outcome_of(Rule("majority"), voices("yes"), objections=1).outcome == "concern"
    held = Rule("majority", no_open_objection=True)
    assert outcome_of(held, voices("yes"), objections=1).outcome == "returned"


def test_an_organization_speaks_once():
    found = tally_of(
        voices(
            *("yes", "yes", "no", "yes", "no", "no", ""),
            organizations=["A", "A", "A", "B", "C", "C", "D"],
        )
    )

    said = {name: (one.choices, one.how) for name, one in found.together.items()}
    assert said == {
        "A": (("yes",), "majority"),
        "B": (("yes",), "unanimous"),
        "C": (("no",), "unanimous"),
        "D": ((), "waiting"),
    }
    assert found.organizations.by_choice == {"yes": 2, "no": 1, "waiting": 1}


def test_a_person_in_two_seats_is_one_person():
    twice = [
        Voice("1", "Ana", "A", "provider", ("yes",)),
        Voice("2", "Ana", "", "resident", ("no",)),
        Voice("3", "Bo", "", "resident", ("no",)),
    ]

    found = tally_of(twice)

    assert (found.seats.of, found.persons.of) == (3, 2)
    assert found.persons.by_choice == {"split": 1, "no": 1}


@st.composite
def elections(draw, methods=tuple(Method.values)):
    """Draw a rule and voices that may or may not have answered."""
    method = draw(st.sampled_from(methods))
    codes = [choice.code for choice in choices_for(method, OPTIONS)]
    rule = Rule(
        method,
        draw(st.sampled_from(Threshold.values)),
        draw(st.sampled_from(Base.values)),
        quorum_seats=draw(st.integers(0, 3)),
        quorum_organizations=draw(st.integers(0, 2)),
        double_majority=draw(st.booleans()),
        no_open_objection=draw(st.booleans()),
    )
    said = draw(st.lists(st.sampled_from([*codes, "", GAVE_UP, None]), max_size=9))
    sits = {
        "organizations": draw(st.lists(st.sampled_from("ABC"), min_size=9, max_size=9)),
        "constituencies": draw(st.lists(st.sampled_from(CONSTITUENCIES), min_size=9, max_size=9)),
    }
    return rule, voices(*said, **sits, decider=draw(st.integers(0, 8)))


@given(elections(), st.randoms(use_true_random=False), st.integers(0, 2))
def test_the_order_of_answers_never_matters(election, chance, objections):
    rule, there = election
    mixed = chance.sample(there, len(there))

    given_so = outcome_of(rule, there, options=OPTIONS, objections=objections)

    assert outcome_of(rule, mixed, options=OPTIONS, objections=objections) == given_so
    assert tally_of(mixed) == tally_of(there)


@given(elections(methods=tuple(set(Method.values) - {"approval"})))
def test_the_four_counts_agree(election):
    _, there = election
    filled = [voice for voice in there if voice.is_filled]

    found = tally_of(there)

    assert found.seats.of == sum(found.seats.by_choice.values()) == len(filled)
    assert sum(count.of for count in found.constituencies.values()) == found.seats.of
    assert found.organizations.of <= found.seats.of
    assert found.persons.of == found.seats.of


@given(elections(methods=("majority", "gradients", "residents")), st.integers(0, 8))
def test_one_more_seat_for_it_never_brings_it_down(election, at):
    rule, there = election
    if at >= len(there) or not there[at].is_filled:
        return
    before = outcome_of(rule, there)
    yes = next(c.code for c in choices_for(rule.method) if c.side == Side.FOR)
    changed = [
        Voice(v.seat, v.person, v.organization, v.constituency, (yes,)) if v is there[at] else v
        for v in there
    ]

    after = outcome_of(rule, changed)

    assert after.is_adopted or not before.is_adopted


@given(elections(), st.integers(0, 2))
def test_an_empty_chair_changes_nothing(election, objections):
    rule, there = election
    more = [*there, Voice("x", "", "Z", "resident")]

    assert outcome_of(rule, more, options=OPTIONS, objections=objections) == outcome_of(
        rule, there, options=OPTIONS, objections=objections
    )


@given(elections())
def test_a_missed_quorum_is_never_adopted(election):
    rule, there = election

    if sum(voice.has_answered for voice in there) < rule.quorum_seats:
        assert not outcome_of(rule, there, options=OPTIONS).is_adopted


@given(elections())
def test_rule_and_reason_can_be_said_in_one_sentence_each(election):
    rule, there = election
    for language in ("en", "es"):
        with translation.override(language):
            sentence = rule_in_words(rule, decider="Seat 3")
            reasons = outcome_of(rule, there, options=OPTIONS).because
            assert sentence.endswith(".")
            assert "%" not in sentence
            assert reasons
            assert all("%" not in because_in_words(one) for one in reasons)


@given(elections())
def test_a_rule_comes_back_as_it_was_kept(election):
    rule, _ = election

    assert Rule.from_json(rule.as_json()) == rule


def test_a_rule_reads_like_a_sentence():
    rule = Rule("majority", "two_thirds", quorum_seats=5, quorum_residents=2)

    assert rule_in_words(rule) == (
        "It is adopted if at least two thirds of the seats that say yes or no say yes, "
        "at least 5 seats answer and at least 2 resident seats answer."
    )


@pytest.mark.parametrize("method", Method.values)
def test_every_method_has_choices_with_meaning_and_a_way_to_give_up(method):
    found = choices_for(method, OPTIONS)

    assert {choice.side for choice in found} >= {Side.FOR}
    assert choice_at(GAVE_UP, method).side == Side.ASIDE
    assert len({choice.code for choice in found}) == len(found)


def test_nothing_is_called_ranked_or_secret_that_is_not():
    names = " ".join(str(label).lower() for label in Method.labels)

    assert "ranked" not in names
    assert "secret" not in names

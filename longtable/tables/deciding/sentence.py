"""The rule in one sentence, before anyone answers; and why it came out as it did, after."""

from collections.abc import Iterator

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.tables.deciding.outcome import Because
from longtable.tables.deciding.rule import Base, Rule, Threshold


def rule_in_words(rule: Rule, *, decider: str = "") -> str:
    """Return the whole rule as one sentence. `decider` names the seat that decides, if one does."""
    conditions = [*_by_method(rule, decider), *_besides(rule), *_quorums(rule)]
    return _("It is adopted if %(conditions)s.") % {
        "conditions": get_text_list(conditions, _("and"))
    }


def because_in_words(because: Because) -> str:
    """Return one reason for an outcome as a sentence."""
    said = _reasons(because.found)[because.code]
    return said % {"found": because.found, "of": because.of}


def _by_method(rule: Rule, decider: str) -> Iterator[str]:
    share = {"share": Threshold(rule.threshold).label}
    everybody = rule.base == Base.ELIGIBLE
    match rule.method:
        case "consent":
            yield _("somebody consents and no reasoned objection stays open")
        case "consensus":
            yield _("somebody agrees and nobody blocks it")
        case "gradients":
            yield _("nobody vetoes it")
            yield (
                _("%(share)s of all filled seats support it")
                if everybody
                else _("%(share)s of the seats that take a side support it")
            ) % share
        case "residents":
            yield (
                _("%(share)s of all filled resident seats say yes")
                if everybody
                else _("%(share)s of the resident seats that say yes or no say yes")
            ) % share
        case "advice":
            yield _(
                "%(who)s says yes after every other seat has given its advice or given it up"
            ) % {"who": decider}
        case "delegated":
            yield _("%(who)s says yes") % {"who": decider}
        case "approval":
            yield _("one option is approved by more seats than any other")
            yield (
                _("%(share)s of all filled seats approve of it")
                if everybody
                else _("%(share)s of the seats that answer approve of it")
            ) % share
        case _:
            yield (
                _("%(share)s of all filled seats say yes")
                if everybody
                else _("%(share)s of the seats that say yes or no say yes")
            ) % share


def _besides(rule: Rule) -> Iterator[str]:
    if rule.double_majority and rule.method in ("majority", "gradients", "residents"):
        yield _("the same share of the organizations is for it")
    if rule.no_open_objection and rule.method not in ("consent", "consensus", "approval"):
        yield _("no reasoned objection stays open")


def _quorums(rule: Rule) -> Iterator[str]:
    if n := rule.quorum_seats:
        yield ngettext("at least %(n)d seat answers", "at least %(n)d seats answer", n) % {"n": n}
    if n := rule.quorum_organizations:
        yield ngettext(
            "at least %(n)d organization answers", "at least %(n)d organizations answer", n
        ) % {"n": n}
    if n := rule.quorum_residents:
        yield ngettext(
            "at least %(n)d resident seat answers", "at least %(n)d resident seats answer", n
        ) % {"n": n}


def _reasons(n: int) -> dict[str, str]:
    return {
        "quorum_seats": ngettext(
            "%(found)d seat answered; %(of)d were needed.",
            "%(found)d seats answered; %(of)d were needed.",
            n,
        ),
        "quorum_organizations": ngettext(
            "%(found)d organization answered; %(of)d were needed.",
            "%(found)d organizations answered; %(of)d were needed.",
            n,
        ),
        "quorum_residents": ngettext(
            "%(found)d resident seat answered; %(of)d were needed.",
            "%(found)d resident seats answered; %(of)d were needed.",
            n,
        ),
        "objections": ngettext(
            "%(found)d reasoned objection stayed open.",
            "%(found)d reasoned objections stayed open.",
            n,
        ),
        "vetoes": ngettext("%(found)d seat vetoed it.", "%(found)d seats vetoed it.", n),
        "nobody": _("Nobody was for it."),
        "unopposed": ngettext(
            "%(found)d of %(of)d filled seats was for it, and nothing stood against it.",
            "%(found)d of %(of)d filled seats were for it, and nothing stood against it.",
            n,
        ),
        "share": ngettext(
            "%(found)d of %(of)d seats that count was for it.",
            "%(found)d of %(of)d seats that count were for it.",
            n,
        ),
        "organizations": ngettext(
            "%(found)d of %(of)d organizations that take a side was for it.",
            "%(found)d of %(of)d organizations that take a side were for it.",
            n,
        ),
        "undecided": _("The seat that decides has not answered."),
        "advice_missing": ngettext(
            "The advice of %(found)d seat was missing.",
            "The advice of %(found)d seats was missing.",
            n,
        ),
        "decider_no": _("The seat that decides said no."),
        "decider_yes": _("The seat that decides said yes."),
        "advised_against": ngettext(
            "%(found)d seat advised against it.", "%(found)d seats advised against it.", n
        ),
        "approvals": ngettext(
            "The leading option was approved by %(found)d of %(of)d seats.",
            "The leading option was approved by %(found)d of %(of)d seats.",
            n,
        ),
        "tie": _("%(of)d options were approved by %(found)d seats each."),
        "concerns": ngettext(
            "%(found)d concern is recorded with it.",
            "%(found)d concerns are recorded with it.",
            n,
        ),
    }

"""An initiative with one of everything, and the people who may or may not see it."""

import importlib
import pkgutil
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from longtable.initiative import actions as initiatives
from longtable.initiative.models import Role
from longtable.measures.actions import declare_break
from longtable.measures.tests.world import SAFE, City, city
from longtable.record.models import Letter
from longtable.submissions import actions as submissions
from longtable.web.stylesheet import stylesheet
from tests.factories import MembershipFactory, OrganizationFactory, PersonFactory

MEMBERS = ("reader", "funder", "member", "steward", "data_lead", "facilitator")
STRANGERS = ("outsider", "administrator", "elsewhere")
VISITORS = ("anonymous", "token", "deactivated", "gone")


@dataclass(frozen=True)
class World:
    """One initiative: its address, its people, and the parts of addresses of its things."""

    made: City
    slug: str
    people: dict[str, Any]
    things: dict[str, dict[str, Any]]

    def parts(self, route: str) -> dict[str, Any]:
        """Return what stands in the address of a route, but for the initiative."""
        return self.things.get(route, {})


def world() -> World:
    """Return an initiative with a published, a prepared and an undone thing of each kind."""
    made = city()
    initiative = made.indicator.initiative
    partner = OrganizationFactory(initiative=initiative, tier="under_100k", paid_hours=20)
    people = {"data_lead": made.lead, "facilitator": made.facilitator}
    for role in ("reader", "funder", "member", "steward"):
        traits = {} if role == "reader" else {role: True}
        members = MembershipFactory(initiative=initiative, organization=partner, **traits)
        people[role] = members.person
    made.count("2024", SAFE)
    made.publish()
    made.count("2025", SAFE)
    made.prepare()
    invitation, code = _invited(initiative, made.facilitator)
    submission = _sent(made, partner)
    row = declare_break(made.indicator, period="2030", reason={"en": "A new test"}, by=made.lead)
    extra = initiatives.add_organization(initiative, name="Another", by=made.facilitator)
    reader = initiative.memberships.get(person=people["reader"])
    code_of = {"code": "reading"}
    one = {"pk": submission.pk}
    things: dict[str, dict[str, Any]] = {
        "today:join": {"code": code},
        "today:first": {"code": "guessed"},
        "stylesheet": {"hash": stylesheet()[0]},
        "measures:place": {"code": "north"},
        "measures:release": {**code_of, "number": 1},
        "measures:withdraw": {**code_of, "number": 1},
        "measures:breakdown": {"code": "race"},
        "measures:change_breakdown": {"code": "race"},
        "measures:change_category": {
            "code": "race",
            "category": initiative.breakdowns.get(code="race").categories.earliest("pk").code,
        },
        "measures:change_place": {"pk": initiative.places.get(code="north").pk},
        "measures:remove_break": {**code_of, "pk": row.pk},
        "measures:example": {"indicator": "reading", "ending": "csv"},
        "settings:person": {"pk": reader.pk},
        "settings:remove_person": {"pk": reader.pk},
        "settings:withdraw_invitation": {"pk": invitation.pk},
        "settings:organization": {"pk": extra.pk},
        "settings:remove_organization": {"pk": extra.pk},
        "account_confirm_email": {"key": "made-up"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "made-up"},
    }
    for name in ("submission", "submission_file", "correct", "accept", "discard", "undo"):
        things[f"measures:{name}"] = one
    for name in (
        *("indicator", "data", "needle", "embed", "edit", "retire", "breaks", "releases"),
        *("prepare", "release_check", "witnesses", "prepare_again", "approve", "discard_release"),
    ):
        things[f"measures:{name}"] = code_of
    for part in parts():
        things |= part.things(initiative, people)
    return World(made, initiative.slug, people, things)


def parts() -> list[Any]:
    """Return the modules of `tests.access.parts`, which add the things of one package each.

    Each has `things(initiative, people)`, like `World.things`; `LEFT_OUT_POST`, routes that the
    matrix must not send to; and `DEEDS`, one try of each action (see `tests.access.deeds`).
    """
    folder = importlib.import_module("tests.access.parts")
    found = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    return [importlib.import_module(f"{folder.__name__}.{name}") for name in found]


def strangers(gone_from: World) -> dict[str, Any]:
    """Return people without a role in that initiative, one of whom had one until now."""
    elsewhere = MembershipFactory(facilitator=True).person
    gone = MembershipFactory(initiative=gone_from.made.indicator.initiative, facilitator=True)
    initiatives.end_membership(gone, now=timezone.now(), by=gone_from.made.facilitator)
    return {
        "outsider": PersonFactory(),
        "administrator": PersonFactory(administrator=True),
        "elsewhere": elsewhere,
        "gone": gone.person,
    }


def _invited(initiative: Any, by: Any) -> tuple[Any, str]:
    invitee = initiatives.Invitee("invited@example.org", Role.READER)
    invitation = initiatives.invite(initiative, invitee, now=timezone.now(), by=by)
    text = bytes(Letter.objects.latest("pk").message).decode()
    return invitation, text.split("/join/")[1].split("/")[0]


def _sent(made: City, organization: Any) -> Any:
    file = SimpleUploadedFile("numbers.csv", b"Period,Place,Count,Total number\n2026,north,20,40\n")
    submission = submissions.receive_submission(
        made.indicator,
        file,
        organization=organization,
        once="",
        now=timezone.now(),
        by=made.lead,
    )
    return submissions.read_submission(submission, by=made.lead)

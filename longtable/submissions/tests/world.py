"""A small initiative that files can be sent to: Bridgeport's districts, and groups by race."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from longtable.initiative.models import Role
from longtable.measures.models import Breakdown, Category, Definition, Indicator, Place
from longtable.submissions import actions
from longtable.submissions.models import Submission
from tests.factories import InitiativeFactory, MembershipFactory, OrganizationFactory

FILES = Path(__file__).parent / "files"
NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
RACES = {
    "black": ("Black", ["Black or African American"]),
    "hispanic": ("Hispanic", ["Hispanic/Latino of any race"]),
    "asian": ("Asian", []),
    "white": ("White", []),
    "native": ("American Indian", ["American Indian or Alaska Native", "Indian or Alaska Native"]),
    "two": ("Two or More Races", []),
    "pacific": ("Pacific Islander", ["Native Hawaiian or Other Pacific Islander"]),
}


def world() -> SimpleNamespace:
    """Return an initiative with places, groups, an indicator of counts, and its people."""
    initiative = InitiativeFactory(slug="bridgeport", name="Bridgeport Prospers")
    district = OrganizationFactory(initiative=initiative, name="Bridgeport Public Schools")
    for code, name in (
        ("0150011", "Bridgeport School District"),
        ("2850013", "Bridgeport Achievement First District"),
    ):
        Place.objects.create(initiative=initiative, code=code, name={"en": name}, level="district")
    race = Breakdown.objects.create(
        initiative=initiative, code="race", name={"en": "Race and ethnicity"}
    )
    for code, (name, spellings) in RACES.items():
        Category.objects.create(breakdown=race, code=code, name={"en": name}, spellings=spellings)
    lead = MembershipFactory(initiative=initiative, role=Role.DATA_LEAD, organization=None)
    steward = MembershipFactory(
        initiative=initiative, role=Role.PARTNER_STEWARD, organization=district
    )
    return SimpleNamespace(
        initiative=initiative,
        district=district,
        lead=lead.person,
        steward=steward.person,
        graduation=indicator(initiative, district, "graduation"),
    )


def indicator(initiative, owner, code, **words) -> Indicator:
    """Return an indicator with one definition."""
    made = Indicator.objects.create(initiative=initiative, code=code, owner=owner)
    words = {
        "name": {"en": "Graduation in four years"},
        "numerator": {"en": "students who graduate"},
        "denominator": {"en": "students in the four-year cohort"},
        **words,
    }
    Definition.objects.create(indicator=made, **words)
    return made


def upload(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, (FILES / name).read_bytes() if content is None else content)


def sent(
    place, name: str, content: bytes | None = None, *, once: str = "", to=None, heard=None, by=None
):
    """Send a file and read it."""
    by = by or place.steward
    submission = actions.receive_submission(
        to or place.graduation,
        upload(name, content),
        organization=place.district,
        once=once,
        now=NOW,
        by=by,
    )
    if submission.state == Submission.State.WAITING:
        actions.read_submission(submission, heard=heard, by=by)
    return submission


def accepted(place, name: str, content: bytes | None = None, **more):
    """Send a file and take it in."""
    submission = sent(place, name, content, **more)
    return actions.accept_submission(
        submission, version=submission.version, now=NOW, by=place.steward
    )

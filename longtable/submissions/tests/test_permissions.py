"""Who may do what with a submission, in one table."""

import pytest

from longtable.initiative.models import Role
from longtable.record.acting import Refusal
from longtable.submissions import actions, permissions, queries
from longtable.submissions.tests.world import NOW, sent, world
from tests.factories import MembershipFactory, OrganizationFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#        who                    may send, correct, take in, discard, take back; sees it
TABLE = {
    "facilitator": True,
    "data lead": True,
    "own steward": True,
    "own member": True,
    "own funder": False,
    "own, but left": False,
    "other steward": False,
    "reader": False,
    "data lead of another initiative": False,
    "administrator": False,
    "deactivated": False,
}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(("who", "may"), TABLE.items())
def test_who_may_do_what(who, may):
    place = world()
    submission = sent(place, "graduation-2010-11.csv")
    person = _person(place, who)
    version = submission.version
    attempts = [
        lambda: permissions.may_send(place.district, place.graduation, by=person),
        lambda: permissions.may_handle(submission, by=person),
        lambda: actions.correct_layout(
            submission, {"do": "period", "period": "2011"}, version=version, by=person
        ),
        lambda: actions.accept_submission(
            submission, version=submission.version, now=NOW, by=person
        ),
        lambda: actions.undo_submission(submission, version=submission.version, by=person),
    ]

    for attempt in attempts:
        if may:
            attempt()
        else:
            with pytest.raises(Refusal, match="Only people of"):
                attempt()
    sees = queries.submissions_visible_to(person, place.initiative)
    assert sees.exists() is may


def test_what_others_may_know_is_only_who_when_and_how_far():
    place = world()
    sent(place, "graduation-2010-11.csv")

    said = queries.reported(place.initiative)[0]

    assert (said.organization, said.indicator) == (place.district, place.graduation)
    assert (said.periods, said.state) == (("2010-11",), "read")
    assert set(said.__slots__) == {"organization", "indicator", "periods", "state"}


def _person(place, who):
    roles = {
        "facilitator": (Role.FACILITATOR, None),
        "data lead": (Role.DATA_LEAD, None),
        "own steward": (Role.PARTNER_STEWARD, place.district),
        "own member": (Role.PARTNER_MEMBER, place.district),
        "own funder": (Role.FUNDER, place.district),
        "own, but left": (Role.PARTNER_MEMBER, place.district),
        "reader": (Role.READER, None),
        "deactivated": (Role.DATA_LEAD, None),
    }
    if who == "administrator":
        return PersonFactory(administrator=True)
    if who == "data lead of another initiative":
        return MembershipFactory(role=Role.DATA_LEAD, organization=None).person
    if who == "other steward":
        roles[who] = (Role.PARTNER_STEWARD, OrganizationFactory(initiative=place.initiative))
    role, organization = roles[who]
    made = MembershipFactory(initiative=place.initiative, role=role, organization=organization)
    if who == "own, but left":
        made.ended = NOW
        made.save()
    if who == "deactivated":
        made.person.is_active = False
        made.person.save()
    return made.person

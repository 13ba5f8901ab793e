"""Every action, by every actor, against the reviewed file of who may do what."""

import pytest
from django.db import transaction

from longtable.record.acting import Refusal
from longtable.record.models import Entry
from tests.access.deeds import DEEDS, Rows
from tests.access.world import strangers, world
from tests.architecture.test_actions import permission_tables

BACKBONE = {"data_lead", "facilitator"}
TABLE = permission_tables()


class _TakenBackError(Exception):
    """Ends a try that went well, so that the next one finds the world as it was."""


def did(name, rows):
    """Whether an action was done, and not refused; what it did is taken back."""
    before = Entry.objects.count()
    try:
        with transaction.atomic():
            DEEDS[name](rows)
            assert Entry.objects.count() > before
            raise _TakenBackError  # noqa: TRY301 - how one ends a transaction without keeping it
    except Refusal:
        assert Entry.objects.count() == before
        return False
    except _TakenBackError:
        return True


def deviations(names, table):
    """Return where what actors can do differs from the table."""
    here = world()
    people = {**here.people, **strangers(here)}
    wrong = []
    for name in names:
        may = {one for word in table[name] for one in (BACKBONE if word == "backbone" else {word})}
        for actor, person in people.items():
            done = did(name, Rows(here, person))
            if done != (actor in may):
                wrong.append(f"{name} by {actor}: {'done' if done else 'refused'}")
    return wrong


def test_every_action_has_a_try():
    assert {name for name, may in TABLE.items() if may != {"link"}} == DEEDS.keys()


@pytest.mark.slow
@pytest.mark.django_db
def test_only_those_who_may_do_it_can(settings):
    settings.ANYONE_MAY_START_AN_INITIATIVE = False

    assert deviations(DEEDS, TABLE) == []


@pytest.mark.slow
@pytest.mark.django_db
def test_the_check_sees_an_action_that_asks_nobody(monkeypatch):
    monkeypatch.setattr("longtable.initiative.permissions.may_run", lambda initiative, *, by: None)

    found = deviations(["initiative.add_organization"], TABLE)

    assert "initiative.add_organization by outsider: done" in found

"""The pages of the agenda say what was agreed, and who agreed."""

import pytest
from django.urls import reverse

from longtable.agenda import actions
from longtable.agenda.actions import Written
from longtable.agenda.tests.world import NOW, TODAY, signed_by_all, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def page(client, there, route, *parts, by=None, **query):
    if by:
        client.force_login(by)
    return client.get(reverse(f"agenda:{route}", args=[there.initiative.slug, *parts]), query)


def in_force():
    there = world()
    there.choose()
    version = there.open()
    signed_by_all(version)
    said = {"since": TODAY, "row_version": 1, "now": NOW}
    actions.put_in_force(version, **said, by=there.facilitator)
    return there, version


def test_before_any_version_the_page_says_so(client):
    there = world()

    answer = page(client, there, "agenda")

    assert "Nothing has been agreed yet" in answer.content.decode()
    assert "Too few children" not in answer.content.decode()


def test_what_is_in_force_is_public_with_those_who_signed(client):
    there, version = in_force()

    text = page(client, there, "agenda").content.decode()

    assert "Too few children read well" in text
    assert "Reading circle" in text
    assert version.digest in page(client, there, "version", 1).content.decode()


def test_it_prints_as_a_tagged_document(client):
    there, _version = in_force()

    answer = page(client, there, "printed", 1)

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_version_is_compared_with_the_draft_for_members_only(client):
    there, _version = in_force()
    clause = there.initiative.clauses.get(part="problem")
    said = {"version": 1, "now": NOW, "by": there.facilitator}
    actions.change_clause(clause, {"text": "Too many wait."}, **said)

    theirs = page(client, there, "compare", 1, **{"with": "draft"}).content.decode()
    ours = page(client, there, "compare", 1, by=there.members[0], **{"with": "draft"})

    assert "wait" not in theirs
    assert "wait" in ours.content.decode()


def test_every_page_of_the_draft_opens_for_the_facilitator(client):
    there, _version = in_force()
    problem = there.initiative.clauses.get(part="problem")
    result = there.initiative.clauses.get(part="result")
    actions.suggest(problem, text="Too many.", now=NOW, by=there.members[0])
    client.force_login(there.facilitator)

    plain = ("draft", "add", "terms", "drafters", "rule", "open", "renewal", "map", "changes")
    answers = [page(client, there, route) for route in plain]
    answers += [page(client, there, r, problem.pk) for r in ("clause", "change", "split", "lens")]
    answers += [
        page(client, there, "merge", problem.pk),
        page(client, there, "indicators", result.pk),
    ]

    assert {answer.status_code for answer in answers} == {200}
    text = page(client, there, "clause", problem.pk).content.decode()
    assert "<del>" in text
    assert "<ins>" in text


def test_merging_over_a_clause_that_somebody_changed_meanwhile_is_told_and_loses_nothing(client):
    there = world()
    by = there.facilitator
    first, second = (
        actions.add_clause(there.initiative, Written("vision", title, "Text"), now=NOW, by=by)
        for title in ("First", "Second")
    )
    client.force_login(by)
    shown = page(client, there, "merge", first.pk).context["form"]
    seen = next(value for value, label in shown.fields["other"].choices if label == "Second")
    said = {"version": first.version, "title": "Both", "text": "Text of both", "other": seen}
    actions.change_clause(second, {"text": "New text"}, version=1, now=NOW, by=by)

    answer = client.post(reverse("agenda:merge", args=[there.initiative.slug, first.pk]), said)

    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Somebody changed “Second” meanwhile. It says now: New text" in text
    assert "Text of both" in text
    second.refresh_from_db()
    assert (second.text, second.retired) == ("New text", None)

    client.post(
        reverse("agenda:merge", args=[there.initiative.slug, first.pk]),
        said | {"other": f"{second.pk}-2"},
    )
    assert there.initiative.clauses.filter(title="Both", retired=None).exists()

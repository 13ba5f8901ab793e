"""A payload in every text field of a world: each with a number of its own, to be met again."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.apps import apps
from django.db import connection, models

from longtable.accountability.models import YearlyAccount
from longtable.agenda import queries as agenda
from longtable.agenda.models import AgendaVersion
from longtable.web.spoken import SpokenField
from tests import factories as make
from tests.factories.tables import NOW, TODAY
from tests.safety.payloads import FORMULAS, PAYLOADS

# What the program reads as a code, a secret or its own words; no text of a person.
CODES = {
    *("accounts.FirstAdministrator", "record.Entry", "record.Link", "submissions.SubmittedFacts"),
    *("accounts.Person.password", "accounts.Person.language", "initiative.Initiative.slug"),
    *("initiative.Invitation.language", "initiative.Invitation.code_hash", "tables.Table.slug"),
    *("measures.Breakdown.code", "measures.Category.code", "measures.Indicator.code"),
    *("measures.Place.code", "measures.Place.level", "measures.SeriesBreak.period"),
    *("measures.Definition.baseline_period", "measures.Definition.target_period"),
    *("measures.Definition.headline_place", "measures.Definition.headline_breakdown"),
    *("measures.Definition.holds_from", "measures.Release.objective"),
    *("measures.PublishedValue.period", "measures.PublishedValue.level"),
    *("measures.PublishedValue.place", "measures.PublishedValue.by"),
    *("measures.PublishedValue.as_published", "agenda.Drafter.constituency"),
    *("agenda.Ratification.constituency", "agenda.Ratification.tier", "agenda.Terms.amended_by"),
    *("agenda.AgendaVersion.digest", "submissions.Submission.file_digest"),
    *("submissions.Submission.facts_due", "submissions.Submission.once", "tables.Series.zone"),
    "tables.Roster.once",
    *("tables.Meeting.zone", "tables.Meeting.code", "tables.Material.language", "tables.Tap.what"),
    *(
        "tables.Decision.chosen",
        "tables.FollowUp.language",
        "tables.Ballot.choice",
        "communication.MailChoice.zone",
    ),
    *("record.MailServer.sealed_password", "backups.BackupRun.file"),
}
SPELLINGS = {"measures.Category.spellings", "measures.Place.spellings", "tables.Decision.options"}


@dataclass
class Planted:
    """What was planted: the field that each number stands for, and its whole text."""

    fields: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    _numbers: Any = field(default_factory=count)

    def text(self, name: str, most: int | None = None, *, start: str = "") -> str:
        """Return the next payload that fits into a field, with its number before it."""
        number = next(self._numbers)
        mark = f"zq{number}q"
        fits = [one for one in PAYLOADS if len(start + mark + one) <= (most or 1000)]
        payload = fits[number % len(fits)]
        # A formula has to stand at the beginning to be one.
        text = payload + mark if payload in FORMULAS and not start else f"{start}{mark}{payload}"
        self.fields[mark], self.texts[mark] = name, text
        return text

    def met(self, marks: list[str]) -> set[str]:
        """Return the fields that the marks met on a page stand for."""
        return {self.fields[mark] for mark in marks if mark in self.fields}


def plant(here: Any) -> Planted:
    """Put a payload into every text field of every row, and return what was planted."""
    planted = Planted()
    complete(here)
    with _without_the_triggers():
        for model in apps.get_models():
            if model.__module__.startswith("longtable."):
                _plant_rows(model, planted)
        content = agenda.content_of(here.made.indicator.initiative)
        AgendaVersion.objects.update(content=content, digest=agenda.digest(content))
    return planted


def complete(here: Any) -> None:
    """Add what the world has none of, so that every text of the site stands somewhere."""
    initiative = here.made.indicator.initiative
    clause = initiative.clauses.earliest("pk")
    member = here.people["member"]
    organization = initiative.memberships.get(person=member).organization
    make.CommentFactory(clause=clause, by=member)
    make.WordingFactory(clause=clause, by=member)
    make.LensAnswerFactory(clause=clause)
    make.TermsFactory(initiative=initiative)
    for version in initiative.agenda_versions.all():
        make.RatificationFactory(agenda=version, organization=organization, by=member)
    make.SuggestionFactory(clause=clause, by=member, state="declined", answer="No.")
    make.MailServerFactory()
    make.BackupRunFactory(trouble="x")
    YearlyAccount.objects.update(published=NOW)
    shown = here.made.indicator.releases.get(number=1)
    told = {"definition": shown.definition, "withdrawn": shown.published, "number": 0}
    make.ReleaseFactory(public=True, state="withdrawn", withdrawn_because="x", **told)
    make.LetterFactory(status="failed", trouble="x", initiative=initiative.pk)
    _a_table(here)


def _a_table(here: Any) -> None:
    from longtable.tables.models import Decision, Meeting, Minutes, Seat, Table

    tables = Table.objects.filter(initiative=here.made.indicator.initiative)
    for meeting in Meeting.objects.filter(series__table__in=tables):
        seat = meeting.table.seats.first() or make.SeatFactory(table=meeting.table)
        make.MessageFactory(meeting=meeting, kind="word", name="x", text="x")
        make.MaterialFactory(meeting=meeting, text="x", link="https://example.org/")
        make.AccessRequestFactory(meeting=meeting, seat=seat, detail="x", cause="x")
        make.ItemFactory(meeting=meeting)
        for minutes in Minutes.objects.filter(meeting=meeting):
            make.MinutesApprovalFactory(minutes=minutes, seat=seat, approves=False, correction="x")
        make.TapFactory(meeting=meeting, what="park", content={"text": "x"})
    for table in tables:
        make.TensionFactory(table=table)
        make.TensionFactory(table=table, state="settled", settled=NOW)
    for seat in Seat.objects.filter(table__in=tables):
        make.HoldingFactory(seat=seat, until=TODAY)
    for decision in Decision.objects.filter(table__in=tables):
        for elector in decision.electors.filter(ballot=None):
            make.BallotFactory(elector=elector)
    make.WaiverFactory(commitment_id=here.parts("accountability:promise")["pk"])


def _plant_rows(model: Any, planted: Planted) -> None:
    label = model._meta.label
    if label in CODES:
        return
    names = [one for one in model._meta.local_fields if f"{label}.{one.name}" not in CODES]
    for row in model._default_manager.all():
        changes = {
            one.name: value
            for one in names
            if (value := _planted(one, f"{label}.{one.name}", planted)) is not None
        }
        if changes:
            model._default_manager.filter(pk=row.pk).update(**changes)


def _planted(one: models.Field, name: str, planted: Planted) -> Any:
    match one:
        case SpokenField():
            return {"en": planted.text(name), "es": planted.text(name)}
        case models.JSONField() if name in SPELLINGS:
            return [planted.text(name)]
        case models.JSONField() if name == "tables.Tap.content":
            return {"text": planted.text(name)}
        case models.EmailField():
            return planted.text(name, one.max_length, start="x") + "@example.org"
        case models.URLField():
            return planted.text(name, one.max_length, start="https://example.org/")
        case models.CharField() | models.TextField() if not one.choices:
            return planted.text(name, one.max_length)
    return None


@contextmanager
def _without_the_triggers():
    """Let what is never edited be written once, as if it had been so from the beginning."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = cursor.fetchall()
        for name, _sql in kept:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in kept:
            cursor.execute(sql)

"""Set up a demonstration initiative through the same actions as everybody else's."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from longtable.accounts.models import Person
from longtable.demo.people import ACCOUNTS, ADMINISTRATOR, BACKBONE, account
from longtable.initiative import actions as initiatives
from longtable.initiative.models import Initiative, Membership, Organization
from longtable.measures import actions as measures
from longtable.measures.actions import NewPlace
from longtable.record.acting import Refusal
from longtable.submissions import actions as submissions

Say = Callable[[str], None]
_TIERS = {
    "Reading circle (illustrative)": "under_100k",
    "Large provider (illustrative)": "over_10m",
}


@dataclass(frozen=True)
class Measure:
    """An indicator of the demonstration: its definition, its file, where its series breaks."""

    code: str
    definition: dict[str, Any]
    file: Callable[[], bytes] | None = None
    breaks: dict[str, dict[str, str]] = field(default_factory=dict)
    kind: str = "population"


@dataclass(frozen=True)
class City:
    """A demonstration initiative."""

    slug: str
    name: str
    place: str
    promise: str
    credits: str
    places: list[NewPlace]
    breakdowns: dict[str, tuple[dict[str, str], bool, dict[str, tuple[dict[str, str], list[str]]]]]
    measures: list[Measure]


@dataclass(frozen=True)
class Further:
    """What is added to a city that is set up: places, indicators, and whom to thank for them."""

    places: list[NewPlace]
    measures: list[Measure]
    credits: str


def set_up(city: City, say: Say) -> Initiative:
    """Set a city up, or go on where an earlier run stopped; done before, it does nothing."""
    lead, second = _people()
    initiative = Initiative.objects.filter(slug=city.slug).first() or _start(city, say)
    for measure in city.measures:
        _publish(initiative, measure, say, lead=lead, second=second)
    return initiative


def add_to(initiative: Initiative, further: Further, say: Say) -> None:
    """Add to a city what is not there yet; done before, it does nothing."""
    lead, second = _people()
    known = set(initiative.places.values_list("code", flat=True))
    if new := [place for place in further.places if place.code not in known]:
        measures.add_places(initiative, new, by=lead)
    if further.credits not in initiative.credits:
        initiatives.change_initiative(
            initiative,
            {"credits": f"{initiative.credits}\n\n{further.credits}".strip()},
            version=initiative.version,
            by=second,
        )
    for measure in further.measures:
        _publish(initiative, measure, say, lead=lead, second=second)


def _publish(
    initiative: Initiative, measure: Measure, say: Say, *, lead: Person, second: Person
) -> None:
    backbone = initiative.organizations.get(is_backbone=True)
    if not initiative.indicators.filter(code=measure.code).exists():
        _define(initiative, measure, backbone, lead)
    indicator = initiative.indicators.get(code=measure.code)
    if measure.file is None or indicator.releases.filter(number__isnull=False).exists():
        return
    started = time.monotonic()
    say(f"  {initiative}: {indicator} …")
    _take_in(indicator, measure, backbone, lead)
    release = _prepared(indicator, lead)
    measures.approve_release(release, version=release.version, now=timezone.now(), by=second)
    say(f"    published in {time.monotonic() - started:.0f} seconds")


def _people() -> tuple[Person, Person]:
    account(ADMINISTRATOR, "Administrator", administrator=True)
    made = [account(one.email, one.name) for one in ACCOUNTS]
    return made[0], made[1]


def _start(city: City, say: Say) -> Initiative:
    say(f"Setting up {city.name} …")
    lead, second = _people()
    initiative = initiatives.start_initiative(
        slug=city.slug,
        name=city.name,
        backbone=BACKBONE,
        by=second,
        place=city.place,
        promise=city.promise,
        credits=city.credits,
        listed=True,
    )
    for one in ACCOUNTS:
        organization = _organization(initiative, one.organization, second)
        if one.email != second.email:
            Membership.objects.create(
                initiative=initiative,
                person=account(one.email, one.name),
                role=one.role,
                organization=organization,
            )
    measures.add_places(initiative, city.places, by=lead)
    for code, (name, covers, categories) in city.breakdowns.items():
        breakdown = measures.add_breakdown(
            initiative, code=code, name=name, covers_everyone=covers, by=lead
        )
        for category, (label, spellings) in categories.items():
            measures.add_category(
                breakdown, code=category, name=label, spellings=spellings, by=lead
            )
    return initiative


def _organization(initiative: Initiative, name: str, by: Person) -> Organization:
    found = initiative.organizations.filter(name=name).first()
    if found is None:
        found = initiatives.add_organization(
            initiative, name=name, tier=_TIERS.get(name, ""), is_funder="fund" in name, by=by
        )
    Organization.objects.filter(pk=found.pk).update(illustrative=True)
    return found


def _define(initiative: Initiative, measure: Measure, backbone: Organization, by: Person) -> None:
    indicator = measures.define_indicator(
        initiative,
        code=measure.code,
        owner=backbone,
        kind=measure.kind,
        definition=measure.definition,
        by=by,
    )
    for period, reason in measure.breaks.items():
        measures.declare_break(indicator, period=period, reason=reason, by=by)


def _take_in(indicator: Any, measure: Measure, backbone: Organization, by: Person) -> None:
    if indicator.submissions.filter(state="accepted").exists() or measure.file is None:
        return
    file = SimpleUploadedFile(f"{measure.code}.csv", measure.file(), content_type="text/csv")
    submission = submissions.receive_submission(
        indicator, file, organization=backbone, once="", now=timezone.now(), by=by
    )
    submissions.read_submission(submission, by=by)
    if submission.trouble or submission.counted.get("blocking"):
        causes = [problem.get("what", problem) for problem in submission.problems[:5]]
        raise Refusal(f"{measure.code}: {submission.trouble or causes}")
    submissions.accept_submission(submission, version=submission.version, now=timezone.now(), by=by)


def _prepared(indicator: Any, by: Person) -> Any:
    waiting = indicator.releases.filter(state="prepared").first()
    return waiting or measures.prepare_release(
        indicator, reason="First release", now=timezone.now(), by=by
    )

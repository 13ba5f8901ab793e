"""An installation that knows the made-up partner of J1. To be imported when Django is set up."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.utils import timezone

from bench import partner_file as partner
from longtable.core.spreadsheets.sheets import column_letter
from longtable.measures.models import Breakdown, Category, Indicator, Place
from longtable.submissions import actions
from longtable.submissions.models import RememberedLayout, Submission
from longtable.submissions.tests.world import world
from longtable.submissions.understanding.layout import ColumnUse, Layout

USES = {
    "School": "place_name", "School Code": "place_code", "Year": "period",
    "Tested": "denominator", "Proficient": "numerator", "Percent Proficient": "repeats",
}  # fmt: skip
GROUPS = {
    "Race": ("origin", partner.RACES),
    "Sex": ("sex", partner.SEXES),
    "Grade": ("grade", partner.GRADES),
}


@dataclass(frozen=True, slots=True)
class Site:
    """The partner's indicator, and who sends for it."""

    place: Any
    indicator: Indicator

    def sent(self, path: Path) -> Submission:
        """Receive a file and read it, as the page and the worker do."""
        person = self.place.steward
        with path.open("rb") as stream:
            submission = actions.receive_submission(
                self.indicator,
                File(stream, name=path.name),  # type: ignore[arg-type]
                organization=self.place.district,
                once="",
                now=timezone.now(),
                by=person,
            )
        actions.read_submission(submission, by=person)
        assert not submission.trouble, submission.trouble
        return submission

    def taken_in(self, submission: Submission) -> None:
        """Press, and do what the worker does."""
        now, by = timezone.now(), self.place.steward
        actions.ask_to_accept(submission, version=submission.version, now=now, by=by)
        if submission.state == Submission.State.TAKING:
            actions.finish_accepting(submission, now=now)
        assert submission.state == Submission.State.ACCEPTED, submission.problems


def made(rows: int) -> Site:
    """Return a site with every school that so many rows name."""
    place = world()
    schools = map(partner.school, range(partner.schools(rows)))
    Place.objects.bulk_create(
        Place(initiative=place.initiative, code=code, name={"en": name}, level="school")
        for name, code in schools
    )
    for code, known in GROUPS.values():
        breakdown = Breakdown.objects.create(
            initiative=place.initiative, code=code, name={"en": code.title()}
        )
        for name in known:
            named = {"code": name.lower().replace(" ", "-"), "name": {"en": name}}
            Category.objects.create(breakdown=breakdown, **named)
    _remember(place)
    return Site(place, place.graduation)


def _remember(place: Any) -> None:
    """Keep how the partner's last file was read, so that nobody has to point at columns."""
    columns = []
    for at, name in enumerate(partner.HEAD, start=1):
        breakdown = GROUPS[name][0] if name in GROUPS else ""
        use = "group" if breakdown else USES.get(name, "ignored")
        columns.append(ColumnUse(column_letter(at), name, use, breakdown=breakdown))
    last = Submission.objects.create(
        initiative=place.initiative,
        organization=place.district,
        indicator=place.graduation,
        file_name="last.csv",
        received_by=place.steward,
        received=timezone.now(),
        state=Submission.State.DISCARDED,
    )
    layout = Layout(columns=tuple(columns)).remembered()
    RememberedLayout.objects.create(
        organization=place.district,
        indicator=place.graduation,
        layout=layout,
        learned_from=last,
    )

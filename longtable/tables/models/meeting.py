from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from longtable.tables.models.seat import Seat
from longtable.tables.models.table import Table


class Series(models.Model):
    """Meetings of a table that belong together: the parking lot and what is carried over.

    The time is the wall clock's in `zone`, an IANA time zone, whatever daylight saving does.
    """

    table = models.ForeignKey(Table, models.PROTECT, related_name="series")
    name = models.CharField(_("Name"), max_length=200)
    rhythm = models.CharField(_("Rhythm"), max_length=200, blank=True)
    zone = models.CharField(_("Time zone"), max_length=60, default="America/Chicago")
    starts = models.TimeField(_("Begins at"))
    minutes = models.PositiveIntegerField(_("Length in minutes"), default=90)
    place = models.TextField(_("Place"), blank=True)
    link = models.URLField(_("Link for those far away"), blank=True, max_length=500)
    ended = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.table.initiative_id


class Meeting(models.Model):
    """One meeting: when and where, from the plan to the approved minutes.

    `day`, `starts` and `zone` are what was agreed (a wall clock); `sequence` counts the changes
    for calendars. `code` opens the page for those far away, without an account.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        LIVE = "live", _("Going on")
        CLOSED = "closed", _("Over")
        CALLED_OFF = "called_off", _("Called off")

    series = models.ForeignKey(Series, models.PROTECT, related_name="meetings")
    day = models.DateField(_("Day"))
    starts = models.TimeField(_("Begins at"))
    zone = models.CharField(_("Time zone"), max_length=60)
    minutes = models.PositiveIntegerField(_("Length in minutes"))
    place = models.TextField(_("Place"), blank=True)
    link = models.URLField(_("Link for those far away"), blank=True, max_length=500)
    state = models.TextField(choices=State, default=State.PLANNED)
    reason = models.TextField(_("Why it was moved or called off"), blank=True)
    is_open = models.BooleanField(_("Anyone may come"), default=False)
    code = models.CharField(max_length=40, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    invited = models.DateTimeField(null=True)
    opened = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["day", "starts"]
        constraints = [
            models.UniqueConstraint(
                "series",
                "day",
                condition=~Q(state="called_off"),
                name="a_series_meets_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.series}, {self.day}"

    @property
    def table(self) -> Table:
        """Return the table that meets."""
        return self.series.table

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.series.table.initiative_id

    @property
    def clock(self) -> ZoneInfo:
        """Return the time zone of its wall clock."""
        return ZoneInfo(self.zone)


class Purpose(models.TextChoices):
    """Why an item is on the agenda."""

    TRUST = "trust", _("Build trust")
    LEARN = "learn", _("Learn from data")
    DECIDE = "decide", _("Decide")
    COORDINATE = "coordinate", _("Coordinate")
    TENSION = "tension", _("Surface a tension")


class Item(models.Model):
    """One item of a meeting's agenda: why it is there, who brought it, how long, what came of it.

    `source` names what it is about as the record does (`measures.release/7`).
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("Not yet taken up")
        DONE = "done", _("Done")
        DECISION = "decision", _("A decision")
        PROMISE = "promise", _("A promise")
        PARKED = "parked", _("Parked")
        CARRIED = "carried", _("Carried over")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(_("Title"), max_length=300)
    purpose = models.TextField(_("Purpose"), choices=Purpose)
    question = models.TextField(_("The question for the room"), blank=True)
    originator = models.ForeignKey(
        Seat, models.PROTECT, related_name="items", null=True, blank=True
    )
    originator_name = models.CharField(_("Who brings it"), max_length=300, blank=True)
    from_table = models.ForeignKey(
        Table, models.PROTECT, related_name="sent_items", null=True, blank=True
    )
    planned_minutes = models.PositiveIntegerField(_("Planned minutes"), default=10)
    used_seconds = models.PositiveIntegerField(default=0)
    activity = models.CharField(_("Activity"), max_length=60, blank=True)
    source = models.CharField(max_length=100, blank=True)
    outcome = models.TextField(choices=Outcome, default=Outcome.OPEN)
    note = models.TextField(_("What was said"), blank=True)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, related_name="carried_to", null=True, blank=True
    )
    removed = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.meeting.initiative_id


class ParkedItem(models.Model):
    """Something put into the parking lot of a series, until it is taken up or let go."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="parked")
    title = models.CharField(_("What"), max_length=300)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="parked", null=True, blank=True
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    parked = models.DateTimeField()
    taken_up = models.ForeignKey(
        Item, models.PROTECT, related_name="from_parking", null=True, blank=True
    )
    let_go = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title

    @property
    def initiative_id(self) -> int:
        """Return the initiative whose record this belongs to."""
        return self.series.table.initiative_id

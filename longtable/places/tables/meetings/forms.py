"""The forms of meetings: what can be said of a series, a meeting and an item."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.tables import queries
from longtable.tables.models import Purpose, Seat, Table
from longtable.tables.queries.rhythm import Every
from longtable.web.editing import VersionedForm
from longtable.web.zones import zone_choices

_ZONES = [
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix"),
    *("America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"),
]
_OPEN = _("It then stands on the public list of open meetings, with its place and link.")


def day_field(label: Any) -> forms.DateField:
    """Return a field for a day, drawn by the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


def time_field() -> forms.TimeField:
    """Return a field for a time by the clock."""
    return forms.TimeField(label=_("Begins at"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))


def minutes_field(label: Any, **said: Any) -> forms.IntegerField:
    """Return a field for a length of time in minutes."""
    return forms.IntegerField(label=label, min_value=1, max_value=600, **said)


def link_field(label: Any) -> forms.URLField:
    """Return a field for a link that may be left empty."""
    return forms.URLField(label=label, required=False, max_length=500, assume_scheme="https")


class SeriesForm(forms.Form):
    """What a series of meetings is."""

    name = forms.CharField(label=_("Name"), max_length=200)
    rhythm = forms.CharField(
        label=_("Rhythm"),
        max_length=200,
        required=False,
        help_text=_("In words, such as: the second Tuesday of the month."),
    )
    starts = time_field()
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices(_ZONES),
        help_text=_("The time stays what the clock there shows, summer and winter."),
    )
    minutes = minutes_field(_("Length in minutes"), initial=90)
    place = forms.CharField(
        label=_("Place"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000
    )
    link = link_field(_("Link for those far away"))


class ChangeSeriesForm(VersionedForm, SeriesForm):
    """The same, for a series that is there."""


class PlanForm(forms.Form):
    """Which meetings to put on the calendar."""

    first = day_field(_("First day"))
    every = forms.ChoiceField(label=_("How often"), choices=Every.choices, initial=Every.MONTH)
    count = forms.IntegerField(label=_("How many meetings"), min_value=1, max_value=24, initial=6)
    is_open = forms.BooleanField(label=_("Anyone may come"), required=False, help_text=_OPEN)


class MeetingForm(VersionedForm):
    """Where a meeting is, and whether anyone may come."""

    place = forms.CharField(
        label=_("Place"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000
    )
    link = link_field(_("Link for those far away"))
    is_open = forms.BooleanField(label=_("Anyone may come"), required=False, help_text=_OPEN)


class ReasonForm(VersionedForm):
    """Why something is called off."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea({"rows": 3}), max_length=2000)


class MoveForm(ReasonForm):
    """To when a meeting is moved, and why."""

    day = day_field(_("New day"))
    starts = time_field()
    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices(_ZONES))
    minutes = minutes_field(_("Length in minutes"))
    field_order = ["version", "day", "starts", "zone", "minutes", "reason"]


class ItemForm(forms.Form):
    """One item of an agenda."""

    title = forms.CharField(label=_("Title"), max_length=300)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices)
    question = forms.CharField(
        label=_("The question for the room"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
    )
    planned_minutes = minutes_field(_("Planned minutes"), initial=10)
    originator = forms.ModelChoiceField(
        label=_("Who brings it"), queryset=Seat.objects.none(), required=False
    )

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"table": table}
        self.fields["originator"].queryset = queries.seats_at(table)  # type: ignore[attr-defined]


class ChangeItemForm(VersionedForm, ItemForm):
    """The same, for an item that is there."""


class ParkForm(forms.Form):
    """Something for the parking lot."""

    title = forms.CharField(label=_("What should not be forgotten"), max_length=300)

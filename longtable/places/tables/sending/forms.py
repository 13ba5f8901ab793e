"""What a table sends: an item, a tension or an objection, and to whom."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from longtable.tables.models import Decision, Meeting, Purpose, Table


def _long(label: Any, *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, widget=area, required=required, max_length=5000)


class _MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A meeting by its table and day."""

    def label_from_instance(self, meeting: Meeting) -> str:
        """Return what stands in the list."""
        return f"{meeting.series.table}, {date_format(meeting.day)}"


class _DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A decision by its table and question."""

    def label_from_instance(self, decision: Decision) -> str:
        """Return what stands in the list."""
        return f"{decision.table}: {decision.question}"


class ItemForm(forms.Form):
    """An item for the agenda of another table."""

    meeting = _MeetingField(
        label=_("For which meeting"), queryset=Meeting.objects.none(), empty_label=_("Choose")
    )
    title = forms.CharField(label=_("Title"), max_length=300)
    question = _long(_("The question for the room"), required=False)
    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=Purpose.choices, initial=Purpose.COORDINATE
    )
    minutes = forms.IntegerField(label=_("Planned minutes"), min_value=1, max_value=480, initial=10)


class TensionForm(forms.Form):
    """A tension for another table."""

    table = forms.ModelChoiceField(
        label=_("At which table"), queryset=Table.objects.none(), empty_label=_("Choose")
    )
    text = _long(_("What it is about"))


class ObjectionForm(forms.Form):
    """An objection to what another table decides now."""

    decision = _DecisionField(
        label=_("To which decision"), queryset=Decision.objects.none(), empty_label=_("Choose")
    )
    reason = _long(_("Why"))

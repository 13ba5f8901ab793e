"""What is asked about a table, a seat, and who is to sit there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization
from longtable.tables.actions import Holder
from longtable.tables.models import Seat, Table
from longtable.tables.models.table import Constituency, Method
from longtable.web.editing import VersionedForm


def _long(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=area, required=False)


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=picker, required=False)


class _OfInitiative(forms.Form):
    """A form that offers the people of one initiative."""

    person_field = ""

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"initiative": initiative}
        present = initiatives.people_in(initiative)
        self.people = {str(one.person_id): one.person for one in present}
        fields: dict[str, Any] = self.fields
        fields[self.person_field].choices = [
            ("", _("Nobody with an account")),
            *((key, str(person)) for key, person in self.people.items()),
        ]


class TableForm(forms.Form):
    """What is agreed about a table. Who facilitates is said later, on a page that names people."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Table.Kind,
        initial=Table.Kind.WORKING,
        help_text=_("What is said and decided in a caucus is seen by its own members only."),
    )
    purpose = _long(_("What it is for"))
    method = forms.ChoiceField(label=_("How it decides"), choices=Method, initial=Method.CONSENT)
    rules = _long(_("Table rules"), _("What those who sit here have agreed with each other."), 5)
    term_months = forms.IntegerField(
        label=_("Length of a term, in months"), min_value=1, max_value=120, initial=24
    )
    counts_turns = forms.BooleanField(
        label=_("Turns are counted"),
        required=False,
        initial=True,
        help_text=_("If one person at the table does not want it, nobody's turns are counted."),
    )


class ChangeTableForm(VersionedForm, _OfInitiative, TableForm):
    """The same, for a table that is there, and who facilitates it."""

    person_field = "facilitator"
    facilitator = forms.ChoiceField(label=_("Who facilitates"), required=False)

    def wanted(self) -> dict[str, Any]:
        """Return what was filled in, with the facilitator as a person."""
        filled = self.changes()
        return {**filled, "facilitator": self.people.get(filled["facilitator"])}


class SeatForm(forms.Form):
    """What a seat is there for."""

    constituency = forms.ChoiceField(label=_("For whom it is there"), choices=Constituency)
    name = forms.CharField(
        label=_("What the seat is called"),
        max_length=200,
        required=False,
        help_text=_("For example: parents of the north side."),
    )
    organization = forms.ModelChoiceField(
        label=_("Organization"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("None"),
    )
    is_chair = forms.BooleanField(label=_("This seat chairs the table"), required=False)
    works_on_it = forms.BooleanField(label=_("Works on it directly"), required=False)
    lives_with_it = forms.BooleanField(label=_("Lives with it"), required=False)
    term_from = _day(_("Term from"))
    term_until = _day(_("Term until"))

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"initiative": initiative}
        fields: dict[str, Any] = self.fields
        fields["organization"].queryset = initiatives.organizations_in(initiative)


class ChangeSeatForm(VersionedForm, SeatForm):
    """The same, for a seat that is there."""

    FIELDS = tuple(SeatForm.base_fields)

    @classmethod
    def saved(cls, seat: Seat) -> dict[str, Any]:
        """Return a seat's values by the form's names."""
        return {name: getattr(seat, name) for name in (*cls.FIELDS, "version")}


class HolderForm(_OfInitiative):
    """Who is to sit there."""

    person_field = "person"
    person = forms.ChoiceField(label=_("Somebody of this initiative"), required=False)
    name = forms.CharField(
        label=_("Or a name, for somebody without an account"), max_length=300, required=False
    )

    def holder(self) -> Holder:
        """Return who was chosen."""
        filled = self.cleaned_data
        return Holder(person=self.people.get(filled["person"]), name=filled["name"])


class HandOverForm(VersionedForm, HolderForm):
    """The next holder, and what they have to know."""

    holding = forms.IntegerField(widget=forms.HiddenInput)
    told = _long(
        _("What the next holder has to know"),
        _("Seen by those who hold this seat and by who runs the table."),
        5,
    )


class LeaveForm(VersionedForm):
    """What the next holder has to know, whoever it will be."""

    holding = forms.IntegerField(widget=forms.HiddenInput)
    told = _long(
        _("What the next holder has to know"),
        _("Seen by those who hold this seat and by who runs the table."),
        5,
    )

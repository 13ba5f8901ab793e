"""The forms of the desk for lists: send one, and correct one thing that was understood."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization, Role
from longtable.tables import queries
from longtable.tables.models.table import Constituency
from longtable.tables.queries import roster as rosters
from longtable.web.editing import VersionedForm


class SendForm(forms.Form):
    """A file with a list."""

    file = forms.FileField(
        label=gettext_lazy("Your list"),
        help_text=gettext_lazy(
            "A spreadsheet as it is: XLSX, XLS, ODS or CSV. Titles and notes may stay in."
        ),
    )
    once = forms.CharField(widget=forms.HiddenInput, max_length=64)


class Correction(VersionedForm):
    """A correction: what it is about stands in hidden fields, with the version that was seen."""

    do = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def change(self) -> dict[str, Any]:
        """Return the correction as plain data."""
        return self.changes()


class ColumnForm(Correction):
    """What a column is."""

    letter = forms.CharField(widget=forms.HiddenInput, max_length=3)
    use = forms.ChoiceField(
        label=gettext_lazy("This column is"), choices=list(rosters.USES.items())
    )


class RowForm(Correction):
    """What a row is."""

    row = forms.IntegerField(label=gettext_lazy("From row"), min_value=1, max_value=2_000)
    to = forms.IntegerField(
        label=gettext_lazy("To row"), min_value=1, max_value=2_000, required=False
    )
    use = forms.ChoiceField(
        label=gettext_lazy("This is"),
        choices=[
            ("header", gettext_lazy("heading")),
            ("data", gettext_lazy("data")),
            ("left_out", gettext_lazy("left out")),
        ],
    )


class MeaningForm(Correction):
    """What a text of the list stands for."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=20)
    text = forms.CharField(widget=forms.HiddenInput, max_length=1_000)
    to = forms.ChoiceField(label=gettext_lazy("In this list it means"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class AddressForm(Correction):
    """Which address is meant."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=20)
    text = forms.CharField(widget=forms.HiddenInput, max_length=1_000)
    to = forms.EmailField(label=gettext_lazy("E-mail address"))


class DayForm(Correction):
    """Which day is meant."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=20)
    text = forms.CharField(widget=forms.HiddenInput, max_length=1_000)
    to = forms.DateField(
        label=gettext_lazy("This day"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def change(self) -> dict[str, Any]:
        """Return the correction as plain data."""
        return {**self.changes(), "to": self.cleaned_data["to"].isoformat()}


class DefaultForm(Correction):
    """What holds for all rows that do not say it themselves."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=20)
    to = forms.ChoiceField(label=gettext_lazy("For all of these rows"))

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


def form_for(
    initiative: Initiative, said: Any, data: Any, *, by: Any, initial: dict[str, Any]
) -> Any:
    """Return the form for a correction, filled in by `data`; None where there is no such kind.

    `said` has `do`, and for a meaning or a default its `kind`.
    """
    kind = said.get("kind", "")
    match said.get("do"):
        case "column":
            return ColumnForm(data, initial=initial)
        case "row":
            return RowForm(data, initial=initial)
        case "meaning" if kind == "email":
            return AddressForm(data, initial=initial)
        case "meaning" if kind == "date":
            return DayForm(data, initial=initial)
        case "meaning" if kind in _CHOICES:
            choices = _CHOICES[kind](initiative, by)
            return MeaningForm(data, initial=initial, choices=choices)
        case "default" if kind in {"table", "constituency"}:
            choices = _CHOICES[kind](initiative, by)
            return DefaultForm(data, initial=initial, choices=choices)
    return None


def _organizations(initiative: Initiative, by: Any) -> list[tuple[str, Any]]:
    known = initiatives.organizations_in(initiative)
    return [("new", _("another one, which is new")), *((str(one.pk), one.name) for one in known)]


def _tables(initiative: Initiative, by: Any) -> list[tuple[str, Any]]:
    mine = queries.tables_run_by(by, initiative)
    return [*((str(one.pk), one.name) for one in mine), ("none", _("no table: no seat is made"))]


def _constituencies(initiative: Initiative, by: Any) -> list[tuple[str, Any]]:
    return list(Constituency.choices)


def _tiers(initiative: Initiative, by: Any) -> list[tuple[str, Any]]:
    return [("", _("Not said")), *Organization.Tier.choices]


def _roles(initiative: Initiative, by: Any) -> list[tuple[str, Any]]:
    return list(Role.choices)


_CHOICES: dict[str, Callable[[Initiative, Any], list[tuple[str, Any]]]] = {
    "organization": _organizations,
    "table": _tables,
    "constituency": _constituencies,
    "tier": _tiers,
    "role": _roles,
}

"""The forms of a promise."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.accountability.models import Commitment, LadderStep
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization
from longtable.tables import queries as tables
from longtable.tables.models import Decision, Table


class TermsForm(forms.Form):
    """What is promised, how one will see it, how much work it is, by when."""

    what = forms.CharField(label=_("What is promised"), widget=forms.Textarea(attrs={"rows": 2}))
    measure = forms.CharField(
        label=_("How we shall see that it is done"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    size = forms.ChoiceField(label=_("How much work it is"), choices=Commitment.Size.choices)
    due = forms.DateField(
        label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class PromiseForm(TermsForm):
    """A new promise, and whose it is."""

    organization = forms.ModelChoiceField(
        label=_("The organization that promises"),
        queryset=Organization.objects.none(),
        required=False,
    )
    table = forms.ModelChoiceField(
        label=_("Or the table that promises"), queryset=Table.objects.none(), required=False
    )
    decision = forms.ModelChoiceField(
        label=_("The decision that it follows from"),
        queryset=Decision.objects.none(),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    field_order = ["organization", "table", "what", "measure", "size", "due", "decision", "key"]

    def __init__(self, *args: Any, initiative: Initiative, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organization"].queryset = initiatives.organizations_in(initiative)
        fields["table"].queryset = tables.tables_visible_to(person, initiative)
        fields["decision"].queryset = tables.decisions_visible_to(person, initiative)


class RenegotiateForm(TermsForm):
    """What is promised instead, and why."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class SayForm(forms.Form):
    """What shows that it is done, or why it is given up."""

    text = forms.CharField(required=False)
    version = forms.IntegerField()


class WaiverForm(forms.Form):
    """Which step is left out, and why."""

    step = forms.ChoiceField(choices=LadderStep.Step.choices)
    reason = forms.CharField(required=False)

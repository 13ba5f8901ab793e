"""The forms of a decision: prepare it, answer, enter for a seat, close it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.measures import queries as measures
from longtable.measures.models import Release
from longtable.tables import queries
from longtable.tables.models import Ballot, Decision, Objection, Seat, Table
from longtable.tables.models.table import Constituency, Method
from longtable.web.editing import VersionedForm

RULE = (
    *("threshold", "base", "quorum_seats", "quorum_organizations", "quorum_residents"),
    *("double_majority", "no_open_objection", "shown"),
)
PLAIN = (
    *("question", "text", "method", "decider", "speaks_last", "gains", "bears", "asked", "harm"),
    *("idea_of", "tell", "release", "review_on", "closes"),
)
FROZEN = {"method", "decider", "speaks_last", "closes", *RULE}


def _few_lines() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2})


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ProposalForm(forms.Form):
    """A question, how it is decided, whom it touches, whose idea it is."""

    question = forms.CharField(label=_("The question"), max_length=300)
    text = forms.CharField(
        label=_("What is proposed"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    method = forms.ChoiceField(label=_("How it is decided"), choices=Method.choices)
    options = forms.CharField(
        label=_("Options, one a line"),
        help_text=_("Only where several options can be approved."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decider = forms.ModelChoiceField(
        label=_("The seat that decides"),
        help_text=_("Only for advice, and where one seat was asked to decide."),
        queryset=Seat.objects.none(),
        required=False,
    )
    speaks_last = forms.ChoiceField(
        label=_("Who speaks last"),
        help_text=_("They can answer once all others have: nobody is drowned out before."),
        choices=[("", _("Nobody waits")), *Constituency.choices],
        required=False,
    )
    threshold = forms.ChoiceField(
        label=_("How many have to be for it"), choices=queries.Threshold.choices
    )
    base = forms.ChoiceField(label=_("Of whom"), choices=queries.Base.choices)
    quorum_seats = forms.IntegerField(
        label=_("Seats that have to answer, at least"), min_value=0, initial=0
    )
    quorum_organizations = forms.IntegerField(
        label=_("Organizations that have to answer, at least"), min_value=0, initial=0
    )
    quorum_residents = forms.IntegerField(
        label=_("Resident seats that have to answer, at least"), min_value=0, initial=0
    )
    double_majority = forms.BooleanField(
        label=_("The same share of the organizations has to be for it"), required=False
    )
    no_open_objection = forms.BooleanField(
        label=_("No reasoned objection may stay open"), required=False
    )
    shown = forms.ChoiceField(
        label=_("When one sees what others answered"), choices=queries.Shown.choices
    )
    closes = forms.DateTimeField(
        label=_("Answers until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    gains = forms.CharField(label=_("Who gains?"), required=False, widget=_few_lines())
    bears = forms.CharField(label=_("Who bears it?"), required=False, widget=_few_lines())
    asked = forms.CharField(label=_("Who of them was asked?"), required=False, widget=_few_lines())
    harm = forms.CharField(
        label=_("What would tell us that it did harm?"), required=False, widget=_few_lines()
    )
    idea_of = forms.CharField(label=_("Whose idea it was"), max_length=300, required=False)
    tell = forms.EmailField(
        label=_("Where to tell them what became of it"),
        help_text=_("They need no account. The address is used for this one mail."),
        required=False,
    )
    release = forms.ModelChoiceField(
        label=_("The release that it rests on"), queryset=Release.objects.none(), required=False
    )
    review_on = forms.DateField(label=_("Look at it again on"), required=False, widget=_day())

    def __init__(self, *args: Any, table: Table, is_open: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"table": table, "is_open": is_open}
        fields: dict[str, Any] = self.fields
        fields["decider"].queryset = queries.seats_at(table)
        fields["release"].queryset = measures.current_releases(table.initiative)
        if is_open:
            for name in FROZEN:
                del fields[name]

    def said(self) -> dict[str, Any]:
        """Return what was filled in, as the action takes it."""
        filled = self.cleaned_data
        found = {name: filled[name] for name in PLAIN if name in filled}
        found["options"] = [line.strip() for line in filled["options"].splitlines() if line.strip()]
        if "method" in filled:
            found["rule"] = {name: filled[name] for name in RULE}
        return found


class ChangeProposalForm(VersionedForm, ProposalForm):
    """The same, for a decision that is there."""


def saved(decision: Decision) -> dict[str, Any]:
    """Return a decision's values by the names of the form."""
    rule = queries.rule_of(decision).as_json()
    return {
        **{name: getattr(decision, name) for name in PLAIN},
        **{name: rule[name] for name in RULE},
        "options": "\n".join(decision.options),
        "version": decision.version,
    }


class AnswerForm(forms.Form):
    """One's own answer: one choice, or several options."""

    elector = forms.ChoiceField(label=_("Your seat"))
    choices = forms.MultipleChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), required=False, widget=_few_lines())
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, decision: Decision, electors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["elector"].choices = [(one.pk, str(one.seat)) for one in electors]
        if len(electors) == 1:
            fields["elector"].widget = forms.HiddenInput()
        choices = queries.choices_of(decision)
        fields["choices"].choices = [
            (one.code, f"{one.label} – {one.meaning}" if one.meaning else one.label)
            for one in choices
        ]
        several = decision.method == Method.APPROVAL
        fields["choices"].widget = (
            forms.CheckboxSelectMultiple(choices=fields["choices"].choices)
            if several
            else _OneOfMany(choices=fields["choices"].choices)
        )


class _OneOfMany(forms.RadioSelect):
    """Radio buttons that give a list of one, as the boxes of several options do."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return the one that was chosen."""
        return [one for one in [data.get(name)] if one]


class EnterForm(AnswerForm):
    """What somebody said in the room or on paper, entered by whoever runs the table."""

    channel = forms.ChoiceField(
        label=_("How it was said"),
        choices=[one for one in Ballot.Channel.choices if one[0] != Ballot.Channel.PAGE],
    )
    field_order = ["elector", "choices", "reason", "channel", "version"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["choices"]
        gave_up = queries.choice_at(queries.GAVE_UP, kwargs["decision"].method)
        field.choices = [*field.choices, (gave_up.code, f"{gave_up.label} – {gave_up.meaning}")]


class CloseForm(forms.Form):
    """The close: why, what comes next, and how the rule was not kept if it was not."""

    reason = forms.CharField(
        label=_("Why it is decided so"),
        help_text=_("In words that everybody may read."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("", _("What the rule gives")), *Decision.Outcome.choices[1:]],
        required=False,
    )
    breach = forms.CharField(
        label=_("How the rule was not kept"),
        help_text=_("Only if it was not. It stays in the log for everyone to read."),
        required=False,
        widget=_few_lines(),
    )
    review_on = forms.DateField(label=_("Look at it again on"), required=False, widget=_day())
    publish = forms.BooleanField(label=_("Publish it in the log now"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput)


class MeetForm(forms.Form):
    """What was done with an objection."""

    state = forms.ChoiceField(
        choices=[one for one in Objection.State.choices if one[0] != Objection.State.OPEN]
    )
    answer = forms.CharField(required=False)
    version = forms.IntegerField()


class ReasonForm(forms.Form):
    """A reason, and the version that it was given for."""

    reason = forms.CharField(required=False)
    version = forms.IntegerField()

"""What people say of themselves, whom tables are compared with, and who has to be there."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from longtable.accountability.models import Commitment
from longtable.accounts.models import Person
from longtable.measures.models import Breakdown, Category
from longtable.tables import queries
from longtable.tables.actions import Myself
from longtable.tables.models import CompositionRule, ReferencePopulation
from longtable.tables.models.table import Constituency
from longtable.web.editing import VersionedForm

_UNSAID = ("", _("I leave this open"))
_ANSWERS = (_UNSAID, ("yes", _("Yes")), ("no", _("No")))
_FEWEST_SEATS, _MOST_SEATS = 0, 200


class MyselfForm(forms.Form):
    """How I describe myself: one optional question a breakdown, and how near I am."""

    works_on_it = forms.ChoiceField(
        label=_("I work on it directly"),
        choices=_ANSWERS,
        required=False,
        help_text=_("Every day, with the people whom the initiative is about."),
    )
    lives_with_it = forms.ChoiceField(
        label=_("I live with it"),
        choices=_ANSWERS,
        required=False,
        help_text=_("What the initiative is about is, or was, a part of your own life or family."),
    )

    def __init__(self, *args: Any, asked: Sequence[Breakdown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {f"breakdown-{one.pk}": one for one in asked}
        self._found: dict[str, dict[str, Category]] = {}
        questions: dict[str, Any] = {}
        for name, breakdown in self.asked.items():
            found = {str(one.pk): one for one in queries.categories_of(breakdown)}
            self._found[name] = found
            choices = [_UNSAID, *((key, str(one)) for key, one in found.items())]
            questions[name] = forms.ChoiceField(
                label=str(breakdown), choices=choices, required=False
            )
        self.fields = {**questions, **self.fields}

    def said(self) -> Myself:
        """Return what was filled in."""
        filled = self.cleaned_data
        yes_or_no = {"yes": True, "no": False}
        return Myself(
            categories={
                breakdown: self._found[name].get(filled[name])
                for name, breakdown in self.asked.items()
            },
            works_on_it=yes_or_no.get(filled["works_on_it"]),
            lives_with_it=yes_or_no.get(filled["lives_with_it"]),
        )


class LeadershipForm(VersionedForm):
    """How an organization describes its leadership."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("Who leads us, in our own words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("No names, and nothing of anybody that they have not said themselves."),
    )


class PopulationForm(forms.Form):
    """A named population: who they are, the source, the year, and the share of each category."""

    name = forms.CharField(
        label=_("Who they are"), max_length=200, help_text=_("For example: pupils of the district.")
    )
    source = forms.CharField(label=_("Source"), max_length=500)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2100)

    def __init__(self, *args: Any, breakdown: Breakdown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"breakdown": breakdown}
        self._codes: dict[str, str] = {}
        for category in queries.categories_of(breakdown):
            name = f"share-{category.pk}"
            self._codes[name] = category.code
            self.fields[name] = forms.DecimalField(
                label=_("%(category)s, in percent") % {"category": category},
                min_value=0,
                max_value=100,
                max_digits=7,
                decimal_places=4,
            )

    def said(self) -> dict[str, Any]:
        """Return what was filled in, with shares from 0 to 1."""
        filled = self.cleaned_data
        shares = {code: float(filled[name]) / 100 for name, code in self._codes.items()}
        return {**{name: filled[name] for name in ("name", "source", "year")}, "shares": shares}


class ChangePopulationForm(VersionedForm, PopulationForm):
    """The same, for a population that is named already."""

    @classmethod
    def saved(cls, population: ReferencePopulation) -> dict[str, Any]:
        """Return its values by the form's names."""
        shares = {
            f"share-{one.pk}": Decimal(f"{population.shares[one.code] * 100:.6g}")
            for one in queries.categories_of(population.breakdown)
            if one.code in population.shares
        }
        plain = {name: getattr(population, name) for name in ("name", "source", "year", "version")}
        return {**plain, **shares}


class LeastForm(forms.Form):
    """How many seats a rule asks for."""

    least_percent = forms.IntegerField(
        label=_("At least, in percent of the seats"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("34 is more than a third, 51 more than half."),
    )
    least_seats = forms.IntegerField(
        label=_("At least this many seats"),
        min_value=_FEWEST_SEATS,
        max_value=_MOST_SEATS,
        required=False,
        help_text=_("With 2 or more, nobody is the only one."),
    )

    def least(self) -> dict[str, int]:
        """Return what was filled in."""
        return {name: self.cleaned_data[name] or 0 for name in ("least_percent", "least_seats")}


class RuleForm(LeastForm):
    """A new rule: for whom, and how many seats."""

    whom = forms.ChoiceField(label=_("For whom"))
    field_order = ["whom", "least_percent", "least_seats"]

    def __init__(self, *args: Any, asked: Sequence[Breakdown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found = {
            f"category-{one.pk}": one
            for breakdown in asked
            for one in queries.categories_of(breakdown)
        }
        described = [(key, str(one)) for key, one in self._found.items()]
        fields: dict[str, Any] = self.fields
        fields["whom"].choices = [
            (_("What a seat is there for"), list(Constituency.choices)),
            *([(_("How people describe themselves"), described)] if described else []),
        ]

    def said(self) -> dict[str, Any]:
        """Return what was filled in, with the constituency or the category."""
        whom = self.cleaned_data["whom"]
        category = self._found.get(whom)
        return {**self.least(), "constituency": "" if category else whom, "category": category}


class ChangeRuleForm(VersionedForm, LeastForm):
    """The same, for a rule that is there."""

    @classmethod
    def saved(cls, rule: CompositionRule) -> dict[str, Any]:
        """Return its values by the form's names."""
        return {name: getattr(rule, name) for name in ("least_percent", "least_seats", "version")}


class PlanForm(forms.Form):
    """What the table promises where a rule is not met: what, who leads it, by when."""

    what = forms.CharField(label=_("What is promised"), widget=forms.Textarea(attrs={"rows": 2}))
    leaders = forms.MultipleChoiceField(
        label=_("Who leads it"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The first of them is asked when the day comes."),
    )
    measure = forms.CharField(
        label=_("How we shall see that it is done"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    size = forms.ChoiceField(label=_("How much work it is"), choices=Commitment.Size.choices)
    due = forms.DateField(
        label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.pk): one for one in people}
        fields: dict[str, Any] = self.fields
        fields["leaders"].choices = [(key, str(one)) for key, one in self._people.items()]

    def led_by(self) -> list[Person]:
        """Return who was named."""
        return [self._people[key] for key in self.cleaned_data["leaders"]]

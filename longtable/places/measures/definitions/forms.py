"""The definition of an indicator as a form, in parts that answer one question each."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from longtable.initiative.models import Organization
from longtable.measures.models import Definition, Indicator
from longtable.web.editing import VersionedForm

SPOKEN = {
    "name": False,
    "question": True,
    "numerator": True,
    "denominator": True,
    "people": False,
    "unit_words": False,
    "story": True,
    "caution": True,
}
PLAIN = (
    *("unit", "direction", "estimator", "decimals", "fewest", "place", "sectors"),
    *("grade_or_age", "population_period", "population_size", "population_source"),
    *("source", "source_licence", "lag", "collection_rule", "baseline_period"),
    *("target", "target_period", "headline_place", "headline_breakdown"),
)
PARTS: list[tuple[Any, tuple[str, ...]]] = [
    (_("What is asked"), ("name", "question", "people")),
    (_("Who is counted"), ("numerator", "denominator", "unit", "unit_words", "direction",
                           "estimator", "decimals")),
    (_("Of which people"), ("place", "sectors", "grade_or_age", "population_period",
                            "population_size", "population_source")),
    (_("Where the numbers come from"), ("source", "source_licence", "lag", "collection_rule")),
    (_("What is aimed at"), ("baseline_period", "target", "target_period")),
    (_("What is published"), ("cuts", "headline_place", "headline_breakdown", "fewest")),
    (_("What a reader has to know"), ("story", "caution")),
]  # fmt: skip


class DefinitionForm(VersionedForm):
    """All that an indicator means. Texts for readers are asked in each language."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made_with = {"choices": choices}
        fields = {field.name: field for field in Definition._meta.get_fields()}
        for name, is_long in SPOKEN.items():
            self._ask_in_each_language(name, fields[name], is_long=is_long)
        for name in PLAIN:
            self.fields[name] = _form_field(fields[name])
        self.fields["cuts"] = forms.MultipleChoiceField(
            label=_("What is published"),
            choices=choices["cuts"],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("Only what is chosen here can ever be reached. Less protects better."),
        )
        for name, label in (("headline_place", _("Place of the headline number")),
                            ("headline_breakdown", _("Groups shown first"))):  # fmt: skip
            options = [("", "–"), *choices[name]]
            self.fields[name] = forms.ChoiceField(label=label, choices=options, required=False)

    def parts(self) -> Iterator[dict[str, Any]]:
        """Yield the parts of the form: title, fields, and whether one of them has an error."""
        for title, names in PARTS:
            found = [self[one] for name in names for one in self._asked(name)]
            yield {"title": title, "fields": found, "open": any(one.errors for one in found)}

    def definition(self) -> dict[str, Any]:
        """Return what was filled in, by the names of the definition's fields."""
        said = self.cleaned_data
        spoken = {
            name: {code: said[f"{name}_{code}"] for code, _l in settings.LANGUAGES
                   if said[f"{name}_{code}"]}
            for name in SPOKEN
        }  # fmt: skip
        cuts = [
            {"level": level, "by": by.split("+") if by else []}
            for level, _colon, by in (cut.partition(":") for cut in said["cuts"])
        ]
        plain = {name: said[name] for name in PLAIN}
        return {**spoken, **plain, "cuts": cuts}

    def _ask_in_each_language(self, name: str, field: Any, *, is_long: bool) -> None:
        for code, language in settings.LANGUAGES:
            widget = forms.Textarea(attrs={"rows": 2}) if is_long else forms.TextInput()
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=_("%(field)s (%(language)s)")
                % {"field": field.verbose_name, "language": language},
                widget=widget,
                required=name in {"name", "question"} and code == "en",
            )

    def _asked(self, name: str) -> list[str]:
        return [f"{name}_{code}" for code, _l in settings.LANGUAGES] if name in SPOKEN else [name]


class NewIndicatorForm(DefinitionForm):
    """The same, for an indicator that is not there yet."""

    code = forms.SlugField(
        label=_("Address"),
        max_length=80,
        help_text=_("Letters, digits, hyphens. It stays."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Indicator.Kind.choices)
    owner = forms.ModelChoiceField(
        label=_("Who looks after it"), queryset=Organization.objects.none()
    )

    def __init__(self, *args: Any, choices: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = choices["owners"]
        owner.empty_label = None

    def parts(self) -> Iterator[dict[str, Any]]:
        """Yield the address, the kind and the owner first."""
        first = [self["code"], self["kind"], self["owner"]]
        yield {"title": _("The indicator"), "fields": first, "open": True}
        yield from super().parts()


class TurnForm(forms.Form):
    """From when a new version of a definition holds, and whether the line may go on."""

    holds_from = forms.CharField(label=_("First period of the new version"), max_length=40)
    reason = forms.CharField(label=_("What changed"), widget=forms.Textarea(attrs={"rows": 2}))
    bridge = forms.CharField(
        label=_("Why the line may go on all the same"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Leave it empty, and the series breaks there: the two are never compared."),
    )


def faulty(*filled: Any) -> list[forms.BoundField]:
    """Return the fields of these forms in which something has to be put right."""
    return [field for form in filled if form for field in form if field.errors]


def first_values(definition: Definition) -> dict[str, Any]:
    """Return a definition as the form shows it."""
    spoken = {
        f"{name}_{code}": getattr(definition, name).get(code, "")
        for name in SPOKEN
        for code, _l in settings.LANGUAGES
    }
    cuts = [f"{cut['level']}:{'+'.join(cut['by'])}" for cut in definition.cuts]
    plain = {name: getattr(definition, name) for name in PLAIN}
    return {**spoken, **plain, "cuts": cuts, "version": definition.version}


def _form_field(field: Any) -> forms.Field:
    made: forms.Field = field.formfield()
    if isinstance(made.widget, forms.Textarea):
        made.widget = forms.TextInput()
    return made

"""The forms by which one thing that was understood is corrected."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.places.measures.desk.words import MARK_WORDS, ROW_WORDS, USE_WORDS
from longtable.submissions import queries
from longtable.submissions.queries import ColumnUse, Layout, Vocabulary

MOST_TEXTS = 60
NUMBERS = queries.VALUES


class Correction(forms.Form):
    """A correction: what it is about stands in hidden fields, with the version that was seen."""

    do = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def change(self) -> dict[str, Any]:
        """Return the correction as plain data."""
        said = self.cleaned_data
        return {name: value for name, value in said.items() if name != "version"}


class ColumnForm(Correction):
    """What a column is."""

    letter = forms.CharField(widget=forms.HiddenInput, max_length=3)
    use = forms.ChoiceField(label=gettext_lazy("This column is"), choices=list(USE_WORDS.items()))
    about = forms.ChoiceField(
        label=gettext_lazy("Whose numbers or groups are these?"), required=False
    )
    period = forms.CharField(
        label=gettext_lazy("For which period, if only this column is for it?"),
        required=False,
        max_length=40,
    )
    keep = forms.MultipleChoiceField(
        label=gettext_lazy("If it chooses rows: take only rows with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    zero_is_masked = forms.BooleanField(
        label=gettext_lazy("The source writes 0 to hide a small number"), required=False
    )
    fractions = forms.BooleanField(
        label=gettext_lazy("Percentages are written as fractions (0.25 for 25%)"), required=False
    )

    def __init__(
        self, *args: Any, texts: list[str], is_number: bool, vocabulary: Vocabulary, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = _about_choices(vocabulary)  # type: ignore[attr-defined]
        self.fields["keep"].choices = [(text, text) for text in texts[:MOST_TEXTS]]  # type: ignore[attr-defined]
        chosen = (kwargs.get("initial") or {}).get("use")
        if not 2 <= len(texts) <= MOST_TEXTS or chosen in NUMBERS:
            del self.fields["keep"]
        offered = [use for use in USE_WORDS if use != "ask" and (is_number or use not in NUMBERS)]
        first = [("", _("Choose…"))] if chosen not in offered else []
        self.fields["use"].choices = [  # type: ignore[attr-defined]
            *first,
            *((use, USE_WORDS[use]) for use in offered),
        ]
        for name in () if is_number else ("period", "zero_is_masked", "fractions"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask for the texts whose rows are to be taken."""
        said = super().clean() or {}
        if said.get("use") == "filter" and not said.get("keep"):
            self.add_error("use", _("Choose below which rows to take."))
        return said

    def change(self) -> dict[str, Any]:
        """Return the correction as plain data."""
        said = self.cleaned_data
        breakdown, _slash, category = said["about"].partition("/")
        return {
            "do": "column",
            "letter": said["letter"],
            "use": said["use"],
            "breakdown": breakdown,
            "category": category,
            "period": said.get("period", ""),
            "keep": said.get("keep", []) if said["use"] == "filter" else [],
            "zero_is_masked": said.get("zero_is_masked", False),
            "scale": 100 if said.get("fractions") else 1,
        }


class RowForm(Correction):
    """What a row is."""

    row = forms.IntegerField(label=gettext_lazy("From row"), min_value=1, max_value=1_048_576)
    to = forms.IntegerField(
        label=gettext_lazy("To row"), min_value=1, max_value=1_048_576, required=False
    )
    use = forms.ChoiceField(
        label=gettext_lazy("This is"),
        choices=[(use, word) for use, word in ROW_WORDS.items() if use != "title"],
    )

    def clean(self) -> dict[str, Any]:
        """Keep the range within reason."""
        said = super().clean() or {}
        first, last = said.get("row"), said.get("to")
        if first and last and not 0 <= last - first < 5_000:
            self.add_error("to", _("At most 5,000 rows at once, and not before the first."))
        return said


class MarkForm(Correction):
    """What a sign means."""

    sign = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    meaning = forms.ChoiceField(
        label=gettext_lazy("In this file it"),
        choices=list(MARK_WORDS.items()),
        widget=forms.RadioSelect,
    )


class PeriodForm(Correction):
    """Which period the whole file is for."""

    period = forms.CharField(
        label=gettext_lazy("All numbers are for"),
        max_length=40,
        help_text=gettext_lazy("Such as 2025, or 2024-25 for a school year."),
    )


class PlaceForm(Correction):
    """Which place the whole file is for."""

    place = forms.ChoiceField(label=gettext_lazy("All numbers are for"))

    def __init__(self, *args: Any, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = place_choices(vocabulary)  # type: ignore[attr-defined]


class TotalsForm(Correction):
    """What rows with totals stand for."""

    totals = forms.ChoiceField(
        label=gettext_lazy("Rows that sum up others"),
        widget=forms.RadioSelect,
        choices=[
            ("leave out", gettext_lazy("are left out, so that nobody counts twice")),
            ("everybody", gettext_lazy("are the numbers for everybody")),
        ],
    )


class MeaningForm(Correction):
    """Which place or group a text in the file names."""

    kind = forms.ChoiceField(widget=forms.HiddenInput, choices=[("place", ""), ("group", "")])
    text = forms.CharField(widget=forms.HiddenInput, max_length=500)
    to = forms.ChoiceField(label=gettext_lazy("In this file it means"))

    def __init__(self, *args: Any, kind: str, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = place_choices(vocabulary) if kind == "place" else _group_choices(vocabulary)
        self.fields["to"].choices = [*known, ("leave out", _("Nothing: leave its rows out"))]  # type: ignore[attr-defined]


class NewPlacesForm(Correction):
    """Add places that the file names and the initiative does not know."""

    level = forms.SlugField(
        label=gettext_lazy("What kind of place are they?"),
        max_length=40,
        help_text=gettext_lazy("In one word, such as school, district or neighborhood."),
    )
    parent = forms.ChoiceField(label=gettext_lazy("They lie in"), required=False)

    def __init__(self, *args: Any, vocabulary: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nowhere = ("", _("no place of this initiative"))
        self.fields["parent"].choices = [nowhere, *place_choices(vocabulary)]  # type: ignore[attr-defined]
        # Most initiatives begin with one place, and what a file adds lies in it.
        self.initial.setdefault("parent", next(iter(vocabulary.places), ""))


def initial_of(column: ColumnUse) -> dict[str, Any]:
    """Return a column's form as it stands now."""
    about = f"{column.breakdown}/{column.category}" if column.category else column.breakdown
    return {
        "use": column.use,
        "about": about,
        "period": column.period,
        "keep": list(column.keep),
        "zero_is_masked": column.zero_is_masked,
        "fractions": column.scale == 100,
    }


def totals_of(layout: Layout) -> dict[str, Any]:
    """Return the totals form as it stands now."""
    return {"totals": layout.totals}


def place_choices(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return every place by name."""
    places = vocabulary.places.values()
    return [(place.code, place.name) for place in sorted(places, key=lambda p: p.name)]


def _group_choices(vocabulary: Vocabulary) -> list[tuple[str, Any]]:
    groups: list[tuple[str, Any]] = [("everybody", _("Everybody"))]
    for code, name in vocabulary.breakdowns.items():
        found = [
            (f"{code}/{category.code}", category.name)
            for (breakdown, _code), category in vocabulary.categories.items()
            if breakdown == code
        ]
        groups.append((name, found))
    return groups


def _about_choices(vocabulary: Vocabulary) -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = [("", _("Everybody, or as another column says"))]
    for code, name in vocabulary.breakdowns.items():
        whole = (code, _("%(breakdown)s: as each row says") % {"breakdown": name})
        single = [
            (f"{code}/{category.code}", _("only %(category)s") % {"category": category.name})
            for (breakdown, _code), category in vocabulary.categories.items()
            if breakdown == code
        ]
        choices.append((name, [whole, *single]))
    return choices

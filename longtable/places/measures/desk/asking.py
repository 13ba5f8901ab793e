"""Which form asks for which correction."""

from typing import Any

from longtable.places.measures.desk import forms as desk_forms
from longtable.submissions import queries
from longtable.submissions.models import Submission

FORMS = {
    "column": desk_forms.ColumnForm,
    "row": desk_forms.RowForm,
    "mark": desk_forms.MarkForm,
    "period": desk_forms.PeriodForm,
    "place": desk_forms.PlaceForm,
    "totals": desk_forms.TotalsForm,
    "meaning": desk_forms.MeaningForm,
    "new_places": desk_forms.NewPlacesForm,
}


def form_for(submission: Submission, do: str, data: Any, **more: Any) -> Any:
    """Return the form for one kind of correction, filled in by `data`; None for no such kind."""
    vocabulary = queries.vocabulary_of(submission.initiative)
    made = FORMS.get(do)
    if made is None:
        return None
    if do in {"place", "new_places"}:
        more["vocabulary"] = vocabulary
    if do == "meaning":
        more |= {"vocabulary": vocabulary, "kind": (data or more["initial"]).get("kind", "")}
    if do == "column":
        letter = (data or more["initial"]).get("letter", "")
        more |= {"vocabulary": vocabulary, "texts": queries.texts_of(submission, letter)}
        more["is_number"] = queries.is_number(submission, letter)
    return made(data, **more)

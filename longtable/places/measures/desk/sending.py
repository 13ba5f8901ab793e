"""Send a file: for which indicator, for which organization."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.initiative.models import Organization
from longtable.measures import queries as measures
from longtable.measures.models import Indicator
from longtable.places.measures.desk.found import MAY_SEND
from longtable.record.acting import Refusal, Stale
from longtable.submissions import actions, queries
from longtable.submissions.models import Submission
from longtable.web.access import members
from longtable.web.requests import Request

READ_AT_ONCE_BYTES = 2_000_000


class SendForm(forms.Form):
    """What somebody sends."""

    indicator = forms.ModelChoiceField(
        label=gettext_lazy("What is it about?"), queryset=Indicator.objects.none(), empty_label=None
    )
    organization = forms.ModelChoiceField(
        label=gettext_lazy("Whose numbers are these?"),
        queryset=Organization.objects.none(),
        empty_label=None,
    )
    file = forms.FileField(
        label=gettext_lazy("Your file"),
        help_text=gettext_lazy(
            "A spreadsheet as it is: XLSX, XLS, ODS or CSV. Titles, notes and totals may stay in."
        ),
    )
    once = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, indicators: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = indicators  # type: ignore[attr-defined]
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class SendPage:
    """What can be sent, and an example file for each indicator."""

    indicators: list[Indicator]
    may_send: bool
    largest: int


@members(*MAY_SEND, private=True)
def send(request: Request, initiative: str) -> HttpResponse:
    """Take a file, and read a small one at once."""
    room = request.room
    indicators = measures.indicators_of(room.initiative)
    organizations = queries.organizations_to_send_for(request.user, room.initiative)
    form = SendForm(
        request.POST or None,
        request.FILES or None,
        indicators=indicators,
        organizations=organizations,
        initial={"once": uuid4().hex, "indicator": _chosen(request, indicators)},
    )
    if request.method == "POST" and form.is_valid():
        submission = _send(request, form)
        if submission is not None:
            return redirect("measures:submission", initiative, submission.pk)
    page = SendPage(
        list(indicators),
        organizations.exists() and indicators.exists(),
        settings.UPLOAD_LARGEST_BYTES // 2**20,
    )
    return render(request, "measures/desk/sending.html", {"page": page, "form": form})


def _send(request: Request, form: SendForm) -> Submission | None:
    person = request.user
    said = form.cleaned_data
    try:
        submission = actions.receive_submission(
            said["indicator"],
            said["file"],
            organization=said["organization"],
            once=said["once"],
            now=timezone.now(),
            by=person,
        )
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return None
    is_small = submission.file.size <= READ_AT_ONCE_BYTES and not queries.is_large(submission)
    if is_small and submission.state == Submission.State.WAITING:
        with suppress(Stale):  # the same click twice, or the worker: somebody has read it
            actions.read_submission(submission, by=person)
    if queries.same_file(submission) is not None:
        messages.info(request, _("This very file was sent before. See below before you go on."))
    return submission


def _chosen(request: Request, indicators: Any) -> Any:
    return indicators.filter(code=request.GET.get("indicator", "")).first()

"""The meeting's page for those far away, or at the back with a phone. It needs no account."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.places.tables.live.showing import Showing, showing
from longtable.record.acting import Double, Refusal
from longtable.tables import actions, queries
from longtable.tables.models import Material, Meeting, Message
from longtable.web.access import public
from longtable.web.requests import Request


class MessageForm(forms.Form):
    """What somebody sends to the meeting."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What would you like to say?"),
        choices=Message.Kind.choices,
        widget=forms.RadioSelect,
        initial=Message.Kind.HERE,
    )
    text = forms.CharField(
        label=gettext_lazy("Your words, or your number for a call"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    name = forms.CharField(
        label=gettext_lazy("Your name, if you wish"), max_length=100, required=False
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class FarPage:
    """The item now, what there is to read, and whether one can still send something."""

    meeting: Meeting
    now: Showing | None
    materials: list[Material]
    is_over: bool


@public
def far(request: Request, code: str) -> HttpResponse:
    """Show the meeting to whoever has its link, and keep what they send."""
    meeting = queries.meeting_by_code(code)
    if meeting is None:
        raise Http404
    form = MessageForm(request.POST or None, initial={"key": uuid4()})
    if form.is_valid():
        try:
            with suppress(Double):  # sent twice, it arrived once
                _send(meeting, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It has arrived. Thank you."))
            return redirect("far:meeting", code)
    page = FarPage(
        meeting=meeting,
        now=showing(queries.room_now(meeting, now=timezone.now())),
        materials=list(meeting.materials.order_by("came")),
        is_over=meeting.state in {Meeting.State.CLOSED, Meeting.State.CALLED_OFF},
    )
    return render(request, "tables/live/far.html", {"page": page, "form": form})


def _send(meeting: Meeting, said: dict[str, Any]) -> None:
    message = Message(key=said["key"], kind=said["kind"], name=said["name"], text=said["text"])
    actions.say(meeting, message, now=timezone.now(), by=meeting)

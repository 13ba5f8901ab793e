"""Save what a form says, or show it beside what somebody else saved: nothing is lost (R07)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from longtable.record.acting import Refusal, Stale
from longtable.web.editing import Difference, differences, for_version, whole_number


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of saving a form: the form to show again, and how to answer."""

    form: forms.Form
    conflict: list[Difference] = field(default_factory=list)
    is_saved: bool = False
    status: int = 200


def attempt(
    form: forms.Form, save: Callable[[], Any], *, saved: Callable[[Any], dict[str, Any]]
) -> Attempt:
    """Save by an action if the form is valid. `saved` gives a row's values by the form's names.

    Of two editors the second gets both versions, and the form as they filled it in, to be saved
    over the newer one; a refusal stands at the head of the form.
    """
    if not form.is_valid():
        return Attempt(form)
    try:
        save()
    except Stale as stale:
        now = saved(stale.theirs)
        conflict, again = differences(form, now), for_version(form, now["version"])
        if not conflict:
            again.add_error(None, _("Somebody saved this a moment ago. Look, and save again."))
        return Attempt(again, conflict, status=409)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return Attempt(form)
    return Attempt(form, is_saved=True)


def done(request: HttpRequest, do: Callable[[int], str]) -> None:
    """Do something with what the form was filled in for, and tell how it went.

    `do` gets the version and returns what to say when it is done.
    """
    try:
        said = do(whole_number(request.POST.get("version", "")))
    except Stale:
        messages.warning(
            request,
            _("Somebody else changed this meanwhile. This is how it stands now: look again."),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)

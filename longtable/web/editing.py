"""Two people edit one thing: the second sees both versions, and nothing is lost (R07)."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict


class VersionedForm(forms.Form):
    """A form that knows which version of a row it was filled in for."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def changes(self) -> dict[str, Any]:
        """Return what was filled in, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def whole_number(text: str) -> int:
    """Return the number that a hidden field or an address says; 0 when it says none."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def free_text(text: str, *, most: int = 5000) -> str:
    """Return what a field outside a form says: trimmed, cut, without signs no database takes."""
    return text.replace("\x00", "").strip()[:most]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people filled in differently."""

    label: str
    theirs: Any
    yours: Any


def differences(form: forms.Form, theirs: dict[str, Any]) -> list[Difference]:
    """Return the fields in which a valid form differs from what is saved now."""
    return [
        Difference(str(form.fields[name].label or name), _shown(theirs[name]), _shown(yours))
        for name, yours in form.cleaned_data.items()
        if name in theirs and name != "version" and theirs[name] != yours
    ]


def _shown(value: Any) -> Any:
    """Return several things that were chosen by their names, one after the other."""
    return ", ".join(str(one) for one in value) if isinstance(value, list) else value


def for_version(form: forms.Form, version: int) -> forms.Form:
    """Return the same form, still filled in as it was, to be saved over a newer version."""
    filled = QueryDict(mutable=True)
    filled.update(form.data)
    filled[form.add_prefix("version")] = str(version)
    again = type(form)(filled, **getattr(form, "made_with", {}))
    again.is_valid()
    return again

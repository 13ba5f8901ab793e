"""Start an initiative: a name, a promise, a template, and one is in it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from longtable.initiative import actions, queries
from longtable.record.acting import Refusal
from longtable.web.access import signed_in
from longtable.web.requests import Request


class StartForm(forms.Form):
    """What an initiative needs to begin; all of it can be changed later, but for the address."""

    name = forms.CharField(
        label=gettext_lazy("Name of the initiative"),
        max_length=200,
        help_text=gettext_lazy("For example: Reading by Nine"),
    )
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "The last part of its web address: small letters, digits and hyphens. It stays. "
            "Left empty, it is made from the name."
        ),
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    promise = forms.CharField(
        label=gettext_lazy("The promise in one sentence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: Every child reads well by the end of 4th grade."),
    )
    backbone = forms.CharField(
        label=gettext_lazy("Organization that convenes it (the backbone)"), max_length=300
    )
    template = forms.ChoiceField(
        label=gettext_lazy("Begin with"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("A template brings indicators that you can change or leave out."),
    )

    def __init__(self, *args: Any, templates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["template"].choices = templates
        self.fields["template"].initial = templates[0][0] if templates else None

    def clean(self) -> dict[str, Any]:
        """Make the address from the name where none was given."""
        filled: dict[str, Any] = super().clean() or {}
        if not filled.get("slug") and "slug" not in self.errors:
            filled["slug"] = slugify(filled.get("name", ""))[:60].strip("-")
            if filled.get("name") and not filled["slug"]:
                self.add_error("slug", _("Give it an address: the name has no Latin letters."))
        return filled


@signed_in
def start(request: Request) -> HttpResponse:
    """Start an initiative from a template, and lead its facilitator to the first steps."""
    if not queries.starts_initiatives(request.user):
        raise Http404
    from longtable.measures import queries as measures_queries

    templates = [(t.code, str(t)) for t in measures_queries.templates()]
    form = StartForm(request.POST or None, templates=templates)
    if form.is_valid():
        try:
            initiative = _start(form.cleaned_data, request)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is started.") % {"name": initiative})
            return redirect("settings:first_steps", initiative.slug)
    return render(request, "today/start.html", {"form": form})


def _start(filled: dict[str, Any], request: Request) -> Any:
    from longtable.measures import actions as measures

    template = filled.pop("template")
    with transaction.atomic():
        initiative = actions.start_initiative(**filled, by=request.user)
        measures.start_from_template(initiative, template, by=request.user)
    return initiative

"""The gallery of components: each in every state, in every light, in both directions."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from longtable.core.charts.picture import picture
from longtable.core.charts.samples import samples
from longtable.web.access import public
from longtable.web.drawing import percent, words
from longtable.web.gallery_sheet import sample_sheet
from longtable.web.navigation import Link

THEMES = {"light", "dark"}
DIRECTIONS = {"ltr", "rtl"}


@dataclass(frozen=True, slots=True)
class Sample:
    """Whatever a component draws: an item of a list, with only the names that it needs."""

    label: Any = ""
    value: Any = ""
    note: Any = ""
    name: Any = ""
    state: str = ""
    kind: str = ""
    what: Any = ""
    where: Any = ""
    fix: Any = ""
    when: Any = ""
    more: Any = ""
    term: Any = ""
    text: Any = ""
    href: str = ""
    datetime: str = ""
    theirs: Any = ""
    yours: Any = ""


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """All that the gallery shows; every number in it is invented and said to be."""

    theme: str
    direction: str
    crumbs: tuple[Link, ...]
    tabs: tuple[Link, ...]
    steps: tuple[Sample, ...]
    stopped: tuple[Sample, ...]
    problems: tuple[Sample, ...]
    events: tuple[Sample, ...]
    facts: tuple[Sample, ...]
    stats: tuple[Sample, ...]
    pages: Any
    looks: tuple[Link, ...]
    pictures: tuple[Any, ...]
    conflict: tuple[Sample, ...]
    pieces: tuple[Sample, ...]
    sheet: Any


class SampleForm(forms.Form):
    """A form with every kind of field."""

    name = forms.CharField(label=_("Your name"), help_text=_("As others here know you."))
    mail = forms.EmailField(label=_("E-mail"))
    story = forms.CharField(
        label=_("What do you see around you?"), widget=forms.Textarea, required=False
    )
    place = forms.ChoiceField(
        label=_("Neighborhood"), choices=[("n", _("North Side")), ("s", _("South Side"))]
    )
    fits = forms.ChoiceField(
        label=_("Does this number match the life you know?"),
        widget=forms.RadioSelect,
        choices=[("t", _("It rings true")), ("p", _("Partly")), ("n", _("It does not"))],
    )
    groups = forms.MultipleChoiceField(
        label=_("What should we write to you about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("m", _("Meetings")), ("r", _("New numbers"))],
    )
    file = forms.FileField(label=_("Your file"), required=False)
    agree = forms.BooleanField(label=_("I have read the table rules"))


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    theme, direction = request.GET.get("theme", ""), request.GET.get("dir", "")
    page = GalleryPage(
        theme if theme in THEMES else "",
        direction if direction in DIRECTIONS else "",
        sheet=sample_sheet(),
        pages=Paginator(range(100), 10).page(4),
        looks=_looks(theme, direction),
        pictures=tuple(picture(spec, words(percent)) for spec in samples()),
        **_samples(),
    )
    form, wrong = SampleForm(prefix="fresh"), SampleForm({"wrong-mail": "ana@"}, prefix="wrong")
    context = {"page": page, "form": form, "wrong": wrong, "alone": SampleForm(prefix="alone")}
    return render(request, "web/gallery.html", context)


def _looks(theme: str, direction: str) -> tuple[Link, ...]:
    looks = (
        (_("As your device asks"), "", ""),
        (_("Light"), "light", ""),
        (_("Dark"), "dark", ""),
        (_("Right to left"), "", "rtl"),
        (_("Dark, right to left"), "dark", "rtl"),
    )
    return tuple(
        Link(label, f"?theme={a}&dir={b}", (a, b) == (theme, direction)) for label, a, b in looks
    )


def _samples() -> dict[str, Any]:
    return {
        "crumbs": (Link(_("Example City"), "#"), Link(_("Measures"), "#")),
        "tabs": (
            Link(_("To check"), "#tabs", current=True),
            Link(_("Published"), "#tabs"),
            Link(_("Withdrawn"), "#tabs"),
        ),
        "steps": (
            Sample(name=_("File"), state="done", note=_("reading.xlsx, taken in on May 3")),
            Sample(name=_("Check"), state="now", note=_("6 rows need you")),
            Sample(name=_("Approve"), state="", note=_("by a second person")),
            Sample(name=_("Published")),
        ),
        "pieces": (
            Sample(kind="same", text=_("Every child reads well")),
            Sample(kind="gone", text=_(" one day")),
            Sample(kind="new", text=_(" by age nine")),
            Sample(kind="same", text="."),
        ),
        "conflict": (
            Sample(label=_("Name"), theirs=_("Reading by grade 4"), yours=_("Reading in grade 4")),
        ),
        "stopped": (
            Sample(name=_("File"), state="done"),
            Sample(name=_("Check"), state="stopped", note=_("The attacker found a small group")),
            Sample(name=_("Approve")),
        ),
        "problems": _problems(),
        "events": _events(),
        "facts": (
            Sample(term=_("What is counted"), text=_("Children in grade 4 who read well")),
            Sample(term=_("Out of"), text=_("All children in grade 4 in public schools")),
            Sample(term=_("Definition"), text=_("Version 2, since May 2026"), href="#facts"),
        ),
        "stats": (
            Sample(value="1,240", label=_("more children must learn to read well")),
            Sample(value="140", label=_("children were reached last year")),
            Sample(value="4.5", label=_("points at most"), note=_("if each of them learned it")),
        ),
    }


def _problems() -> tuple[Sample, ...]:
    return (
        Sample(
            kind="error",
            what=_("The percentage does not fit its counts."),
            where="2024!F12:F18",
            fix=_("Column F says 31%, but 12 of 90 is 13%. Correct one of the two."),
            href="#problems",
        ),
        Sample(
            kind="warning",
            what=_("“Milw.” is not a place that we know."),
            where="2024!A7",
            fix=_("Did you mean “Milwaukee”?"),
        ),
    )


def _events() -> tuple[Sample, ...]:
    return (
        Sample(
            kind="success",
            when=_("May 12, 2026"),
            datetime="2026-05-12",
            what=_("Reading, 2025: published"),
            more=_("Prepared by one person, approved by another"),
        ),
        Sample(when=_("May 3, 2026"), datetime="2026-05-03", what=_("The file was taken in")),
        Sample(
            kind="error",
            when=_("April 20, 2026"),
            datetime="2026-04-20",
            what=_("The backbone was late with its report"),
            more=_("The same rule for everyone"),
            href="#timeline",
        ),
    )

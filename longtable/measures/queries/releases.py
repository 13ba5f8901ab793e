"""Which releases there are. What was withdrawn is never public again, nor what stood before it."""

from django.db.models import F, Max, Q, QuerySet

from longtable.initiative.models import Initiative
from longtable.measures.models import Indicator, Place, PublishedValue, Release

_NEWEST = Max("indicator__releases__number")


def current_releases(initiative: Initiative) -> QuerySet[Release]:
    """Return the public release of each indicator, in the initiative's order."""
    released = Release.objects.filter(
        indicator__initiative=initiative, indicator__retired=None, number__isnull=False
    )
    newest = released.alias(newest=_NEWEST).filter(number=F("newest"), state="published")
    return newest.select_related("indicator__initiative", "definition").order_by(
        "indicator__position", "indicator_id"
    )


def current_release(indicator: Indicator) -> Release | None:
    """Return the public release of an indicator: the newest, unless it was withdrawn."""
    newest = _newest(indicator)
    return newest if newest and newest.state == Release.State.PUBLISHED else None


def withdrawn_release(indicator: Indicator) -> Release | None:
    """Return the newest release where it was withdrawn, to say when and why; else None."""
    newest = _newest(indicator)
    return newest if newest and newest.state == Release.State.WITHDRAWN else None


def releases_of(indicator: Indicator) -> QuerySet[Release]:
    """Return what was ever released of an indicator, the newest first, withdrawn ones too."""
    ever = indicator.releases.filter(number__isnull=False)
    people = ("prepared_by", "approved_by", "withdrawn_by")
    return ever.select_related("definition", "replaces", *people).order_by("-number")


def release_at(indicator: Indicator, number: int) -> Release | None:
    """Return the release with that number, also a withdrawn one; None where there is none."""
    return releases_of(indicator).filter(number=number).first()


def prepared_release(indicator: Indicator) -> Release | None:
    """Return the release that waits for the second person, if there is one."""
    waiting = indicator.releases.filter(state="prepared")
    return waiting.select_related("definition", "prepared_by", "indicator__initiative").first()


def releases_waiting(initiative: Initiative) -> QuerySet[Release]:
    """Return the prepared releases that a second person has to look at."""
    prepared = Release.objects.filter(indicator__initiative=initiative, state="prepared")
    return prepared.select_related("definition", "indicator", "prepared_by").order_by("prepared")


def published_places(initiative: Initiative) -> QuerySet[Place]:
    """Return the places of which something is public now."""
    public = PublishedValue.objects.filter(release__in=current_releases(initiative).values("pk"))
    codes = public.filter(~Q(shown="missing")).values("place")
    return initiative.places.filter(code__in=codes)


def _newest(indicator: Indicator) -> Release | None:
    return releases_of(indicator).first()

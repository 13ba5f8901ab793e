"""What is measured and what of it is public. Pages read releases, never the counts behind."""

from django.db.models import QuerySet

from longtable.initiative.models import Initiative
from longtable.measures.models import Indicator, Place, Release


def indicators_of(initiative: Initiative) -> QuerySet[Indicator]:
    """Return the indicators of an initiative that are not retired, in its own order."""
    return initiative.indicators.filter(retired=None).prefetch_related("definitions")


def current_releases(initiative: Initiative) -> QuerySet[Release]:
    """Return the public release of each indicator, in the initiative's order."""
    public = Release.objects.filter(indicator__initiative=initiative, state="published")
    newest = public.filter(replaced_by=None)
    return newest.select_related("indicator", "definition").order_by("indicator__position", "pk")


def current_release(indicator: Indicator) -> Release | None:
    """Return the public release of an indicator, if there is one."""
    public = indicator.releases.filter(state="published")
    return public.select_related("definition").order_by("-number").first()


def releases_waiting(initiative: Initiative) -> QuerySet[Release]:
    """Return the prepared releases that a second person has to look at."""
    prepared = Release.objects.filter(indicator__initiative=initiative, state="prepared")
    return prepared.select_related("definition", "indicator", "prepared_by").order_by("prepared")

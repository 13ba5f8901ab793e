"""What stands in the record."""

from django.db.models import QuerySet

from longtable.record.models import Entry


def entries_of(initiative: int) -> QuerySet[Entry]:
    """Return the entries of one initiative (by its number), newest first."""
    return Entry.objects.filter(initiative=initiative).order_by("-pk")

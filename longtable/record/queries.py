"""What stands in the record."""

from django.db.models import Max, QuerySet

from longtable.record.models import Entry


def entries_of(initiative: int) -> QuerySet[Entry]:
    """Return the entries of one initiative (by its number), newest first."""
    return Entry.objects.filter(initiative=initiative).order_by("-pk")


def newest_entry() -> int:
    """Return the number of the newest entry of all: it grows with every action."""
    return Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0

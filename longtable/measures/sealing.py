"""What of a release is sealed in the chain of the record: what never changes again."""

from django.db.models import QuerySet

from longtable.measures.models import PublishedValue, Release
from longtable.record.chain import Kind, Said, sign_in_kind

# Named one by one: a column that comes later is no part of what was sealed before.
_RELEASE = (
    "indicator_id", "definition_id", "number", "reason", "replaces_id", "prepared_by_id",
    "prepared", "approved_by_id", "published", "inputs", "engine", "code_version", "objective",
    "check_report",
)  # fmt: skip
_VALUE = (
    "period", "level", "place", "by", "categories", "shown", "numerator", "denominator",
    "eligible", "estimate", "lower", "upper", "as_published", "mark",
)  # fmt: skip


def sign_in() -> None:
    """Have every release sealed that was ever public, with each of its values."""
    sign_in_kind("measures.release", Kind(_ever_public, _said, "measures.publishedvalue"))


def _ever_public() -> QuerySet[Release]:
    return Release.objects.filter(number__isnull=False).select_related("kept")


def _said(release: Release) -> Said:
    kept = getattr(release, "kept", None)
    told = [getattr(release, name) for name in _RELEASE]
    rows = PublishedValue.objects.filter(release=release).values_list("pk", *_VALUE)
    return Said(
        [*told, bytes(kept.facts) if kept else None, bytes(kept.counts) if kept else None],
        {pk: list(said) for pk, *said in rows},
    )

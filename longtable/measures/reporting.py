"""What the release check shows: who pays for the protection, and what changes for whom."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from longtable.core.stats.disclosure import Protection
from longtable.measures.models import PublishedValue, Release

Key = tuple[str, str, str, tuple[tuple[str, str], ...]]
_WITHHELD = {"small", "protects"}


def report_of(
    values: Sequence[PublishedValue],
    proof: Sequence[Protection],
    earlier: Sequence[Release],
) -> dict[str, Any]:
    """Return the private report on a prepared release."""
    bound = sum(protection.bound for protection in proof)
    weight = sum(protection.weight for protection in proof)
    return {
        "counts": dict(Counter(value.shown for value in values)),
        "groups": _by_group(values),
        "levels": _tally((value.level, value.shown) for value in values),
        "weight": weight,
        "bound": bound,
        "exposed": sum(len(protection.exposed) for protection in proof),
        "changes": _changes(values, earlier[0]) if earlier else {},
        "since": earlier[0].number if earlier else None,
    }


def _by_group(values: Sequence[PublishedValue]) -> list[dict[str, Any]]:
    pairs = [
        (f"{breakdown}:{category}", value.shown)
        for value in values
        for breakdown, category in value.categories.items()
    ]
    everybody = [("", value.shown) for value in values if not value.categories]
    return _tally([*everybody, *pairs])


def _tally(pairs: Any) -> list[dict[str, Any]]:
    found: dict[str, Counter[str]] = {}
    for name, shown in pairs:
        found.setdefault(name, Counter())[shown] += 1
    return [{"name": name, **counts} for name, counts in found.items()]


def _changes(values: Sequence[PublishedValue], old: Release) -> dict[str, Any]:
    """Return how many values are new, gone, different, now withheld and now shown; and which."""
    before = {_key(value): value for value in old.values.all()}
    after = {_key(value): value for value in values}
    kinds: dict[str, list[Key]] = {}
    for key in {**after, **before}:
        if kind := _kind(before.get(key), after.get(key)):
            kinds.setdefault(kind, []).append(key)
    groups: dict[str, Counter[str]] = {}
    for kind, keys in kinds.items():
        for _, _, _, categories in keys:
            names = [f"{breakdown}:{category}" for breakdown, category in categories] or [""]
            for name in names:
                groups.setdefault(name, Counter())[kind] += 1
    return {
        "counts": {kind: len(keys) for kind, keys in kinds.items()},
        "groups": [{"name": name, **counts} for name, counts in sorted(groups.items())],
        "examples": {kind: [list(key) for key in keys[:50]] for kind, keys in kinds.items()},
    }


def _kind(old: PublishedValue | None, new: PublishedValue | None) -> str:
    if old is None or new is None:
        return "new" if old is None else "gone"
    if old.shown == "yes" and new.shown in _WITHHELD:
        return "now_withheld"
    if old.shown in _WITHHELD and new.shown == "yes":
        return "now_shown"
    if (old.estimate, old.numerator, old.denominator) != (
        new.estimate,
        new.numerator,
        new.denominator,
    ):
        return "different"
    return ""


def _key(value: PublishedValue) -> Key:
    return value.period, value.place, value.by, tuple(sorted(value.categories.items()))

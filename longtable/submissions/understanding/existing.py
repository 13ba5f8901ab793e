"""What earlier submissions already say, so that no number stands twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Key = tuple[str, str, tuple[tuple[str, str | None], ...], str]


@dataclass(frozen=True, slots=True)
class Existing:
    """The keys of facts that were taken in before, each with the submission that gave it."""

    keys: Mapping[Key, int] = field(default_factory=dict)
    files: Mapping[int, str] = field(default_factory=dict)

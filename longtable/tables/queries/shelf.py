"""The shelf of activities that build relationships: our own writing, in English and Spanish."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

_FOLDER = Path(__file__).resolve().parents[1] / "shelf"


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that a table can do to know each other, in the language of the reader."""

    code: str
    minutes: int
    name: str
    when: str
    steps: tuple[str, ...]


def activities() -> list[Activity]:
    """Return all activities of the shelf, the shortest first."""
    language = (get_language() or "en").split("-")[0]
    return [_in(language, one) for one in _shelf()]


def activity(code: str) -> Activity | None:
    """Return one activity."""
    return next((one for one in activities() if one.code == code), None)


@lru_cache(maxsize=1)
def _shelf() -> tuple[dict, ...]:  # type: ignore[type-arg]
    found = [json.loads(file.read_text(encoding="utf-8")) for file in _FOLDER.glob("*.json")]
    return tuple(sorted(found, key=lambda one: (one["minutes"], one["code"])))


def _in(language: str, one: dict) -> Activity:  # type: ignore[type-arg]
    name, when, steps = (
        one[part].get(language, one[part]["en"]) for part in ("name", "when", "steps")
    )
    return Activity(one["code"], one["minutes"], name, when, tuple(steps))

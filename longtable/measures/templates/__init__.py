"""Ready sets of indicators, as files: one JSON file a set, in English and Spanish."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def all_templates() -> tuple[dict[str, Any], ...]:
    """Return every set: code, name, description, breakdowns and indicators."""
    read = [json.loads(path.read_text(encoding="utf-8")) for path in _FOLDER.glob("*.json")]
    return tuple(sorted(read, key=lambda template: template["position"]))


def template_at(code: str) -> dict[str, Any] | None:
    """Return the set with that code, None where there is none."""
    return next((t for t in all_templates() if t["code"] == code), None)

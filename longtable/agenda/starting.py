"""A ready text of a charter to start from: our own writing, in each language we have it in."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("charter.json")


@dataclass(frozen=True, slots=True)
class Starting:
    """A clause to start from, in one language."""

    part: str
    strategy: str
    title: str
    text: str


def clauses(language: str) -> list[Starting]:
    """Return the clauses to start from; in English where there is no such language."""
    code = language.split("-")[0]
    return [
        Starting(
            row["part"],
            row.get("strategy", ""),
            row["title"].get(code, row["title"]["en"]),
            row["text"].get(code, row["text"]["en"]),
        )
        for row in _rows()
    ]


@cache
def _rows() -> list[dict[str, Any]]:
    return json.loads(FILE.read_text(encoding="utf-8"))  # type: ignore[no-any-return]

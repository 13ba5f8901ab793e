"""Two wordings side by side: what stayed, what went, what came, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: `same`, `gone` (only in the older) or `new` (only in the newer)."""

    kind: str
    text: str


def compare(older: str, newer: str) -> list[Piece]:
    """Return the pieces that lead from one wording to another; words are never cut.

    Joining `same` and `gone` gives the older text, joining `same` and `new` the newer one.
    """
    before, after = _WORDS.findall(older), _WORDS.findall(newer)
    found: list[Piece] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, start, stop, first, last in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece("same", "".join(before[start:stop])))
            continue
        gone, new = "".join(before[start:stop]), "".join(after[first:last])
        found += [piece for piece in (Piece("gone", gone), Piece("new", new)) if piece.text]
    return _joined(found)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join changes that only a space parts, so that a new phrase reads as one."""
    found: list[Piece] = []
    gone = new = ""
    for number, piece in enumerate(pieces):
        between = piece.kind == "same" and piece.text.isspace() and 0 < number < len(pieces) - 1
        if between and (gone or new):
            gone, new = gone + piece.text, new + piece.text
        elif piece.kind == "same":
            found += [p for p in (Piece("gone", gone), Piece("new", new)) if p.text]
            gone = new = ""
            found.append(piece)
        elif piece.kind == "gone":
            gone += piece.text
        else:
            new += piece.text
    return found + [p for p in (Piece("gone", gone), Piece("new", new)) if p.text]

"""Compare text as people type it: without accents, case or punctuation."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def folded(text: str) -> str:
    """Return a text in small letters, without accents, its words parted by single spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", letters))


def begins(text: str, asked: str) -> bool:
    """Whether every word that was asked for begins some word of the text."""
    words = folded(text).split()
    return all(any(word.startswith(part) for word in words) for part in folded(asked).split())


def near(wanted: str, known: Iterable[str], *, most: int = 8) -> list[str]:
    """Return up to `most` of the known texts that are spelled much like one, the nearest first.

    All are folded. Alike is what differs in few letters (difflib, 0.75 and up), or has all words
    of the other.
    """
    if not wanted:
        return []
    texts = [text for text in known if text]
    words = set(wanted.split())
    sharing = [text for text in texts if _shares(words, set(text.split()))]
    sharing.sort(key=lambda text: abs(len(text) - len(wanted)))
    alike = get_close_matches(wanted, texts, n=4, cutoff=0.75)
    return list(dict.fromkeys([*alike, *sharing[:4]]))[:most]


def _shares(words: set[str], others: set[str]) -> bool:
    return words <= others or others <= words

"""Compare text as people type it: without accents, case or punctuation."""

import re
import unicodedata


def folded(text: str) -> str:
    """Return a text in small letters, without accents, its words parted by single spaces."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", letters))


def begins(text: str, asked: str) -> bool:
    """Whether every word that was asked for begins some word of the text."""
    words = folded(text).split()
    return all(any(word.startswith(part) for word in words) for part in folded(asked).split())

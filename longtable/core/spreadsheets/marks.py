"""Signs that stand where a number should: what they usually mean, and what a footnote says."""

import re
from collections.abc import Iterable

MEANINGS = (
    "suppressed",
    "not_available",
    "not_applicable",
    "significant",
    "caution",
    "rounds_to_zero",
    "unknown",
)

# Signs that stand for a mark wherever they stand alone in a cell.
SIGNS: dict[str, str] = {
    "*": "suppressed",
    "**": "suppressed",
    "***": "suppressed",
    "****": "suppressed",
    "*****": "not_applicable",
    "‡": "suppressed",
    "†": "not_applicable",
    "§": "unknown",
    "¶": "unknown",
    "^": "suppressed",
    "^^": "suppressed",
    "~": "suppressed",
    "#": "rounds_to_zero",
    "!": "caution",
    "!!": "caution",
    "-": "not_available",
    "--": "not_available",
    "---": "not_available",
    "–": "not_available",
    "—": "not_available",
    "−": "not_available",
    ".": "not_available",
    "..": "not_available",
    "...": "not_available",
    "…": "not_available",
    ":": "not_available",
    "?": "unknown",
    "+": "unknown",
    "x": "suppressed",
    "(x)": "not_applicable",
    "(d)": "suppressed",
    "(s)": "suppressed",
    "(z)": "rounds_to_zero",
    "(na)": "not_available",
    "n/a": "not_applicable",
    "#n/a": "not_available",
    "•": "suppressed",
    "█": "suppressed",
    "■": "suppressed",
}

# Words that stand for a mark in a column of numbers; elsewhere they may be plain words.
WORDS: dict[str, str] = {
    "na": "not_available",
    "n.a.": "not_available",
    "n/d": "not_available",
    "n.d.": "not_available",
    "nd": "not_available",
    "s/d": "not_available",
    "s.d.": "not_available",
    "nr": "not_available",
    "null": "not_available",
    "none": "not_available",
    "nan": "not_available",
    "missing": "not_available",
    "unknown": "not_available",
    "tbd": "not_available",
    "pending": "not_available",
    "no data": "not_available",
    "not available": "not_available",
    "not reported": "not_available",
    "not tested": "not_available",
    "not collected": "not_available",
    "not assessed": "not_available",
    "not calculated": "not_available",
    "not published": "not_available",
    "no test": "not_available",
    "no tests": "not_available",
    "test canceled": "not_available",
    "canceled": "not_available",
    "closed": "not_available",
    "no aplicado": "not_available",
    "no evaluado": "not_available",
    "data not available": "not_available",
    "unavailable": "not_available",
    "sin datos": "not_available",
    "sin dato": "not_available",
    "no disponible": "not_available",
    "not applicable": "not_applicable",
    "no aplica": "not_applicable",
    "not offered": "not_applicable",
    "no students": "not_applicable",
    "no enrollment": "not_applicable",
    "not open": "not_applicable",
    "s": "suppressed",
    "d": "suppressed",
    "c": "suppressed",
    "n": "suppressed",
    "ds": "suppressed",
    "ps": "suppressed",
    "ns": "suppressed",
    "is": "suppressed",
    "sup": "suppressed",
    "supp": "suppressed",
    "supr": "suppressed",
    "suppressed": "suppressed",
    "data suppressed": "suppressed",
    "redacted": "suppressed",
    "masked": "suppressed",
    "hidden": "suppressed",
    "withheld": "suppressed",
    "confidential": "suppressed",
    "tfw": "suppressed",
    "too few": "suppressed",
    "too few students": "suppressed",
    "too small": "suppressed",
    "small n": "suppressed",
    "n too small": "suppressed",
    "low n": "suppressed",
    "lne": "suppressed",
    "suprimido": "suppressed",
    "confidencial": "suppressed",
    "u": "caution",
    "unreliable": "caution",
    "unstable": "caution",
    "z": "rounds_to_zero",
    "k": "rounds_to_zero",
    "low": "rounds_to_zero",
}

# Numbers below zero that agencies write where a number is missing or hidden.
SENTINELS = frozenset(
    {"-1", "-2", "-3", "-9", "-99", "-999", "-9999", "-99999", "-999999999", "-8", "-88", "-888"}
    | {"-7", "-77", "-777", "-6", "-66", "-666666666", "-222222222", "-333333333", "-888888888"}
)

BOUND = re.compile(
    r"^\(?(?:n\s*)?(?:<|>|≤|≥|⩽|⩾|＜|＞|=<|=>)\s*=?\s*[$€£]?\s*\d[\d.,]*\s*%?\)?$", re.IGNORECASE
)
BOUND_WORDS = re.compile(
    r"^(?:(?:fewer|less|more|greater|under|over|below|above|at least|at most|up to|menos|más|mas|"
    r"menor|mayor)\s*(?:than|de|que|a)?\s*\d[\d.,]*\s*%?|"
    r"\d[\d.,]*\s*%?\s*(?:or|and|o|y)\s+(?:fewer|less|more|above|below|under|over|greater|higher|"
    r"lower|menos|más|mas))$",
    re.IGNORECASE,
)
BAND = re.compile(r"^\d[\d.,]*\s*%?\s*(?:-|–|—|to|a)\s*\d[\d.,]*\s*%?$")

SAID: tuple[tuple[str, str], ...] = (
    ("caution", r"(?:interpret|use|read|treat)\w* with caution|con cautela"),
    (
        "suppressed",
        (
            r"suppress|fewer than|less than|smaller than|under \d|below \d|too few|"
            r"too small|small n\b|"
            r"confidential|privacy|protect|ferpa|withheld|redact|mask|not shown|"
            r"reporting standards|"
            r"minimum (?:n|group|cell)|insufficient|sample size|not disclos|not displayed|"
            r"[<≤]\s*\d|"
            r"suprimid|menos de|confidencial|privacidad|proteger|not reported (?:to|because|due)"
        ),
    ),
    ("rounds_to_zero", r"rounds? to zero|redondea|rounded to 0|less than half"),
    ("not_applicable", r"not applicable|no aplica|does not apply|not offered|no grade"),
    ("caution", r"caution|unreliable|unstable|interpret|coefficient of variation|cautela|prelim"),
    ("significant", r"significan|statistic|differs? from|p\s*[<≤]"),
    (
        "not_available",
        (
            r"not available|unavailable|no data|missing|not collected|not reported|no disponible|"
            r"sin datos|not tested|unknown"
        ),
    ),
)
SAID_PATTERNS = tuple((meaning, re.compile(words, re.IGNORECASE)) for meaning, words in SAID)


def usual_meaning(mark: str) -> str:
    """Return what a mark usually means, "unknown" where nothing is usual."""
    key = mark.strip().lower()
    if key in SIGNS:
        return SIGNS[key]
    if key in WORDS:
        return WORDS[key]
    if BOUND.match(key) or BOUND_WORDS.match(key) or BAND.match(key):
        return "suppressed"
    return "unknown"


def usual_meaning_beside_a_number(mark: str) -> str:
    """Return what a sign attached to a number usually means."""
    if set(mark) <= {"*"}:
        return "significant"
    return "caution" if set(mark) <= set("!†‡~^u") else "unknown"


def meaning_in_words(text: str) -> str | None:
    """Return the meaning that a footnote's own words give, None when they give none."""
    for meaning, pattern in SAID_PATTERNS:
        if pattern.search(text):
            return meaning
    return None


def meanings_from_notes(notes: Iterable[str], marks: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return for each mark that a note explains: its meaning and the note's own words."""
    lines = [line.strip() for note in notes for line in re.split(r"[\n\r;]+", note) if line.strip()]
    found: dict[str, tuple[str, str]] = {}
    for mark in marks:
        for line in lines:
            said = _explanation(mark, line)
            if said:
                found[mark] = (meaning_in_words(said) or "unknown", said)
                break
    return found


def _explanation(mark: str, line: str) -> str | None:
    """Return what the line says of the mark: "* = fewer than 10", "Note: ‡ means …"."""
    sign = re.escape(mark)
    before = r"(?:^|(?<=[\s\"'“‘(\[.,:]))"
    opening = re.match(rf"^[\"'“(\[]?{sign}[\"'”)\]]?(?![\w*]|{sign})\s*[=:–—-]*\s*(.+)", line)
    word = mark.isalnum()
    if opening and (not word or re.match(rf"^[\"'“(\[]?{sign}[\"'”)\]]?\s*[=:–—-]", line)):
        return opening[1].strip() or None
    verb = (
        r"(?:=|:|indicates?|means?|denotes?|signif\w+|represents?|stands for|shows?|is used|"
        r"are used|indica|significa|data (?:are|is|were)|values? (?:are|is))"
    )
    inside = re.search(rf"{before}[\"'“‘(\[]?{sign}[\"'”’)\]]?\s*{verb}\s*(.+)", line)
    if inside:
        return re.split(rf"[.,]\s+[\"'“]?[^\w\s\"'“]{{1,3}}[\"'”]?\s*{verb}", inside[1])[0].strip()
    quoted = re.search(rf"[\"'“‘(]{sign}[\"'”’)]", line)
    by = re.search(rf"(?:with|by|as|con|un|an?)\s+(?:an?\s+|un\s+)?[\"'“‘(]?{sign}(?!\w)", line)
    named = mark == "*" and re.search(r"\basterisks?\b|\basteriscos?\b", line, re.IGNORECASE)
    return line if quoted or by or named else None

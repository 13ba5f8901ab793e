"""What one cell says: a number, a mark, a number with a mark, a date, a code or words."""

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from longtable.core.spreadsheets.marks import BAND, BOUND, BOUND_WORDS, SIGNS, WORDS
from longtable.core.spreadsheets.sheets import Value, shown

BLANK, NUMBER, PERIOD, DATE, CODE, TEXT = "blank", "number", "period", "date", "code", "text"
SIGN, WORD = "sign", "word"


class Cell(NamedTuple):
    """A cell understood: its kind, its number if it has one, its mark, whether it says percent.

    `kind` is one of blank, number, period, date, code, text, sign (a mark anywhere) and
    word (a mark only in a column of numbers).
    """

    kind: str
    number: float | None = None
    mark: str = ""
    percent: bool = False


EMPTY = Cell(BLANK)
PLAIN_TEXT = Cell(TEXT)

ATTACHED = (
    r"[*†‡§¶^~!#¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ]+|\([a-zA-Z*†‡!]{1,2}\)|\[[a-zA-Z0-9*]{1,2}\]|(?<=[\d%)])\s+[a-zA-Z]"
)
_BODY = {
    ".": r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(?:\.\d*)?",
    ",": r"(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(?:,\d*)?",
}
NUMBERS = {
    sign: re.compile(
        rf"^(?P<lead>[*†‡~]*)\s*(?P<open>\()?\s*(?P<sign>[-+±]|\+/-)?\s*[$€£]?\s*(?P<sign2>-)?"
        rf"(?P<body>(?=[.,]?\d){body}(?:[eE][-+]?\d{{1,3}})?)\s*(?P<percent>%)?\s*"
        rf"(?P<close>\))?(?P<mark>\s*(?:{ATTACHED}))?\s*(?P<percent2>%)?$"
    )
    for sign, body in _BODY.items()
}
EXCEL_CODE = re.compile(r'^="(.*)"$', re.DOTALL)
PADDED = re.compile(r"^0\d+$")
PERIODS = re.compile(
    r"^(?:(?:FY|SY|AY|CY|school year|fiscal year|ciclo|año)\s*)?"
    r"(?:(?:19|20)\d\d(?:\s*[-–/]\s*(?:\d\d|(?:19|20)\d\d))?|"
    r"(?:Q[1-4]|[1-4]Q|H[12])[\s/-]*(?:19|20)\d\d|(?:19|20)\d\d[\s/-]*(?:Q[1-4]|H[12])|"
    r"(?:fall|spring|summer|winter|autumn|otoño|primavera|verano|invierno)\s+(?:of\s+)?(?:19|20)\d\d|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*\.?[\s,/-]+(?:19|20)?\d\d)$",
    re.IGNORECASE,
)
DATES = re.compile(
    r"^(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?Z?)?|"
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)(?:\s+\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?)?|"
    r"\d{1,2}[- ][A-Za-z]{3,9}\.?[- ,]+\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4})$",
    re.IGNORECASE,
)
CODES = re.compile(r"^(?:(?=.*\d)[A-Z]{1,4}[-_]?\d[\dA-Z_-]*|(?=.*[A-Z])\d[\dA-Z_-]{5,})$")
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-"})


def understand(value: Value, decimal: str = ".") -> Cell:
    """Return what a cell says. `decimal` is the sign before the fraction, "." or ","."""
    if isinstance(value, str):
        return understand_text(value, decimal)
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return PLAIN_TEXT
    if isinstance(value, (int, float)):
        return Cell(NUMBER, float(value))
    if isinstance(value, (datetime.date, datetime.datetime)):
        return Cell(DATE)
    return PLAIN_TEXT


@lru_cache(maxsize=1 << 15)
def understand_text(text: str, decimal: str = ".") -> Cell:
    """Return what a text says; marks are found here but weighed by the column they stand in."""
    text = text.translate(SPACES).strip()
    if not text:
        return EMPTY
    if len(text) > 48:
        return PLAIN_TEXT
    if wrapped := EXCEL_CODE.match(text):
        return Cell(CODE) if wrapped[1].strip() else EMPTY
    low = text.lower()
    if low in SIGNS and not (low == "x" and text == "X"):
        return Cell(SIGN, mark=text)
    if text[0] not in "0123456789-+±.,($€£*†‡~" or not any(c.isdigit() for c in text):
        return _words(text, low)
    return _number(text, decimal) or _words(text, low)


def _number(text: str, decimal: str) -> Cell | None:
    if PADDED.match(text):
        return Cell(CODE, float(text))
    found = NUMBERS[decimal].match(text)
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    body = found["body"].replace(" ", "")
    body = body.replace(",", "") if decimal == "." else body.replace(".", "").replace(",", ".")
    number = float(body)
    if (found["sign"] or found["sign2"] or "") == "-" or found["open"]:
        number = -number
    mark = (found["lead"] + (found["mark"] or "")).strip()
    return Cell(NUMBER, number, mark, bool(found["percent"] or found["percent2"]))


def _words(text: str, low: str) -> Cell:
    if PERIODS.match(text):
        return Cell(PERIOD)
    if DATES.match(text):
        return Cell(DATE)
    if low in WORDS or BOUND.match(text) or BOUND_WORDS.match(text) or BAND.match(text):
        return Cell(WORD, mark=text)
    return Cell(CODE) if CODES.match(text) else PLAIN_TEXT


def is_year(value: Value) -> bool:
    """Tell whether a cell holds a year from 1900 to 2100, as a number or a text."""
    if isinstance(value, str):
        text = value.strip()
        return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100
    return (
        isinstance(value, float | int)
        and not isinstance(value, bool)
        and (1900 <= value <= 2100 and value == int(value))
    )


def is_period(value: Value) -> bool:
    """Tell whether a cell holds a year, a school year, a quarter or a month of a year."""
    return is_year(value) or (isinstance(value, str) and bool(PERIODS.match(value.strip())))


def clean(value: Value) -> str:
    """Return the text of a cell without the `="…"` that keeps codes from losing their zeros."""
    text = shown(value).strip()
    if wrapped := EXCEL_CODE.match(text):
        return wrapped[1].strip()
    return text


POINTED = re.compile(
    r"^[-(]?\s*[$€£]?\s*(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.(?:\d{1,2}|\d{4,}))\s*%?\)?$"
)
COMMAED = re.compile(
    r"^[-(]?\s*[$€£]?\s*(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,}))\s*[€%]?\)?$"
)


def decimal_sign(texts: list[str], hint: str) -> str:
    """Return the decimal sign of a sheet by the numbers that can be read in one way only.

    "12,5" and "1.234,5" speak for the comma, "12.5" and "1,234.5" for the point;
    "1,234" and "1.234" speak for neither. Where nothing speaks, `hint` or the point.
    """
    pointed = sum(1 for text in texts if POINTED.match(text))
    commaed = sum(1 for text in texts if COMMAED.match(text))
    if pointed == commaed:
        return hint or "."
    return "," if commaed > pointed else "."

"""The kind of each column, and its role in the table."""

from collections.abc import Sequence

from longtable.core.spreadsheets.detection import words
from longtable.core.spreadsheets.detection.profiles import Profile

CATEGORIES = {
    "black", "white", "asian", "hispanic", "latino", "male", "female", "hispanic or latino",
    "two or more races", "american indian", "negro", "blanco", "hombres", "mujeres", "hombre",
    "mujer", "all students", "black or african american", "multiracial", "native american",
    "girls", "boys", "men", "women", "economically disadvantaged", "english learners",
    "students with disabilities", "pacific islander", "white, non-hispanic", "hispanic/latino",
}  # fmt: skip


GENERIC = {"number", "#", "n", "count", "%", "percent", "pct", "value", "total", "número", ""}


def column_kind(found: Profile, name: str, *, percent_format: bool) -> str:
    """Return the kind of a column from what stands in it and from its name."""
    if not found.filled or found.has_only_marks:
        return _kind_by_name(name)
    weighed = max(found.weighed, 1)
    if found.padded and 10 * (found.padded + found.codes + found.whole) >= 8 * weighed:
        return "code"
    if 10 * found.dates >= 8 * weighed:
        return "date"
    odd = weighed - found.numbers
    if 10 * odd <= weighed or (odd <= 3 and 4 * odd <= weighed and found.numbers):
        return _number_kind(found, name, percent_format=percent_format)
    if 10 * found.codes >= 7 * weighed and not found.numbers:
        return "code"
    if words.CODE.search(words.plain(name)) and 10 * (found.codes + found.whole) >= 8 * weighed:
        return "code"
    label = words.GROUP.search(words.plain(name)) or words.PLACE.search(words.plain(name))
    return "mixed" if not label and _is_mixed(found, weighed) else "text"


def _is_mixed(found: Profile, weighed: int) -> bool:
    odd = found.texts + found.codes + found.dates + found.periods
    numbers = found.numbers + found.padded - found.years
    return 10 * numbers >= weighed and 20 * odd >= weighed


def _number_kind(found: Profile, name: str, *, percent_format: bool) -> str:
    simple = words.plain(name)
    if 2 * found.percents >= found.numbers or percent_format:
        return "percent"
    if _is_excel_date(found, simple):
        return "date"
    if _is_a_code(found, simple):
        return "code"
    if words.LIMIT.search(simple):
        return "percent" if words.PERCENT.search(simple) and found.most <= 100 else "number"
    if found.least < -100 or found.most > 1000:
        return "number"
    simple = _telling(simple)
    says = bool(words.PERCENT.search(simple))
    if words.COUNT.search(simple.rsplit(":", 1)[-1]) and not words.PERCENT.search(
        simple.rsplit(":", 1)[-1]
    ):
        return "number"
    rate = bool(words.RATE.search(simple)) and found.most <= 100
    return "percent" if (says or rate) and not words.PER_MANY.search(simple) else "number"


def _is_excel_date(found: Profile, name: str) -> bool:
    serial = found.whole == found.numbers and found.least >= 20_000 and found.most <= 60_000
    return serial and bool(words.DATE.search(name))


def _is_a_code(found: Profile, name: str) -> bool:
    if found.whole < found.numbers or found.least < 0:
        return False
    last = name.rsplit(":", 1)[-1].strip()
    said = bool(words.CODE.search(last)) and not last.lower().startswith(("number", "no of", "#"))
    alone = last.lower() in {"no", "number", "no."}
    return (said and not alone and not last.lower().endswith("number")) or bool(
        last.lower().endswith(("school number", "district number", "student number", "site number"))
    )


def _kind_by_name(name: str) -> str:
    simple = words.plain(name)
    last = simple.rsplit(":", 1)[-1]
    if words.COUNT.search(last) and not words.PERCENT.search(last):
        return "number" if not words.CODE.search(simple) or ":" in simple else "text"
    if words.PERCENT.search(simple):
        return "percent"
    if words.CODE.search(simple) and not words.COUNT.search(simple):
        return "code"
    if words.RATE.search(simple) and not words.PER_MANY.search(simple):
        return "percent"
    value = (
        words.COUNT.search(simple)
        or words.ESTIMATE.search(simple)
        or words.DENOMINATOR.search(simple)
    )
    label = words.PLACE.search(simple) or words.GROUP.search(simple)
    return "number" if value and not label else "text"


def column_role(found: Profile, name: str, kind: str, *, first: bool) -> str:
    """Return the role of a column from its name, its kind and what stands in it."""
    simple = words.plain(name)
    if _is_period(found, simple, kind):
        return "period"
    if kind in ("number", "percent", "mixed") and (
        found.numbers or not found.filled or found.has_only_marks
    ):
        return _value_role(found, simple, kind)
    return _label_role(found, simple, kind, first=first)


def _is_period(found: Profile, name: str, kind: str) -> bool:
    weighed = max(found.weighed, 1)
    timed = found.periods + found.dates + found.years
    head = name.split(":")[-1]
    said = bool(words.PERIOD.search(head)) and not words.NOT_PERIOD.search(head)
    if kind == "date":
        return True
    if said and (10 * timed >= 8 * weighed or kind in ("text", "code") or not found.filled):
        return kind != "percent"
    if said and kind == "number" and found.whole == found.numbers and found.most <= 60:
        return not words.COUNT.search(head)
    if 10 * found.periods >= 8 * weighed:
        return True
    neutral = not words.COUNT.search(name) and not words.ESTIMATE.search(name)
    return kind == "number" and found.years == found.numbers > 0 and neutral


def _value_role(found: Profile, name: str, kind: str) -> str:
    if words.LIMIT.search(name):
        return "limit"
    if kind == "percent":
        return "estimate"
    last = _telling(name)
    if found.whole == found.numbers:
        return _whole_role(found, name, last)
    said = words.NOTE.search(last) and len(last.split()) <= 1
    return "note" if said else "estimate"


def _whole_role(found: Profile, name: str, last: str) -> str:
    """Return the role of a column of whole numbers."""
    short = len(last.split()) <= 3
    category = any(character.isdigit() for character in last)
    grouped = words.GROUP.match(last) and not category and not words.COUNT.search(last)
    if grouped and short and found.most <= 120:
        return "group"
    if words.NOTE.search(last) and short and found.most <= 20:
        return "note"
    if words.DENOMINATOR.search(last):
        return "denominator"
    said = words.ESTIMATE.search(last) and not words.COUNT.search(last)
    rate = words.RATE.search(name) or words.PER_MANY.search(name)
    return "estimate" if said or rate else "count"


def _telling(name: str) -> str:
    """Return the last part of a joined name; all of it where that says "Number" or less."""
    last = name.rsplit(":", 1)[-1].strip()
    return name if last.lower() in GENERIC else last


def _label_role(found: Profile, name: str, kind: str, *, first: bool) -> str:
    last = name.rsplit(":", 1)[-1].strip()
    if last.lower() in {"id", "name", "code"}:
        last = name
    if words.NOTE.search(last):
        return "note"
    if words.GROUP.search(last):
        return "group"
    if words.PLACE.search(last):
        return "place"
    if words.OTHER_WORDS.search(last):
        return "other"
    return _label_role_by_content(found, kind, first=first)


def _label_role_by_content(found: Profile, kind: str, *, first: bool) -> str:
    known = sum(value.lower() in CATEGORIES for value in found.values)
    if known >= 2 or (known and 2 * known >= len(found.values)):
        return "group"
    if kind == "code" and first:
        return "place"
    longest = max(map(len, found.values), default=0)
    return "note" if kind == "text" and longest > 80 and not first else "other"


def settle_denominators(roles: Sequence[str], triples: Sequence[tuple[int, int, int]]) -> list[str]:
    """Return the roles after the arithmetic: what divides is a denominator, what is divided not.

    `triples` are positions of numerator, denominator and percent that fit row by row.
    """
    settled = list(roles)
    divided = {top for top, _, _ in triples}
    dividing = {bottom for _, bottom, _ in triples}
    for at in divided - dividing:
        if settled[at] == "denominator":
            settled[at] = "count"
    for at in dividing:
        if settled[at] in ("count", "estimate", "other"):
            settled[at] = "denominator"
    for _, _, at in triples:
        if settled[at] == "count":
            settled[at] = "estimate"
    return settled

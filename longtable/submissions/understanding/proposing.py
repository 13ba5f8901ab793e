"""A first understanding of a table: which column is what, by names, by cells and by arithmetic."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from longtable.core.spreadsheets.cells import understand_text
from longtable.core.spreadsheets.reading import Column, TableReading
from longtable.core.spreadsheets.sheets import column_position
from longtable.submissions.understanding import layout as uses
from longtable.submissions.understanding.layout import ColumnUse, Layout
from longtable.submissions.understanding.naming import SCHOOL_YEAR, period_of, text_at
from longtable.submissions.understanding.taking import Expected, Row
from longtable.submissions.understanding.vocabulary import (
    Vocabulary,
    is_everybody,
    is_total,
    plain,
)

SAMPLE = 3000
WHOLE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
TYPE_WORDS = re.compile(
    r"\b(?:group|subgroup|breakdown|category) ?(?:type|name|kind)\b|\btype\b|\btipo\b", re.I
)
ELIGIBLE = re.compile(r"enrol|eligible|total number ?of students|membership|matr[ií]cula", re.I)
LOWER = re.compile(r"\b(?:lower|low|lcl|lci|inferior)\b", re.I)
UPPER = re.compile(r"\b(?:upper|high|ucl|uci|superior)\b", re.I)
DULL = {
    "the", "of", "a", "in", "and", "or", "who", "are", "is", "number", "count", "total", "all",
    "to", "for", "students", "children", "de", "los", "que", "with", "percent", "rate",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A table with its rows: what a proposal is made from."""

    sheet: str
    table: TableReading
    rows: Sequence[Row]
    number: int = 0

    def texts(self, letter: str) -> list[str]:
        """Return the filled texts of a column in the rows of data, totals left out."""
        at = column_position(letter) - 1
        apart = {*self.table.footnote_rows, *self.table.section_rows, *self.table.skipped_rows}
        inside = range(self.table.first_data_row, self.table.last_data_row + 1)
        found = (text_at(c, at) for n, c in self.rows[:SAMPLE] if n in inside and n not in apart)
        return [text for text in found if text]

    def numbers(self, letter: str) -> dict[int, float]:
        """Return the numbers of a column by row, totals left out."""
        at, decimal = column_position(letter) - 1, self.table.decimal
        apart = {*self.table.footnote_rows, *self.table.section_rows, *self.table.total_rows}
        inside = range(self.table.first_data_row, self.table.last_data_row + 1)
        found = {}
        for number, cells in self.rows[:SAMPLE]:
            if number in inside and number not in apart:
                value = understand_text(text_at(cells, at), decimal).number
                if value is not None:
                    found[number] = value
        return found


def propose(found: Found, vocabulary: Vocabulary, expected: Expected) -> Layout:
    """Return the understanding that a person is shown first."""
    columns = [_key(column, found, vocabulary) for column in found.table.columns]
    columns = _values(columns, found, expected)
    columns = _wide(columns, found, vocabulary, expected)
    layout = Layout(sheet=found.sheet, table=found.number, columns=tuple(columns))
    return with_constants(layout, found, vocabulary)


def with_constants(layout: Layout, found: Found, vocabulary: Vocabulary) -> Layout:
    """Return the layout with the period and the place that stand in the title, where needed."""
    if not layout.using(uses.PERIOD) and not layout.period:
        layout = _with_period(layout, found)
    if not layout.using(uses.PLACE_CODE, uses.PLACE_NAME) and not layout.place:
        said = plain(found.table.title)
        named = [
            place.code
            for place in vocabulary.places.values()
            if plain(place.name) and f" {plain(place.name)} " in f" {said} "
        ]
        if len(named) == 1:
            layout = replace(layout, place=named[0])
        elif len(vocabulary.places) == 1:
            layout = replace(layout, place=next(iter(vocabulary.places)))
    return layout


def _with_period(layout: Layout, found: Found) -> Layout:
    if found.table.period:
        return replace(layout, period=period_of(found.table.period), period_from="title")
    top = min((*found.table.header_rows, found.table.first_data_row))
    above = " ".join(text for n, cells in found.rows if n < top for text in cells)
    said_in = ((found.table.title, "title"), (found.sheet, "sheet"), (above, "title"))
    for text, where in said_in:
        said = SCHOOL_YEAR.search(text) or WHOLE_YEAR.search(text)
        if said:
            return replace(layout, period=period_of(said[0]), period_from=where)
    return layout


def _key(column: Column, found: Found, vocabulary: Vocabulary) -> ColumnUse:
    """Return what a column of names is; columns of numbers stay unused for now."""
    plainly = ColumnUse(column.letter, column.name, uses.IGNORED)
    if column.ignored or column.role in {"count", "denominator", "estimate", "limit", "note"}:
        return plainly
    texts = list(dict.fromkeys(found.texts(column.letter)))
    if column.role == "period":
        return replace(plainly, use=uses.PERIOD)
    places = sum(vocabulary.place(text) is not None for text in texts)
    if column.role == "place" or (texts and 2 * places >= len(texts)):
        code = column.kind == "code" or bool(re.search(r"\b(?:code|id|fips)\b", column.name, re.I))
        return replace(plainly, use=uses.PLACE_CODE if code else uses.PLACE_NAME)
    return _group(plainly, column, texts, vocabulary)


def _group(column: ColumnUse, read: Column, texts: list[str], vocabulary: Vocabulary) -> ColumnUse:
    """Return a column that splits the rows: groups, kinds of groups, or rows to choose from."""
    groups = [text for text in texts if not is_everybody(text) and not is_total(text)]
    known = [text for text in groups if vocabulary.category(text) or vocabulary.breakdown(text)]
    kinds = [text for text in groups if vocabulary.breakdown(text)]
    if TYPE_WORDS.search(column.name) and groups and 2 * len(kinds) >= len(groups):
        return replace(column, use=uses.GROUP_TYPE)
    breakdown = vocabulary.breakdown(column.name) or _shared(groups, vocabulary)
    if breakdown or (groups and 3 * len(known) >= len(groups)):
        return replace(column, use=uses.GROUP, breakdown=breakdown)
    if not groups and texts:
        return replace(column, use=uses.GROUP)
    if len(texts) == 1:
        return column
    everybody = tuple(text for text in texts if is_everybody(text))
    if everybody:
        return replace(column, use=uses.FILTER, keep=everybody)
    splits = read.role in {"group", "other"} and 1 < len(texts) <= 60
    return replace(column, use=uses.ASK) if splits else column


def _shared(groups: list[str], vocabulary: Vocabulary) -> str:
    """Return the breakdown that has at least a third of these groups, and no other has as many."""
    counts = {
        code: sum(vocabulary.category(text, code) is not None for text in groups)
        for code in vocabulary.breakdowns
    }
    best = max(counts, key=lambda code: counts[code], default="")
    rivals = sum(count > 0 for count in counts.values())
    return best if best and rivals == 1 and 3 * counts[best] >= len(groups) else ""


def _values(columns: list[ColumnUse], found: Found, expected: Expected) -> list[ColumnUse]:
    """Say which columns are numerator, denominator and the percentage that repeats them."""
    chosen = _published(found, expected) if expected.estimator == "published" else None
    chosen = chosen or (_mean(found, expected) if expected.estimator == "mean" else None)
    chosen = chosen or _counts(found, expected) or _published(found, expected) or {}
    taken = []
    for column in columns:
        use = chosen.get(column.letter, column.use)
        scale = _scale(column, found) if use in {uses.REPEATS, uses.ESTIMATE} else 1
        taken.append(replace(column, use=use, scale=scale))
    return taken


def _counts(found: Found, expected: Expected) -> dict[str, str] | None:
    """Choose two counts: by the arithmetic of a percentage, by names, by which is larger."""
    counts = [
        c for c in found.table.columns if c.role in {"count", "denominator"} and not c.ignored
    ]
    percents = [c for c in found.table.columns if c.role == "estimate" and not c.ignored]
    numbers = {column.letter: found.numbers(column.letter) for column in (*counts, *percents)}
    best: tuple[float, str, str, str] | None = None
    for top in counts:
        for bottom in counts:
            if top is bottom or not _within(numbers[top.letter], numbers[bottom.letter]):
                continue
            repeat, fit = _repeat(top, bottom, percents, numbers)
            score = (
                4 * _alike(top.name, expected.tops, expected.name)
                + 2 * _alike(bottom.name, expected.bottoms)
                + fit
                + (0.5 if bottom.role == "denominator" else 0)
                - (0.5 if top.role == "denominator" else 0)
            )
            if best is None or score > best[0]:
                best = score, top.letter, bottom.letter, repeat
    if best is None:
        return None
    return _with_eligible(best, counts, numbers)


def _with_eligible(
    best: tuple[float, str, str, str], counts: list[Column], numbers: dict[str, dict[int, float]]
) -> dict[str, str]:
    _score, top, bottom, repeat = best
    chosen = {top: uses.NUMERATOR, bottom: uses.DENOMINATOR}
    if repeat:
        chosen[repeat] = uses.REPEATS
    for column in counts:
        enough = _within(numbers[bottom], numbers[column.letter])
        if column.letter not in chosen and ELIGIBLE.search(column.name) and enough:
            return {**chosen, column.letter: uses.ELIGIBLE}
    return chosen


def _repeat(
    top: Column, bottom: Column, percents: list[Column], numbers: dict[str, dict[int, float]]
) -> tuple[str, float]:
    """Return the percentage that two counts give, and how well it fits (0 to 2); "" for none."""
    tops, bottoms = numbers[top.letter], numbers[bottom.letter]
    for percent in percents:
        rows = [row for row in numbers[percent.letter] if bottoms.get(row) and row in tops]
        wanted = [(100 * tops[row] / bottoms[row], numbers[percent.letter][row]) for row in rows]
        for scale in (1, 100):
            apart = [abs(a - scale * b) for a, b in wanted]
            if apart and 10 * sum(gap <= 0.51 for gap in apart) >= 9 * len(apart):
                return percent.letter, 1 + sum(gap <= 0.051 for gap in apart) / len(apart)
    return "", 0.0


def _published(found: Found, expected: Expected) -> dict[str, str] | None:
    """Choose one published estimate and its limits."""
    columns = [c for c in found.table.columns if c.role == "estimate" and not c.ignored]
    if not columns:
        return None
    alike = [(_alike(c.name, expected.tops, expected.name), c) for c in columns]
    best = max(alike, key=lambda pair: pair[0])[1]
    chosen = {best.letter: uses.ESTIMATE}
    for column in found.table.columns:
        if column.role == "limit" and LOWER.search(column.name):
            chosen.setdefault(column.letter, uses.LOWER)
        elif column.role == "limit" and UPPER.search(column.name):
            chosen.setdefault(column.letter, uses.UPPER)
    return chosen


def _mean(found: Found, expected: Expected) -> dict[str, str] | None:
    """Choose a sum and a count, only where their names say so."""
    counts = [
        c for c in found.table.columns if c.role in {"count", "denominator"} and not c.ignored
    ]
    sums = [c for c in counts if _alike(c.name, expected.tops)]
    below = [c for c in counts if c not in sums[:1]]
    if not sums or not below:
        return None
    return {sums[0].letter: uses.TOTAL, below[0].letter: uses.DENOMINATOR}


def _wide(
    columns: list[ColumnUse], found: Found, vocabulary: Vocabulary, expected: Expected
) -> list[ColumnUse]:
    """Recognize files with one column of numbers for each group or for each period."""
    use = {"published": uses.ESTIMATE, "rate": "", "mean": ""}[expected.estimator]
    named = {}
    for column, read in zip(columns, found.table.columns, strict=True):
        if column.use in uses.KEYS or read.kind not in {"number", "percent", "mixed"}:
            continue
        known = _named(column.name, vocabulary)
        if known:
            named[column.letter] = known
    if len(named) < 2:
        return columns
    taken = []
    for column in columns:
        about = named.get(column.letter)
        if about is None:
            dropped = replace(column, use=uses.IGNORED) if column.use in uses.VALUES else column
            taken.append(dropped)
            continue
        breakdown, category, period, rest = about
        kind = use or _value_use(rest, expected)
        changed = replace(column, use=kind, breakdown=breakdown, category=category, period=period)
        taken.append(replace(changed, scale=_scale(changed, found)) if use else changed)
    return taken


def _named(name: str, vocabulary: Vocabulary) -> tuple[str, str, str, str] | None:
    """Return breakdown, category, period and the other words of a heading that names a group."""
    for part in (name, *reversed(name.split(":"))):
        said = vocabulary.category(part)
        rest = name.replace(part, "")
        if said:
            return said.breakdown, said.code, "", rest
        if is_everybody(part) and rest:
            return "", "", "", rest
        if SCHOOL_YEAR.fullmatch(part.strip()) or WHOLE_YEAR.fullmatch(part.strip()):
            return "", "", period_of(part.strip()), rest
    return None


def _value_use(rest: str, expected: Expected) -> str:
    top = _alike(rest, expected.tops, expected.name)
    bottom = _alike(rest, expected.bottoms)
    if top == bottom:
        return uses.ASK
    return uses.NUMERATOR if top > bottom else uses.DENOMINATOR


def _scale(column: ColumnUse, found: Found) -> int:
    """Return 100 for a column of fractions that are meant as percentages."""
    read = next(c for c in found.table.columns if c.letter == column.letter)
    numbers = found.numbers(column.letter).values()
    texts = found.texts(column.letter)[:50]
    fractions = bool(numbers) and max(numbers) <= 1 and any(0 < n < 1 for n in numbers)
    return 100 if read.kind == "percent" and fractions and "%" not in "".join(texts) else 1


def _within(parts: dict[int, float], wholes: dict[int, float]) -> bool:
    """Whether the first is never more than the second, and less at least once, row by row."""
    rows = parts.keys() & wholes.keys()
    if not rows:
        return not parts or not wholes
    over = sum(parts[row] > wholes[row] for row in rows)
    return 3 * over <= len(rows) and any(parts[row] < wholes[row] for row in rows)


def _alike(name: str, languages: tuple[str, ...], *more: str) -> float:
    """Return how alike a name is to what is wanted, in the language where it is most alike."""
    return max(_likeness(name, said, *more) for said in languages)


def _likeness(name: str, *wanted: str) -> float:
    """Return how alike two names are by their telling words, from 0 to 1 (Dice)."""
    words = _stems(name)
    sought = set().union(*(_stems(text) for text in wanted))
    return 2 * len(words & sought) / (len(words) + len(sought)) if words and sought else 0.0


def _stems(text: str) -> set[str]:
    return {
        word[:6]
        for word in plain(text).split()
        if word not in DULL and (len(word) > 1 or word.isdigit())
    }

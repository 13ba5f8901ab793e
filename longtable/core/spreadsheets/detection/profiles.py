"""What stands in a column, counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from longtable.core.spreadsheets import cells
from longtable.core.spreadsheets.cells import understand_text
from longtable.core.spreadsheets.distinct import Distinct
from longtable.core.spreadsheets.sheets import Value, shown

MANY = 5_000


@dataclass(slots=True)
class Profile:
    """The cells of a column by what they are. `least` and `most` are the range of its numbers."""

    filled: int = 0
    blank: int = 0
    numbers: int = 0
    whole: int = 0
    years: int = 0
    percents: int = 0
    periods: int = 0
    dates: int = 0
    codes: int = 0
    padded: int = 0
    texts: int = 0
    number_texts: int = 0
    typed_numbers: int = 0
    least: float = float("inf")
    most: float = float("-inf")
    signs: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    attached: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    below_zero: Counter[str] = field(default_factory=Counter)

    @property
    def weighed(self) -> int:
        """The cells that are neither blank nor possibly marks."""
        return self.filled - self.signs.total() - self.words.total()

    @property
    def is_numeric(self) -> bool:
        """Whether most of what is not a mark is a number, so that odd words here are marks."""
        return self.numbers > 0 and 2 * self.numbers >= self.weighed

    @property
    def has_only_marks(self) -> bool:
        """Whether everything here is a mark."""
        return self.filled > 0 and self.weighed == 0


def profile(column: Distinct, decimal: str) -> Profile:
    """Count the cells of a column."""
    found = Profile()
    counted = [(value, times) for value, _, times in column.counted() if value not in ("", None)]
    strings = {value: times for value, times in counted if value.__class__ is str}
    typed = [(value, times) for value, times in counted if value.__class__ is not str]
    found.filled = sum(times for _, times in counted)
    found.blank = len(column.codes) - found.filled
    _count_typed(found, typed)
    for at, (text, times) in enumerate(strings.items()):
        if at > MANY and text[0].isalpha() and len(text) > 5 and _is_wordy(found):
            found.texts += times
            continue
        number = _quick(text) if decimal == "." else None
        if number is not None:
            _count_numbers(found, number, times)
            found.number_texts += times
        else:
            _count_text(found, text, times, decimal)
    return found


def _is_wordy(found: Profile) -> bool:
    """Tell whether nearly all that was looked at were words; then the many others are too."""
    looked = found.texts + found.numbers + found.codes + found.periods + found.dates
    return 20 * found.texts > 19 * (looked + found.words.total())


def _quick(text: str) -> float | None:
    """Return the number of a plain text of digits; None for all that needs a closer look."""
    if not text or text[0] not in "123456789-0." or (text[0] == "0" and text[1:2].isdigit()):
        return None
    if not text.isascii() or "_" in text or "n" in text or "N" in text:
        return None
    try:
        return float(text)
    except ValueError:
        return None


def _count_typed(found: Profile, typed: Sequence[tuple[Value, int]]) -> None:
    for value, times in typed:
        if isinstance(value, float | int) and not isinstance(value, bool):
            _count_numbers(found, float(value), times)
            found.typed_numbers += times
        elif hasattr(value, "year"):
            found.dates += times
        else:
            found.texts += times


def _count_numbers(found: Profile, number: float, times: int) -> None:
    found.numbers += times
    if number.is_integer():
        found.whole += times
        if 1900 <= number <= 2100:
            found.years += times
    found.least, found.most = min(found.least, number), max(found.most, number)
    if number < 0:
        found.below_zero[shown(number)] += times


def _count_text(found: Profile, text: str, times: int, decimal: str) -> None:
    cell = understand_text(text, decimal)
    if cell.kind == cells.NUMBER and cell.number is not None:
        _count_numbers(found, cell.number, times)
        found.number_texts += times
        found.percents += times * cell.percent
        if cell.mark:
            found.attached[cell.mark] += times
    elif cell.kind == cells.SIGN:
        found.signs[text.strip()] += times
    elif cell.kind == cells.BLANK:
        found.filled -= times
        found.blank += times
    else:
        _count_words(found, cell, text.strip(), times)


def _count_words(found: Profile, cell: cells.Cell, text: str, times: int) -> None:
    match cell.kind:
        case cells.WORD:
            found.words[text] += times
        case cells.CODE:
            found.codes += times
            found.padded += times * (cell.number is not None or text.startswith("="))
        case cells.PERIOD:
            found.periods += times
        case cells.DATE:
            found.dates += times
        case _:
            found.texts += times
    if cell.kind != cells.DATE:
        found.values[text] += times

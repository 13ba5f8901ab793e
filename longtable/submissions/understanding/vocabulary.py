"""The places and categories that an initiative knows, by every spelling that files use."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from longtable.web.folding import near

EVERYBODY = {
    "all", "all students", "all pupils", "all children", "all people", "everybody", "everyone",
    "all groups", "all races", "all races ethnicities", "all grades", "both sexes", "both genders",
    "overall", "todos", "todas", "todos los estudiantes", "todos los alumnos", "ambos sexos",
}  # fmt: skip
TOTALS = {"total", "totals", "grand total", "totales", "total general"}


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place: its code, its name as people read it, and what kind of place it is."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class KnownCategory:
    """A category of a breakdown, by codes, with its name. No category at all means everybody."""

    breakdown: str
    code: str
    name: str


@dataclass(slots=True)
class Vocabulary:
    """What can be named: places, breakdowns and categories, each found by its spellings."""

    places: dict[str, KnownPlace] = field(default_factory=dict)
    categories: dict[tuple[str, str], KnownCategory] = field(default_factory=dict)
    breakdowns: dict[str, str] = field(default_factory=dict)
    covering: set[str] = field(default_factory=set)
    _by_place: dict[str, str] = field(default_factory=dict)
    _by_category: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _by_breakdown: dict[str, str] = field(default_factory=dict)

    def add_place(self, place: KnownPlace, spellings: Iterable[str]) -> None:
        """Make a place known; the first place with a spelling keeps it."""
        self.places[place.code] = place
        for spelling in (place.code, place.name, *spellings):
            self._by_place.setdefault(plain(spelling), place.code)
            self._by_place.setdefault(plain(spelling).lstrip("0") or "0", place.code)

    def add_breakdown(
        self, code: str, name: str, spellings: Iterable[str] = (), *, covers_everyone: bool
    ) -> None:
        """Make a breakdown known."""
        self.breakdowns[code] = name
        for spelling in (code, name, *spellings):
            self._by_breakdown.setdefault(plain(spelling), code)
        if covers_everyone:
            self.covering.add(code)

    def add_category(self, category: KnownCategory, spellings: Iterable[str]) -> None:
        """Make a category known."""
        key = (category.breakdown, category.code)
        self.categories[key] = category
        for spelling in (category.code, category.name, *spellings):
            found = self._by_category.setdefault(plain(spelling), [])
            if key not in found:
                found.append(key)

    def place(self, text: str) -> KnownPlace | None:
        """Return the place that a text names."""
        found = plain(text)
        code = self._by_place.get(found) or self._by_place.get(found.lstrip("0") or "0")
        return self.places[code] if code and found else None

    def breakdown(self, text: str) -> str:
        """Return the code of the breakdown that a text names, or ""."""
        wanted = plain(text)
        if wanted in self._by_breakdown:
            return self._by_breakdown[wanted]
        words = set(wanted.split())
        for spelling, code in self._by_breakdown.items():
            if words and words <= set(spelling.split()):
                return code
        return ""

    def category(self, text: str, breakdown: str = "") -> KnownCategory | None:
        """Return the category that a text names, of one breakdown or of whichever has it alone."""
        found = self._by_category.get(plain(text), [])
        fitting = [key for key in found if not breakdown or key[0] == breakdown]
        return self.categories[fitting[0]] if len(fitting) == 1 else None

    def near_places(self, text: str) -> list[KnownPlace]:
        """Return up to three places that are spelled much like a text."""
        codes = [self._by_place[one] for one in near(plain(text), self._by_place)]
        return [self.places[code] for code in dict.fromkeys(codes)][:3]

    def near_categories(self, text: str, breakdown: str = "") -> list[KnownCategory]:
        """Return up to three categories that are spelled much like a text."""
        alike = near(plain(text), self._by_category)
        keys = [key for one in alike for key in self._by_category[one]]
        fitting = [key for key in dict.fromkeys(keys) if not breakdown or key[0] == breakdown]
        return [self.categories[key] for key in fitting][:3]


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Return a text without accents, capitals and signs, as spellings are compared."""
    letters = unicodedata.normalize("NFKD", text.strip()).casefold()
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", letters).strip()


def is_everybody(text: str) -> bool:
    """Tell whether the name of a group means everybody."""
    return plain(text) in EVERYBODY


def is_total(text: str) -> bool:
    """Tell whether the name of a row says no more than that it is a total."""
    return plain(text) in TOTALS

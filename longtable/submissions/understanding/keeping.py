"""Facts as they are kept in the database: gzipped JSON lines, in the order of the file."""

import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

import numpy as np

from longtable.core.warehouse.columns import MEASURED, FactColumns
from longtable.core.warehouse.facts import Fact

_NAMES = tuple(field.name for field in fields(Fact) if field.name not in {"indicator", "source"})
LEVEL = 1
BATCH = 50_000
MOST_KNOWN = 200_000


class Keeper:
    """Writes facts one by one; then `rows`, `count`, `digest` and `periods` are what is kept."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._stream = gzip.GzipFile(fileobj=self._buffer, mode="wb", mtime=0, compresslevel=LEVEL)
        self._digest = hashlib.sha256()
        self.count = 0
        self.periods: set[str] = set()

    def add(self, fact: Fact) -> None:
        """Keep one more fact."""
        said = {name: value for name in _NAMES if (value := getattr(fact, name)) not in (None, "")}
        self._write(_json(said).encode() + b"\n")
        self.count += 1
        self.periods.add(fact.period)

    def add_all(self, facts: Iterable[Fact]) -> None:
        """Keep facts, and columns of them as the same lines."""
        if not isinstance(facts, FactColumns):
            for fact in facts:
                self.add(fact)
            return
        known: dict[Any, str] = {}
        for start in range(0, len(facts), BATCH):
            some = facts.some(np.arange(start, min(start + BATCH, len(facts))))
            lines = _lines(some, known)
            self._write("".join(lines).encode())
        self.count += len(facts)
        self.periods |= {facts.periods[code] for code in np.unique(facts.period).tolist()}

    def _write(self, lines: bytes) -> None:
        self._stream.write(lines)
        self._digest.update(lines)

    def finish(self) -> bytes:
        """Return the rows as they are kept."""
        self._stream.close()
        return self._buffer.getvalue()

    @property
    def digest(self) -> str:
        """The SHA-256 of the lines."""
        return self._digest.hexdigest()


def _lines(facts: FactColumns, known: dict[Any, str]) -> Iterator[str]:
    """Yield the line of each fact, put together from pieces that are written once.

    `known` holds the ends of lines from one part of the same facts to the next.
    """
    if len(known) > MOST_KNOWN:
        known.clear()
    periods = [f'{{"period":{_json(period)},' for period in facts.periods]
    kind = f',"kind":{_json(facts.kind)},'
    places = [f'"place":{_json(code)},"level":{_json(level)}{kind}' for code, level in facts.places]
    groups = [f'"categories":{_json(categories)}' for categories in facts.categories]
    values = [numbers.listed() for numbers in facts.numbers.values()]
    texts = [facts.published[code] for code in facts.as_published.tolist()]
    marks = [facts.marks[code] for code in facts.mark.tolist()]
    codes = (facts.period, facts.place, facts.category)
    names = (*facts.numbers, "as_published", "mark")
    ends = _ends(
        [name for name in _NAMES if name in names],
        dict(zip(names, (*values, texts, marks), strict=True)),
        known,
    )
    for period, place, group, end in zip(*(each.tolist() for each in codes), ends, strict=True):
        yield f"{periods[period]}{places[place]}{groups[group]}{end}"


def _ends(names: list[str], values: dict[str, list[Any]], known: dict[Any, str]) -> Iterator[str]:
    """Yield the end of each line: its numbers, its text as published and its mark."""
    exact = not any(name in MEASURED for name in names)
    for said in zip(*(values[name] for name in names), strict=True):
        key = said if exact else repr(said)  # 0.0 and -0.0 are equal and yet not the same
        end = known.get(key)
        if end is None:
            told = zip(names, said, strict=True)
            pieces = [
                f',"{name}":{v if v.__class__ is int else _json(v)}'
                for name, v in told
                if v not in (None, "")
            ]
            end = known[key] = "".join(pieces) + "}\n"
        yield end


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def kept_facts(rows: bytes, *, indicator: str, source: str) -> Iterator[Fact]:
    """Yield the facts that were kept."""
    with gzip.open(io.BytesIO(rows), "rb") as stream:
        for line in stream:
            said = json.loads(line)
            pairs = tuple((breakdown, category) for breakdown, category in said.pop("categories"))
            yield Fact(indicator=indicator, source=source, categories=pairs, **said)


def keys_of(
    facts: Iterable[Fact],
) -> Iterator[tuple[str, str, tuple[tuple[str, str | None], ...], str]]:
    """Yield what each fact is about: period, place, categories, unit."""
    for fact in facts:
        yield fact.period, fact.place, fact.categories, fact.unit

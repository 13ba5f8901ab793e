"""Facts as they are kept in the database: gzipped JSON lines, in the order of the file."""

import gzip
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from itertools import chain
from typing import Any

import numpy as np

from longtable.core.warehouse.columns import MEASURED, FactColumns, Numbers
from longtable.core.warehouse.facts import Fact

_NAMES = tuple(field.name for field in fields(Fact) if field.name not in {"indicator", "source"})
LEVEL = 1
BATCH = 10_000
MOST_KNOWN = 200_000
Heard = Callable[[int, int], None]


def _silent(written: int, whole: int) -> None:
    """Hear how many facts are written, and do nothing about it."""


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

    def add_all(self, facts: Iterable[Fact], heard: Heard = _silent) -> None:
        """Keep facts, and columns of them as the same lines.

        `heard` is told how many of how many are written, where that is known.
        """
        if not isinstance(facts, FactColumns):
            for fact in facts:
                self.add(fact)
            return
        lines = _Lines(facts)
        with ThreadPoolExecutor(1) as beside:  # to pack them leaves the next ones to be made
            written = beside.submit(self._write, b"")
            for start in range(0, len(facts), BATCH):
                some = lines.some(slice(start, start + BATCH))
                written.result()
                heard(start, len(facts))
                written = beside.submit(self._write, some)
            written.result()
        heard(len(facts), len(facts))
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


class _Lines:
    """The lines of facts that are columns, put together from pieces that are written once."""

    def __init__(self, facts: FactColumns) -> None:
        self.facts = facts
        kind = f',"kind":{_json(facts.kind)},'
        periods = [f'{{"period":{_json(period)},' for period in facts.periods]
        places = [f'"place":{_json(c)},"level":{_json(level)}{kind}' for c, level in facts.places]
        groups = [f'"categories":{_json(categories)}' for categories in facts.categories]
        self.periods, self.places, self.groups = map(_encoded, (periods, places, groups))
        said = (*facts.numbers, "as_published", "mark")
        self.ends = _Ends([name for name in _NAMES if name in said])

    def some(self, rows: slice) -> bytes:
        """Return the lines of some of the facts."""
        facts = self.facts.some(rows)
        texts = {"as_published": facts.published, "mark": facts.marks}
        said: dict[str, Iterable[Any]] = {
            name: map(listed.__getitem__, getattr(facts, name).tolist())
            for name, listed in texts.items()
        }
        said |= {name: _exact(name, numbers) for name, numbers in facts.numbers.items()}
        self.ends.forget_some()
        pieces = zip(
            map(self.periods.__getitem__, facts.period.tolist()),
            map(self.places.__getitem__, facts.place.tolist()),
            map(self.groups.__getitem__, facts.category.tolist()),
            map(self.ends.__getitem__, zip(*(said[name] for name in self.ends.names), strict=True)),
            strict=True,
        )
        return b"".join(chain.from_iterable(pieces))


class _Ends(dict[tuple[Any, ...], bytes]):
    """The end of a line by what it says: its numbers, its text as published and its mark."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def forget_some(self) -> None:
        """Start again when there are very many."""
        if len(self) > MOST_KNOWN:
            self.clear()

    def __missing__(self, said: tuple[Any, ...]) -> bytes:
        told = zip(self.names, said, strict=True)
        pieces = [
            f',"{name}":{value if name in MEASURED else _json(value)}'
            for name, value in told
            if value not in (None, "")
        ]
        end = self[said] = "".join([*pieces, "}\n"]).encode()
        return end


def _exact(name: str, numbers: Numbers) -> Iterable[Any]:
    """Return numbers so that those are equal that are written the same: 0.0 is not -0.0."""
    if name not in MEASURED:
        return numbers.listed()
    return [None if value is None else _json(value) for value in numbers.listed()]


def _encoded(texts: Iterable[str]) -> list[bytes]:
    return [text.encode() for text in texts]


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

"""Facts as they are kept in the database: gzipped JSON lines, in the order of the file."""

import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields

from longtable.core.warehouse.facts import Fact

_NAMES = tuple(field.name for field in fields(Fact) if field.name not in {"indicator", "source"})


class Keeper:
    """Writes facts one by one; then `rows`, `count`, `digest` and `periods` are what is kept."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._stream = gzip.GzipFile(fileobj=self._buffer, mode="wb", mtime=0)
        self._digest = hashlib.sha256()
        self.count = 0
        self.periods: set[str] = set()

    def add(self, fact: Fact) -> None:
        """Keep one more fact."""
        said = {name: value for name in _NAMES if (value := getattr(fact, name)) not in (None, "")}
        line = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._stream.write(line)
        self._digest.update(line)
        self.count += 1
        self.periods.add(fact.period)

    def finish(self) -> bytes:
        """Return the rows as they are kept."""
        self._stream.close()
        return self._buffer.getvalue()

    @property
    def digest(self) -> str:
        """The SHA-256 of the lines."""
        return self._digest.hexdigest()


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

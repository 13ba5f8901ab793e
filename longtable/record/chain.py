"""A chain over the record and over what was published, so that nobody can rewrite history unseen.

The worker seals what is new every few seconds, in the order of its numbers: an action never waits
for a neighbor's. Things sign in by kind; the record's own entries are the first. Whoever can write
to the database could forge the whole chain, but not the head of it that was printed on a report
card before: `whole_since` compares with it.
"""

import datetime as dt
import hashlib
import json
import struct
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, Model, OuterRef, QuerySet

from longtable.record.models import Entry, Link

AT_ONCE = 1000
_HEAD_SIGNS = 20
_PART = struct.Struct(">q8s")


@dataclass(frozen=True, slots=True)
class Said:
    """What a thing says, and what each of its parts says, by number."""

    thing: Any
    parts: Mapping[int, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """Things that are sealed: all of them, what each says, and what a part is called."""

    things: Callable[[], "QuerySet[Any]"]
    said: Callable[[Any], Said]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the chain and the database disagree. `link` 0: there is no link."""

    link: int
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How long the chain is, its head, what still waits to be sealed, and where it is broken."""

    links: int
    head: str
    waiting: int
    broken: list[Break]


KINDS: dict[str, Kind] = {}


def sign_in_kind(name: str, kind: Kind) -> None:
    """Let a package have its things sealed."""
    KINDS[name] = kind


def seal(now: dt.datetime) -> int:
    """Seal what is not sealed yet, and return how much that was.

    Safe to run twice at once: the place of a link is its key, so one of two wins.
    """
    done = 0
    for name, kind in KINDS.items():
        while number := _seal_some(name, kind, now):
            done += number
    return done


def head_in_words() -> str:
    """Return the head of the chain as it is printed: its place, and the start of its value."""
    newest = Link.objects.order_by("-place").first()
    return in_words(newest) if newest else ""


def seal_over(kind: str, numbers: Collection[int]) -> str:
    """Return the first seal that covers all of these things; nothing until all are sealed."""
    links = Link.objects.filter(kind=kind, number__in=numbers).order_by("-place")
    return in_words(links[0]) if numbers and len(links) == len(numbers) else ""


def in_words(link: Link) -> str:
    """Return a link as it is printed: `1024-7f3a…`, its place and 80 bits of its value."""
    return f"{link.place}-{link.value[:_HEAD_SIGNS]}"


def examine() -> ChainReport:
    """Follow the chain from its first link, and compare every sealed thing with what it says."""
    broken, before, place, head = [], "", 0, ""
    newest = _newest()
    for link in Link.objects.filter(place__lte=newest).order_by("place").iterator():
        if link.place != place + 1:
            broken.append(Break(place + 1, f"link {place + 1}", "is not there any more"))
        if link.value != _value(before, link):
            broken.append(Break(link.place, f"link {link.place}", "was changed"))
        before, place, head = link.value, link.place, in_words(link)
    for name, kind in KINDS.items():
        broken += _compare(name, kind, newest)
    waiting = sum(_unsealed(name, kind).count() for name, kind in KINDS.items())
    broken.sort(key=lambda one: (one.link or place + 1, one.where))
    return ChainReport(place, head, waiting, broken)


def whole_since(printed: str) -> Break | None:
    """Return what is wrong with the chain for somebody who holds a printed head; else None."""
    place, _, start = printed.strip().lower().partition("-")
    if not place.isdigit() or len(start) != _HEAD_SIGNS:
        return Break(0, printed, f"is not a seal: it is a number, “-” and {_HEAD_SIGNS} signs")
    link = Link.objects.filter(place=int(place)).first()
    if link is None:
        return Break(int(place), f"link {place}", "was printed once and is not there any more")
    if not link.value.startswith(start):
        return Break(link.place, f"link {place}", "is not the one that was printed: it was forged")
    return None


def _seal_some(name: str, kind: Kind, now: dt.datetime) -> int:
    try:
        with transaction.atomic():
            things = list(_unsealed(name, kind).order_by("pk")[:AT_ONCE])
            last = Link.objects.order_by("-place").first()
            place, before = (last.place, last.value) if last else (0, "")
            links = []
            for thing in things:
                place += 1
                link = _link(name, thing.pk, kind.said(thing), place=place, now=now)
                before = link.value = _value(before, link)
                links.append(link)
            Link.objects.bulk_create(links)
    except IntegrityError:  # another worker sealed in the same moment
        return 0
    return len(things)


def _unsealed(name: str, kind: Kind) -> "QuerySet[Any]":
    links = Link.objects.filter(kind=name, number=OuterRef("pk"))
    return kind.things().filter(~Exists(links))


def _link(name: str, number: int, said: Said, *, place: int, now: dt.datetime) -> Link:
    parts = b"".join(_PART.pack(pk, _hash(said.parts[pk])[:8]) for pk in sorted(said.parts))
    return Link(
        place=place, kind=name, number=number, digest=_digest(said), parts=parts, sealed=now
    )


def _value(before: str, link: Link) -> str:
    told = [before, link.place, link.kind, link.number, link.digest, _time(link.sealed)]
    return _hash([*told, bytes(link.parts).hex()]).hex()


def _digest(said: Said) -> str:
    parts = [[pk, _hash(said.parts[pk]).hex()] for pk in sorted(said.parts)]
    return _hash([said.thing, parts]).hex()


def _newest() -> int:
    return Link.objects.aggregate(newest=Max("place"))["newest"] or 0


def _compare(name: str, kind: Kind, newest: int) -> Iterator[Break]:
    """Yield the things that are not as they were sealed, and those that are gone."""
    things = kind.things().order_by("pk").iterator(chunk_size=AT_ONCE)
    at = next(things, None)
    for link in Link.objects.filter(kind=name, place__lte=newest).order_by("number").iterator():
        while at is not None and at.pk < link.number:
            at = next(things, None)
        if at is None or at.pk != link.number:
            yield Break(link.place, f"{name}/{link.number}", "was deleted after it was sealed")
        else:
            yield from _compare_one(name, kind, at, link)


def _compare_one(name: str, kind: Kind, thing: Model, link: Link) -> Iterator[Break]:
    said = kind.said(thing)
    if _digest(said) == link.digest:
        return
    where = f"{name}/{link.number}"
    sealed = dict(_PART.iter_unpack(bytes(link.parts)))
    now = {pk: _hash(part)[:8] for pk, part in said.parts.items()}
    located = False
    for pk in sorted(sealed.keys() | now.keys()):
        if sealed.get(pk) != now.get(pk):
            located = True
            yield Break(link.place, f"{where}, {kind.part}/{pk}", _what(sealed, now, pk))
    if not located:
        yield Break(link.place, where, "was changed after it was sealed")


def _what(sealed: Mapping[int, bytes], now: Mapping[int, bytes], pk: int) -> str:
    if pk not in sealed:
        return "was added after it was sealed"
    return "was changed after it was sealed" if pk in now else "was deleted after it was sealed"


def _hash(said: Any) -> bytes:
    text = json.dumps(_plain(said), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def _plain(said: Any) -> Any:
    """Return what JSON can hold, the same on every database: PostgreSQL keeps 1.0 as 1."""
    match said:
        case dt.datetime():
            return _time(said)
        case bytes() | memoryview():
            return hashlib.sha256(said).hexdigest()
        case dict():
            return {str(key): _plain(inner) for key, inner in said.items()}
        case list() | tuple():
            return [_plain(inner) for inner in said]
        case float() if said.is_integer():
            return int(said)
    return said


def _time(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _entry(entry: Entry) -> Said:
    return Said([entry.at, entry.by, entry.verb, entry.subject, entry.initiative])


sign_in_kind("record.entry", Kind(lambda: Entry.objects.all(), _entry))

"""Which values of a release may be shown, beside everything that was ever released before.

Each value is three counts that tell each other: who counts, who does not, and both together
(and, where coverage is shown, who could have been counted). Categories add up to everybody,
places to the place that they lie in. Earlier releases are in the same program: what they showed
is known, what they withheld stays open, and a count that changed by a few people ties the old
number to the new one, so that their difference tells nothing either.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from longtable.core.stats.disclosure import (
    Cell,
    Objective,
    Protection,
    Rule,
    State,
    Table,
    TableError,
    protect,
)
from longtable.measures.behind import behind
from longtable.measures.counting import Categories, Counted, World

Key = tuple[str, str, Categories]
Node = tuple[Key, str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One period of one release. `public` are the counts that everybody can see."""

    number: int | None
    cells: Mapping[Key, Counted]
    public: frozenset[Node] = frozenset()


@dataclass(frozen=True, slots=True)
class Guarded:
    """What may be shown of each cell of a period. `open_counts` are the counts shown.

    `blockers` are numbers of earlier releases because of which nothing can be shown safely.
    `protection` is None where an earlier release's pattern was taken over; otherwise `table` is
    what was protected, and `nodes` say which count stands at which of its cells.
    """

    shown: dict[Key, str]
    open_counts: frozenset[Node]
    protection: Protection | None
    blockers: tuple[int, ...] = ()
    table: Table | None = None
    nodes: Mapping[int, Node] = field(default_factory=dict)


def counts_of(cell: Counted) -> dict[str, int | None]:
    """Return the counts that a value tells, by name; None where the source masked them."""
    if cell.masked:
        return {"numerator": None, "rest": None, "denominator": None}
    found: dict[str, int | None] = {}
    if cell.denominator is not None:
        found["denominator"] = cell.denominator
        if cell.numerator is not None:
            found["numerator"] = cell.numerator
            found["rest"] = max(0, cell.denominator - cell.numerator)
        if cell.eligible is not None and cell.eligible >= cell.denominator:
            found["eligible"] = cell.eligible
            found["outside"] = cell.eligible - cell.denominator
    return found


def guard(
    new: Snapshot,
    earlier: Sequence[Snapshot],
    world: World,
    *,
    fewest: int,
    objective: Objective,
    seconds: float,
) -> Guarded:
    """Protect one period of a new release together with the same period of all earlier ones.

    Where sources contradict each other, their sums count as upper limits only. Raises TableError
    when the counts can't all be true even so.
    """
    for model in _MODELS:
        joint = _joined(new, earlier, world, model)
        try:
            table = joint.table()
            protection = protect(table, fewest=fewest, objective=objective, seconds=seconds)
            break
        except TableError:
            if model is _MODELS[-1]:
                raise
    yes = {node for node, at in joint.of(new).items() if protection.shown[at] == "yes"}
    shown = {key: _shown(cell, yes, fewest) for key, cell in new.cells.items()}
    blockers = {
        joint.released[at] for b in protection.blocked for at in b.by if at in joint.released
    }
    open_counts = frozenset(node for node in yes if _is_shown(node, shown))
    return Guarded(shown, open_counts, protection, tuple(sorted(blockers)), table, joint.nodes())


@dataclass(frozen=True, slots=True)
class _Model:
    """How much is taken to add up: with the cells behind the cuts, and exactly or at most."""

    hidden: bool
    loose: bool


_MODELS = (
    _Model(hidden=True, loose=False),
    _Model(hidden=False, loose=False),
    _Model(hidden=False, loose=True),
)
"""From the strictest to the one for sources that contradict each other."""


def _joined(new: Snapshot, earlier: Sequence[Snapshot], world: World, model: _Model) -> "_Joint":
    joint = _Joint(world, loose=model.loose)
    for snapshot in [*earlier, new]:
        joint.add(snapshot, is_new=snapshot is new)
        if model.hidden:
            joint.add_behind(snapshot)
    joint.tie_changes(new, earlier)
    return joint


def rules_of(snapshot: Snapshot, world: World) -> Iterator[tuple[Node, tuple[Node, ...], bool]]:
    """Yield (total, parts, complete) for everything that adds up in a release's period."""
    for key, cell in snapshot.cells.items():
        counts = counts_of(cell)
        if "rest" in counts:
            yield (key, "denominator"), ((key, "numerator"), (key, "rest")), True
        if "outside" in counts:
            yield (key, "eligible"), ((key, "denominator"), (key, "outside")), True
    for total, parts, complete in [
        *_category_lines(snapshot, world),
        *_place_lines(snapshot, world),
    ]:
        yield from _of_each_kind(snapshot, total, parts, complete=complete)


@dataclass(slots=True)
class _Joint:
    """Cells and rules of several releases; equal counts of the same thing are one cell."""

    world: World
    loose: bool = False
    cells: list[Cell] = field(default_factory=list)
    rules: dict[Rule, None] = field(default_factory=dict)
    released: dict[int, int] = field(default_factory=dict)
    _index: dict[tuple[Node, int | None], int] = field(default_factory=dict)
    _behind: dict[int, Node] = field(default_factory=dict)

    def add(self, snapshot: Snapshot, *, is_new: bool) -> None:
        """Add the cells and the rules of one release."""
        for key, cell in snapshot.cells.items():
            for name, count in counts_of(cell).items():
                state: State = "free" if is_new else "withheld"
                if (key, name) in snapshot.public and count is not None:
                    state = "published"
                at = self._put((key, name), count, state)
                if state == "published" and snapshot.number is not None:
                    self.released.setdefault(at, snapshot.number)
        of = self.of(snapshot)
        for total, parts, complete in rules_of(snapshot, self.world):
            tight = complete and not (self.loose and total[0] != parts[0][0])
            rule = Rule(of[total], tuple(of[part] for part in parts), complete=tight)
            self.rules[rule] = None

    def add_behind(self, snapshot: Snapshot) -> None:
        """Add the cells that nobody sees but that tie the published cuts together."""
        hidden = behind(snapshot.cells, self.world)
        if not hidden:
            return
        whole = Snapshot(snapshot.number, {**snapshot.cells, **hidden})
        of = self.of(snapshot)
        for key in hidden:
            for name in ("numerator", "rest", "denominator"):
                of[key, name] = len(self.cells)
                self._behind[len(self.cells)] = (key, name)
                self.cells.append(Cell(None, "unseen", (*key, name, len(self.cells))))
        for total, parts, complete in rules_of(whole, self.world):
            if total in of and any(node[0] in hidden for node in (total, *parts)):
                tight = complete and not (self.loose and total[0] != parts[0][0])
                known = [part for part in parts if part in of]
                rule = Rule(of[total], tuple(of[p] for p in known), complete=tight)
                self.rules[rule] = None

    def of(self, snapshot: Snapshot) -> dict[Node, int]:
        """Return where the counts of a release stand."""
        return {
            (key, name): self._index[(key, name), count]
            for key, cell in snapshot.cells.items()
            for name, count in counts_of(cell).items()
        }

    def tie_changes(self, new: Snapshot, earlier: Sequence[Snapshot]) -> None:
        """Tie each count of the new release to what an earlier one said of the same thing."""
        now = self.of(new)
        tied: set[tuple[int, int]] = set()
        for snapshot in earlier:
            for node, old in self.of(snapshot).items():
                if node in now and old != now[node] and (old, now[node]) not in tied:
                    tied.add((old, now[node]))
                    self._tie(old, now[node])

    def nodes(self) -> dict[int, Node]:
        """Return which count stands at which cell, also those that nobody sees."""
        return {at: node for (node, _), at in self._index.items()} | self._behind

    def table(self) -> Table:
        """Return the program's table."""
        return Table(tuple(self.cells), tuple(self.rules))

    def _tie(self, old: int, new: int) -> None:
        before, after = self.cells[old].count, self.cells[new].count
        states = {self.cells[old].state, self.cells[new].state}
        if before is None or after is None or states == {"published"}:
            return
        big, small = (new, old) if after > before else (old, new)
        self.cells.append(Cell(abs(after - before), "withheld", ("change", f"{old}-{new}"), 1.0))
        self.rules[Rule(big, (small, len(self.cells) - 1))] = None

    def _worth(self, place: str, categories: Sequence[object]) -> float | None:
        """Return what hiding the number of everybody costs: it is what everybody looks for.

        Groups, and places within another, cost what the objective says.
        """
        if self.world.parents.get(place) is not None:
            return None
        return None if categories else _WHOLE

    def _put(self, node: Node, count: int | None, state: State) -> int:
        (place, _, categories), name = node
        at = self._index.get((node, count))
        if at is None:
            key = (place, *(category for _, category in categories), name)
            weight = 1.0 if name in {"rest", "outside"} else self._worth(place, categories)
            at = self._index[node, count] = len(self.cells)
            self.cells.append(Cell(count, state, key, weight))
        elif _STRENGTH[state] > _STRENGTH[self.cells[at].state]:
            old = self.cells[at]
            self.cells[at] = Cell(old.count, state, old.key, old.weight)
        return at


_WHOLE = 200.0
_STRENGTH = {"withheld": 0, "free": 1, "published": 2}


def _shown(cell: Counted, yes: set[Node], fewest: int) -> str:
    if cell.masked:
        return "masked"
    counts = counts_of(cell)
    if not counts:
        return "yes" if cell.estimate is not None else "missing"
    told = [name for name in ("numerator", "denominator") if name in counts]
    if not counts["denominator"]:
        return "missing" if (cell.key, "denominator") in yes else "protects"
    if all((cell.key, name) in yes for name in told):
        return "yes"
    people = [counts[name] for name in ("numerator", "rest", "denominator") if name in counts]
    return "small" if any(p is not None and 1 <= p < fewest for p in people) else "protects"


def _is_shown(node: Node, shown: Mapping[Key, str]) -> bool:
    key, name = node
    if name in {"numerator", "rest"}:
        return shown[key] == "yes"
    return name in {"denominator", "eligible"} or shown[key] == "yes"


def _of_each_kind(
    snapshot: Snapshot, total: Key, parts: Sequence[Key], *, complete: bool
) -> Iterator[tuple[Node, tuple[Node, ...], bool]]:
    """Yield what adds up of each kind of count; nothing where the parts exceed the total."""
    whole = counts_of(snapshot.cells[total])
    each = [counts_of(snapshot.cells[part]) for part in parts]
    for name, count in whole.items():
        if not all(name in part for part in each):
            continue
        said = [part[name] for part in each]
        known = sum(people for people in said if people is not None)
        if count is not None and known > count:
            continue
        adds_up = complete and (count is None or None in said or known == count)
        yield (total, name), tuple((part, name) for part in parts), adds_up


def _category_lines(snapshot: Snapshot, world: World) -> Iterator[tuple[Key, list[Key], bool]]:
    lines: dict[tuple[Key, str], list[Key]] = {}
    for place, by, categories in snapshot.cells:
        for breakdown, _ in categories:
            rest = tuple(pair for pair in categories if pair[0] != breakdown)
            above = (place, "+".join(name for name, _ in rest), rest)
            if above in snapshot.cells:
                lines.setdefault((above, breakdown), []).append((place, by, categories))
    for (above, breakdown), parts in lines.items():
        if breakdown in world.covering:
            yield above, parts, True
        else:
            yield from ((above, [part], False) for part in parts)


def _place_lines(snapshot: Snapshot, world: World) -> Iterator[tuple[Key, list[Key], bool]]:
    """Yield what places add up to: the nearest larger place in the release, level by level."""
    lines: dict[tuple[Key, str], list[Key]] = {}
    for key in snapshot.cells:
        place, by, categories = key
        above = world.parents.get(place)
        while above is not None and (above, by, categories) not in snapshot.cells:
            above = world.parents.get(above)
        if above is not None:
            level = world.levels.get(place, "")
            lines.setdefault(((above, by, categories), level), []).append(key)
    yield from ((above, parts, True) for (above, _), parts in lines.items())


def names_of(blockers: Iterable[int]) -> str:
    """Return numbers of releases as people write them."""
    return ", ".join(map(str, blockers))

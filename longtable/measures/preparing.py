"""Work out a release: count, protect, estimate, attack, and write down what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

import longtable
from longtable.core.stats.disclosure import TableError, UnsafePattern, check_witnesses
from longtable.core.stats.estimates import wilson
from longtable.measures.carrying import Carried, as_before, carried
from longtable.measures.checking import attack_values, digest_of_values
from longtable.measures.counting import Counted, Counting, World, count
from longtable.measures.cuts import cuts_of
from longtable.measures.keeping import (
    fact_as_json,
    packed,
    snapshots_of,
    world_of,
)
from longtable.measures.models import Definition, PublishedValue, Release, ReleaseInputs
from longtable.measures.protection import Guarded, Node, Snapshot, counts_of, guard, names_of
from longtable.measures.queries import releases_of
from longtable.measures.reporting import report_of
from longtable.measures.sources import settle, steadily
from longtable.measures.store import engine
from longtable.measures.witnessing import proof_as_json
from longtable.record.acting import Refusal

SECONDS = 10.0
"""Wall-clock time for making the protection better, over all periods. Safety does not wait."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A release worked out but not yet filed: its values, what it was made from, its report.

    `after` is the newest release that it was protected together with.
    """

    values: list[PublishedValue]
    facts: bytes
    counts: bytes
    witnesses: bytes
    sources: list[dict[str, str]]
    report: dict[str, Any]
    after: Release | None


@dataclass(frozen=True, slots=True)
class _Filled:
    """The periods of a release with what may be shown of them."""

    periods: dict[str, Snapshot]
    guarded: dict[str, Guarded]


def work_out(definition: Definition, objective: str) -> Draft:
    """Count, protect and attack, without writing anything: it can take a minute.

    Refuses where nothing could be released.
    """
    indicator = definition.indicator
    world = world_of(indicator)
    settle()
    counting = steadily(lambda: count(engine(), indicator.fact_code, cuts_of(definition), world))
    if not counting.cells:
        raise Refusal(_why_nothing(definition))
    _refuse_impossible(counting)
    earlier = list(releases_of(indicator).filter(kept__isnull=False))
    kept_back = carried(counting, earlier, definition.fewest)
    stays = {one.period for one in kept_back}
    counting.cells = [cell for cell in counting.cells if cell.period not in stays]
    counting.cells += [cell for one in kept_back for cell in one.cells]
    filled = _guarded(definition, objective, counting, (earlier, world))
    values = [
        _value(definition, cell, filled.guarded[period])
        for period, snapshot in filled.periods.items()
        for cell in snapshot.cells.values()
    ]
    attack = attack_values(
        values,
        [list(old.values.all()) for old in earlier],
        world,
        truths=_truths(filled),
        fewest=definition.fewest,
    )
    proof = [one.protection for one in filled.guarded.values() if one.protection]
    report = report_of(values, proof, earlier) | {
        "objective": objective,
        "gaps": counting.gaps[:_MOST_GAPS],
        "stays": [{"period": one.period, "as_in": one.number} for one in kept_back],
        "attack": attack.as_json(),
    }
    facts, sources = _kept(counting, kept_back)
    counts = packed(cell.as_json() for cell in counting.cells)
    witnesses = packed(proof_as_json(filled.guarded, earlier))
    after = earlier[0] if earlier else None
    return Draft(values, facts, counts, witnesses, sources, report, after)


def file_draft(release: Release, draft: Draft) -> None:
    """Give a release its values and its report. The check is tied to exactly these values."""
    for value in draft.values:
        value.release = release
    PublishedValue.objects.bulk_create(draft.values, batch_size=500)
    ReleaseInputs.objects.create(
        release=release, facts=draft.facts, counts=draft.counts, witnesses=draft.witnesses
    )
    attack = draft.report["attack"] | {"values": digest_of_values(release)}
    release.check_report = draft.report | {"attack": attack}
    release.inputs = draft.sources
    release.engine = settings.ENGINE
    release.code_version = getattr(longtable, "__version__", "")
    release.save(update_fields=["check_report", "engine", "code_version", "inputs"])


_MOST_GAPS = 100


def _why_nothing(definition: Definition) -> str:
    """Say what is missing: a file, or a choice of what is published that fits the numbers."""
    there = sorted({part.level for part in engine().catalog(definition.indicator.fact_code)})
    if not there:
        return _("Nothing has been counted yet. Take in a file first.")
    wanted = sorted({level for level, _by in cuts_of(definition)})
    return _(
        "The numbers that were taken in are about places of the kind “%(there)s”; the definition "
        "publishes “%(wanted)s”. Choose under “Change what it means” what is published."
    ) % {"there": ", ".join(there), "wanted": ", ".join(wanted)}


def _refuse_impossible(counting: Counting) -> None:
    for cell in counting.cells:
        if None not in (cell.numerator, cell.denominator) and cell.numerator > cell.denominator:  # type: ignore[operator]
            raise Refusal(
                _("%(place)s, %(period)s: more people counted (%(n)s) than there are (%(d)s).")
                % {
                    "place": cell.place,
                    "period": cell.period,
                    "n": cell.numerator,
                    "d": cell.denominator,
                }
            )


def _guarded(
    definition: Definition,
    objective: str,
    counting: Counting,
    known: tuple[Sequence[Release], World],
) -> _Filled:
    earlier, world = known
    periods: dict[str, Snapshot] = {}
    for cell in counting.cells:
        snapshot = periods.setdefault(cell.period, Snapshot(None, {}))
        snapshot.cells[cell.key] = cell  # type: ignore[index]
    history = [snapshots_of(old) for old in reversed(earlier)]
    guarded: dict[str, Guarded] = {}
    for period, snapshot in periods.items():
        if same := as_before(snapshot, period, _spared_alike(earlier, objective), definition):
            guarded[period] = same
            continue
        before = [old[period] for old in history if period in old]
        try:
            found = guard(
                snapshot,
                before,
                world,
                fewest=definition.fewest,
                objective=objective,  # type: ignore[arg-type]
                seconds=max(0.5, SECONDS / len(periods)),
            )
        except TableError as error:
            raise Refusal(
                _("%(period)s: the counts contradict each other (%(why)s). Correct the data.")
                % {"period": period, "why": error}
            ) from error
        if found.protection and not found.protection.safe:
            raise Refusal(
                _(
                    "%(period)s: after release %(numbers)s nothing can be shown safely any more. "
                    "Leave out a breakdown or a level of place, or wait for more data."
                )
                % {"period": period, "numbers": names_of(found.blockers) or "?"}
            )
        _refuse_unproven(period, found, definition.fewest)
        guarded[period] = found
    return _Filled(periods, guarded)


def _refuse_unproven(period: str, found: Guarded, fewest: int) -> None:
    """Look at the witnesses once more, without a solver: nothing is filed that they don't prove."""
    if found.protection is None or found.table is None:
        return
    faults = check_witnesses(
        found.table, found.protection.shown, found.protection.witnesses, fewest=fewest
    )
    if faults:
        raise UnsafePattern(f"{period}: {faults[0]}")


def _spared_alike(earlier: Sequence[Release], objective: str) -> Sequence[Release]:
    """Return the earlier releases, none where the newest spared something else."""
    return earlier if earlier and earlier[0].objective == objective else []


def _value(definition: Definition, cell: Counted, guarded: Guarded) -> PublishedValue:
    shown = guarded.shown[cell.key]
    value = PublishedValue(
        period=cell.period,
        level=cell.level,
        place=cell.place,
        by=cell.by,
        categories=dict(cell.categories),
        shown=shown,
        mark=cell.mark,
    )
    if (cell.key, "denominator") in guarded.open_counts:
        value.denominator = cell.denominator
    if (cell.key, "eligible") in guarded.open_counts:
        value.eligible = cell.eligible
    if shown == "yes":
        value.numerator = cell.numerator
        value.estimate, value.lower, value.upper = estimate_of(cell, definition.unit)
        value.as_published = cell.as_published
    return value


def estimate_of(cell: Counted, unit: str) -> tuple[float, float | None, float | None]:
    """Return estimate and 95 % limits in the indicator's unit, percent from 0 to 100.

    Wilson for shares of people; a mean has no limits, because its source gives no spread; what was
    published without counts stands as it is.
    """
    if cell.estimate is not None:
        return cell.estimate, cell.lower, cell.upper
    assert cell.denominator
    if cell.total is not None:
        return cell.total / cell.denominator, None, None
    assert cell.numerator is not None
    found = wilson(cell.numerator, cell.denominator)
    scale = {"percent": 100.0, "per_1000": 1000.0}.get(unit, 1.0)
    return scale * found.value, scale * found.lower, scale * found.upper


def _truths(filled: _Filled) -> dict[tuple[str, Node], int | None]:
    """Return every count behind the values, None where the source masked it."""
    return {
        (period, (key, name)): people
        for period, snapshot in filled.periods.items()
        for key, cell in snapshot.cells.items()
        for name, people in counts_of(cell).items()
    }


def _kept(counting: Counting, stays: Sequence[Carried]) -> tuple[bytes, list[dict[str, str]]]:
    """Return the facts that were read, packed, and where they come from."""
    read = steadily(lambda: [engine().facts(query) for query in counting.facts])
    periods = {one.period for one in stays}
    facts = {fact: None for facts in read for fact in facts if fact.period not in periods}
    facts |= {fact: None for one in stays for fact in one.facts}
    sources = sorted({fact.source for fact in facts})
    return packed(map(fact_as_json, facts)), [{"source": ref} for ref in sources]

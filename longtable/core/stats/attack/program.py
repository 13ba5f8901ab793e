"""The attacker's arithmetic: what published numbers and sums leave possible for each unknown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import highspy
import numpy as np

_ROUNDING = 1e-5
"""People; a bound this close to a whole number is that number."""


class _Quiet(highspy.Highs):
    """HiGHS without callbacks, whose start prints a banner to standard output."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802
        """Leave callbacks off."""


class Contradiction(ValueError):
    """No counts from 0 up agree with what is published. `total`: a sum that fails, if known."""

    def __init__(self, message: str, *, total: int | None = None) -> None:
        super().__init__(message)
        self.total = total


@dataclass(frozen=True, slots=True)
class Addition:
    """Published knowledge: the parts add up to the total, or (not exact) to at most the total."""

    total: int
    parts: tuple[int, ...]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Range:
    """What an outsider can work out about one withheld count. `upper` None: no limit."""

    cell: int
    lower: int
    upper: int | None

    def narrower_than(self, fewest: int) -> bool:
        """Tell whether the range leaves out a part of 1 to `fewest`."""
        return self.lower > 1 or (self.upper is not None and self.upper < fewest)


@dataclass(frozen=True, slots=True)
class Attack:
    """Ranges of all withheld cells, and how many small counts came out.

    exact: small counts known exactly. narrowed: small counts whose range is less than 1 to fewest;
    those known exactly are among them.
    """

    ranges: tuple[Range, ...]
    exact: int
    narrowed: int


def attack_cells(
    values: Sequence[int | None],
    additions: Sequence[Addition],
    *,
    fewest: int = 10,
    small: Collection[int] | None = None,
    asked: Collection[int] | None = None,
) -> Attack:
    """Work out the range of each cell without a value, from the others and the sums alone.

    `small` says which cells count as disclosures; None means all that are asked. It is the
    referee's knowledge: the attacker does not use it. `asked` limits the cells whose range is
    wanted; None means all without a value. Two linear programs a cell; the ends are rounded inward
    to whole people. Raises Contradiction when nothing agrees with what is given.
    """
    unknown = [i for i, value in enumerate(values) if value is None]
    wanted = unknown if asked is None else [i for i in unknown if i in set(asked)]
    _refuse_plain_contradictions(values, additions)
    solver = _program(values, additions)
    _demand_possible(solver)
    lows = {cell: _end(solver, cell, highest=False) for cell in wanted}
    highs = {cell: _end(solver, cell, highest=True) for cell in wanted}
    ranges = tuple(_whole(cell, lows[cell], highs[cell]) for cell in wanted)
    counted = [r for r in ranges if small is None or r.cell in small]
    return Attack(
        ranges=ranges,
        exact=sum(r.lower == r.upper for r in counted),
        narrowed=sum(r.narrower_than(fewest) for r in counted),
    )


def _whole(cell: int, low: float | None, high: float | None) -> Range:
    lower = max(0, ceil((low or 0.0) - _ROUNDING))
    return Range(cell, lower, None if high is None else max(lower, floor(high + _ROUNDING)))


def _refuse_plain_contradictions(
    values: Sequence[int | None], additions: Sequence[Addition]
) -> None:
    for addition in additions:
        total = values[addition.total]
        parts = [values[i] for i in addition.parts]
        known = sum(p for p in parts if p is not None)
        if total is None:
            continue
        if known > total or (addition.exact and None not in parts and known != total):
            raise Contradiction(
                f"the total is {total}, its parts add up to {known}", total=addition.total
            )


def _program(values: Sequence[int | None], additions: Sequence[Addition]) -> Any:
    """Return HiGHS with one column a cell and one row an addition (parts minus total)."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(values), len(additions)
    lp.col_cost_ = np.zeros(len(values))
    lp.col_lower_ = np.array([0.0 if v is None else v for v in values])
    lp.col_upper_ = np.array([highspy.kHighsInf if v is None else v for v in values])
    lp.row_upper_ = np.zeros(len(additions))
    lp.row_lower_ = np.array([0.0 if a.exact else -highspy.kHighsInf for a in additions])
    columns = [np.array([*a.parts, a.total], dtype=np.int32) for a in additions]
    signs = [np.array([1.0] * len(a.parts) + [-1.0]) for a in additions]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(c) for c in columns)]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int32)
    lp.a_matrix_.value_ = np.concatenate(signs) if signs else np.zeros(0)
    solver = _Quiet()
    for option, choice in (("output_flag", False), ("threads", 1), ("parallel", "off")):
        solver.setOptionValue(option, choice)
    if solver.passModel(lp) == highspy.HighsStatus.kError:
        raise RuntimeError("the solver refused the published table")
    return solver


def _demand_possible(solver: Any) -> None:
    if _run(solver) == highspy.HighsModelStatus.kInfeasible:
        raise Contradiction("no counts from 0 up agree with all the totals that are published")


def _end(solver: Any, cell: int, *, highest: bool) -> float | None:
    """Return one end of a cell's range, None where there is no limit."""
    solver.changeColCost(cell, -1.0 if highest else 1.0)
    status = _run(solver)
    value = float(solver.getInfo().objective_function_value)
    solver.changeColCost(cell, 0.0)
    if status == highspy.HighsModelStatus.kOptimal:
        return -value if highest else value
    if status in _OPEN:
        return None
    raise RuntimeError(f"the solver ended with {status.name}")


_OPEN = {
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
}


def _run(solver: Any) -> Any:
    """Run, once more from nothing if it gave up, and believe no answer of one that refused to."""
    status = None
    for _ in range(2):
        if solver.run() == highspy.HighsStatus.kError:
            raise RuntimeError("the solver did not run")
        status = solver.getModelStatus()
        if status != highspy.HighsModelStatus.kUnknown:
            break
        solver.clearSolver()
    if status == highspy.HighsModelStatus.kNotset:
        raise RuntimeError("the solver did not run")
    return status

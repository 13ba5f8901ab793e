"""The one door to HiGHS: one thread, silent, and no answer without a checked run status."""

from typing import Any

import highspy
import numpy as np

from longtable.core.stats.disclosure.model import Floats, Sums, Whole

INFINITY = highspy.kHighsInf
Status = highspy.HighsModelStatus


class _Silent(highspy.Highs):
    """HiGHS that is told to be silent before it prints its banner to standard output."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802
        """Do nothing: callbacks are not used, and turning them on prints the banner."""


class SolverError(RuntimeError):
    """The solver did not run or did not end in a state that means something."""


def new_solver() -> Any:
    """Return a silent HiGHS on one thread."""
    solver = _Silent()
    for option, choice in (("output_flag", False), ("threads", 1), ("parallel", "off")):
        solver.setOptionValue(option, choice)
    return solver


def load(solver: Any, sums: Sums, bounds: tuple[Floats, Floats], cost: Floats) -> None:
    """Give the solver the rules as equalities over one column for each cell and slack."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = sums.columns, sums.rows
    lp.col_cost_ = cost
    lp.col_lower_, lp.col_upper_ = bounds
    lp.row_lower_ = lp.row_upper_ = np.zeros(sums.rows)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = sums.starts
    lp.a_matrix_.index_ = sums.index
    lp.a_matrix_.value_ = sums.signs
    demand(solver.passModel(lp))


def demand(answer: Any) -> None:
    """Raise SolverError when a call was refused."""
    if answer == highspy.HighsStatus.kError:
        raise SolverError("the solver refused a call")


def run(solver: Any) -> Any:
    """Run, once more from nothing if it gave up, and return the model status.

    HiGHS may refuse to run without an exception, so that nothing is believed unchecked.
    """
    demand(solver.run())
    status = solver.getModelStatus()
    if status == Status.kUnknown:
        demand(solver.clearSolver())
        demand(solver.run())
        status = solver.getModelStatus()
    if status in {Status.kNotset, Status.kLoadError, Status.kModelError, Status.kSolveError}:
        raise SolverError(f"the solver ended with {status.name}")
    return status


def set_bounds(solver: Any, columns: Whole, lower: Floats, upper: Floats) -> None:
    """Set the bounds of some columns."""
    demand(solver.changeColsBounds(len(columns), np.asarray(columns, dtype=np.int32), lower, upper))


def set_costs(solver: Any, columns: Whole, costs: Floats) -> None:
    """Set the costs of some columns."""
    demand(solver.changeColsCost(len(columns), np.asarray(columns, dtype=np.int32), costs))

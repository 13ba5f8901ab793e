"""Run the jobs in bench/j*.py and print ours beside its peers and the limit of the machine."""

import argparse
import importlib
import inspect
import sys
from pathlib import Path

from bench.measure import Row, table

HERE = Path(__file__).resolve().parent


def jobs(only: str = "") -> list[str]:
    """The names of the modules that hold a job, in order."""
    return sorted(path.stem for path in HERE.glob("j[0-9]*.py") if path.stem.startswith(only))


def rows_of(job: str, *, quick: bool, rows: int | None) -> list[Row]:
    """Run one job; the number of rows reaches those that ask for it."""
    run = importlib.import_module(f"bench.{job}").run
    sized = {"rows": rows} if rows and "rows" in inspect.signature(run).parameters else {}
    return run(quick=quick, **sized)


def main() -> int:
    """Read the command line, run, print."""
    parser = argparse.ArgumentParser(prog="bench/run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, or less")
    parser.add_argument("--rows", type=int, help="how many rows, for the jobs that count rows")
    parser.add_argument("--job", default="", help="only the jobs that start so, such as j2")
    asked = parser.parse_args()
    found = jobs(asked.job)
    if not found:
        print(f"No job in {HERE} starts with {asked.job!r}.", file=sys.stderr)
        return 2
    results = []
    for job in found:
        print(f"{job} …", file=sys.stderr)
        results += rows_of(job, quick=asked.quick, rows=asked.rows)
    print(table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())

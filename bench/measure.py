"""Measure one case in a process of its own, three times, and keep the median.

A module that is measured has `CASES`: a name for each function that prepares everything and
returns what is to be timed.
"""

import atexit
import importlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "bench"
PEERS = CACHE / "venv" / "bin" / "python"
TIMES = 3


def own_folder() -> str:
    """Make a folder for this process, which is gone when the process is."""
    folder = tempfile.mkdtemp(prefix="longtable-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@dataclass(frozen=True, slots=True)
class Row:
    """What one contestant needed for one job: seconds, and the most memory of its process."""

    job: str
    who: str
    seconds: float
    ratio_to_limit: float
    memory_mb: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of three processes, and what the case answered, the same each time."""

    seconds: float
    memory_mb: float
    answer: str


def measured(
    module: str, case: str, *arguments: object, python: Path | str = sys.executable
) -> Measured:
    """Run `CASES[case](*arguments)` of a module three times, each in a new process.

    Raises CalledProcessError where it fails, and AssertionError where its answers differ.
    """
    return compared(module, {case: (case, python)}, *arguments)[case]


def compared(
    module: str, contestants: dict[str, tuple[str, Path | str]], *arguments: object
) -> dict[str, Measured]:
    """Run several (case, Python) in turns, three rounds, so that a busy moment strikes them all.

    Each runs in a new process; errors as in `measured`.
    """
    runs: dict[str, list[dict]] = {who: [] for who in contestants}
    for _ in range(TIMES):
        for who, (case, python) in contestants.items():
            runs[who].append(once(module, case, arguments, python=python))
    return {who: _median(who, found) for who, found in runs.items()}


def once(
    module: str, case: str, arguments: tuple[object, ...], *, python: Path | str = sys.executable
) -> dict:
    """Run a case in a new process, and return its seconds, its memory_mb and its answer."""
    command = [str(python), "-m", "bench.measure", module, case, *map(str, arguments)]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


def _median(who: str, runs: list[dict]) -> Measured:
    answers = {run["answer"] for run in runs}
    assert len(answers) == 1, f"{who} answers differently each time: {answers}"
    seconds = median(run["seconds"] for run in runs)
    return Measured(seconds, median(run["memory_mb"] for run in runs), answers.pop())


def rows(job: str, results: dict[str, Measured], *, limit: str) -> list[Row]:
    """Return a job's results as rows, each with its ratio to the one that is the limit."""
    least = results[limit].seconds
    return [
        Row(job, who, result.seconds, result.seconds / least, result.memory_mb)
        for who, result in results.items()
    ]


def table(rows: list[Row]) -> str:
    """Return rows as lines of text with a heading."""
    width = max([3, *(len(row.who) for row in rows)])
    jobs = max([3, *(len(row.job) for row in rows)])
    lines = [f"{'job':{jobs}}  {'who':{width}}  {'seconds':>8}  {'to limit':>8}  {'MB':>6}"]
    lines += [
        f"{row.job:{jobs}}  {row.who:{width}}  {row.seconds:8.3f}  "
        f"{row.ratio_to_limit:7.{1 if row.ratio_to_limit >= 2 else 2}f}×  {row.memory_mb:6.0f}"
        + (f"  {row.note}" if row.note else "")
        for row in rows
    ]
    return "\n".join(lines)


def _main(module: str, case: str, *arguments: str) -> None:
    timed = importlib.import_module(module).CASES[case](*arguments)
    started = time.perf_counter()
    answer = timed()
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "memory_mb": _most_memory(), "answer": str(answer)}))


def _most_memory() -> float:
    """Return the most memory of this process in MB; `getrusage` would count its parent's too."""
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    _main(*sys.argv[1:])

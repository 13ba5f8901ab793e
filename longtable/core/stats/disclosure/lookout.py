"""The caller's side of a lookout: a process that looks for lighter patterns all the while.

A process and not a thread: HiGHS 1.16 was seen to refuse calls when two threads asked at once.
"""

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import longtable
from longtable.core.stats.disclosure.bounding import Cut
from longtable.core.stats.disclosure.model import Flags
from longtable.core.stats.disclosure.problem import Problem

_PATIENCE = 5.0
"""Seconds in which a lookout that is told to end has to, before it is killed."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one side tells the other: a safe pattern, and cuts that hold for the whole table."""

    chosen: Flags
    cuts: Sequence[Cut]


class Lookout:
    """A second process: start it with `with`, and exchange patterns and cuts from time to time.

    Nothing depends on it: what it finds is audited like any other pattern, and when it ends early
    its trouble goes to standard error and the search goes on without it. It ends with its caller.
    """

    def __init__(self, problem: Problem, cuts: Sequence[Cut], chosen: Flags) -> None:
        self._problem, self._cuts, self._chosen = problem, list(cuts), chosen
        self._heard: queue.SimpleQueue[Word] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        root = str(Path(longtable.__file__).resolve().parent.parent)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "longtable.core.stats.disclosure.looking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": root},
        )
        self._tell(self._problem)
        self._tell(Word(self._chosen, self._cuts))
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._ear.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    @property
    def at_work(self) -> bool:
        """Tell whether the process runs."""
        return self._process.poll() is None

    def exchange(self, chosen: Flags, cuts: Sequence[Cut]) -> tuple[Flags, list[Cut]]:
        """Hand over a safe pattern and new cuts; return the lightest pattern and cuts heard."""
        self._tell(Word(chosen, cuts))
        learned: list[Cut] = []
        for word in waiting(self._heard):
            chosen = lighter(self._problem, chosen, word.chosen)
            learned += word.cuts
        return chosen, learned

    def _tell(self, word: Problem | Word) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            pickle.dump(word, self._process.stdin)
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for word in words(self._process.stdout):
            self._heard.put(word)


def lighter(problem: Problem, one: Flags, other: Flags) -> Flags:
    """Return the lighter of two patterns, the first if they weigh the same."""
    return other if problem.weights[other].sum() < problem.weights[one].sum() else one


def words(stream: IO[bytes]) -> Iterator[Word]:
    """Yield what the other side of a pipe of our own says, until it ends."""
    with contextlib.suppress(EOFError, pickle.UnpicklingError):
        while True:
            yield pickle.load(stream)  # noqa: S301


def waiting(heard: queue.SimpleQueue[Word]) -> Iterator[Word]:
    """Yield what was heard so far."""
    with contextlib.suppress(queue.Empty):
        while True:
            yield heard.get_nowait()

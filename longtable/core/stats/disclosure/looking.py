"""What runs as the lookout: look around the lightest pattern for as long as somebody listens.

Started by `longtable.core.stats.disclosure.lookout` only. Standard input brings the problem, then
words; standard output takes words. Both are pickles between two processes of our own.
"""

import os
import pickle
import queue
import sys
import threading

import numpy as np

from longtable.core.stats.disclosure.bounding import Master
from longtable.core.stats.disclosure.lookout import Word, lighter, waiting, words
from longtable.core.stats.disclosure.neighboring import Neighborhoods
from longtable.core.stats.disclosure.problem import Problem


def _listen_until_the_end(heard: queue.SimpleQueue[Word]) -> None:
    """Pass on what the caller says; leave at once when it is gone, whatever the solver does."""
    for word in words(sys.stdin.buffer):
        heard.put(word)
    os._exit(0)


def main() -> None:
    """Look until the caller closes standard input."""
    problem: Problem = pickle.load(sys.stdin.buffer)  # noqa: S301
    heard: queue.SimpleQueue[Word] = queue.SimpleQueue()
    threading.Thread(target=_listen_until_the_end, args=(heard,), daemon=True).start()
    master = Master(problem)
    around = Neighborhoods(problem, master, np.random.default_rng(1))
    first = heard.get()
    master.add(first.cuts)
    best, told = first.chosen, 0
    while best.any():
        for word in waiting(heard):
            best = lighter(problem, best, word.chosen)
            master.add(word.cuts)
        found = around.look(best, lambda: False)
        best = best if found is None else found
        if found is not None or len(master.cuts) > told:
            pickle.dump(Word(best, master.cuts[told:]), sys.stdout.buffer)
            sys.stdout.buffer.flush()
            told = len(master.cuts)


if __name__ == "__main__":
    main()

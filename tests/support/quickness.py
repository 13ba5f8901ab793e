"""What Python spends on itself while tests run, and need not: half of it, where pages are asked."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from _pytest.runner import runtestprotocol


def in_one_piece(do: Callable[..., Any], *said: Any, **named: Any) -> Any:
    """Call a function with half a megabyte of stack in one piece.

    Python 3.11 and later keep the frames of functions in pieces of 16 kB. Under pytest a page is
    made so deep down that one of its loops crosses from one piece to the next each time round, and
    each time the piece is got from the system and given back. A frame that says it needs more than
    a piece gets a large one of its own, which holds all that it calls as well.
    """
    return do(*said, **named)


in_one_piece.__code__ = in_one_piece.__code__.replace(co_stacksize=2**16)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test as pytest does, with its fixtures, in one piece of stack."""
    named = {"nodeid": item.nodeid, "location": item.location}
    item.ihook.pytest_runtest_logstart(**named)
    in_one_piece(runtestprotocol, item, nextitem=nextitem)
    item.ihook.pytest_runtest_logfinish(**named)
    return True


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it need not be searched for garbage over and over."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)

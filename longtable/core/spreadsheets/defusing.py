"""Keep text in an exported sheet from being taken for a formula."""

import re

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PLAIN_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d+)*|\.\d+)(?:[eE][-+]?\d+)?%?")
DASHES = re.compile(r"-{1,3}")


def defused(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet could run it.

    Plain numbers, also negative ones, and lone dashes (a usual mark) stay as they are.
    """
    inner = text.lstrip(" \u00a0\u3000")
    if not inner.startswith(LIVE) and not text.startswith(LIVE):
        return text
    if PLAIN_NUMBER.fullmatch(text) or DASHES.fullmatch(text):
        return text
    return f"'{text}"

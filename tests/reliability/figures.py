"""The figures of a run, kept in `.cache/figures-reliability.txt` for whoever wants to read them."""

import sys

from tests.reliability.installation import ROOT


def say(line: str) -> None:
    """Keep one line of figures, and show it where nobody captures what is printed."""
    folder = ROOT / ".cache"
    folder.mkdir(exist_ok=True)
    with (folder / "figures-reliability.txt").open("a") as kept:
        kept.write(f"{line}\n")
    sys.stdout.write(f"\n{line}\n")

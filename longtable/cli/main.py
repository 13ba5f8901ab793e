"""The command line: parse, call, print."""

import argparse
import os
import sys
from collections.abc import Sequence

from longtable.cli import commands
from longtable.cli.trouble import Trouble


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 2 on bad input, or what the command says."""
    words = sys.argv[1:] if words is None else words
    parser = _parser(words)
    chosen = parser.parse_args(words)
    if not hasattr(chosen, "run"):
        parser.print_help()
        return 0
    try:
        return chosen.run(chosen) or 0
    except Trouble as trouble:
        print(f"longtable: {trouble}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0


def prepare_django() -> None:
    """Set Django up, for the commands that touch the database."""
    import django

    settings_named()
    django.setup()


def settings_named() -> None:
    """Say where the settings are, for a command that needs nothing else of Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "longtable.config.settings")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="longtable",
        description="Longtable: what a collective impact initiative runs on.",
        epilog="longtable COMMAND --help explains one command.",
    )
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    commands.register_all(commands, subparsers, asked=words[0] if words else "")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())

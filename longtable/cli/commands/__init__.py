"""One module a command. Each offers `register(subparsers)`, found by `register_all`."""

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def register_all(package: ModuleType, subparsers: Any, *, asked: str = "") -> None:
    """Let every module of a package add its command, in alphabetical order.

    Where `asked` is the name of one, that one alone is loaded: it starts sooner.
    """
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    for name in [one for one in names if one.strip("_") == asked.replace("-", "_")] or names:
        importlib.import_module(f"{package.__name__}.{name}").register(subparsers)

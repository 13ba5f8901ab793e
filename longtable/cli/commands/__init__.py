"""One module a command. Each offers `register(subparsers)`, found by `register_all`."""

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def register_all(package: ModuleType, subparsers: Any) -> None:
    """Let every module of a package add its command, in alphabetical order."""
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        importlib.import_module(f"{package.__name__}.{found.name}").register(subparsers)

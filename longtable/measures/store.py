"""The warehouse of this installation: where facts are stored, and the engine that sums them."""

from functools import cache
from pathlib import Path

from django.conf import settings

from longtable.core.warehouse.engine import Engine, open_engine
from longtable.core.warehouse.store import FactStore


def fact_store() -> FactStore:
    """Return the store of facts."""
    return _store(Path(settings.WAREHOUSE))


def engine() -> Engine:
    """Return the engine that the installation chose (`LONGTABLE_ENGINE`)."""
    return _engine(settings.ENGINE, Path(settings.WAREHOUSE))


@cache
def _store(folder: Path) -> FactStore:
    return FactStore(folder)


@cache
def _engine(name: str, folder: Path) -> Engine:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return open_engine(name, folder)

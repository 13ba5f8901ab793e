"""Every action names who does it, and stands in the reviewed table of who may."""

import csv
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest
from django.apps import apps

from longtable.record.acting import ACTIONS

for config in apps.get_app_configs():
    if config.name.startswith("longtable.") and importlib.util.find_spec(f"{config.name}.actions"):
        module = importlib.import_module(f"{config.name}.actions")
        for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
            importlib.import_module(f"{module.__name__}.{found.name}")

TABLES = sorted((Path(__file__).resolve().parents[1] / "access").glob("actions*.csv"))


def named(function):
    """Return the name of an action in the tables: its package and its own name."""
    _, package, *_, name = function.split(".")
    return f"{package}.{name}"


def permission_tables(files=TABLES):
    """Return, for each action, the words that say who may do it."""
    found = {}
    for file in files:
        lines = [line for line in file.read_text().splitlines() if not line.startswith("#")]
        found |= {row["action"]: set(row["may"].split()) for row in csv.DictReader(lines)}
    return found


def not_matching(actions, tables):
    """Return the actions that no table names, and the names in tables that are no action."""
    return sorted({named(action) for action in actions} ^ tables.keys())


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_every_action_is_by_somebody(action):
    by = inspect.signature(action).parameters.get("by")

    assert by is not None
    assert by.kind is inspect.Parameter.KEYWORD_ONLY


def test_every_action_stands_in_a_permission_table():
    assert not_matching(ACTIONS, permission_tables()) == []


def test_the_check_sees_an_action_without_a_permission_and_one_that_is_gone():
    found = not_matching(["longtable.work.actions.add_service"], {"work.drop_service": {"reader"}})

    assert found == ["work.add_service", "work.drop_service"]


def test_every_package_with_actions_has_permissions():
    packages = {action.split(".")[1] for action in ACTIONS}

    assert [p for p in packages if not importlib.util.find_spec(f"longtable.{p}.permissions")] == []


def test_there_are_actions_to_look_at():
    assert len(ACTIONS) > 15

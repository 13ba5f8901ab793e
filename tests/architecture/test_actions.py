"""Every action names who does it, and asks permission."""

import importlib
import inspect
import pkgutil

import pytest
from django.apps import apps

from longtable.record.acting import ACTIONS

for config in apps.get_app_configs():
    if config.name.startswith("longtable.") and importlib.util.find_spec(f"{config.name}.actions"):
        module = importlib.import_module(f"{config.name}.actions")
        for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
            importlib.import_module(f"{module.__name__}.{found.name}")


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_every_action_is_by_somebody(action):
    by = inspect.signature(action).parameters.get("by")

    assert by is not None
    assert by.kind is inspect.Parameter.KEYWORD_ONLY


def test_there_are_actions_to_look_at():
    assert len(ACTIONS) > 15

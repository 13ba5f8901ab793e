"""What the import contracts can't see: what a package may take from another; foreign keys."""

import tomllib
from pathlib import Path

import grimp
from django.apps import apps

OPEN = {"models", "queries", "actions", "sources", ""}
ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = SETTINGS["tool"]["importlinter"]["contracts"]
LAYERS = [[name.strip(" ()") for name in layer.split("|")] for layer in CONTRACTS[0]["layers"]]
HEIGHT = {name: -depth for depth, layer in enumerate(LAYERS) for name in layer}
DOMAIN = {name.removeprefix("longtable.") for name in CONTRACTS[1]["containers"]}
TOP = {"config"}


def trespasses(imports):
    """Return the imports, as (importer, imported), that take what is not open."""
    found = []
    for importer, imported in imports:
        _, ours, *_ = [*importer.split("."), ""]
        _, theirs, *inner = [*imported.split("."), "", ""]
        if ".tests" in importer or ours in TOP:
            continue
        if theirs in DOMAIN - {ours} and inner[0] not in OPEN:
            found.append(f"{importer} -> {imported}")
    return found


def test_packages_take_from_each_other_only_what_is_open():
    graph = grimp.build_graph("longtable", cache_dir=None)
    imports = [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    ]

    assert trespasses(imports) == []


def test_the_check_sees_a_trespass():
    planted = [("longtable.places.today.front", "longtable.measures.protection")]

    assert trespasses(planted) == ["longtable.places.today.front -> longtable.measures.protection"]


def upward(pairs):
    """Return the foreign keys, as (field, its package, the other package), that point upward."""
    return [
        field
        for field, ours, theirs in pairs
        if {ours, theirs} <= HEIGHT.keys() and HEIGHT[theirs] > HEIGHT[ours]
    ]


def test_foreign_keys_point_down():
    pairs = [
        (str(field), model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    ]

    assert len(pairs) > 20
    assert upward(pairs) == []


def test_the_check_sees_a_foreign_key_that_points_up():
    planted = [("Person.release", "accounts", "measures"), ("Release.by", "measures", "accounts")]

    assert upward(planted) == ["Person.release"]

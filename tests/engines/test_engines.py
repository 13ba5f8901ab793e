import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longtable.core.warehouse.engine import ENGINES, open_engine
from longtable.core.warehouse.store import FactStore
from tests.engines.generated import SOURCES, facts, queries
from tests.engines.specification import RULES


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("name", ENGINES)
def test_the_engine_keeps_the_rule(name, rule, tmp_path):
    rule(lambda folder: open_engine(name, folder), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ENGINES if name != "python"])
@settings(max_examples=20, deadline=None)
@given(st.lists(facts(), max_size=30), st.lists(queries(), min_size=1, max_size=6))
def test_the_engine_agrees_with_the_reference(name, facts, queries):
    with tempfile.TemporaryDirectory() as folder:
        store = FactStore(Path(folder))
        for source in SOURCES:
            store.replace(source, [fact for fact in facts if fact.source == source])

        engine, reference = (open_engine(n, Path(folder)) for n in (name, "python"))

        assert engine.catalog() == reference.catalog()
        for query in queries:
            assert engine.cells(query) == reference.cells(query)
            assert engine.facts(query) == reference.facts(query)


def test_an_unknown_engine_is_refused_by_name(tmp_path):
    with pytest.raises(ValueError, match="'oracle' is none of duckdb, python"):
        open_engine("oracle", tmp_path)

from pathlib import Path

import pytest

from longtable.core.warehouse.engine import DamagedSource
from longtable.core.warehouse.facts import Fact
from longtable.measures import sources
from longtable.measures.store import engine, fact_store

ROWS = {"submission-1": 3, "submission-2": 5}


@pytest.fixture(autouse=True)
def _own_warehouse(settings, tmp_path, monkeypatch):
    settings.WAREHOUSE = tmp_path / "warehouse"
    monkeypatch.setattr(sources, "HOLDERS", [])
    monkeypatch.setattr(sources, "SOURCES", {})


def fact(source, people, *, period="2024"):
    return Fact(
        indicator="1/reading",
        period=period,
        place="city",
        level="city",
        source=source,
        numerator=people,
        denominator=10,
    )


def held():
    return ((ref, [fact(ref, people)]) for ref, people in ROWS.items())


def stored():
    return {ref: [f.numerator for f in fact_store().facts(ref)] for ref in fact_store().sources()}


def damage(ref):
    file = next(Path(fact_store().folder).glob(f"{ref}.*.parquet"))
    file.write_bytes(b"PAR1 nothing")


def test_the_warehouse_is_made_again_from_what_is_held():
    sources.holder(held)
    sources.store("submission-9", [fact("submission-9", 9)])

    assert sources.rebuild() == 2
    assert stored() == {"submission-1": [3], "submission-2": [5]}


def test_a_damaged_file_repairs_itself():
    sources.holder(held)
    sources.rebuild()
    damage("submission-2")

    parts = sources.steadily(lambda: engine().catalog("1/reading"))

    assert [part.source for part in parts] == ["submission-1", "submission-2"]
    assert stored() == {"submission-1": [3], "submission-2": [5]}


def test_the_damage_is_real():
    sources.holder(held)
    sources.rebuild()
    damage("submission-2")

    with pytest.raises(DamagedSource):
        engine().catalog("1/reading")


def test_a_damaged_source_that_nobody_holds_is_forgotten():
    sources.store("submission-9", [fact("submission-9", 9)])
    damage("submission-9")

    assert sources.steadily(lambda: engine().catalog("1/reading")) == []


def test_a_year_is_counted_again():
    counted = [4]

    @sources.source("promises")
    def promises(year):
        yield fact(f"promises-{year}", counted[0], period=str(year))

    sources.refresh(2024)
    counted[0] = 6
    sources.refresh(2024)

    assert stored() == {"promises-2024": [6]}
    assert sources.rebuild() == 1
    assert stored() == {"promises-2024": [6]}

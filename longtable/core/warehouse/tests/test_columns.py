"""Facts as columns are written as the same rows, in the same order, as facts one by one."""

import numpy as np

from longtable.core.warehouse.columns import FactColumns, Numbers
from longtable.core.warehouse.connection import confined
from longtable.core.warehouse.facts import MARKS
from longtable.core.warehouse.files import COLUMNS
from longtable.core.warehouse.rows import write_facts

ROWS = 500
ORDER = "indicator, cut, level, period, place"


def test_facts_as_columns_are_the_same_file_as_facts_one_by_one(tmp_path):
    connection = confined(tmp_path, memory="256MB", threads=2)
    facts = mixed()

    told = written(connection, facts, path=str(tmp_path / "columns.parquet"))
    expected = written(connection, list(facts), path=str(tmp_path / "single.parquet"))

    assert len(told) == ROWS
    assert sorted(told, key=repr) == sorted(expected, key=repr)
    assert [ordering(row) for row in told] == [ordering(row) for row in expected]
    assert write_facts(connection, facts, source="s", path=str(tmp_path / "again.parquet")) == ROWS


def written(connection, facts, *, path):
    assert write_facts(connection, facts, source="s", path=path) == ROWS
    return connection.execute(f"SELECT * FROM read_parquet('{path}')").fetchall()


def ordering(row):
    said = dict(zip(COLUMNS, row, strict=True))
    return [said[name] for name in ORDER.split(", ")]


def mixed():
    """Return facts out of order: places beyond ASCII, groups of several cuts, unknown numbers."""
    picked = np.random.default_rng(7).integers(0, 1 << 30, (6, ROWS))
    masked = picked[5] % 9 == 0
    return FactColumns(
        indicator="i",
        source="s",
        kind="count",
        periods=["2024", "2022", "2023-24"],
        places=[("Ñ", "school"), ("Z", "district"), ("a", "school"), ("A", "school"), ("é", "x")],
        categories=[(), (("sex", "f"),), (("grade", "3"), ("sex", "m")), (("sex", "m"),)],
        marks=MARKS,
        published=[""],
        period=picked[0] % 3,
        place=picked[1] % 5,
        category=picked[2] % 4,
        mark=np.where(masked, MARKS.index("suppressed"), 0),
        as_published=np.zeros(ROWS, np.int64),
        numbers={
            "numerator": Numbers(picked[3] % 50, ~masked),
            "denominator": Numbers(picked[4] % 50 + 50, ~masked),
        },
    )

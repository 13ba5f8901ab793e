"""`calc protect` and `calc attack` on files: shapes, exit codes and plain lines."""

import csv
import io
import json

import pytest

from longtable.cli.main import main

HEADER = "area,group,n"
ROWS = [
    ("Total", "Total", 373), ("Total", "x", 150), ("Total", "y", 140), ("Total", "z", 83),
    ("north", "Total", 93), ("north", "x", 3), ("north", "y", 40), ("north", "z", 50),
    ("south", "Total", 280), ("south", "x", 147), ("south", "y", 100), ("south", "z", 33),
]  # fmt: skip
BY = ["--count", "n", "--by", "area,group"]


@pytest.fixture
def file(tmp_path):
    def write(rows=ROWS, header=HEADER, name="counts.csv"):
        path = tmp_path / name
        lines = [header, *(",".join(map(str, row)) for row in rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    return write


def protect(capsys, *words):
    code = main(["calc", "protect", *words])
    out = capsys.readouterr()
    return code, list(csv.DictReader(io.StringIO(out.out))), out.err


def test_the_same_rows_come_back_with_what_is_shown(file, capsys):
    code, rows, err = protect(capsys, file(), *BY)

    assert code == 0
    assert [(r["area"], r["group"]) for r in rows] == [row[:2] for row in ROWS]
    assert rows[5] == {"area": "north", "group": "x", "n": "", "shown": "small"}
    assert all((r["n"] == "") == (r["shown"] != "yes") for r in rows)
    assert "weight 3, bound 3, gap 0.0 %" in err


def test_what_protect_writes_withstands_attack(file, capsys):
    _, rows, _ = protect(capsys, file(), *BY)
    again = file([tuple(r.values()) for r in rows], "area,group,n,shown", "shown.csv")

    code = main(["calc", "attack", again, *BY])

    found = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (found["exact"], found["narrowed"]) == (0, 0)
    assert len(found["cells"]) == 4
    assert set(found["cells"][0]) == {"key", "lower", "upper"}


def test_a_lone_blank_is_found_and_exits_with_1(file, capsys):
    rows = [(*row[:2], "" if row[2] == 3 else row[2]) for row in ROWS]

    code = main(["calc", "attack", file(rows), *BY])

    found = json.loads(capsys.readouterr().out)
    assert code == 1
    assert found == {
        "cells": [{"key": {"area": "north", "group": "x"}, "lower": 3, "upper": 3}],
        "exact": 1,
        "narrowed": 1,
    }


def test_a_hierarchy_with_a_named_root_ties_levels_together(file, capsys):
    rows = [("city", 90), ("north", 60), ("south", 30), ("n1", 56), ("n2", 4), ("s1", 30)]
    tree = file(
        [("n1", "north"), ("n2", "north"), ("s1", "south"), ("north", "city"), ("south", "city")],
        "child,parent",
        "tree.csv",
    )

    code, found, _ = protect(
        capsys, file(rows, "area,n"), "--count", "n", "--by", "area", "--hierarchy", f"area:{tree}"
    )

    assert code == 0
    assert found[4]["shown"] == "small"
    assert found[3]["shown"] == "protects"
    assert [r["shown"] for r in found].count("yes") == 4


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({4: ("north", "Total", 94)}, "row 2: column n: "),
        ({5: ("north", "x", "3.5")}, "row 7: column n: '3.5' is not a whole number"),
        ({5: ("north", "x", -3)}, "row 7: column n: '-3' is not a whole number"),
        ({5: ("north", "y", 3)}, "north / y stands in row 7 already"),
        ({5: ("", "x", 3)}, "row 7: column area is empty"),
    ],
)
@pytest.mark.parametrize("command", ["protect", "attack"])
def test_bad_rows_are_named(file, capsys, command, change, message):
    rows = [change.get(number, row) for number, row in enumerate(ROWS)]

    code = main(["calc", command, file(rows), *BY])

    out = capsys.readouterr()
    assert code == 2
    assert message in out.err
    assert out.out == ""
    assert out.err.strip().count("\n") == 0


def test_a_missing_column_is_named(file, capsys):
    assert main(["calc", "protect", file(), "--count", "people", "--by", "area"]) == 2
    assert "there is no column 'people'" in capsys.readouterr().err


def test_a_second_column_with_the_counts_is_refused(file, capsys):
    rows = [(*row, row[2]) for row in ROWS]

    assert main(["calc", "protect", file(rows, HEADER + ",copy"), *BY]) == 2
    assert "column copy repeats n" in capsys.readouterr().err

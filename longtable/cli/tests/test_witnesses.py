"""The tables that prove a protected file, written and checked without a solver."""

import csv
import json

import pytest

from longtable.cli.main import main
from longtable.cli.tests.test_protect_and_attack import BY, HEADER, ROWS


@pytest.fixture
def proven(tmp_path, capsys):
    """Return a check of (changed) witnesses: exit code, and what is printed."""
    given, shown, proof = (tmp_path / name for name in ("in.csv", "out.csv", "proof.csv"))
    given.write_text("\n".join([HEADER, *(",".join(map(str, row)) for row in ROWS)]))
    assert main(["calc", "protect", str(given), *BY, "--witnesses", str(proof)]) == 0
    shown.write_text(capsys.readouterr().out)

    def check(change=lambda rows: rows):
        with proof.open(newline="") as file:
            rows = change(list(csv.reader(file)))
        with proof.open("w", newline="") as file:
            csv.writer(file).writerows(rows)
        code = main(["calc", "attack", str(shown), *BY, "--witnesses", str(proof)])
        out = capsys.readouterr()
        return code, json.loads(out.out) if out.out else out.err

    return check


def test_the_witnesses_of_a_file_prove_it(proven):
    code, found = proven(lambda rows: rows)

    assert code == 0
    assert found["faults"] == []
    assert found["open"] == 1
    assert found["tables"] >= 2


def test_they_hold_the_blanks_and_nothing_that_is_shown(proven):
    seen = []
    proven(lambda rows: seen.extend(rows) or rows)

    assert seen[0][:3] == ["area", "group", "table 1"]
    assert len(seen) == 1 + 4
    assert ["north", "x"] in [row[:2] for row in seen]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda rows: [row[:3] for row in rows], "no table puts it at"),
        (lambda rows: rows[:-1], "not in the tables"),
        (lambda rows: [*rows[:-1], [*rows[-1][:-1], "77"]], "is not the sum of its parts"),
        (lambda rows: [*rows[:-1], [*rows[-1][:-1], "-3"]], "is below 0"),
        (lambda rows: [*rows[:-1], [*rows[-1][:-1], "nan"]], "is below 0"),
        (lambda rows: [*rows, ["Total", "Total", *rows[1][2:]]], "is published"),
    ],
)
def test_a_table_that_proves_nothing_is_found_out(proven, change, fault):
    code, found = proven(change)

    assert code == 1
    assert any(fault in each for each in found["faults"])
    assert found["open"] == 0


def test_what_is_no_number_is_told_in_one_line(proven):
    code, told = proven(lambda rows: [*rows[:-1], [*rows[-1][:-1], "many"]])

    assert code == 2
    assert "row 5: expected numbers" in told
    assert told.count("\n") == 1

"""Files made at random, through the command line, before a referee with arithmetic of its own."""

import csv
import io
import json

import pytest

from longtable.cli.main import main
from longtable.core.stats.disclosure import protect, table_from_keys
from tests.disclosure.cities import City, any_city
from tests.disclosure.referee import closed


@pytest.fixture
def run(tmp_path, capsys):
    def run(command, city, rows, *words):
        columns = [f"column {number}" for number in range(len(next(iter(city.counts))))]
        file = tmp_path / "rows.csv"
        with file.open("w", newline="", encoding="utf-8-sig") as written:
            csv.writer(written).writerows([[*columns, "n", "shown"], *rows])
        words = [*words, "--count", "n", "--by", ",".join(columns), "--fewest", str(city.fewest)]
        for column, parents in city.hierarchies.items():
            tree = tmp_path / f"tree{column}.csv"
            with tree.open("w", newline="") as written:
                csv.writer(written).writerows([["child", "parent"], *parents.items()])
            words += ["--hierarchy", f"column {column}:{tree}"]
        capsys.readouterr()
        code = main(["calc", command, str(file), *words])
        return code, capsys.readouterr().out

    return run


def protected(run, city, objective="cells", seconds="0.3", words=()):
    """Return the rows (key, count, shown) that come back, checked for their form."""
    given = [[*key, count, ""] for key, count in city.counts.items()]
    code, out = run("protect", city, given, "--objective", objective, "--seconds", seconds, *words)
    assert code == 0
    rows = [(tuple(row[:-2]), row[-2], row[-1]) for row in list(csv.reader(io.StringIO(out)))[1:]]
    for (key, count), (same, text, word) in zip(city.counts.items(), rows, strict=True):
        assert key == same
        assert text == (str(count) if word == "yes" else "")
        assert (word == "small") == (1 <= count < city.fewest)
        assert word in {"yes", "small", "protects"}
    return rows


def known(rows):
    return {key for key, _, word in rows if word == "yes"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_referee_and_attacker_find_nothing(run, seed, tmp_path):
    city = any_city(seed)
    witnesses = ["--witnesses", str(tmp_path / "witnesses.csv")]

    rows = protected(run, city, ["cells", "people", "communities"][seed % 3], words=witnesses)

    assert closed(city.counts, known(rows), city.hierarchies, fewest=city.fewest) == {}
    code, out = run("attack", city, [[*key, count, word] for key, count, word in rows])
    assert code == 0
    assert json.loads(out)["narrowed"] == 0
    code, out = run("attack", city, [[*key, n, word] for key, n, word in rows], *witnesses)
    small = sum(word == "small" for _, _, word in rows)
    assert (code, json.loads(out)["faults"], json.loads(out)["open"]) == (0, [], small)


@pytest.mark.slow
def test_withholding_only_the_small_ones_gives_a_third_of_them_away(run):
    broken = small = 0
    for seed in range(60):
        city = any_city(seed)
        few = {key for key, count in city.counts.items() if 1 <= count < city.fewest}
        shown = set(city.counts) - few
        found = closed(city.counts, shown, city.hierarchies, fewest=city.fewest)

        code, out = run(
            "attack",
            city,
            [
                [*k, "" if k in few else n, "small" if k in few else "yes"]
                for k, n in city.counts.items()
            ],
        )

        assert (code == 1) == bool(found)
        assert json.loads(out)["narrowed"] == len(found)
        broken, small = broken + len(found), small + len(few)
    assert broken > small / 3


@pytest.mark.slow
def test_not_one_withheld_cell_more_can_be_shown(run):
    counts = [[3, 20, 14, 60], [8, 2, 31, 25], [40, 25, 6, 33], [90, 70, 41, 1]]
    city = City(
        {("Total", "Total"): sum(map(sum, counts))}
        | {("Total", f"b{j}"): sum(line[j] for line in counts) for j in range(4)}
        | {(f"a{i}", "Total"): sum(line) for i, line in enumerate(counts)}
        | {(f"a{i}", f"b{j}"): n for i, line in enumerate(counts) for j, n in enumerate(line)}
    )

    rows = protected(run, city, seconds="10")

    protecting = [key for key, _, word in rows if word == "protects"]
    assert protecting
    for key in protecting:
        assert closed(city.counts, known(rows) | {key}, {}, fewest=10)


@pytest.mark.slow
def test_a_small_count_in_four_breakdowns_is_proven_to_need_fifteen_others():
    counts = {}
    for i, a in enumerate(["Total", "a1", "a2", "a3"]):
        for j, b in enumerate(["Total", "b1", "b2", "b3"]):
            for k, c in enumerate(["Total", "c1", "c2"]):
                for m, d in enumerate(["Total", "d1", "d2"]):
                    counts[a, b, c, d] = sum(
                        _people(p, q, r, s)
                        for p in ([i] if i else [1, 2, 3])
                        for q in ([j] if j else [1, 2, 3])
                        for r in ([k] if k else [1, 2])
                        for s in ([m] if m else [1, 2])
                    )

    found = protect(table_from_keys(list(counts), list(counts.values())), seconds=60)

    assert (found.weight, found.bound) == (15, 15)
    shown = {key for key, word in zip(counts, found.shown, strict=True) if word == "yes"}
    assert closed(counts, shown, {}, fewest=10) == {}


def _people(a, b, c, d):
    return 4 if (a, b, c, d) == (1, 1, 1, 1) else 20 + 7 * a + 5 * b + 11 * c + 3 * d

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.core.warehouse.engine import Query, open_engine
from longtable.core.warehouse.files import DamagedSource, current_files, quoted
from longtable.core.warehouse.store import FactStore
from longtable.core.warehouse.tests.test_facts import a_fact

pytestmark = pytest.mark.slow
READS = Query(indicator="reads", level="school")


@pytest.fixture
def store(tmp_path):
    return FactStore(tmp_path / "facts")


def total(store, engine=None):
    """The numerator over everything, 0 for nothing."""
    cells = (engine or open_engine("duckdb", store.folder)).cells(READS)
    return sum(cell.numerator for cell in cells)


def test_what_was_stored_comes_back(store):
    facts = [
        a_fact(),
        a_fact(categories=(("race", "Ñ'\\"), ("sex", None)), mark="caution", unit="seat 7"),
        a_fact(kind="mean", numerator=None, total=0.1),
        a_fact(mark="suppressed", numerator=None, denominator=None, eligible=4),
        a_fact(
            kind="estimate",
            numerator=None,
            denominator=None,
            estimate=12.5,
            lower=11.0,
            upper=14.0,
            as_published="12.50",
        ),
    ]

    assert store.replace("city", iter(facts)) == 5

    assert sorted(store.facts("city"), key=repr) == sorted(facts, key=repr)


def test_a_source_is_replaced_whole(store):
    store.replace("city", [a_fact(), a_fact(place="b")])
    store.replace("other", [a_fact(source="other")])

    store.replace("city", [a_fact(period="2019")])

    assert [fact.period for fact in store.facts("city")] == ["2019"]
    assert store.sources() == ("city", "other")
    assert len(list(store.folder.iterdir())) == 2


def test_a_source_can_have_no_facts(store):
    store.replace("city", [a_fact()])

    assert store.replace("city", []) == 0

    assert list(store.facts("city")) == []
    assert store.sources() == ("city",)
    assert open_engine("duckdb", store.folder).catalog() == []


def test_a_removed_source_is_gone(store):
    store.replace("city", [a_fact()])

    assert store.remove("city")

    assert not store.remove("city")
    assert store.sources() == ()
    assert list(store.facts("city")) == []


def test_a_rebuild_keeps_only_its_sources(store):
    for source in ("a", "b", "c"):
        store.replace(source, [a_fact(source=source)])

    assert store.keep_only({"b"}) == ("a", "c")

    assert store.sources() == ("b",)


def test_a_failed_replacement_leaves_what_stood(store):
    store.replace("city", [a_fact()])

    with pytest.raises(ValueError, match="a fact of 'other' among those of 'city'"):
        store.replace("city", [a_fact(period="2019"), a_fact(source="other")])

    assert [fact.period for fact in store.facts("city")] == ["2018"]
    assert len(list(store.folder.iterdir())) == 1


@pytest.mark.parametrize(
    "source", ["../../x", "/etc/passwd", ".", "..", "~", "a*b?[c]", "a%2Fb", "x.1.v1"]
)
def test_no_name_leaves_the_folder(store, source):
    store.replace(source, [a_fact(source=source)])

    assert store.sources() == (source,)
    assert [fact.source for fact in store.facts(source)] == [source]
    assert total(store) == 3
    assert [path.name for path in store.folder.parent.iterdir()] == ["facts"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=15))
def test_different_sources_have_different_safe_names(source):
    name = quoted(source)

    assert "/" not in name
    assert not name.startswith((".", "~"))
    assert quoted(source + "x") != name


def test_a_name_too_long_for_a_file_is_refused(store):
    with pytest.raises(ValueError, match="too long for a file name"):
        store.replace("é" * 40, [])


@pytest.mark.parametrize("fault", ["flip", "cut", "empty"])
def test_a_damaged_file_names_its_source_until_it_is_rebuilt(store, fault):
    store.replace("city", [a_fact(place=f"p{n}") for n in range(500)])
    store.replace("other", [a_fact(source="other")])
    engine = open_engine("duckdb", store.folder)
    assert total(store, engine) == 1503
    path = Path(current_files(store.folder)["city"].path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    kept = {"flip": len(content), "cut": len(content) // 2, "empty": 0}[fault]
    path.write_bytes(content[:kept])

    for read in (
        lambda: list(store.facts("city")),
        lambda: total(store, engine),
        lambda: total(store),
        lambda: open_engine("python", store.folder).catalog(),
    ):
        with pytest.raises(DamagedSource, match=r"'city' cannot be read.*Rebuild") as raised:
            read()
        assert raised.value.source == "city"
    assert [damaged.source for damaged in store.damaged()] == ["city"]

    store.replace("city", [a_fact()])
    assert total(store, engine) == 6
    assert store.damaged() == ()


def test_a_file_of_another_version_must_be_rebuilt(store):
    store.replace("city", [a_fact()])
    path = Path(current_files(store.folder)["city"].path)
    path.rename(path.with_name(path.name.replace(".v1.", ".v2.")))

    with pytest.raises(DamagedSource, match="another version"):
        total(store)


def test_left_overs_are_ignored_and_cleaned_after_an_hour(store):
    old, young = store.folder / "city.1.tmp", store.folder / "city.2.tmp"
    spilled, spilling = (
        store.folder / ".spill-2147483646-a",
        store.folder / f".spill-{os.getpid()}-b",
    )
    for folder in (spilled, spilling):
        folder.mkdir()
    for path in (old, young, spilled / "block"):
        path.write_bytes(b"half a file")
    long_ago = time.time() - 4000
    for path in (old, spilled, spilling):
        os.utime(path, (long_ago, long_ago))

    assert store.sources() == ()
    store.replace("city", [a_fact()])

    assert not old.exists()
    assert not spilled.exists()
    assert spilling.exists()
    assert young.exists()
    assert total(store) == 3


def test_of_two_generations_the_newer_counts(store):
    store.replace("city", [a_fact()])
    old = Path(current_files(store.folder)["city"].path)
    content = old.read_bytes()
    store.replace("city", [a_fact(numerator=4)])

    old.write_bytes(content)

    assert total(store) == 4
    store.remove("city")
    assert store.sources() == ()


def test_others_on_the_machine_may_not_read_the_counts(store):
    store.replace("city", [a_fact()])

    modes = [path.stat().st_mode & 0o077 for path in (store.folder, *store.folder.iterdir())]

    assert modes == [0, 0]


def test_every_file_is_forced_to_the_disk_before_it_counts(store, monkeypatch):
    happened = []
    kept = {"fsync": os.fsync, "rename": Path.rename}

    def fsync(descriptor):
        happened.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")
        kept["fsync"](descriptor)

    def rename(path, target):
        happened.append("rename")
        return kept["rename"](path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "rename", rename)

    store.replace("city", [a_fact()])

    assert happened[:3] == ["file", "rename", "folder"]


def test_an_engine_opened_before_a_fork_answers_after_it(store):
    store.replace("city", [a_fact()])
    engine = open_engine("duckdb", store.folder)
    assert total(store, engine) == 3

    engine._confined._process = -1

    assert total(store, engine) == 3


def test_a_warehouse_rebuilt_after_it_was_lost_gives_the_same_cells(store):
    facts = [a_fact(place=f"p{n % 7}", numerator=n, eligible=n) for n in range(50)]
    store.replace("city", facts)
    engine = open_engine("duckdb", store.folder)
    query = Query(indicator="reads", level="school", groupings=((), ("place",)))
    before = engine.cells(query)

    for path in store.folder.iterdir():
        path.unlink()
    assert engine.cells(query) == []
    store.replace("city", reversed(facts))

    assert engine.cells(query) == before

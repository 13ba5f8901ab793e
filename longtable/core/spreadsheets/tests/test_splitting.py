"""A text file split many bytes at once says what it says sign by sign, or is left to that way."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longtable.core.spreadsheets.coded import blocks_of, checked
from longtable.core.spreadsheets.delimited import read_delimited, rows_one_by_one, split_rows
from longtable.core.spreadsheets.sheets import Sheet
from longtable.core.spreadsheets.splitting import MIX, Irregular, gathered, split
from longtable.core.spreadsheets.understanding import read_sheets

CELLS = st.sampled_from(
    ["", " ", "*", "12", "1,5", "12.5 %", "-9", "<10", "n/a", "2023-24", "School of Ñandú", "007",
     'say "yes"', "two\nlines", "two\r\nlines", "x" * 40, "a;b", "Total", "=1", "é" * 9, '"', '""']
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=12)
ENDS = st.sampled_from(["\n", "\r\n"])
SIGNS = st.text(st.sampled_from('ab1 ,;"\n\ré\t*'), min_size=1, max_size=60)
MARKS = st.sampled_from(["*", "<10", "12", "7", "130", "2.5", "-", ""])


def written(rows, *, separator=",", end="\n", quoting=csv.QUOTE_MINIMAL):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    return stream.getvalue()


def in_pieces(text, size):
    raw = text.encode()
    return [raw[at : at + size] for at in range(0, len(raw), size)]


def both_ways(path, encoding="utf-8", separator=","):
    """Return the rows as they are read one by one, and split; None for an irregular file."""
    plain = [list(row) for row in rows_one_by_one(path, encoding, separator)]
    try:
        swift = [list(row) for row in split_rows(path, encoding, separator)]
    except Irregular:
        swift = None
    return plain, swift


@given(ROWS, ENDS, st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_what_a_program_writes_is_split_as_it_is_read_one_by_one(
    tmp_path_factory, rows, end, separator, quoting
):
    path = tmp_path_factory.mktemp("a") / "a.csv"
    text = written(rows, separator=separator, end=end, quoting=quoting)
    path.write_bytes(text.encode())

    plain, swift = both_ways(path, separator=separator)

    lone_return = any("\r" in cell for row in rows for cell in row)
    only_empty = not any(map(any, plain)) and len(plain[0]) < 2
    assert swift == plain or (swift is None and (lone_return or only_empty))


@given(SIGNS, st.integers(1, 70))
def test_any_text_is_split_right_or_not_at_all(tmp_path_factory, text, size):
    path = tmp_path_factory.mktemp("a") / "a.csv"
    path.write_bytes(text.encode())
    plain = [list(row) for row in rows_one_by_one(path, "utf-8", ",")]

    try:
        columns, height = gathered(split(in_pieces(text, size), ","), lambda *_: None)
    except Irregular:
        return

    texts = [[list(each.known)[code] for code in each.codes()] for each in columns]
    assert [list(row) for row in zip(*texts, strict=True)] == plain
    assert height == len(plain)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_split_too(tmp_path, encoding):
    rows = [["Escuela", "Año", "Porcentaje"], ["Ñandú", "2024", "12,5"], ["Otra", "2024", "*"]]
    path = tmp_path / "a.csv"
    path.write_text(written(rows, separator=";"), encoding=encoding, newline="")

    plain, swift = both_ways(path, encoding, ";")

    assert swift == plain == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_how_many_bytes_are_read_is_told_up_to_the_last(tmp_path, monkeypatch, encoding):
    monkeypatch.setattr("longtable.core.spreadsheets.delimited.PIECE", 10_000)
    path = tmp_path / "a.csv"
    path.write_text(written([["Ñandú", "2024"]] * 9_000), encoding=encoding, newline="")
    told = []

    split_rows(path, encoding, ",", tell=told.append)

    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == path.stat().st_size


def test_an_irregular_file_is_read_one_by_one(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('School,Size\nLincoln,5" pipe\nMain,7\n')

    plain, swift = both_ways(path)

    assert swift is None
    assert [list(row) for row in read_delimited(path).rows] == plain
    assert plain[1] == ["Lincoln", '5" pipe']


@st.composite
def tables(draw):
    """Titles, a head, rows with masks, totals anywhere, footnotes."""
    schools = draw(st.integers(2, 30))
    body = [
        [f"School {at % 11}", f"20{10 + at // 11}", draw(MARKS), draw(MARKS), draw(CELLS)]
        for at in range(schools)
    ]
    for at in draw(st.lists(st.integers(0, schools), max_size=2)):
        body.insert(at, ["Total", "", "150", draw(MARKS), ""])
    head = [["School", "Year", "Students tested", "Number proficient", "Note"]]
    titles = draw(st.sampled_from([[], [["Results 2023-24"], []]]))
    notes = draw(st.sampled_from([[], [[], ["* = fewer than 10 students"]], [["Source: us"]]]))
    return titles + head + body + notes


@given(tables(), st.sampled_from(",;"))
def test_a_table_is_understood_the_same_whichever_way_it_was_read(
    tmp_path_factory, rows, separator
):
    path = tmp_path_factory.mktemp("a") / "a.csv"
    path.write_bytes(written(rows, separator=separator).replace("\r", "").encode())
    plain, swift = (
        Sheet("a", way(path, "utf-8", separator)) for way in (rows_one_by_one, split_rows)
    )

    assert read_sheets([swift]).to_dict() == read_sheets([plain]).to_dict()
    told, known = (
        [line for plain in blocks_of(sheet) for line in checked(plain).lines()]
        for sheet in (swift, plain)
    )
    assert told == known


def test_two_texts_made_to_have_one_key_are_not_taken_for_one():
    one, other = twins()

    assert one != other
    with pytest.raises(Irregular):
        list(split([f"{one},1\n{other},2\n".encode()], ","))
    (part,) = split([f"{one},1\n{one},2\n".encode()], ",")
    assert part[1][0][0] == [one]


def twins():
    """Return two texts of sixteen letters that the multiplication gives the same key."""
    first, second = (int(sign) for sign in MIX)
    whole = 1 << 64
    key = word("aaaaaaaa") * first % whole ^ tail(word("bbbbbbbb"), second)
    for number in range(200_000):
        end = f"{number:08d}"
        begin = (key ^ tail(word(end), second)) * pow(first, -1, whole) % whole
        letters = begin.to_bytes(8, "little")
        if letters.isascii() and letters.decode().isprintable() and not set(letters) & set(b',"'):
            return "aaaaaaaabbbbbbbb", letters.decode() + end
    raise AssertionError("no twins")


def word(text):
    return int.from_bytes(text.encode(), "little")


def tail(number, factor):
    return (number * factor % (1 << 64)) ^ (number >> 29)

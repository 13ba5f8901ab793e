import io
import json

import pytest

from longtable.cli.main import main


@pytest.fixture
def answer(tmp_path, capsys):
    def ask(text, *, name="in.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        code = main(["calc", "estimate", str(tmp_path / name)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ask


def test_rates_come_back_with_their_intervals(answer):
    code, out, _ = answer("numerator,denominator\n9,100\n12,40\n")

    rows = json.loads(out)["rows"]

    assert code == 0
    assert [set(row) for row in rows] == [{"estimate", "lower", "upper"}] * 2
    assert rows[0] == pytest.approx(
        {"estimate": 0.09, "lower": 0.04807, "upper": 0.16226}, abs=1e-5
    )
    assert rows[1]["upper"] == pytest.approx(0.4543, abs=5e-5)


def test_every_row_may_have_its_own_level_and_kind(answer):
    code, out, _ = answer(
        "kind,level,numerator,denominator\n"
        "clopper_pearson,0.95,0,10\njeffreys,95,0,10\nWilson,90%,5,10\n,,5,10\n,0.9,5,10\n"
    )

    rows = json.loads(out)["rows"]

    assert code == 0
    assert rows[0]["upper"] == pytest.approx(0.3084971078, abs=1e-9)
    assert rows[1]["upper"] == pytest.approx(0.2171962675, abs=1e-9)
    assert rows[2] == rows[4]
    assert rows[3]["upper"] > rows[2]["upper"]


def test_json_and_standard_input_are_read(answer, monkeypatch, capsys):
    text = json.dumps({"rows": [{"numerator": 9, "denominator": 100, "level": None}]})
    _, from_file, _ = answer(text, name="in.json")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    code = main(["calc", "estimate", "-"])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == json.loads(from_file)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("11,10,,", "above the denominator"),
        ("-1,10,,", "below 0"),
        ("1.5,10,,", "not a whole number"),
        ("nan,10,,", "not a whole number"),
        ("one,10,,", "not a whole number"),
        ("1_0,10,,", "not a whole number"),
        ("0,0,,", "denominator is 0"),
        (",10,,", "numerator is empty"),
        ("1,99999999999,,", "more people than live"),
        ("1,10,0,", "level"),
        ("1,10,1,", "level"),
        ("1,10,100,", "level"),
        ("1,10,inf,", "level"),
        ("1,10,,wald", "unknown kind 'wald'"),
    ],
)
def test_a_wrong_row_is_named_in_one_line(answer, row, says):
    code, out, err = answer(f"numerator,denominator,level,kind\n1,2,,\n{row}\n")

    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert "row 3" in err
    assert says in err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("numerator,people\n1,2\n", "unknown column 'people'"),
        ("numerator\n1\n", "'denominator' is missing"),
        ("numerator,denominator\n", "no rows"),
        ("", "no rows"),
        ('[{"numerator": 1', "not JSON"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(answer, text, says):
    code, _, err = answer(text)

    assert code == 2
    assert err.count("\n") == 1
    assert says in err


def test_a_missing_file_is_refused(capsys):
    assert main(["calc", "estimate", "/nowhere/at/all.csv"]) == 2
    assert "all.csv" in capsys.readouterr().err

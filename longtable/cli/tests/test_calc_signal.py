import json

import pytest

from longtable.cli.main import main

COUNTS = "period,numerator,denominator\n"


@pytest.fixture
def answer(tmp_path, capsys):
    def ask(text, *words):
        (tmp_path / "in.csv").write_text(text, encoding="utf-8")
        code = main(["calc", "signal", str(tmp_path / "in.csv"), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ask


def rows(*numerators, of=200):
    return COUNTS + "".join(f"{2010 + at},{n},{of}\n" for at, n in enumerate(numerators))


@pytest.mark.parametrize(
    ("numerators", "words", "status"),
    [
        ((30,), [], "starting_point"),
        ((30, 34), [], "too_early"),
        ((30, 80), [], "differs"),
        ((30, 34, 31), [], "inside"),
        ((30, 34, 31, 90), [], "above"),
        ((30, 34, 31, 4), [], "below"),
        ((30, 34, 31, 33, 30, 35, 70, 72, 75), [], "signal"),
        ((30, 34, 31, 90), ["--target", "25%"], "target_met"),
        ((30, 34, 31, 90), ["--target", "0.25", "--direction", "up"], "target_met"),
        ((30, 34, 31, 90), ["--target", "0.9", "--direction", "down"], "target_met"),
        ((30, 34, 31, 90), ["--target", "45%"], "above"),
        ((30, 34, 31, 90), ["--break", "2013"], "series_broken"),
        ((30, 34, 31, 90), ["--break", "2011", "2012"], "differs"),
        ((30, 34, 31, 90), ["--break", "2013", "--break", "2011"], "series_broken"),
    ],
)
def test_a_series_gets_its_status(answer, numerators, words, status):
    code, out, _ = answer(rows(*numerators), *words)

    found = json.loads(out)

    assert code == 0
    assert list(found) == ["status", "rule", "sentence", "numbers"]
    assert found["status"] == status
    assert found["rule"]
    assert found["sentence"]
    assert found["numbers"]["last"] == numerators[-1] / 200


def test_the_order_of_the_file_does_not_matter(answer):
    lines = ["2009-10,30,200", "2010-11,34,200", "2011-12,31,200", "2012-13,90,200"]

    forward = answer(COUNTS + "\n".join(lines) + "\n")
    backward = answer(COUNTS + "\n".join(reversed(lines)) + "\n")

    assert forward == backward
    assert json.loads(forward[1])["numbers"]["last_period"] == "2012-13"


def test_published_estimates_are_judged_by_their_limits(answer):
    text = "period,estimate,lower,upper\n2018,30.5,28,33\n2019,40.1,38,42\n"

    differs, met = answer(text), answer(text, "--target", "35")

    assert json.loads(differs[1])["status"] == "differs"
    assert json.loads(met[1])["status"] == "target_met"


@pytest.mark.parametrize(
    "text",
    [
        "period,estimate\n2018,205\n2019,211\n",
        "period,estimate,lower,upper\n2018,205,,\n2019,211,,\n",
        "period,estimate,lower,upper\n2018,205,200,210\n2019,211,,\n",
    ],
)
def test_a_score_without_error_and_counts_cannot_be_judged(answer, text):
    code, out, _ = answer(text)

    assert code == 0
    assert json.loads(out)["status"] == "cannot_tell"
    assert "no error and no counts" in json.loads(out)["sentence"]


def test_coverage_is_a_caution_or_a_block(answer):
    head = "period,numerator,denominator,coverage\n2018,30,200,0.95\n"

    caution = json.loads(answer(head + "2019,90,200,80%\n")[1])
    block = json.loads(answer(head + "2019,90,200,0.5\n")[1])

    assert (caution["status"], block["status"]) == ("differs", "cannot_tell")
    assert "Caution" in caution["sentence"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2011,11,10", "above the denominator"),
        ("2011,-1,10", "below 0"),
        ("2011,1.5,10", "not a whole number"),
        ("2011,nan,10", "not a whole number"),
        ("2011,0,0", "denominator is 0"),
        ("2011,,10", "numerator is empty"),
        ("2010,1,10", "stands twice"),
        (",1,10", "period is empty"),
        ("later,1,10", "can't be put in order"),
    ],
)
def test_a_wrong_row_is_named_in_one_line(answer, row, says):
    code, out, err = answer(f"{COUNTS}2010,1,2\n{row}\n")

    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "row 3" in err
    assert says in err


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2011,5,6,7", "do not enclose"),
        ("2011,5,4,", "upper is empty"),
        ("2011,inf,4,6", "not a number"),
        ("2011,,4,6", "estimate is empty"),
        ("2011,1e200,1e200,1e200", "too large"),
    ],
)
def test_a_wrong_published_row_is_named(answer, row, says):
    code, _, err = answer(f"period,estimate,lower,upper\n2010,5,4,6\n{row}\n")

    assert code == 2
    assert "row 3" in err
    assert says in err


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        (rows(1, 2), ["--break", "1999"], "the break '1999'"),
        (rows(1, 2), ["--direction", "sideways"], "write up or down"),
        (rows(1, 2), ["--target", "40"], "share from 0 to 1"),
        (rows(1, 2), ["--target", "many"], "not a number"),
        ("period,numerator,denominator,place\n2010,1,2,x\n", [], "unknown column 'place'"),
        ("period,numerator\n2010,1\n", [], "'denominator' is missing"),
        ("numerator,denominator\n1,2\n", [], "'period' is missing"),
        ("period\n2010\n", [], "are missing"),
        ("period,lower,upper\n2010,1,2\n", [], "are missing"),
        ("period,numerator,denominator,estimate\n2010,1,2,0.5\n", [], "not both"),
        ("period,numerator,denominator,coverage\n2010,1,2,85\n", [], "coverage"),
        (COUNTS, [], "no rows"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(answer, text, words, says):
    code, out, err = answer(text, *words)

    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert says in err

"""What the reference says is what the program does: commands, settings, words, roles, marks."""

import argparse
import re

from longtable.cli.main import _parser
from longtable.core.spreadsheets.marks import usual_meaning
from longtable.core.stats.signal.verdict import Status
from longtable.initiative.models import Role
from tests.architecture.test_files import ROOT, sources

REFERENCE = ROOT / "docs" / "reference"
SETTINGS = ROOT / "longtable" / "config" / "settings.py"
ROW = re.compile(r"^\| `([^`]+)`(.*)$", re.MULTILINE)
MEANT = {
    "hides a small number": "suppressed",
    "not reported": "not_available",
    "does not apply": "not_applicable",
    "rounds to zero": "rounds_to_zero",
    "use with caution": "caution",
    "asked": "unknown",
}


def page(name):
    """Return the text of a page of the reference."""
    return (REFERENCE / name).read_text()


def commands_of(parser, name=""):
    """Return the commands of a parser with their options, but for help: {name: options}."""
    groups = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not groups:
        options = {text for one in parser._actions for text in one.option_strings}
        return {name: {text for text in options if text.startswith("--")} - {"--help"}}
    found = {}
    for group in groups:
        for word, inner in group.choices.items():
            found |= commands_of(inner, f"{name} {word}".strip())
    return found


def commands_described(text):
    """Return the commands that a page describes with their options: {name: options}."""
    return {
        re.sub(r" FILE$", "", name): set(re.findall(r"--[\w-]+", rest))
        for name, rest in ROW.findall(text)
    }


def settings_read(text):
    """Return the names that the settings take from the environment."""
    read = re.findall(r"env\.\w+\(\s*\"(\w+)\"", text)
    return set(read) | set(re.findall(r"\"(\w+)\" in os\.environ", text))


def settings_described(text):
    """Return the names of settings in the first column of a page's table."""
    return {name for name, _rest in ROW.findall(text)}


def classes_named(text):
    """Return the classes in the second column of the glossary, by their words."""
    rows = re.findall(r"^\| ([^|]+) \| `(\w+)` \|", text, re.MULTILINE)
    return dict(rows)


def without_class(named, code):
    """Return the words whose class stands nowhere in the code."""
    return [word for word, name in named.items() if not re.search(rf"class {name}\b", code)]


def marks_described(text):
    """Return what the page of files says of marks: {mark: meaning}."""
    found = {}
    for row in re.findall(r"^\| ([`\"].+) \| ([^|]+) \|$", text, re.MULTILINE):
        for mark in re.findall(r"`([^`]+)`|\"([^\"]+)\"", row[0]):
            found["".join(mark)] = MEANT[row[1]]
    return found


def test_every_command_is_described_with_its_options_and_no_other():
    found = commands_of(_parser([]))

    assert len(found) > 8
    assert commands_described(page("commands.md")) == found


def test_the_check_sees_a_command_that_changed():
    text = "| `read FILE` | what is found | `--rows` · `--gone` |\n"

    assert commands_described(text) == {"read": {"--rows", "--gone"}}
    assert commands_described(text)["read"] != commands_of(_parser([]))["read"]


def test_every_setting_is_described_and_no_other():
    read = settings_read(SETTINGS.read_text())

    assert "LONGTABLE_DATA" in read
    assert settings_described(page("settings.md")) == read


def test_the_check_sees_a_setting_without_description():
    planted = 'X = env.int("LONGTABLE_NEW", default=1)\nif "OTHER_URL" in os.environ:\n'

    assert settings_read(planted) == {"LONGTABLE_NEW", "OTHER_URL"}


def test_every_word_that_names_a_class_has_one():
    named = classes_named(page("glossary.md"))
    code = "\n".join(file.read_text() for file in sources("longtable/*.py"))

    assert len(named) > 15
    assert without_class(named, code) == []


def test_the_check_sees_a_word_without_its_class():
    named = classes_named("| seat | `Seat` | a place at a table |\n")

    assert without_class(named, "class Seats:\n") == ["seat"]


def test_every_role_is_described():
    described = re.findall(r"^\| ([a-z ]+) \|", page("roles.md"), re.MULTILINE)

    assert {role.label.lower() for role in Role} <= set(described)


def test_every_status_of_a_verdict_is_described_and_no_other():
    statuses = re.findall(r"^\| (`.+?) \|", page("verdicts.md"), re.MULTILINE)
    described = {name for row in statuses for name in re.findall(r"`(\w+)`", row)}

    assert described == {status.value for status in Status}


def test_marks_mean_what_the_page_of_files_says():
    described = marks_described(page("files.md"))
    wrong = {mark: usual_meaning(mark) for mark, meant in described.items()
             if usual_meaning(mark) != meant}  # fmt: skip

    assert len(described) > 20
    assert wrong == {}

"""Small files that say what they are for, in American spelling."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
# What these hold is said by their name (docs/explanation/architecture.md, "Inside").
SAID_BY_NAME = {"__init__.py", "apps.py", "models.py", "permissions.py", "urls.py", "conftest.py"}
BRITISH = re.compile(
    r"\b(?:colour|behaviour|neighbour|favour|honour|labour|centre|licence|"
    r"organis|recognis|analys(?=e[ds]?\b)|summaris|visualis|normalis|programme|catalogue|"
    r"judgement|cancelled|labelled|grey)\w*",
    re.IGNORECASE,
)
# Labels of columns: they change together with the columns, in a migration.
KEPT = {"Sources and licences", "Licence of the source"}


def sources(*endings):
    """Return the files of the project with these endings."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *endings],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    return [path for name in listed if name and (path := ROOT / name).is_file()]


def too_long(texts):
    """Return the names of the files, given as {name: text}, that pass the limit."""
    return [name for name, text in texts.items() if text.count("\n") > MOST_LINES]


def unsaid(texts):
    """Return the names of the modules that don't say what they are for."""
    return [
        name
        for name, text in texts.items()
        if text.strip() and not ast.get_docstring(ast.parse(text))
    ]


def british(texts):
    """Return the words that are spelled the British way, with where they stand."""
    return [f"{where}: {word[0]}" for where, text in texts for word in BRITISH.finditer(text)]


def read(paths):
    """Return the texts of files by name."""
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}


def test_no_file_is_too_long():
    found = read(sources("*.py", "*.html", "*.css", "*.js", "script/*"))

    assert len(found) > 300
    assert too_long(found) == []


def test_the_check_of_length_finds_a_long_file():
    assert too_long({"long.py": "x\n" * 401, "short.py": "x\n" * 400}) == ["long.py"]


@pytest.mark.slow
def test_every_module_says_what_it_is_for():
    modules = [
        path
        for path in sources("longtable/*.py", "bench/*.py")
        if path.name not in SAID_BY_NAME and not {"migrations", "tests", "models"} & set(path.parts)
    ]

    assert len(modules) > 200
    assert unsaid(read(modules)) == []


def test_the_check_of_docstrings_finds_a_silent_module():
    assert unsaid({"silent.py": "x = 1\n", "said.py": '"""Say."""\n'}) == ["silent.py"]


@pytest.mark.slow
def test_texts_for_readers_are_in_american_spelling():
    from longtable.cli.messages import found

    texts = [
        (where, one)
        for where, text, _context in found()
        for one in (text if isinstance(text, tuple) else (text,))
        if isinstance(one, str) and one not in KEPT
    ]

    assert len(texts) > 500
    assert british(texts) == []


def test_pages_of_documentation_are_in_american_spelling():
    assert british(read(sources("*.md")).items()) == []


@pytest.mark.parametrize("word", ["colour", "organisation", "Licence", "behaviour", "centre"])
def test_the_check_of_spelling_finds(word):
    assert british([("here", f"Their {word} is this.")]) == [f"here: {word}"]


@pytest.mark.parametrize("word", ["color", "organization", "license", "analysis", "center"])
def test_the_check_of_spelling_leaves(word):
    assert british([("here", f"Their {word} is this.")]) == []

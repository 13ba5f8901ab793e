"""What can be seen without running anything (S01, S03, S05, C02): no database is asked."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.core
ROOT = Path(__file__).resolve().parents[2]
ALLOWED = Path(__file__).with_name("unescaped.txt")
UNESCAPED = re.compile(
    r"\|\s*safe\b|\|\s*safeseq\b|autoescape off|mark_safe|format_html|SafeString"
)
SQL = {"execute", "executemany", "raw", "RawSQL", "extra"}
REGISTRY = re.compile(
    r"--(?:extra-)?index-url|--trusted-host|--find-links|\b(?:UV|PIP)_[A-Z_]*(?:INDEX|PROXY)"
    r"|/simple/|registry\.npm|\bproxy\.golang|artifactory|devpi|://(?:10|127|172|192)\.\d+\.\d+\.\d+",
)  # fmt: skip
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bxox[bap]-[0-9A-Za-z-]{20,}|django-insecure-[^\"' ]{20,}"
)


def tracked(*endings):
    """Return the files of the repository, by their path, with these endings (all without any)."""
    named = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [path for path in named.stdout.decode().split("\0") if path and path != ".venv"]
    return [path for path in paths if path.endswith(endings or "") and (ROOT / path).is_file()]


def text_of(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="ignore")


def lines_with(pattern, texts):
    """Return path and line, without the space around it, for each that matches."""
    return {
        f"{path}: {line.strip()[:110]}"
        for path, text in texts
        for line in text.splitlines()
        if pattern.search(line)
    }


def shipped(*endings):
    return [
        (path, text_of(path))
        for path in tracked(*endings)
        if path.startswith("longtable/") and "/tests/" not in path
    ]


def test_nothing_goes_out_unescaped_but_what_was_looked_at():
    allowed = set(ALLOWED.read_text(encoding="utf-8").splitlines())

    found = lines_with(UNESCAPED, shipped(".py", ".html", ".txt", ".svg"))

    assert found - allowed == set(), "escape it, or have the line reviewed in unescaped.txt"
    assert {line for line in allowed - found if not line.startswith("#")} == set()


def test_the_check_sees_unescaped_text():
    assert lines_with(UNESCAPED, [("a.html", "<p>{{ name|safe }}</p>")])
    assert lines_with(UNESCAPED, [("a.py", "return mark_safe(name)")])


def built_sql(path, text):
    """Return the calls that hand a database a text which was put together."""
    return [
        f"{path}:{call.lineno}"
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in SQL
        and call.args
        and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]


def test_no_sql_is_put_together_from_text():
    """But for the engine's own, which is confined (S04), and backups, which quote names."""
    own = ("longtable/core/warehouse/", "longtable/backups/database.py")
    texts = [
        (path, text)
        for path, text in shipped(".py")
        if not path.startswith(own) and "/migrations/" not in path  # of names that stand there
    ]

    assert [at for path, text in texts for at in built_sql(path, text)] == []


def test_the_check_sees_sql_that_is_put_together():
    assert built_sql("a.py", "cursor.execute(f'SELECT {name}')") == ["a.py:1"]
    assert built_sql("a.py", "Person.objects.raw('SELECT ' + name)") == ["a.py:1"]


def test_no_template_holds_a_script_or_a_style_of_its_own():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son[a-z]+\s*=\s*[\"']|javascript:", re.I)

    # The page in a handover pack is opened from a disk, where no policy of ours is sent with it.
    pages = [one for one in shipped(".html") if one[0] != "longtable/places/tables/roles/pack.html"]
    assert lines_with(inline, pages) == set()
    assert lines_with(inline, [("a.html", "<a onclick='x()'>")])


def looked_at(name):
    """Return the lines of a reviewed file, without what explains them."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if not line.startswith("#")}


def test_no_form_takes_an_address_of_the_web():
    """S05: what is never asked for can't be fetched. Pictures and reports fetch nothing either."""
    asked = re.compile(
        r"\bURLField\b|\burlopen\b|\burlretrieve\b|\brequests\.(get|post|request)\b|\bhttpx\b"
        r"|\bhttp\.client\b|@preview/"
    )

    assert lines_with(asked, shipped(".py", ".typ")) == looked_at("followed.txt")
    assert lines_with(asked, [("a.py", "address = forms.URLField()")])


def test_no_file_names_a_package_registry():
    texts = [(path, text_of(path)) for path in tracked() if not path.endswith((".csv", ".gz"))]
    here = "tests/safety/test_source.py"

    found = lines_with(REGISTRY, [(path, text) for path, text in texts if path != here])

    assert {line for line in found if "//127.0.0.1" not in line} == set()
    assert lines_with(REGISTRY, [("a.txt", "--index-url https://example.org/simple/")])


def test_no_file_holds_a_secret():
    here = "tests/safety/test_source.py"

    found = lines_with(SECRET, [(path, text_of(path)) for path in tracked() if path != here])

    assert found == set()
    assert lines_with(SECRET, [("a.pem", "-----BEGIN RSA PRIVATE KEY-----")])


def test_no_data_folder_and_no_key_is_tracked():
    odd = re.compile(r"(^|/)(var|\.env|secret|id_rsa)(/|$)|\.(pem|key|sqlite3?|db)$")

    assert [path for path in tracked() if odd.search(path)] == []
    assert odd.search("var/secret")

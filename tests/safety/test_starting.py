"""C02: no secret that others know, none that shows; no start in a way that gives it away."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.core, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
START = "from longtable.config import settings; print(settings.SECRET_KEY)"


def start(data, **more):
    """Read the settings in a process of its own; return how it ended."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    said = {**kept, "PYTHONPATH": str(ROOT), "LONGTABLE_DATA": str(data), **more}
    return subprocess.run(
        [sys.executable, "-c", START], env=said, capture_output=True, text=True, check=False
    )


def test_the_secret_is_made_once_and_only_the_owner_reads_it(tmp_path):
    first, second = start(tmp_path / "data"), start(tmp_path / "data")

    assert len(first.stdout.strip()) >= 40
    assert first.stdout == second.stdout
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_two_installations_have_different_secrets(tmp_path):
    assert start(tmp_path / "a").stdout != start(tmp_path / "b").stdout


@pytest.mark.parametrize(
    "secret",
    ["tooshort", "changeme" * 10, "django-insecure-" + "xyz" * 20, "k" * 39, "k" * 60, "kx" * 40],
)
def test_a_secret_that_others_know_is_refused(tmp_path, secret):
    started = start(tmp_path, LONGTABLE_SECRET=secret)

    assert started.returncode != 0
    assert "LONGTABLE_SECRET is too short or too well known" in started.stderr
    assert secret not in started.stderr


@pytest.mark.parametrize("address", ["http://table.example.org", "ftp://x", "table.example.org"])
def test_no_start_without_https_but_on_this_machine(tmp_path, address):
    started = start(tmp_path, LONGTABLE_ADDRESS=address)

    assert started.returncode != 0
    assert "must be an https:// address" in started.stderr


def test_a_connection_to_postgresql_is_used_again_and_looked_at_first(tmp_path):
    code = (
        "from longtable.config.settings import DATABASES; known = DATABASES['default'];"
        "print(known['ENGINE'], known['CONN_MAX_AGE'], known['CONN_HEALTH_CHECKS'])"
    )
    said = {"PYTHONPATH": str(ROOT), "LONGTABLE_DATA": str(tmp_path)}
    said |= {"DATABASE_URL": "postgres://somebody:word@host/name"}

    shown = subprocess.run(
        [sys.executable, "-c", code], env=said, capture_output=True, text=True, check=True
    )

    assert shown.stdout.split() == ["django.db.backends.postgresql", "60", "True"]


def test_nothing_in_the_environment_turns_debugging_on(tmp_path):
    code = "from longtable.config import settings as s; print(s.DEBUG, s.ALLOWED_HOSTS)"
    said = {"PYTHONPATH": str(ROOT), "LONGTABLE_DATA": str(tmp_path), "DEBUG": "1"}
    said |= {"DJANGO_DEBUG": "1", "ALLOWED_HOSTS": "*", "LONGTABLE_ADDRESS": "https://a.example"}
    started = subprocess.run(
        [sys.executable, "-c", code], env=said, capture_output=True, text=True, check=True
    )

    assert started.stdout.strip() == "False ['a.example']"


def test_no_command_is_given_a_secret_where_others_see_it():
    """What stands on a command line shows in the list of processes."""
    texts = [path.read_text() for path in (ROOT / "longtable" / "cli").rglob("*.py")]

    assert not any("SECRET_KEY" in text or "LONGTABLE_SECRET" in text for text in texts)
    assert "LONGTABLE_SECRET" not in (ROOT / "script" / "server").read_text()

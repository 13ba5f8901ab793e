"""What is installed holds all that the program needs."""

import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _left_out(files, patterns):
    return [
        file for file in files if not any(fnmatch(file, p.removeprefix("**/")) for p in patterns)
    ]


def _kept():
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return said["tool"]["setuptools"]["package-data"]["longtable"]


def test_every_file_of_the_program_is_packaged():
    listed = subprocess.run(
        ["git", "ls-files", "longtable"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    files = [f for f in listed if not f.endswith(".py") and "/tests/" not in f]

    assert len(files) > 100
    assert _left_out([Path(file).name for file in files], _kept()) == []


def test_a_forgotten_kind_of_file_is_found():
    assert _left_out(["page.html", "sound.ogg"], _kept()) == ["sound.ogg"]

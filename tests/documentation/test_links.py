"""Links lead somewhere, pictures are small, and the mission's table says where each part lives."""

import re
import struct
from pathlib import Path

import pytest

from tests.architecture.test_files import ROOT, sources

LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MISSION = ROOT / "docs" / "mission.md"
TEN = (
    "Common agenda", "Shared measurement", "Mutually reinforcing work", "Continuous communication",
    "Backbone support", "Collaboration", "Inclusion", "Community engagement",
    "Continuous learning", "Integrity",
)  # fmt: skip
LARGEST_PICTURE = 200_000


def broken(page, text):
    """Return the links of a page that lead to nothing: no file, or no heading of that name."""
    return [link for link in LINK.findall(text) if "://" not in link and not _leads(page, link)]


def _leads(page, link):
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists():
        return False
    return not anchor or anchor in map(_anchor, HEADING.findall(target.read_text()))


def _anchor(heading):
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


def rows():
    """Return the mission's table: name, code, place and state of each row."""
    lines = MISSION.read_text().splitlines()
    table = [line.strip("|").split("|") for line in lines if line.startswith("| ")]
    return {cells[0].strip(): [cell.strip() for cell in cells[1:]] for cells in table}


@pytest.mark.parametrize("page", sources("*.md"), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    assert broken(page, page.read_text()) == []


def test_the_check_sees_broken_links():
    text = "[a](README.md) [b](gone.md) [c](README.md#nowhere) [d](https://example.org/x)"

    assert broken(ROOT / "X.md", text) == ["gone.md", "README.md#nowhere"]


def test_every_page_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text()
    pages = [
        str(page.relative_to(ROOT / "docs"))
        for page in (ROOT / "docs").rglob("*.md")
        if page.parent.name != "decisions" and page.name != "README.md"
    ]

    assert len(pages) > 20
    assert [page for page in pages if page not in index] == []


def test_the_mission_has_its_ten_parts_each_linked_or_to_come():
    table = rows()
    found = {name: [bool(LINK.search(cell)) for cell in cells[:2]] for name, cells in table.items()}

    assert set(TEN) <= table.keys()
    for name in TEN:
        is_to_come = table[name][2].startswith("to come")
        assert found[name] == [not is_to_come] * 2, name


def test_decisions_have_numbers_of_their_own():
    numbers = [page.name[:4] for page in (ROOT / "docs" / "decisions").glob("*.md")]

    assert sorted(set(numbers)) == sorted(numbers)


def test_pictures_are_real_used_and_small():
    texts = " ".join(page.read_text() for page in sources("*.md"))
    pictures = list((ROOT / "docs" / "pictures").iterdir())

    assert len(pictures) >= 2
    for picture in pictures:
        wide, high = struct.unpack(">II", picture.read_bytes()[16:24])
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name
        assert min(wide, high) > 300, picture.name
        assert f"pictures/{picture.name}" in texts, picture.name


def test_the_readme_is_one_screen_whose_paths_exist():
    text = (ROOT / "README.md").read_text()
    scripts = set(re.findall(r"\bscript/\w+", text))
    samples = re.findall(r"`(longtable/\S+)`", text)

    assert text.count("\n") <= 80
    assert {"script/server", "script/test"} <= scripts
    assert samples
    assert [name for name in [*scripts, *samples] if not (ROOT / name).exists()] == []
    for option in ("--empty", "--quick"):
        assert any(option in Path(ROOT / name).read_text() for name in scripts), option


def test_what_contributing_says_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text()
    scripts = set(re.findall(r"\bscript/\w+", text))

    assert [name for name in scripts if not (ROOT / name).exists()] == []
    assert "under 400\n  lines" in text
    assert "docs/explanation/architecture.md" in text

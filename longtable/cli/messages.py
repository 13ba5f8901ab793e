"""Collect every marked text into the message catalogs, without gettext's own programs."""

import ast
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "web" / "locale"
HEADER = "# Longtable in this language. Collected by script/messages; the words are people's."
# Core knows no Django: these are its texts for readers, which pages translate.
WORDED = [
    PACKAGE / "core" / "stats" / "signal" / "wording.py",
    PACKAGE / "core" / "spreadsheets" / "wording.py",
]
# `action`: the record shows what was done.
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "lazy": None, "gettext_noop": None,
    "noop": None, "action": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}  # fmt: skip
BLANKS = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|</?[a-z][^>\s]*|%%")
Texts = str | tuple[str, ...]
Found = tuple[str, Texts, str | None]


def found() -> Iterator[Found]:
    """Yield every marked text: its file, the text (or singular and plural), and its context."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "/tests/" not in str(path) and "/migrations/" not in str(path):
            yield from _in_code(path, path.read_bytes())
    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]):
        if "templates" in path.parts or "places" in path.parts:
            yield from _in_code(path, _as_code(path))
    for path in WORDED:
        yield from _constants(path)


def marked() -> Catalog:
    """Return a catalog of all that is marked now, nothing of it translated."""
    catalog = Catalog(fuzzy=False)
    for where, text, context in found():
        catalog.add(text, locations=[(where, 0)], context=context)
    return catalog


def catalog_of(language: str) -> Catalog:
    """Return a language's catalog as it stands in its file; an empty one when there is none."""
    file = _file(language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as kept:
        return read_po(kept, locale=language)


def update(language: str) -> Catalog:
    """Bring a language's catalog up to date; translations of texts that stay are kept.

    Two runs write the same bytes, so that a change of the file is a change of its texts.
    """
    kept = catalog_of(language)
    fresh = Catalog(
        locale=language, project="Longtable", version="", header_comment=HEADER,
        charset="utf-8", fuzzy=False, creation_date=kept.creation_date,
    )  # fmt: skip
    for message in _messages(marked()):
        told = fresh.add(message.id, context=message.context)
        before = kept.get(_singular(message), context=message.context)
        if before is not None and before.string:
            told.string = before.string
    file = _file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as new:
        write_po(new, fresh, sort_output=True, width=100, omit_header=False, no_location=True)
    return fresh


def complaints(catalog: Catalog, wanted: Catalog) -> list[str]:
    """Return all that keeps a catalog from saying the whole of what is marked."""
    there = {_key(message): message for message in _messages(catalog)}
    now = {_key(message): message for message in _messages(wanted)}
    said = [f"not collected: {_shown(now[key])}" for key in now if key not in there]
    said += [f"no longer marked: {_shown(there[key])}" for key in there if key not in now]
    said += [f"no longer marked: {_shown(message)}" for message in catalog.obsolete.values()]
    return said + [
        f"{trouble}: {_shown(there[key])}"
        for key in now
        if key in there and (trouble := _trouble(there[key]))
    ]


def _trouble(message: Message) -> str:
    """Say what is wrong with one translation; nothing when it is right."""
    english, told = _texts(message.id), _texts(message.string)
    if not told or not all(told):
        return "no translation"
    if message.fuzzy:
        return "unsure"
    for number, text in enumerate(told):
        if blanks(text) != blanks(english[min(number, len(english) - 1)]):
            return "other blanks"
    return ""


def blanks(text: str) -> list[str]:
    """Return what a translation has to keep: the blanks that are filled in, and the tags."""
    return sorted(BLANKS.findall(text))


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _texts(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def _singular(message: Message) -> str:
    return _texts(message.id)[0]


def _key(message: Message) -> tuple[tuple[str, ...], str | None]:
    return _texts(message.id), message.context


def _shown(message: Message) -> str:
    return " | ".join(text.replace("\n", "\\n") for text in _texts(message.id))


def _file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _in_code(path: Path, code: bytes) -> Iterator[Found]:
    where = str(path.relative_to(PACKAGE.parent))
    for _line, text, _comments, context in extract("python", io.BytesIO(code), keywords=KEYWORDS):
        yield where, text, context


def _as_code(path: Path) -> bytes:
    import django
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    return templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()


def _constants(path: Path) -> Iterator[Found]:
    where = str(path.relative_to(PACKAGE.parent))
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        value = node.value if isinstance(node, ast.Assign) else None
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield where, value.value, None


def compile_all() -> None:
    """Compile each catalog that is newer than what was made of it.

    Not by `pybabel compile`: it takes the "% i" of "95% interval" for a placeholder.
    """
    for file in LOCALE.rglob("*.po"):
        made = file.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < file.stat().st_mtime:
            with file.open("rb") as old, made.open("wb") as new:
                write_mo(new, read_po(old, locale=file.parts[-3]))


def main() -> int:
    """Collect, and print each text that still needs somebody; say whether there is none."""
    if "--compile" in sys.argv:
        compile_all()
        return 0
    wanted = marked()
    left = 0
    for folder in sorted(path for path in LOCALE.iterdir() if path.is_dir()):
        if "--check" not in sys.argv:
            update(folder.name)
        for complaint in complaints(catalog_of(folder.name), wanted):
            left += 1
            sys.stdout.write(f"{folder.name}: {complaint}\n")
    compile_all()
    sys.stdout.write(f"{left} texts need somebody\n" if left else "Every text is translated.\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())

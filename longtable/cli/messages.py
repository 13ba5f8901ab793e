"""Collect every marked text into the message catalogs, without gettext's own programs."""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "web" / "locale"
# Core knows no Django: these are its texts for readers, which pages translate.
WORDED = [PACKAGE / "core" / "stats" / "signal" / "wording.py"]
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip
Found = tuple[str, int, str | tuple[str, ...]]


def found() -> Iterator[Found]:
    """Yield every marked text: file, line, and the text (or its singular and plural)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "/tests/" not in str(path) and "/migrations/" not in str(path):
            yield from _in_code(path, path.read_bytes())
    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]):
        if "templates" in path.parts or "places" in path.parts:
            yield from _in_code(path, _as_code(path))
    for path in WORDED:
        yield from _constants(path)


def update(language: str) -> Catalog:
    """Bring a language's catalog up to date; translations of texts that stay are kept."""
    file = LOCALE / language / "LC_MESSAGES" / "django.po"
    kept = Catalog(locale=language)
    if file.exists():
        with file.open("rb") as old:
            kept = read_po(old, locale=language)
    fresh = Catalog(locale=language, project="Longtable", charset="utf-8", fuzzy=False)
    for where, _line, text in found():
        message = fresh.add(text, locations=[(where, 0)])
        old_one = kept.get(message.id)
        if old_one is not None and old_one.string:
            message.string = old_one.string
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as new:
        write_po(new, fresh, sort_output=True, width=100, omit_header=False, no_location=True)
    return fresh


def missing(catalog: Catalog) -> list[str]:
    """Return the texts without a translation."""
    return [
        str(message.id)
        for message in catalog
        if message.id and not all(message.string if message.pluralizable else [message.string])  # type: ignore[arg-type]
    ]


def _in_code(path: Path, code: bytes) -> Iterator[Found]:
    where = str(path.relative_to(PACKAGE.parent))
    for line, text, _comments, _context in extract("python", io.BytesIO(code), keywords=KEYWORDS):
        yield where, line, text


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
            yield where, node.lineno, value.value


def compile_all() -> None:
    """Compile each catalog that is newer than what was made of it.

    Not by `pybabel compile`: it takes the "% i" of "95% interval" for a placeholder.
    """
    for file in LOCALE.rglob("*.po"):
        made = file.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < file.stat().st_mtime:
            with file.open("rb") as old, made.open("wb") as new:
                write_mo(new, read_po(old, locale=file.parts[-3]))


if __name__ == "__main__":
    if "--compile" in sys.argv:
        compile_all()
        sys.exit()
    left = missing(update("es"))
    for one in left:
        print(f"no Spanish for: {one}", file=sys.stderr)
    print(f"{len(left)} texts without Spanish")

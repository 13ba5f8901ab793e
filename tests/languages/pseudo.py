"""A language in which every marked text stands in «…», longer, with ‹…› around its blanks."""

import gettext
import io
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import allauth
import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from longtable.cli import messages

CODE = "qps"
LIBRARIES = [
    *sorted(Path(django.__file__).parent.glob("**/locale/es/LC_MESSAGES/django.mo")),
    *sorted(Path(allauth.__file__).parent.glob("**/locale/es/LC_MESSAGES/django.mo")),
]
# A tag, whose blanks are left alone (they are addresses), or a blank outside of one.
PART = re.compile(r"(<[^>]*>)|(%\(\w+\)[a-z]|\{\w*\})")
SAID = {"title", "alt", "aria-label", "aria-description", "placeholder", "label", "summary"}
SILENT = {"script", "style", "code", "pre"}
# Names, and what is the same in every language.
SAME = re.compile(
    r"Longtable|Pseudo|CSV|XLSX|PDF|SVG|HTML|ODS|MB|GNU|QR|English|Español|العربية|Hmoob"
    r"|[\w.+-]+@[\w.-]+|https?://\S+|(?<!\w)/[\w./-]+|\b[a-z]{0,3}\d[\w.-]*"
)
LETTERS = re.compile(r"[^\W\d_]{2,}")


def install(settings, folder: Path) -> None:
    """Let the site speak the pseudo-language, beside its own."""
    target = folder / CODE / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    target.write_bytes(_compiled())
    settings.LANGUAGES = [*settings.LANGUAGES, (CODE, "Pseudo")]
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, folder]


def lengthened(text: str) -> str:
    """Return a text in the pseudo-language, over 40 % longer."""
    inner = PART.sub(lambda m: m[1] or f"‹{m[2]}›", text.strip("\n"))
    before = text[: len(text) - len(text.lstrip("\n"))]
    after = text[len(text.rstrip("\n")) :]
    # Broken like words are, for a line has to break somewhere.
    longer = " ~~~~" * (len(text) // 12 + 1)
    return f"{before}«{inner}{longer}»{after}"


def unmarked(html: str) -> list[str]:
    """Return every text of a page that was not translated, and not put in by name."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = untranslated("".join(reader.texts))
    for text in reader.attributes:
        found += untranslated(text)
    return found


def untranslated(text: str) -> list[str]:
    """Return the pieces of a text outside «…», or inside ‹…›, that hold words."""
    pieces, inside = [""], []
    for letter in text:
        if letter in "«‹":
            inside.append(letter)
        elif letter in "»›":
            assert inside, f"more is closed than was opened: {text[:200]!r}"
            inside.pop()
        if letter in "«‹»›\x00":
            pieces.append("")
        elif not inside or inside[-1] == "‹":
            pieces[-1] += letter
    return [_plain(piece) for piece in pieces if LETTERS.search(SAME.sub("", piece))]


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ·:,.()“”")


class _Reader(HTMLParser):
    """Takes a page apart: what is read in order, and what stands in attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.attributes: list[str] = []
        self.silent = 0
        self.quoted: list[str] = []  # words of people, that nobody is to translate

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag in SILENT:
            self.silent += 1
        if said.get("translate") == "no":
            self.silent += 1
            self.quoted.append(tag)
        self.texts.append(" " if tag in {"bdi", "b", "strong", "a", "span", "abbr"} else "\x00")
        self.attributes += [text or "" for name, text in attrs if name in SAID]
        if tag == "meta" and said.get("name") == "description":
            self.attributes.append(said.get("content") or "")
        if tag == "input" and said.get("type") in {"submit", "button"}:
            self.attributes.append(said.get("value") or "")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        if self.quoted and tag == self.quoted[-1]:
            self.quoted.pop()
            self.silent -= 1
        if tag not in {"bdi", "b", "strong", "a", "span", "abbr"}:
            self.texts.append("\x00")

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data)


@cache
def _compiled() -> bytes:
    catalog = Catalog(locale="en")
    for message in messages.marked():
        if message.id:
            _add(catalog, message.id, message.context)
    for path in LIBRARIES:
        with path.open("rb") as file:
            known = gettext.GNUTranslations(file)._catalog
        for key in known:
            if isinstance(key, str) and key:
                context, _sign, text = key.rpartition("\x04")
                if catalog.get(text, context or None) is None and "%(" not in context:
                    catalog.add(text, lengthened(text), context=context or None)
        for text, plural in _plurals(known):
            catalog.delete(text)
            _add(catalog, (text, plural), None)
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


def _plurals(known) -> list[tuple[str, str]]:
    """Return singulars of a compiled catalog, each with a plural that stands for it.

    A compiled catalog keeps no English plural; its singular with `s` is not said, so the
    singular's own words are used for both.
    """
    return sorted({(key[0], key[0]) for key in known if isinstance(key, tuple)})


def _add(catalog: Catalog, text, context) -> None:
    texts = (text,) if isinstance(text, str) else tuple(text)
    told = tuple(lengthened(one) for one in texts)
    whole = text if isinstance(text, str) else texts
    catalog.add(whole, told[0] if isinstance(text, str) else told, context=context)

"""A template names only what it was given; nothing that is drawn is left unused."""

import ast
import dataclasses
import importlib
import re
from pathlib import Path

import django.conf.global_settings as djangos
import pytest
from django.conf import settings

LONGTABLE = Path(__file__).resolve().parents[2] / "longtable"
PLACES, WEB = LONGTABLE / "places", LONGTABLE / "web"
STATIC = WEB / "static" / "web"
# Names that every template may count on: Django's own, and those of longtable.web.context.
EVERYWHERE = {
    *("page", "form", "user", "request", "messages", "csrf_token", "forloop", "block", "perms"),
    *("stylesheet_href", "gallery_href", "sign_in_href", "sign_out_href", "account_href", "room"),
    *("places", "foot_links", "languages", "access_reason"),
}
WORDS = {
    *("and", "or", "not", "in", "is", "as", "with", "by", "only", "trimmed", "None", "True"),
    *("False", "count", "context", "reversed", "noop"),
}
# Templates that a library or the server finds by their name.
BY_NAME = re.compile(r"(?:account|mfa|allauth|web/forms|cotton)/|\d{3}\.html$")
EXPRESSION = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}|\s:[\w-]+=\"([^\"]*)\"", re.DOTALL)
TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
NAME = re.compile(r"(?<![\w.|:-])([a-zA-Z_]\w*)((?:\.\w+)*)")
BINDS = re.compile(r"\bfor ([\w, ]+) in\b|\bas (\w+)\s*$|\b(\w+)=")


def names_in(text):
    """Return what a template names, as (root, rest), without what it names itself."""
    found, bound = set(), set()
    for variable, tag, attribute in EXPRESSION.findall(re.sub(r"\{#.*?#\}", "", text)):
        inside = TEXT.sub(" ", variable or attribute or tag)
        if tag:
            keyword = inside.split()[0]
            if keyword in {"load", "block", "endblock", "partialdef", "extends"}:
                continue
            for loop, alias, given in BINDS.findall(inside):
                bound |= set(re.findall(r"\w+", loop or alias or given))
            inside = re.sub(r"\bfor [\w, ]+ in\b|\b\w+=", " ", inside)
            inside = re.sub(rf"^\s*{keyword}\b", " ", inside)
        inside = re.sub(r"\|\w+:?", " ", inside)
        found |= set(NAME.findall(inside))
    return {(root, rest) for root, rest in found if root not in bound | WORDS and root != "_"}


def rendered():
    """Return, for each template that a screen renders, (its module, the names given to it)."""
    found = {}
    for file in [*PLACES.rglob("*.py"), *WEB.glob("*.py")]:
        if "tests" in file.parts:
            continue
        module = ".".join(["longtable", *file.relative_to(LONGTABLE).with_suffix("").parts])
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and len(call.args) > 1:
                for name, given in _template_of(call):
                    found.setdefault(name, []).append((module, given))
    return found


def _template_of(call):
    name = call.args[1] if getattr(call.func, "id", "") == "render" else None
    if isinstance(name, ast.Constant):
        given = call.args[2] if len(call.args) > 2 else ast.Dict([], [])
        keys = given.keys if isinstance(given, ast.Dict) else []
        yield name.value, {key.value for key in keys if isinstance(key, ast.Constant)}


def fields_of(module):
    """Return all names of the pages that a module defines: fields, properties and methods."""
    pages = [
        one
        for name, one in vars(importlib.import_module(module)).items()
        if dataclasses.is_dataclass(one) and name.endswith("Page")
    ]
    fields = {field.name for page in pages for field in dataclasses.fields(page)}
    return fields | {name for page in pages for name in vars(page) if not name.startswith("_")}


def strangers(text, given, fields):
    """Return what a template names that it was not given; `fields` are those of its page."""
    wrong = []
    for root, rest in names_in(text):
        if root not in EVERYWHERE | given:
            wrong.append(root)
        elif root == "page" and rest and fields and rest.split(".")[1] not in fields:
            wrong.append(f"page{rest}")
    return sorted(wrong)


def unused(names, texts):
    """Return the names that stand in none of the texts."""
    return sorted(name for name in names if not any(name in text for text in texts))


def texts(*endings, without=()):
    """Return the texts of the project's files with these endings, but for some and for tests."""
    return [
        file.read_text(encoding="utf-8")
        for ending in endings
        for file in sorted(LONGTABLE.rglob(f"*{ending}"))
        if file not in without and "tests" not in file.parts
    ]


def test_a_template_names_only_what_it_was_given():
    wrong, seen = [], 0
    for name, screens in rendered().items():
        file = next((f / name for f in (PLACES, WEB / "templates") if (f / name).exists()), None)
        if file is None or name == "web/gallery.html":
            continue
        seen += 1
        given = set().union(*(names for _, names in screens))
        fields = set().union(*(fields_of(module) for module, _ in screens))
        wrong += [f"{name}: {one}" for one in strangers(file.read_text(), given, fields)]

    assert seen > 25
    assert wrong == []


def test_the_check_sees_a_name_that_was_not_given():
    text = "{% for a in page.rows %}{{ a.b }}{% endfor %}{{ page.mistyped|default:x }}{{ other }}"

    found = strangers(text, {"page"}, {"rows"})

    assert found == ["other", "page.mistyped", "x"]


def test_every_template_is_used():
    folders = [PLACES, WEB / "templates", LONGTABLE / "initiative" / "templates"]
    names = {
        str(file.relative_to(folder))
        for folder in folders
        for file in folder.rglob("*")
        if file.suffix in {".html", ".txt", ".typ"}
    }
    names = {name for name in names if not BY_NAME.match(name)}

    assert len(names) > 30
    assert [n for n in unused(names, texts(".py", ".html")) if not n.endswith(".typ")] == []


@pytest.mark.slow
def test_every_component_is_used():
    folder = WEB / "templates" / "cotton"
    gallery = WEB / "templates" / "web" / "gallery.html"
    idle = []
    for file in folder.glob("*.html"):
        found = texts(".html", without=[file, gallery])
        if unused([f"<c-{file.stem}"], found) and unused([f"lt-{file.stem}"], found):
            idle.append(file.stem)

    assert idle == []


def test_every_static_file_is_used():
    names = [file.name for file in STATIC.rglob("*") if file.suffix in {".js", ".svg", ".woff2"}]
    found = texts(".py", ".html", ".css")

    assert len(names) > 3
    assert unused(names, found) == []


def test_every_setting_of_ours_is_used():
    file = LONGTABLE / "config" / "settings.py"
    assigned = re.findall(r"^(?:    )?([A-Z]\w+)(?:\[.*)? = ", file.read_text(), re.MULTILINE)
    ours = {
        name
        for name in assigned
        if not hasattr(djangos, name)
        and not name.startswith(("ACCOUNT_", "ALLAUTH_", "MFA_", "CSRF_", "WHITENOISE_"))
        and name not in {"ROOT", "ROOT_URLCONF", "COTTON_DIR", "CONTENT_SECURITY_POLICY"}
    }
    found = texts(".py", without=[file])

    assert "ENGINE" in ours
    assert unused([f"settings.{name}" for name in ours], found) == []
    assert settings.DEBUG is False


def test_the_checks_of_use_see_what_nobody_uses():
    assert unused(["forgotten.html"], ["{% include 'other.html' %}"]) == ["forgotten.html"]

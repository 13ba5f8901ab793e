"""A real Chromium, with traps for script errors and for what the security policy refused."""

import os
import shutil
import threading
import time

import pytest
from django.core.signals import request_finished, request_started

WIDTHS = (360, 1280)
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def _executable():
    named = os.environ.get("LONGTABLE_BROWSER")
    known = ("chromium-headless-shell", "chromium", "chromium-browser")
    found = named or next(filter(None, map(shutil.which, known)), None)
    if not found:
        pytest.fail("No Chromium on this machine: run script/browser first.")
    return found


@pytest.fixture(scope="session")
def browser():
    """Return one Chromium for the whole run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_executable(), args=_FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser):
    """Return a function that opens an empty page; at the end no page may have had an error."""
    contexts, errors = [], []

    def open_one(width=1280, **options):
        height = options.pop("height", 900)
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, bypass_csp=False, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: errors.append(said.text) if _is_error(said) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    open_one.errors = errors
    yield open_one
    for context in contexts:
        context.close()
    _wait_until_all_is_answered()
    assert errors == []


class _Waiting:
    """How many requests the live server of this process has not finished yet."""

    number = 0
    lock = threading.Lock()


@request_started.connect
def _one_more(**_said):
    with _Waiting.lock:
        _Waiting.number += 1


@request_finished.connect
def _one_less(**_said):
    with _Waiting.lock:
        _Waiting.number -= 1


def _wait_until_all_is_answered():
    """Wait until nobody works on an answer: the database is emptied next, and must be free.

    What was asked last may not have begun, so it has to be quiet for a fifth of a second.
    """
    deadline, quiet = time.monotonic() + 10, 0
    while quiet < 10 and time.monotonic() < deadline:
        time.sleep(0.02)
        quiet = 0 if _Waiting.number > 0 else quiet + 1
    _Waiting.number = 0


def _is_error(said):
    # An answer of 404 or 409 is what some tests ask for; the browser reports it as an error too.
    return said.type == "error" and "Failed to load resource" not in said.text


@pytest.fixture
def axe(browser):
    """Return a function that looks at a page of the site with axe, and gives its violations."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

    def look(page):
        found = Axe().run(page, options=rules)
        return [
            f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found.response["violations"]
        ]

    return look

"""What a form says when something is missing: where, what to do; and nothing is lost (X07)."""

from pathlib import Path

import pytest

from tests.access.routes import read_matrix
from tests.access.test_matrix import address, allowed
from tests.pages.looking import glance

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.sqlite,
]
# Forms in which nothing can be missing: they have no field that has to be filled in, or they are
# buttons; those of the second step are looked at by test_every_page.py.
NOTHING_TO_MISS = {
    *("account_logout", "measures:breakdown", "measures:prepare", "settings:person"),
    *("account_email", "today:join", "mfa_generate_recovery_codes", "mfa_activate_totp"),
    *("mfa_authenticate", "mfa_reauthenticate", "account_confirm_login_code"),
    *(
        "agenda:lens",
        "agenda:indicators",
        "account_set_password",
        "account_reset_password_from_key",
        "set_language",
    ),
    # Whoever is at a seat or far away may leave all of it open: what is not said stays open.
    *("agenda:results", "far:meeting", "tables:change_meeting", "tables:calendar"),
    *("tables:add_seat", "tables:change_seat", "tables:hold", "tables:leave"),
    *("today:mail", "today:stop", "today:stop_at_once", "today:reach", "today:sessions"),
    *("tables:myself", "tables:rules", "tables:rule", "tables:write_card", "tables:handover"),
}
SCRIPT = Path(__file__).with_name("leaving_out.js").read_text(encoding="utf-8")


def answer_of(page, sent):
    """Return what the page says of the field that was left out.

    A browser moves the focus when it first paints, which on a busy machine is after it has loaded.
    """
    page.evaluate(SCRIPT)
    for _look in range(30):
        answer = page.evaluate("name => leaving.answer(name)", sent["missing"])
        if answer["isFocused"]:
            break
        page.wait_for_timeout(100)
    return answer


def faults_of(answer, sent):
    """Return what a page fails to say about a field that was left out."""
    found = []
    if not answer["isMarked"]:
        found.append(f"the field {sent['missing']} is not marked")
    if not answer["words"].strip():
        found.append("the field does not say what is wrong")
    if not answer["summary"].strip():
        found.append("no summary is announced")
    if not answer["isFocused"]:
        found.append("the focus is not where the trouble is said")
    lost = [name for name, text in sent["kept"].items() if answer["values"].get(name) != text]
    return found + [f"lost: {name}" for name in lost]


def forms():
    """Return the pages that show a form and take it."""
    return [
        (route, row)
        for route, row in read_matrix().items()
        if row["get"] and row["post"] and route not in NOTHING_TO_MISS
    ]


def who_fills_in(row):
    """Return somebody who may send the form."""
    may = allowed(row["post"])
    return next(who for who in ("anonymous", "facilitator", "data_lead", "steward") if who in may)


def test_every_form_says_what_is_missing_and_keeps_the_rest(here, visit):
    found = {}
    for route, row in forms():
        page = visit(address(route, here.parts(route), here.slug), who_fills_in(row))
        sent = page.evaluate(f"{SCRIPT}; leaving.out()")
        if sent is None:
            found[route] = ["no form with a field that has to be filled in"]
            continue
        with page.expect_navigation():
            page.evaluate("leaving.send()")
        wrong = faults_of(answer_of(page, sent), sent)
        wrong += glance(page) + visit.trouble
        visit.trouble.clear()
        if wrong:
            found[route] = wrong

    assert not found, "\n".join(f"{route}: {wrong}" for route, wrong in found.items())


def test_the_check_finds_a_form_that_says_nothing(here, visit):
    page = visit(f"/{here.slug}/settings/organizations/", "facilitator")
    sent = page.evaluate(f"{SCRIPT}; leaving.out()")

    answer = answer_of(page, sent)

    assert faults_of(answer, {**sent, "kept": {"name": "Gone"}}) == [
        "the field name is not marked",
        "the field does not say what is wrong",
        "no summary is announced",
        "the focus is not where the trouble is said",
        "lost: name",
    ]

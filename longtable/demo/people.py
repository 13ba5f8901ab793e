"""Who can sign in to the demonstration: roles, not persons, and marked as illustrative."""

from dataclasses import dataclass

from longtable.accounts.models import Person
from longtable.initiative.models import Role

PASSWORD = "a long table has room for all"  # noqa: S105 - printed on purpose; local mode only


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account: its role in every demo initiative, and what to try with it."""

    email: str
    name: str
    role: str
    organization: str
    try_it: str


BACKBONE = "Backbone (illustrative)"
SMALL = "Reading circle (illustrative)"
LARGE = "Large provider (illustrative)"
FUND = "Community fund (illustrative)"
ACCOUNTS = [
    Account("data-lead@example.org", "Data lead", Role.DATA_LEAD, BACKBONE, "takes files in"),
    Account("facilitator@example.org", "Facilitator", Role.FACILITATOR, BACKBONE,
            "approves releases, invites people"),
    Account("steward@example.org", "Partner steward", Role.PARTNER_STEWARD, SMALL,
            "sends a file for two volunteers"),
    Account("member@example.org", "Partner member", Role.PARTNER_MEMBER, LARGE, "sends a file"),
    Account("funder@example.org", "Funder", Role.FUNDER, FUND, "reads"),
    Account("reader@example.org", "Reader", Role.READER, BACKBONE, "reads"),
]  # fmt: skip
ADMINISTRATOR = "administrator@example.org"


def account(email: str, name: str, *, administrator: bool = False) -> Person:
    """Return a demo account, made if it is not there."""
    found = Person.objects.filter(email=email).first()
    return found or Person.objects.create_user(
        email, PASSWORD, name=name, illustrative=True, is_administrator=administrator
    )


def how_to_sign_in(address: str) -> list[str]:
    """Return lines that say how to sign in as each role."""
    width = max(len(one.email) for one in ACCOUNTS)
    lines = [f"Sign in at {address}/accounts/login/ with the password: {PASSWORD}"]
    lines += [f"  {one.email:{width}}  {one.name}: {one.try_it}" for one in ACCOUNTS]
    return [*lines, f"  {ADMINISTRATOR:{width}}  Administrator: starts initiatives, sets up mail"]

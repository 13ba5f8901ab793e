"""Who there is, by address."""

import hashlib

from longtable.accounts.models import FirstAdministrator, Person


def person_with(email: str) -> Person | None:
    """Return the person with an e-mail address, however it is written."""
    return Person.objects.filter(email=email.strip().lower()).first()


def hashed(code: str) -> str:
    """Return what is kept of a one-time code."""
    return hashlib.sha256(code.encode()).hexdigest()


def administrators_exist() -> bool:
    """Whether anybody runs this installation."""
    return Person.objects.filter(is_administrator=True, is_active=True).exists()


def offer_for(code: str) -> FirstAdministrator | None:
    """Return the offer that a set-up code stands for, while it is open."""
    if administrators_exist():
        return None
    return FirstAdministrator.objects.filter(code_hash=hashed(code)).first()


def has_second_factor(person: Person) -> bool:
    """Whether somebody signs in with a second factor."""
    from allauth.mfa.utils import is_mfa_enabled

    return bool(is_mfa_enabled(person))


def names_of(references: set[str]) -> dict[str, str]:
    """Return the present names of people that the record refers to, by reference."""
    start = "accounts.person/"
    keys = [int(ref.removeprefix(start)) for ref in references if ref.startswith(start)]
    return {f"{start}{p.pk}": str(p) for p in Person.objects.filter(pk__in=keys)}

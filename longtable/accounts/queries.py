"""Who there is, by address, and where they are signed in."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from longtable.accounts.devices import in_words
from longtable.accounts.models import FirstAdministrator, Person


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One place where somebody is signed in: the device in plain words, since when, last seen."""

    pk: int
    device: str
    since: dt.datetime
    seen: dt.datetime
    is_this: bool


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


def signed_in_places(person: Person, *, here: str) -> list[SignedIn]:
    """Return where somebody is signed in, this session (by its key) first. Ended ones are gone."""
    sessions = UserSession.objects.purge_and_list(person)
    found = [
        SignedIn(
            one.pk,
            in_words(one.user_agent),
            one.created_at,
            one.last_seen_at,
            one.session_key == here,
        )
        for one in sessions
    ]
    return sorted(found, key=lambda one: (not one.is_this, -one.seen.timestamp()))


def other_sessions_of(person: Person, *, but: str) -> QuerySet[UserSession]:
    """Return somebody's sessions, but for the one with this key."""
    others: QuerySet[UserSession] = UserSession.objects.filter(user_id=person.pk)
    return others.exclude(session_key=but)

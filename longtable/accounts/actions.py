"""How somebody comes to be here, apart from invitations."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from longtable.accounts import permissions, queries, sources
from longtable.accounts.models import FirstAdministrator, Person, new_code
from longtable.record.acting import Refusal, action, save_if_unchanged


def offer_first_administrator() -> str | None:
    """Return a new one-time code for the first administrator; None when there is one.

    An earlier offer ends with it. Not an action: it is done on the machine's own command line.
    """
    if queries.administrators_exist():
        return None
    code = new_code()
    with transaction.atomic():
        FirstAdministrator.objects.all().delete()
        FirstAdministrator.objects.create(code_hash=queries.hashed(code))
    return code


@action("became the first administrator")
def become_first_administrator(
    offer: FirstAdministrator, *, email: str, name: str, password: str, by: FirstAdministrator
) -> Person:
    """Make the person who runs this installation. The offer is used up."""
    permissions.may_become_first_administrator()
    if not FirstAdministrator.objects.filter(pk=offer.pk).delete()[0]:
        raise Refusal(_("This link was used already."))
    return Person.objects.create_user(email, password, name=name, is_administrator=True)


@action("changed their own details")
def change_person(person: Person, *, name: str, language: str, version: int, by: Person) -> Person:
    """Save somebody's name and language."""
    permissions.may_change_person(person, by=by)
    save_if_unchanged(person, {"name": name, "language": language}, version=version)
    return person


@action("signed out elsewhere")
def sign_out_elsewhere(person: Person, *, here: str, by: Person, only: int = 0) -> Person:
    """End somebody's other sessions, or `only` one of them by its number; `here` is this one's key.

    It counts from the very next request there.
    """
    permissions.may_change_person(person, by=by)
    sessions = queries.other_sessions_of(person, but=here)
    if only:
        sessions = sessions.filter(pk=only)
        if not sessions:
            raise Refusal(_("That device is signed out already."))
    for session in sessions:
        session.end()
    return person


@action("had themselves forgotten")
def forget_person(person: Person, *, now: dt.datetime, by: Person) -> Person:
    """Take somebody's name, address and ways to sign in out of everything. It can't be undone.

    What they did stays, as done by somebody who left; the same is true of what they signed.
    """
    permissions.may_change_person(person, by=by)
    leaving = sources.Leaving(Person.objects.select_for_update().get(pk=person.pk), now)
    for ask in sources.OBSTACLES:
        ask(leaving)
    for session in queries.other_sessions_of(person, but=""):
        session.end()
    sources.wipe(leaving)
    gone = leaving.person
    gone.email, gone.name, gone.language = gone.forgotten_email, "", "en"
    gone.is_active = gone.is_administrator = False
    gone.last_login = None
    gone.set_unusable_password()
    gone.version += 1
    gone.save()
    return gone

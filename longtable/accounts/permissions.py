from django.utils.translation import gettext as _

from longtable.accounts import queries
from longtable.accounts.models import Person
from longtable.record.acting import Refusal


def may_become_first_administrator() -> None:
    """Only while nobody runs the installation; the code is checked by the caller's query."""
    if queries.administrators_exist():
        raise Refusal(_("This installation has an administrator already."))


def may_change_person(person: Person, *, by: Person) -> None:
    """People change their own name and language."""
    if person != by:
        raise Refusal(_("Only the person themselves can change this."))


def may_set_mail_server(*, by: Person) -> None:
    """The mail server belongs to the installation."""
    if not by.is_administrator:
        raise Refusal(_("Ask the administrator of this installation to set the mail server."))

"""Where the sign-in library and the outbox hold something of a person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.accounts.sources import Leaving, Trace, sign_in_obstacle, sign_in_trace
from longtable.record.acting import Refusal
from longtable.record.models import Letter, MailServer

sign_in_trace(
    "account.EmailAddress", Trace(lambda who: EmailAddress.objects.filter(user=who.person))
)
sign_in_trace("mfa.Authenticator", Trace(lambda who: Authenticator.objects.filter(user=who.person)))
sign_in_trace(
    "usersessions.UserSession", Trace(lambda who: UserSession.objects.filter(user=who.person))
)
sign_in_trace("record.Letter", Trace(lambda who: Letter.objects.filter(to__iexact=who.email)))


@sign_in_obstacle
def _another_administrator(who: Leaving) -> None:
    others = Person.objects.filter(is_administrator=True, is_active=True).exclude(pk=who.person.pk)
    if who.person.is_administrator and not others.exists():
        raise Refusal(_("You run this installation. Make somebody else an administrator first."))


@sign_in_obstacle
def _another_sender(who: Leaving) -> None:
    if MailServer.objects.filter(sender__iexact=who.email).exists():
        raise Refusal(_("Mail is sent from this address. Set another sender first."))

"""What is kept of the mail that somebody gets."""

from longtable.accounts.sources import Trace, sign_in_trace
from longtable.communication.models import Digest, MailChoice

sign_in_trace(
    "communication.MailChoice", Trace(lambda who: MailChoice.objects.filter(person=who.person))
)
sign_in_trace("communication.Digest", Trace(lambda who: Digest.objects.filter(person=who.person)))

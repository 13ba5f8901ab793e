"""Send what waits in the outbox, over SMTP."""

import datetime as dt
import email
import email.policy
import smtplib
import ssl
from collections import deque
from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction

from longtable.communication.models import MailChoice
from longtable.communication.sealing import unseal
from longtable.record.models import Letter, MailServer
from longtable.record.outbox import RETRIES

_TIMEOUT = 20
_AT_A_TIME = 50


def mail_server() -> MailServer | None:
    """Return the mail server of this installation: as set in the browser, or in the environment.

    `LONGTABLE_MAIL_URL` is `smtp://user:password@host:port` (`smtp+tls`, `smtp+ssl`).
    """
    kept = MailServer.objects.first()
    if kept or not settings.MAIL_URL:
        return kept
    import dj_email_url

    parts = dj_email_url.parse(settings.MAIL_URL)
    security = "tls" if parts["EMAIL_USE_SSL"] else "starttls" if parts["EMAIL_USE_TLS"] else "none"
    server = MailServer(host=parts["EMAIL_HOST"], port=parts["EMAIL_PORT"] or 25, security=security)
    server.username = parts["EMAIL_HOST_USER"] or ""
    server.sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    server.plain_password = parts["EMAIL_HOST_PASSWORD"] or ""  # type: ignore[attr-defined]
    return server


def send_waiting(now: dt.datetime) -> int:
    """Send the letters whose time has come, and return how many went out.

    Each is marked by itself, so that a stop in between sends at most one letter twice, with the
    same Message-ID. A refused letter is tried again later; a wrong address is not. A letter on
    which the server hangs up is put behind the others, so that it never holds them up.
    """
    server = mail_server()
    due = Letter.objects.filter(status=Letter.Status.WAITING, next_try__lte=now)
    letters = deque(_not_in_quiet_hours(due.order_by("next_try", "pk")[:_AT_A_TIME], now))
    sent = 0
    while server and letters:
        try:
            smtp = _connected(server)
        except (OSError, smtplib.SMTPException) as trouble:
            for letter in letters:
                _wait_for_the_server(letter, trouble, now)
            return sent
        sent += _send_while_it_answers(letters, smtp, server, now)
    return sent


def _not_in_quiet_hours(letters: Iterable[Letter], now: dt.datetime) -> list[Letter]:
    """Return the letters that may go out now; the others wait until the quiet hours end.

    Letters of no initiative, such as codes to sign in, go out at any hour.
    """
    due = list(letters)
    asleep = {
        (choice.initiative_id, choice.person.email): ends
        for choice in MailChoice.objects.filter(
            quiet_from__isnull=False, person__email__in={letter.to for letter in due}
        ).select_related("person")
        if (ends := choice.quiet_ends(now))
    }
    for letter in due:
        if ends := asleep.get((letter.initiative or 0, letter.to)):
            letter.next_try = ends
            letter.save(update_fields=["next_try"])
    return [letter for letter in due if letter.next_try <= now]


def try_server(server: MailServer) -> str:
    """Connect to a mail server and return what is wrong with it; nothing when it answers."""
    try:
        with _connected(server) as smtp:
            smtp.noop()
    except (OSError, smtplib.SMTPException) as trouble:
        return _in_words(trouble)
    return ""


def forget_sent(now: dt.datetime) -> int:
    """Delete letters thirty days after they were sent, and return how many."""
    old = Letter.objects.filter(status=Letter.Status.SENT, sent__lt=now - dt.timedelta(days=30))
    return old.delete()[0]


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    smtp: smtplib.SMTP
    if server.security == "tls":
        smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT)
        if server.security == "starttls":
            smtp.starttls(context=context)
    if server.username:
        password = getattr(server, "plain_password", None) or unseal(server.sealed_password)
        smtp.login(server.username, password)
    return smtp


def _send_while_it_answers(
    letters: deque[Letter], smtp: smtplib.SMTP, server: MailServer, now: dt.datetime
) -> int:
    """Send until none is left or the server hangs up; return how many went out.

    A server that keeps silent is not asked again in this round, for any letter.
    """
    sent = 0
    try:
        while letters:
            letter = letters.popleft()
            try:
                sent += _send(letter, smtp, server, now)
            except (OSError, smtplib.SMTPException) as trouble:
                _postpone(letter, trouble, now)
                if isinstance(trouble, TimeoutError):
                    for later in letters:
                        _wait_for_the_server(later, trouble, now)
                    letters.clear()
                return sent
            if smtp.sock is None:
                return sent
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        pass  # it hung up where it should have said goodbye: what it took is sent
    finally:
        smtp.close()
    return sent


def _send(letter: Letter, smtp: smtplib.SMTP, server: MailServer, now: dt.datetime) -> int:
    message = email.message_from_bytes(bytes(letter.message), policy=email.policy.SMTP)
    name = parseaddr(message.get("From", ""))[0] or "Longtable"
    del message["From"]
    message["From"] = email.utils.formataddr((name, server.sender))
    try:
        smtp.send_message(message, from_addr=server.sender, to_addrs=[letter.to])
    except smtplib.SMTPRecipientsRefused as refused:
        code, _text = next(iter(refused.recipients.values()))
        _postpone(letter, refused, now, for_good=code >= 500)
        return 0
    except smtplib.SMTPSenderRefused as refused:
        _wait_for_the_server(letter, refused, now)
        return 0
    except smtplib.SMTPResponseException as refused:
        _postpone(letter, refused, now, for_good=refused.smtp_code >= 500)
        return 0
    with transaction.atomic():
        letter.status, letter.sent, letter.trouble = Letter.Status.SENT, now, ""
        letter.attempts += 1
        letter.save(update_fields=["status", "sent", "trouble", "attempts"])
    return 1


def _postpone(
    letter: Letter, trouble: Exception, now: dt.datetime, *, for_good: bool = False
) -> None:
    letter.attempts += 1
    letter.trouble = _in_words(trouble)
    if for_good or letter.attempts > len(RETRIES):
        letter.status = Letter.Status.FAILED
    else:
        letter.next_try = now + RETRIES[letter.attempts - 1]
    letter.save(update_fields=["attempts", "trouble", "status", "next_try"])


def _wait_for_the_server(letter: Letter, trouble: Exception, now: dt.datetime) -> None:
    """Try later, however often: what is wrong is with the server, not with the letter."""
    letter.trouble = _in_words(trouble)
    letter.next_try = now + RETRIES[min(letter.attempts, len(RETRIES) - 1)]
    letter.attempts = min(letter.attempts + 1, len(RETRIES))
    letter.save(update_fields=["attempts", "trouble", "next_try"])


def _in_words(trouble: Exception) -> str:
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(trouble.recipients.values()))
        return f"{code} {text.decode(errors='replace')}"
    if isinstance(trouble, smtplib.SMTPResponseException):
        said: bytes | str = trouble.smtp_error
        words = said.decode(errors="replace") if isinstance(said, bytes) else said
        return f"{trouble.smtp_code} {words}"
    return str(trouble) or type(trouble).__name__

"""What waits for whom, what is to be written to them, and what there is to know about mail."""

from longtable.communication.estimates import ESTIMATES, KINDS
from longtable.communication.line import EarlyWarning, Line, where
from longtable.communication.queries.mail import (
    MailCounts,
    ReadableLetter,
    has_mail_server,
    kept_mail_server,
    letters_in_trouble,
    mail_counts,
    readable_letters,
)
from longtable.communication.queries.waiting import promises_of, waiting_for
from longtable.communication.queries.warning import early_warnings

__all__ = [
    "ESTIMATES",
    "KINDS",
    "EarlyWarning",
    "Line",
    "MailCounts",
    "ReadableLetter",
    "early_warnings",
    "has_mail_server",
    "kept_mail_server",
    "letters_in_trouble",
    "mail_counts",
    "promises_of",
    "readable_letters",
    "waiting_for",
    "where",
]

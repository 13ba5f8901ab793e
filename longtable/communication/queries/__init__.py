"""What waits for whom, what is to be written to them, and what there is to know about mail."""

from longtable.communication.estimates import ESTIMATES, KINDS
from longtable.communication.line import EarlyWarning, Line, where
from longtable.communication.queries.asked import Asked, asked_of, asked_of_each, minutes_asked
from longtable.communication.queries.cost import FEWEST_ORGANIZATIONS, CostRow, costs
from longtable.communication.queries.digest import (
    News,
    Told,
    digest_for,
    due_on,
    mail_choice,
    to_be_written,
    told_on,
    unsubscribe_code,
    unsubscribing,
    was_written,
)
from longtable.communication.queries.late import late_lines, late_steps, not_yet_told
from longtable.communication.queries.mail import (
    MailCounts,
    ReadableLetter,
    has_mail_server,
    kept_mail_server,
    letters_in_trouble,
    mail_counts,
    readable_letters,
)
from longtable.communication.queries.organization import Month, Promised, month_of
from longtable.communication.queries.waiting import promises_of, waiting_for
from longtable.communication.queries.warning import early_warnings
from longtable.communication.queries.welcome import Welcome, welcome_for

__all__ = [
    "ESTIMATES",
    "FEWEST_ORGANIZATIONS",
    "KINDS",
    "Asked",
    "CostRow",
    "EarlyWarning",
    "Line",
    "MailCounts",
    "Month",
    "News",
    "Promised",
    "ReadableLetter",
    "Told",
    "Welcome",
    "asked_of",
    "asked_of_each",
    "costs",
    "digest_for",
    "due_on",
    "early_warnings",
    "has_mail_server",
    "kept_mail_server",
    "late_lines",
    "late_steps",
    "letters_in_trouble",
    "mail_choice",
    "mail_counts",
    "minutes_asked",
    "month_of",
    "not_yet_told",
    "promises_of",
    "readable_letters",
    "to_be_written",
    "told_on",
    "unsubscribe_code",
    "unsubscribing",
    "waiting_for",
    "was_written",
    "welcome_for",
    "where",
]

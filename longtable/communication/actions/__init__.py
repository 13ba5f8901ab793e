"""Everything that is done about mail."""

from longtable.communication.actions.digest import (
    choose_mail,
    stop_mail,
    write_digest,
    write_late,
    write_tomorrow,
)
from longtable.communication.actions.mail import send_test_mail, set_mail_server

__all__ = [
    "choose_mail",
    "send_test_mail",
    "set_mail_server",
    "stop_mail",
    "write_digest",
    "write_late",
    "write_tomorrow",
]

"""Mail and digests, for the matrix and the tries of actions."""

import datetime as dt

from longtable.communication import actions, queries
from longtable.initiative import actions as initiatives

DAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def things(initiative, people):
    reader = initiative.memberships.get(person=people["reader"])
    code = {"code": queries.unsubscribe_code(reader)}
    return {"today:stop": code, "today:stop_at_once": code}


LEFT_OUT_POST: set[str] = set()
DEEDS = {
    "communication.write_digest": lambda r: actions.write_digest(
        r.reader, week=DAY, now=NOW, by=r.by
    ),
    "communication.write_tomorrow": lambda r: actions.write_tomorrow(
        r.reader, day=DAY, now=NOW, by=r.by
    ),
    "communication.write_late": lambda r: actions.write_late(
        r.reader, [], day=DAY, now=NOW, by=r.by
    ),
    "communication.choose_mail": lambda r: actions.choose_mail(
        r.initiative,
        {"what": "asked"},
        version=queries.mail_choice(r.by, r.initiative).version,
        by=r.by,
    ),
    "initiative.say_how_to_reach_me": lambda r: initiatives.say_how_to_reach_me(
        r.reader, "555 0100", version=r.reader.version, by=r.by
    ),
    "initiative.finish_welcome": lambda r: initiatives.finish_welcome(r.reader, now=NOW, by=r.by),
    "communication.stop_mail": lambda r: actions.stop_mail(r.initiative, by=r.by),
}

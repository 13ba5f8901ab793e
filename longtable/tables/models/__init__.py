"""Where people sit, what they do there, and what came of it."""

from longtable.tables.models.attendance import (
    Attendance,
    Message,
    Tap,
    TurnSummary,
)
from longtable.tables.models.calendar import (
    CalendarLink,
)
from longtable.tables.models.decision import (
    Ballot,
    Decision,
    Elector,
    Objection,
)
from longtable.tables.models.meeting import (
    Item,
    Meeting,
    ParkedItem,
    Purpose,
    Series,
)
from longtable.tables.models.preparing import (
    AccessRequest,
    Material,
)
from longtable.tables.models.seat import (
    Holding,
    Seat,
)
from longtable.tables.models.table import (
    Table,
)
from longtable.tables.models.tension import (
    PrivateNote,
    Tension,
)
from longtable.tables.models.writing import (
    FollowUp,
    Minutes,
    MinutesApproval,
)

__all__ = [
    "AccessRequest",
    "Attendance",
    "Ballot",
    "CalendarLink",
    "Decision",
    "Elector",
    "FollowUp",
    "Holding",
    "Item",
    "Material",
    "Meeting",
    "Message",
    "Minutes",
    "MinutesApproval",
    "Objection",
    "ParkedItem",
    "PrivateNote",
    "Purpose",
    "Seat",
    "Series",
    "Table",
    "Tap",
    "Tension",
    "TurnSummary",
]

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
from longtable.tables.models.composition import (
    CompositionCount,
    CompositionRule,
    LeadershipDescription,
    Nearness,
    ReferencePopulation,
    SelfDescription,
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
from longtable.tables.models.role import (
    RoleCard,
)
from longtable.tables.models.roster import (
    Roster,
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
    "CompositionCount",
    "CompositionRule",
    "Decision",
    "Elector",
    "FollowUp",
    "Holding",
    "Item",
    "LeadershipDescription",
    "Material",
    "Meeting",
    "Message",
    "Minutes",
    "MinutesApproval",
    "Nearness",
    "Objection",
    "ParkedItem",
    "PrivateNote",
    "Purpose",
    "ReferencePopulation",
    "RoleCard",
    "Roster",
    "Seat",
    "SelfDescription",
    "Series",
    "Table",
    "Tap",
    "Tension",
    "TurnSummary",
]

"""What there is of tables and seats, and for whom."""

from longtable.tables.queries.live import (
    RoomNow,
    SeatNow,
    meeting_by_code,
    meeting_on,
    room_now,
)
from longtable.tables.queries.table import (
    holders,
    runs_table,
    seats_at,
    seats_of,
    sits_at,
    speaks_for_seat,
    table_at,
    tables_visible_to,
)

__all__ = [
    "RoomNow",
    "SeatNow",
    "holders",
    "meeting_by_code",
    "meeting_on",
    "room_now",
    "runs_table",
    "seats_at",
    "seats_of",
    "sits_at",
    "speaks_for_seat",
    "table_at",
    "tables_visible_to",
]

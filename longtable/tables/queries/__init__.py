"""What there is of tables and seats, and for whom."""

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
    "holders",
    "runs_table",
    "seats_at",
    "seats_of",
    "sits_at",
    "speaks_for_seat",
    "table_at",
    "tables_visible_to",
]

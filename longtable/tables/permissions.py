"""Who may change a table, and what happens there."""

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.record.acting import Refusal
from longtable.tables import queries
from longtable.tables.models import Table


def may_run(table: Table, *, by: Person) -> None:
    """The facilitator of the table or of the initiative runs it; a caucus runs itself."""
    if not queries.runs_table(by, table):
        raise Refusal(_("Ask the facilitator of this table to do this."))

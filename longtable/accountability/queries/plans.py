"""Plans that were promised because a table does not keep its rule of who has to be there."""

from django.db.models import QuerySet

from longtable.accountability.models import Commitment, CompositionPlan
from longtable.tables.models import Table


def plans_at(table: Table) -> QuerySet[CompositionPlan]:
    """Return the open plans of a table, the next due first, with those who lead them."""
    waiting = CompositionPlan.objects.filter(
        rule__table=table, commitment__state=Commitment.State.OPEN
    )
    found = waiting.select_related("commitment").prefetch_related("leaders")
    return found.order_by("commitment__due", "pk")

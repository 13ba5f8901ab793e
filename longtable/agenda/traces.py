"""Where the agenda holds somebody's name."""

from longtable.accounts.sources import Trace, named, sign_in_trace
from longtable.agenda.models import Drafter, Ratification

sign_in_trace(
    "agenda.Drafter.name",
    Trace(
        lambda who: Drafter.objects.filter(
            initiative__in=who.initiatives, name__iexact=who.name
        ).exclude(name=""),
        lambda _who: {"name": ""},
    ),
)
sign_in_trace(
    "agenda.Ratification.signer",
    named(Ratification, "signer", initiative="agenda__initiative"),
)

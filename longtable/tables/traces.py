"""Where tables hold something of a person: seats, items, decisions, notes."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from longtable.accounts.sources import DASH, Leaving, Trace, named, sign_in_trace
from longtable.tables.models import (
    AccessRequest,
    CalendarLink,
    Decision,
    Elector,
    Holding,
    Item,
    Message,
    Nearness,
    PrivateNote,
    RoleCard,
    Roster,
    SelfDescription,
    Table,
)


def _dash(field: str) -> dict[str, str]:
    return {field: DASH}


def _holdings(who: Leaving) -> Q:
    named = Q(person=None, seat__table__initiative__in=who.initiatives, name__iexact=who.name)
    return Q(person=who.person) | named


def _seated(who: Leaving) -> QuerySet[Holding]:
    """Return their holdings of a request's seat on the day when something was asked for."""
    day = OuterRef("asked__date")
    held = Holding.objects.filter(seat=OuterRef("seat"), person=who.person, since__lte=day)
    return held.filter(Q(until=None) | Q(until__gte=day))


sign_in_trace(
    "tables.Holding.until",
    Trace(
        lambda who: Holding.objects.filter(_holdings(who), until=None),
        lambda who: {"until": who.now.date()},
    ),
)
sign_in_trace(
    "tables.Holding.name",
    Trace(lambda who: Holding.objects.filter(_holdings(who)), lambda _who: _dash("name")),
)


def _named_in(who: Leaving) -> QuerySet[Roster]:
    """Return the lists not yet taken in that say their address, or their name."""
    waiting = Roster.objects.filter(initiative__in=who.initiatives).exclude(sheets=[])
    wanted = {text for text in (who.email.casefold(), who.name.casefold()) if text}
    found = [row.pk for row in waiting if any(text in _texts(row) for text in wanted)]
    return Roster.objects.filter(pk__in=found)


def _texts(roster: Roster) -> str:
    """Return the rows of a list as lines; names in two columns stand beside each other there."""
    rows = (" ".join(row) for sheet in roster.sheets for row in sheet["rows"])
    return "\n".join(rows).casefold()


sign_in_trace(
    "tables.Roster.sheets",
    Trace(
        _named_in,
        lambda _who: {"sheets": [], "layout": {}, "state": Roster.State.DISCARDED},
    ),
)
sign_in_trace("tables.RoleCard.successor", named(RoleCard, "successor", initiative="initiative"))
sign_in_trace(
    "tables.RoleCard.deputy",
    Trace(lambda who: RoleCard.objects.filter(deputy=who.person), lambda _who: {"deputy": None}),
)
sign_in_trace(
    "tables.SelfDescription",
    Trace(lambda who: SelfDescription.objects.filter(person=who.person)),
)
sign_in_trace("tables.Nearness", Trace(lambda who: Nearness.objects.filter(person=who.person)))
sign_in_trace(
    "tables.Table.facilitator",
    Trace(
        lambda who: Table.objects.filter(facilitator=who.person), lambda _who: {"facilitator": None}
    ),
)
sign_in_trace(
    "tables.Item.originator_name",
    named(Item, "originator_name", initiative="meeting__series__table__initiative"),
)
sign_in_trace(
    "tables.Message.name", named(Message, "name", initiative="meeting__series__table__initiative")
)
sign_in_trace(
    "tables.Decision.idea_of",
    Trace(
        lambda who: Decision.objects.filter(
            Q(idea_of__iexact=who.name, table__initiative__in=who.initiatives)
            | Q(tell__iexact=who.email)
        ).exclude(idea_of=""),
        lambda _who: _dash("idea_of"),
    ),
)
sign_in_trace(
    "tables.Decision.tell",
    Trace(lambda who: Decision.objects.filter(tell__iexact=who.email), lambda _who: {"tell": ""}),
)
sign_in_trace(
    "tables.Elector.holder",
    Trace(
        lambda who: Elector.objects.filter(
            Q(person=who.person)
            | Q(
                person=None,
                decision__table__initiative__in=who.initiatives,
                holder__iexact=who.name,
            )
        ).exclude(holder=""),
        lambda _who: _dash("holder"),
    ),
)
sign_in_trace(
    "tables.AccessRequest.detail",
    Trace(
        lambda who: AccessRequest.objects.filter(Exists(_seated(who))).exclude(detail=""),
        lambda _who: {"detail": ""},
    ),
)
sign_in_trace(
    "tables.PrivateNote", Trace(lambda who: PrivateNote.objects.filter(facilitator=who.person))
)
sign_in_trace(
    "tables.CalendarLink", Trace(lambda who: CalendarLink.objects.filter(person=who.person))
)

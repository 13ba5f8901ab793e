"""Roles: which there are, who holds them and stands in, and when each goes to the next."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import BACKBONE_ROLES, Initiative, Membership, Role
from longtable.tables.models import Holding, RoleCard, Seat, Table
from longtable.tables.queries.table import (
    holders,
    runs_table,
    seats_at,
    speaks_for_seat,
    tables_visible_to,
    tables_with_seats,
)

CARD = ("expectation", "decides", "access", "term", "accountable_to", "success")
WARNED_BEFORE = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Post:
    """What a role card is for: a seat, the facilitation of a table, or a role of the backbone."""

    initiative: Initiative
    seat: Seat | None = None
    table: Table | None = None
    role: str = ""

    @property
    def key(self) -> str:
        """Return how an address names it."""
        if self.seat:
            return f"seat-{self.seat.pk}"
        return f"table-{self.table.pk}" if self.table else self.role

    @property
    def home(self) -> Table | None:
        """Return the table that it belongs to; None for a role of the backbone."""
        return self.seat.table if self.seat else self.table

    @property
    def name(self) -> str:
        """Return what it is called, without its table."""
        if self.seat:
            named = self.seat.name or self.seat.get_constituency_display()
            return _("Seat %(number)d: %(name)s") % {"number": self.seat.number, "name": named}
        return str(Role(self.role or Role.FACILITATOR).label)

    def __str__(self) -> str:
        return f"{self.name} ({self.home})" if self.home else self.name


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who holds a role or stands in: a name, and the account where there is one."""

    name: str
    person: Person | None


@dataclass(frozen=True, slots=True)
class Filled:
    """A role with its card, who holds it and stands in, the last day, and who follows."""

    post: Post
    card: RoleCard | None
    holders: list[Somebody]
    deputies: list[Somebody]
    ends: dt.date | None
    successor: str

    @property
    def told(self) -> list[tuple[str, str]]:
        """Return what stands on its card, each part with its name."""
        return told_by(self.card)

    def waits_for_a_successor(self, *, today: dt.date) -> bool:
        """Whether it is held, ends within 60 days or has ended, and nobody is named to follow."""
        if self.ends is None or self.successor or not self.holders:
            return False
        return self.ends - today <= WARNED_BEFORE


def told_by(card: RoleCard | None) -> list[tuple[str, str]]:
    """Return what stands on a role card, each part with its name; nothing where none is written."""
    fields = [(RoleCard._meta.get_field(name), getattr(card, name, "")) for name in CARD]
    return [(str(field.verbose_name), text) for field, text in fields if text]  # type: ignore[union-attr]


def posts_visible_to(person: Person, initiative: Initiative) -> list[Filled]:
    """Return the roles that a member may know of: the backbone's, then table by table."""
    if initiatives.membership_of(person, initiative) is None:
        return []
    cards = list(initiative.role_cards.select_related("deputy"))
    people = list(initiatives.people_in(initiative).filter(role__in=BACKBONE_ROLES))
    found = [Post(initiative, role=str(role)) for role in BACKBONE_ROLES]
    for table in tables_with_seats(person, initiative):
        found.append(Post(initiative, table=table))
        for seat in table.seats.all():
            seat.table = table  # loaded already
            found.append(Post(initiative, seat=seat))
    return [_filled(post, _card_among(cards, post), people) for post in found]


def post_at(key: str, initiative: Initiative, *, person: Person) -> Post | None:
    """Return the role at an address, where this person may know of it."""
    if initiatives.membership_of(person, initiative) is None:
        return None
    if key in BACKBONE_ROLES:
        return Post(initiative, role=key)
    kind, _dash, number = key.partition("-")
    if not number.isdecimal() or len(number) > 15:
        return None
    seen = tables_visible_to(person, initiative).select_related("facilitator")
    if kind == "table":
        table = seen.filter(pk=int(number)).first()
        return Post(initiative, table=table) if table else None
    if kind == "seat":
        for table in seen.filter(seats=int(number)):
            seat = seats_at(table).filter(pk=int(number)).first()
            return Post(initiative, seat=seat) if seat else None
    return None


def card_of(post: Post) -> RoleCard | None:
    """Return the card of a role, if it was written."""
    cards = post.initiative.role_cards.select_related("deputy")
    return cards.filter(seat=post.seat, table=post.table, role=post.role).first()


def filled(post: Post) -> Filled:
    """Return a role with its card and who holds it."""
    people = list(initiatives.people_in(post.initiative).filter(role__in=BACKBONE_ROLES))
    return _filled(post, card_of(post), people)


def holds(person: Person, post: Post) -> bool:
    """Whether somebody holds a role now; of a seat also its alternate."""
    if post.seat:
        return speaks_for_seat(person, post.seat)
    membership = initiatives.membership_of(person, post.initiative)
    if membership is None:
        return False
    if post.table:
        return post.table.facilitator_id == person.pk
    return membership.role == post.role


def writes_card(person: Person, post: Post) -> bool:
    """Whether somebody writes the card: who runs the table, or facilitates the initiative."""
    if post.home:
        return runs_table(person, post.home)
    return initiatives.is_facilitator(person, post.initiative)


def hands_over(person: Person, post: Post) -> bool:
    """Whether somebody may take the handover pack: who holds the role, or may write its card.

    The backbone may do so too, but never for a caucus.
    """
    if holds(person, post) or writes_card(person, post):
        return True
    closed = post.home is not None and post.home.is_closed
    return not closed and initiatives.is_backbone(person, post.initiative)


def without_successor(
    person: Person, initiative: Initiative, *, today: dt.date
) -> Iterator[Filled]:
    """Yield the roles that end soon without a successor and that are this person's to see to."""
    for one in posts_visible_to(person, initiative):
        if one.waits_for_a_successor(today=today) and hands_over(person, one.post):
            yield one


def _card_among(cards: list[RoleCard], post: Post) -> RoleCard | None:
    wanted = (post.seat.pk if post.seat else None, post.table.pk if post.table else None, post.role)
    found = (one for one in cards if (one.seat_id, one.table_id, one.role) == wanted)
    return next(found, None)


def _filled(post: Post, card: RoleCard | None, people: list[Membership]) -> Filled:
    ends = card.hand_over_on if card else None
    if post.seat:
        held = holders(post.seat)
        return Filled(
            post=post,
            card=card,
            holders=_sitting(held, Holding.Part.PRINCIPAL),
            deputies=_sitting(held, Holding.Part.ALTERNATE),
            ends=ends or post.seat.term_until,
            successor=card.successor if card else "",
        )
    facilitator = post.table.facilitator if post.table else None
    own = [facilitator] if facilitator else []
    if not post.table:
        own = [one.person for one in people if one.role == post.role]
    deputy = card.deputy if card else None
    if deputy and initiatives.membership_of(deputy, post.initiative) is None:
        deputy = None  # who has left stands in for nobody
    return Filled(
        post=post,
        card=card,
        holders=[Somebody(str(one), one) for one in own],
        deputies=[Somebody(str(deputy), deputy)] if deputy else [],
        ends=ends,
        successor=card.successor if card else "",
    )


def _sitting(held: dict[str, Holding], part: str) -> list[Somebody]:
    return [Somebody(held[part].name, held[part].person)] if part in held else []

"""Who may change a table, and what happens there."""

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative import queries as initiatives
from longtable.initiative.models import Initiative, Organization
from longtable.record.acting import Refusal
from longtable.tables import queries
from longtable.tables.models import Ballot, Elector, Holding, PrivateNote, Seat, Table, Tension
from longtable.tables.queries import Post


def may_run(table: Table, *, by: Person) -> None:
    """The facilitator of the table or of the initiative runs it; a caucus runs itself."""
    if not queries.runs_table(by, table):
        raise Refusal(_("Ask the facilitator of this table to do this."))


def may_prepare(table: Table, *, by: Person) -> None:
    """Those who sit at a table bring their questions; so does whoever runs it."""
    if not queries.may_run_or_sits(by, table):
        raise Refusal(_("Ask somebody who sits at this table to bring the question."))


def may_answer(elector: Elector, channel: str, *, by: Person) -> None:
    """A seat is answered for by its holder or alternate; in the room, by whoever runs the table."""
    if channel == Ballot.Channel.PAGE:
        if not queries.speaks_for_seat(by, elector.seat):
            raise Refusal(_("Only the holder of a seat, or the alternate, answers for it."))
    else:
        may_run(elector.seat.table, by=by)


def may_bring(table: Table, *, by: Person) -> None:
    """Everybody who sits at a table brings items to its agenda; so does who runs it."""
    if not (queries.sits_at(by, table) or queries.runs_table(by, table)):
        raise Refusal(_("Ask somebody at this table to bring this up."))


def may_send(table: Table, to: Table, *, by: Person) -> None:
    """Who runs a table speaks for it at another of the same initiative that they may know of."""
    may_run(table, by=by)
    seen = queries.tables_visible_to(by, table.initiative)
    if to.pk == table.pk or not seen.filter(pk=to.pk).exists():
        raise Refusal(_("Choose another table of this initiative."))


def may_set_up(initiative: Initiative, kind: str, *, by: Person) -> None:
    """Facilitators set up tables. A caucus is set up by any member, who asks nobody."""
    if initiatives.is_facilitator(by, initiative):
        return
    if kind != Table.Kind.CAUCUS or initiatives.membership_of(by, initiative) is None:
        raise Refusal(_("Ask a facilitator to set up this table."))


def may_leave(holding: Holding, *, by: Person) -> None:
    """People leave their own seat; who runs the table may empty any of its seats."""
    if holding.person_id != by.pk and not queries.runs_table(by, holding.seat.table):
        raise Refusal(_("Ask the facilitator of this table to do this."))


def may_take_seat(holding: Holding, *, by: Person) -> None:
    """Whoever was invited at the address that a seat waits for takes it, once they are here."""
    invitation = holding.invitation
    if invitation is None or holding.person_id is not None or holding.until is not None:
        raise Refusal(_("This seat waits for nobody."))
    here = initiatives.membership_of(by, invitation.initiative) is not None
    if not here or invitation.email != by.email:
        raise Refusal(_("This seat waits for somebody else."))


def may_bring_list(initiative: Initiative, *, by: Person) -> None:
    """Facilitators bring lists of people, organizations and seats."""
    if not initiatives.is_facilitator(by, initiative):
        raise Refusal(_("Ask a facilitator to do this."))


def may_speak_for(seat: Seat, *, by: Person) -> None:
    """Who holds a seat, or stands in, speaks for it."""
    if not queries.speaks_for_seat(by, seat):
        raise Refusal(_("Only who holds this seat can do this."))


def may_raise(table: Table, seat: Seat | None, door: str, *, by: Person) -> None:
    """In the room one raises a tension from one's own seat; the facilitator for anybody."""
    if seat is not None and seat.table_id != table.pk:
        raise Refusal(_("Choose a seat of this table."))
    if queries.runs_table(by, table):
        return
    if door != Tension.Door.ROOM or seat is None:
        raise Refusal(_("Choose your own seat, or ask the facilitator to raise it for you."))
    may_speak_for(seat, by=by)


def may_keep_notes(initiative: Initiative, seat: Seat | None, *, by: Person) -> None:
    """Who runs a table keeps notes on it, for their own eyes."""
    run = {table.pk for table in queries.tables_run_by(by, initiative)}
    if not run or (seat is not None and seat.table_id not in run):
        raise Refusal(_("Only who facilitates a table keeps private notes on it."))


def may_finish(note: PrivateNote, *, by: Person) -> None:
    """A private note is there for who wrote it, and for nobody else."""
    if note.facilitator_id != by.pk:
        raise Refusal(_("This note is not there."))


def may_ask_for(table: Table, seat: Seat | None, *, by: Person) -> None:
    """Who holds a seat says what it needs; the facilitator says it for anybody."""
    if seat is not None and seat.table_id != table.pk:
        raise Refusal(_("Choose a seat of this table."))
    if queries.runs_table(by, table):
        return
    if seat is None:
        raise Refusal(_("Choose your own seat."))
    may_speak_for(seat, by=by)


def may_describe_themselves(initiative: Initiative, *, by: Person) -> None:
    """Every member may say who they are; nobody has to, and nobody does it for another."""
    if initiatives.membership_of(by, initiative) is None:
        raise Refusal(_("Those who belong to an initiative describe themselves there."))


def may_take_back(initiative: Initiative, *, by: Person) -> None:
    """Whoever described themselves takes it back, also after they have left."""
    if initiatives.membership_of(by, initiative) is not None:
        return
    if not queries.described_themselves(by, initiative):
        raise Refusal(_("There is nothing here that you said of yourself."))


def may_describe_leadership(organization: Organization, *, by: Person) -> None:
    """Whoever speaks for an organization describes its leadership, and nobody else."""
    if not initiatives.speaks_for(by, organization):
        raise Refusal(_("Whoever speaks for an organization describes its leadership."))


def may_count(initiative: Initiative, *, by: Person) -> None:
    """The backbone names populations and counts who sits at the tables."""
    if not initiatives.is_backbone(by, initiative):
        raise Refusal(_("Ask a facilitator or a data lead to do this."))


def may_write_card(post: Post, *, by: Person) -> None:
    """Who runs a table writes its role cards; a facilitator those of the backbone."""
    if not queries.writes_card(by, post):
        raise Refusal(_("Ask the facilitator to change this role card."))


def may_hand_over(post: Post, *, by: Person) -> None:
    """Who holds a role takes its handover pack, and who runs the table or the backbone."""
    if not queries.hands_over(by, post):
        raise Refusal(_("Only who holds this role, or the facilitator, takes its handover pack."))

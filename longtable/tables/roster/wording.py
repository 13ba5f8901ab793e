"""The words for what can be wrong with a list: what, why, how to fix it."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Words:
    """The words for one cause, whether it blocks, and which form asks about it."""

    what: str
    why: str
    fix: str
    blocking: bool = True
    kind: str = ""
    rows_can_go: bool = True


WORDS = {
    "no_columns": Words(
        _("No column names a person, an organization or a table."),
        _("Nothing of this list can be taken in so."),
        _("Tap a letter on the sheet and say what the column is, or tap the row of headings."),
        rows_can_go=False,
    ),
    "near_organization": Words(
        _("“%(text)s” is spelled much like “%(near)s”."),
        _("One organization must not stand on the list twice, and two must not become one."),
        _("Say whether they are the same."),
        kind="organization",
    ),
    "no_organization": Words(
        _("“%(text)s” speaks for an organization, and none is named in the row."),
        _("Partners and funders speak for one."),
        _("Name the organization in the file, or leave the row out."),
    ),
    "unknown_table": Words(
        _("There is no table “%(text)s” that you run."),
        _("A seat stands at a table that is there."),
        _("Say which table is meant, or set it up first."),
        kind="table",
    ),
    "no_table": Words(
        _("These rows name a seat and no table."),
        _("A seat stands at a table."),
        _("Say at which table all of them sit, or leave the rows out."),
        kind="default_table",
    ),
    "unknown_constituency": Words(
        _("“%(text)s” does not say for whom the seat is there."),
        _("Who sits for whom is counted and shown."),
        _("Say which of our words it means."),
        kind="constituency",
    ),
    "no_constituency": Words(
        _("These rows make a seat and do not say for whom it is there."),
        _("Who sits for whom is counted and shown."),
        _("Say it for all of them, or in a column of the file."),
        kind="default_constituency",
    ),
    "unknown_tier": Words(
        _("“%(text)s” is no size that we know."),
        _("It lets everyone see that small and large are treated alike."),
        _("Say which size it means, or leave it unsaid."),
        kind="tier",
    ),
    "unknown_role": Words(
        _("“%(text)s” is no role of this initiative."),
        _("A role decides what somebody may open and do."),
        _("Say which role it means."),
        kind="role",
    ),
    "bad_email": Words(
        _("“%(text)s” is no e-mail address."),
        _("An invitation goes to one address, and nobody else can use it."),
        _("Write it right, or leave the row out."),
        kind="email",
    ),
    "email_twice": Words(
        _("%(text)s stands beside two names: %(first)s and %(second)s."),
        _("An address belongs to one person."),
        _("Correct the address, or leave the row out."),
        kind="email",
    ),
    "two_organizations": Words(
        _("%(text)s stands beside two organizations: %(first)s and %(second)s."),
        _("In one initiative a person speaks for one organization."),
        _("Correct it in the file, or leave the row out."),
    ),
    "seat_taken": Words(
        _("“%(text)s” is held by %(holder)s."),
        _("A seat is never taken from somebody by a list."),
        _("Hand it over on the page of the seat, or leave the row out."),
    ),
    "seat_twice": Words(
        _("“%(text)s” stands in the list for two people."),
        _("A seat has one holder, and one alternate beside them."),
        _("Put the second into the column of alternates, or leave the row out."),
    ),
    "own_alternate": Words(
        _("%(text)s would be their own alternate."),
        _("An alternate speaks when the holder can’t."),
        _("Correct it in the file, or leave the row out."),
    ),
    "bad_date": Words(
        _("“%(text)s” is no date that we can read."),
        _("A term begins and ends on a day."),
        _("Say which day it means."),
        kind="date",
    ),
    "date_order": Words(
        _("“%(text)s” and others can be read in two ways."),
        _("In some countries the month stands first, in others the day."),
        _("Say which it is in this file."),
        rows_can_go=False,
    ),
    "term_turned": Words(
        _("The term ends before it begins."),
        _("A term begins and ends on a day."),
        _("Correct it in the file, or leave the row out."),
    ),
    "too_long": Words(
        _("“%(text)s …” is too long for a name."),
        _("Names stand in lists and letters."),
        _("Shorten it in the file, or leave the row out."),
    ),
    "other_organization": Words(
        _("%(text)s speaks for %(first)s here, and for %(second)s in this list."),
        _("A list changes nobody who is here already."),
        _("If it is right, change it on the page of this person."),
        blocking=False,
    ),
    "says_nothing": Words(
        _("Nothing comes of these rows."),
        _("They have no address to invite, no organization and no seat."),
        _("If that is a mistake, say what the columns are, or correct the file."),
        blocking=False,
        rows_can_go=False,
    ),
    "no_address": Words(
        _("These people have no address, and are not invited."),
        _("They hold their seat by name, and can’t sign in."),
        _("Invite them by hand later, or write their addresses into the file."),
        blocking=False,
        rows_can_go=False,
    ),
}

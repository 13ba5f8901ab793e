"""What was agreed: the version in force on a day, and its terms."""

import datetime as dt

from django.db.models import Q

from longtable.agenda.models import AgendaVersion, Terms
from longtable.initiative.models import Initiative


def version_in_force(initiative: Initiative, *, on: dt.date) -> AgendaVersion | None:
    """Return the version of the agenda that was in force on a day, if there was one."""
    begun = initiative.agenda_versions.filter(in_force_from__lte=on)
    lasting = begun.filter(Q(in_force_until=None) | Q(in_force_until__gt=on))
    return lasting.order_by("-in_force_from", "-number").first()


def terms_in_force(initiative: Initiative, *, on: dt.date) -> Terms:
    """Return the charter's terms on a day: those of the version in force, else the usual ones.

    The row is not saved: it is to be read only.
    """
    version = version_in_force(initiative, on=on)
    agreed = version.content.get("terms", {}) if version else {}
    names = {field.name for field in Terms._meta.fields} - {"id", "initiative", "version"}
    return Terms(initiative=initiative, **{name: agreed[name] for name in names & agreed.keys()})

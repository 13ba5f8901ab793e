"""Roles that end soon and that nobody follows: seen to by who holds them or runs the table."""

import datetime as dt

from django.utils import formats
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.communication.line import EarlyWarning, where
from longtable.initiative.models import Initiative
from longtable.tables import queries as tables


def without_successor(
    person: Person, initiative: Initiative, *, today: dt.date
) -> list[EarlyWarning]:
    """Return a warning for each role of this person's that ends within 60 days, or has ended."""
    found = []
    for one in tables.without_successor(person, initiative, today=today):
        assert one.ends is not None  # it would wait for nobody
        day = formats.date_format(one.ends)
        is_over = one.ends < today
        found.append(
            EarlyWarning(
                what=_("Nobody follows yet: %(role)s") % {"role": one.post},
                evidence=(_("It was to be handed over on %(day)s.") % {"day": day})
                if is_over
                else (_("It is to be handed over on %(day)s.") % {"day": day}),
                move=_("Look at the role"),
                address=where("tables:role", initiative.slug, one.post.key),
            )
        )
    return found

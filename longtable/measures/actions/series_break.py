"""Where a series breaks, said before anything is drawn across it."""

from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.measures import permissions
from longtable.measures.models import Indicator, Release, SeriesBreak
from longtable.record.acting import Refusal, action
from longtable.web.spoken import Spoken


@action("declared a break in")
def declare_break(
    indicator: Indicator,
    *,
    period: str,
    reason: Spoken,
    bridge: Spoken | None = None,
    by: Person,
) -> SeriesBreak:
    """Say that values from a period on can't be compared with those before, and why.

    With a `bridge`, a reason why the line may go on all the same, the two sides are compared.
    """
    permissions.may_define(indicator.initiative, by=by)
    if not period.strip() or not any(reason.values()):
        raise Refusal(_("Say from which period on, and what changed."))
    if indicator.breaks.filter(period=period.strip()).exists():
        raise Refusal(_("A break at %(period)s is there already.") % {"period": period})
    return SeriesBreak.objects.create(
        indicator=indicator, period=period.strip(), reason=reason, bridge=bridge or {}
    )


@action("took back a break in")
def remove_break(series_break: SeriesBreak, *, by: Person) -> Indicator:
    """Take a break back, as long as nothing from it on has been released."""
    indicator = series_break.indicator
    permissions.may_define(indicator.initiative, by=by)
    released = Release.objects.filter(
        indicator=indicator, number__isnull=False, values__period=series_break.period
    )
    if released.exists():
        raise Refusal(_("Values after this break are public already. It has to stay."))
    series_break.delete()
    return indicator

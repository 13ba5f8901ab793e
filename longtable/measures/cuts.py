"""The cuts that a definition declares: which levels of place, by which breakdowns."""

from django.utils.translation import gettext as _

from longtable.core.warehouse.facts import cut_of
from longtable.measures.models import Definition
from longtable.record.acting import Refusal

MOST_TOGETHER = 3


def cuts_of(definition: Definition) -> list[tuple[str, tuple[str, ...]]]:
    """Return the declared cuts, each once: level, and breakdowns in order."""
    said = [(cut["level"], tuple(sorted(cut.get("by", [])))) for cut in definition.cuts]
    return list(dict.fromkeys(said))


def refuse_unknown_cuts(definition: Definition) -> None:
    """Refuse cuts that name a breakdown which the initiative does not have."""
    known = set(definition.indicator.initiative.breakdowns.values_list("code", flat=True))
    for cut in definition.cuts:
        by = cut.get("by", []) if isinstance(cut, dict) else None
        if by is None or not cut.get("level"):
            raise Refusal(_("Every cut needs a level of place, such as “city”."))
        if unknown := set(by) - known:
            raise Refusal(_("There is no breakdown “%(code)s”.") % {"code": min(unknown)})
        if len(by) > MOST_TOGETHER:
            raise Refusal(
                _("At most %(most)s breakdowns together: more would show hardly anybody.")
                % {"most": MOST_TOGETHER}
            )


def name_of(by: tuple[str, ...]) -> str:
    """Return the one text for breakdowns: "" for everybody, "race+sex"."""
    return cut_of(by)

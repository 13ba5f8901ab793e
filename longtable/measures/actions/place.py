"""The places that numbers are about, and which lies in which."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.initiative.models import Initiative
from longtable.measures import permissions
from longtable.measures.models import Place
from longtable.record.acting import Refusal, action, save_if_unchanged
from longtable.web.spoken import Spoken

_CHANGEABLE = {"name", "spellings", "position", "comparator", "parent"}


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to be added. `parent` is the code of the place that it lies in, "" for none."""

    code: str
    name: Spoken
    level: str
    parent: str = ""
    spellings: tuple[str, ...] = ()
    comparator: bool = False


@action("added places to")
def add_places(initiative: Initiative, places: Sequence[NewPlace], *, by: Person) -> Initiative:
    """Add many places at once, in any order; all or none.

    A parent is a place that is there or one of these.
    """
    permissions.may_define(initiative, by=by)
    known = {place.code: place for place in initiative.places.all()}
    _refuse_wrong(places, known)
    first = len(known)
    rows = [
        Place(
            initiative=initiative,
            code=place.code,
            name=place.name,
            level=place.level,
            spellings=list(place.spellings),
            comparator=place.comparator,
            position=first + at,
        )
        for at, place in enumerate(places)
    ]
    known |= {row.code: row for row in Place.objects.bulk_create(rows)}
    for new, row in zip(places, rows, strict=True):
        row.parent = known[new.parent] if new.parent else None
    Place.objects.bulk_update([row for row in rows if row.parent], ["parent"])
    _refuse_circles(known)
    return initiative


@action("changed the place")
def change_place(place: Place, changes: dict[str, Any], *, version: int, by: Person) -> Place:
    """Rename a place, move it, or add spellings. Its code and its level stay as they are."""
    permissions.may_define(place.initiative, by=by)
    if wrong := set(changes) - _CHANGEABLE:
        raise ValueError(f"cannot be changed: {', '.join(sorted(wrong))}")
    parent = changes.get("parent")
    if parent and parent.initiative_id != place.initiative_id:
        raise Refusal(_("Choose a place of this initiative."))
    save_if_unchanged(place, changes, version=version)
    _refuse_circles({row.code: row for row in place.initiative.places.all()})
    return place


def _refuse_wrong(places: Sequence[NewPlace], known: dict[str, Place]) -> None:
    codes: set[str] = set(known)
    for place in places:
        if not place.code.strip() or slugify(place.level) != place.level or not place.level:
            raise Refusal(_("Every place needs a code, and a level such as “school”."))
        if place.code in codes:
            raise Refusal(_("“%(code)s” is there already.") % {"code": place.code})
        codes.add(place.code)
    for place in places:
        if place.parent and place.parent not in codes:
            raise Refusal(
                _("“%(code)s” lies in “%(parent)s”, which is not there.")
                % {"code": place.code, "parent": place.parent}
            )


def _refuse_circles(places: dict[str, Place]) -> None:
    above = {row.pk: row.parent_id for row in places.values()}
    for row in places.values():
        seen, at = {row.pk}, row.parent_id
        while at is not None:
            if at in seen:
                raise Refusal(_("“%(code)s” would lie in itself.") % {"code": row.code})
            seen.add(at)
            at = above.get(at)

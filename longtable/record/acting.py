"""What it is to act here: by somebody, whole or not at all, and on the record."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from longtable.record.models import Entry

P = ParamSpec("P")
S = TypeVar("S", bound=models.Model)

ACTIONS: dict[str, Callable[..., Any]] = {}


class Refusal(Exception):
    """An action that cannot be done now. The message says why, and what to do next."""


class Stale(Refusal):
    """Somebody else changed the row first. Carries both, so that nothing is lost.

    `theirs` is the row as it stands now; `yours` maps field names to what was to be saved.
    """

    def __init__(self, theirs: models.Model, yours: dict[str, Any]) -> None:
        super().__init__(str(theirs))
        self.theirs = theirs
        self.yours = yours


class Double(Refusal):
    """The same was done at the same moment, and only one of two can stand."""


def ref(thing: models.Model) -> str:
    """Return the name that the record knows a thing by, such as `measures.release/7`."""
    return f"{thing._meta.label_lower}/{thing.pk}"


def action(verb: str) -> Callable[[Callable[P, S]], Callable[P, S]]:
    """Make a function an action: atomic, and recorded as `by` + `verb` + what it returns.

    The function takes a keyword-only `by` (a model instance: a person, or what acted for them)
    and returns the row that it made or changed. A subject that has an `initiative_id` puts the
    entry in that initiative's record. What a uniqueness constraint finds to be there already is
    refused: the check before the write had passed, so somebody did the same meanwhile.
    """

    def decorate(do: Callable[P, S]) -> Callable[P, S]:
        @wraps(do)
        def act(*args: P.args, **kwargs: P.kwargs) -> S:
            try:
                with transaction.atomic():
                    subject = do(*args, **kwargs)
                    Entry.objects.create(
                        by=ref(kwargs["by"]),  # type: ignore[arg-type]
                        verb=verb,
                        subject=ref(subject),
                        initiative=_initiative(subject),
                    )
            except IntegrityError as error:
                if not _is_double(error):
                    raise
                said = _("This was done a moment ago, by you or by somebody else. Look first.")
                raise Double(said) from error
            return subject

        ACTIONS[f"{do.__module__}.{do.__name__}"] = act
        return act

    return decorate


def save_if_unchanged(row: models.Model, changes: dict[str, Any], *, version: int) -> None:
    """Save `changes` to a row that still has `version`, and raise its version by one.

    The row's model has a `version` field. Raises Stale, with both sides, when somebody saved
    in between; the check and the write are one statement, so no update is lost.
    """
    model = row._meta.model  # not its type: the person of a request is wrapped in another
    updated = model._default_manager.filter(pk=row.pk, version=version).update(
        **changes, version=version + 1
    )
    if not updated:
        raise Stale(model._default_manager.get(pk=row.pk), changes)
    row.refresh_from_db()


def _is_double(error: IntegrityError) -> bool:
    """Tell whether a uniqueness constraint was in the way, by what the database itself says."""
    cause = error.__cause__
    said = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
    return said in {"23505", "SQLITE_CONSTRAINT_UNIQUE"}


def _initiative(subject: models.Model) -> int | None:
    if subject._meta.label_lower == "initiative.initiative":
        return int(subject.pk)
    found: int | None = getattr(subject, "initiative_id", None)
    return found

"""The words given on a version, as rows."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from longtable.agenda import queries
from longtable.agenda.models import AgendaVersion

_KINDS = {"signs": "success", "concern": "warning", "dissents": "error"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word given: for whom, what, why, by whom and when."""

    whom: str
    answer: str
    kind: str
    reason: str
    signer: str
    at: dt.datetime
    on_paper: bool


def words_on(version: AgendaVersion) -> list[Word]:
    """Return what was said on a version, organizations first."""
    return [
        Word(
            whom=str(row.organization) if row.organization else _("A resident seat"),
            answer=str(row.get_answer_display()),
            kind=_KINDS[row.answer],
            reason=row.reason,
            signer=row.signer,
            at=row.at,
            on_paper=row.on_paper,
        )
        for row in queries.ratifications_of(version)
    ]

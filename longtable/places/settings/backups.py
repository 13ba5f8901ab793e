"""Whether this installation is backed up, for those who run it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from longtable.backups.queries import BackupState, backup_state
from longtable.web.access import administrators
from longtable.web.requests import Request


@dataclass(frozen=True, slots=True)
class BackupsPage:
    """How the backups stand; `standing` is off, waiting, failed, late, lost or good."""

    state: BackupState
    standing: str


@administrators
def backups(request: Request) -> HttpResponse:
    """Show how the backups of this installation stand."""
    state = backup_state(timezone.now())
    return render(request, "settings/backups.html", {"page": BackupsPage(state, _standing(state))})


def _standing(state: BackupState) -> str:
    if not state.folder:
        return "off"
    if state.newest is None:
        return "waiting"
    if state.newest.trouble:
        return "failed"
    if state.late:
        return "late"
    return "lost" if state.newest.lost else "good"

"""What stands in the database, row by row, so that a change is seen wherever it happens."""

import hashlib

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session

# What reading writes: when a session was last used; and the sign-in library's own copy of one's
# address, at the first look at one's account.
WRITTEN_BY_READING = {Session, EmailAddress, UserSession}


def fingerprint():
    """Return a hash of every row of every model, but for what reading may write."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model not in WRITTEN_BY_READING:
            rows = sorted(repr(row) for row in model._default_manager.values_list())
            found[model._meta.label] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def changed(before):
    return {label for label, now in fingerprint().items() if before[label] != now}

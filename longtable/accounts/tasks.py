"""What the worker does for people who sign in."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.conf import settings

from longtable.record.jobs import job


@job("forget ended sessions", every=dt.timedelta(days=1))
def forget_ended_sessions(now: dt.datetime) -> int:
    """Delete the notes of sessions that have ended by themselves."""
    before = now - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return int(UserSession.objects.filter(last_seen_at__lt=before).delete()[0])

"""What is asked of people takes minutes. These are estimates, stated as such on every page."""

from django.utils.translation import gettext_lazy as _

ESTIMATES = {
    "decision": 5,
    "minutes": 10,
    "writing": 20,
    "promise": 3,
    "call": 10,
    "signature": 20,
    "release": 15,
    "file": 30,
    "digest": 3,
}

KINDS = {
    "meeting": _("Meetings, as long as they were planned"),
    "decision": _("Decisions to answer"),
    "minutes": _("Minutes to read"),
    "promise": _("Promises to report on"),
    "digest": _("Digests to read"),
}

"""Why a file can't be read, in the reader's language.

Whoever reads the file, a limited process or the worker, knows no reader: it is kept in English.
"""

from django.utils.translation import gettext_noop as noop

from longtable.web import uploads

GONE = noop("The file is no longer there. Send it again.")
FAULT = noop(
    "Reading this file failed by a fault in Longtable. The file is kept, and whoever runs "
    "this installation finds the fault in its log. Another format, such as CSV, may work."
)


def in_words(trouble: str) -> str:
    """Return what was kept about a file in the reader's language, its blanks filled alike."""
    return uploads.in_words(trouble, also=(GONE, FAULT))

"""Keep a facilitator's private note so that the database alone does not tell it.

The key is made from the installation's secret and the facilitator's number: a backup carries the
sealed text only, and nobody's key opens the notes of another.
"""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal_note(kind: str, text: str, *, facilitator: int) -> bytes:
    """Return the kind and the text of a note, encrypted (Fernet)."""
    return _box(facilitator).encrypt(json.dumps([kind, text]).encode())


def unseal_note(sealed: bytes, *, facilitator: int) -> tuple[str, str]:
    """Return kind and text again; nothing for another's note or after a change of the secret."""
    try:
        kind, text = json.loads(_box(facilitator).decrypt(bytes(sealed)))
    except InvalidToken:
        return "", ""
    return kind, text


def _box(facilitator: int) -> Fernet:
    made_of = f"longtable.tables.private:{facilitator}:{settings.SECRET_KEY}"
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(made_of.encode()).digest()))

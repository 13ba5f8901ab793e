"""What stands in the database of a stopped installation, by plain SQL, and whether it agrees."""

import hashlib
import sqlite3
from contextlib import closing
from typing import Any

import psycopg

from tests.reliability.installation import Installation

ROWS_OF_A_FILE = 5


def rows(there: Installation, sql: str) -> list[tuple[Any, ...]]:
    if there.database_url:
        with psycopg.connect(_plain(there.database_url)) as connection:
            return connection.execute(sql).fetchall()
    with closing(sqlite3.connect(there.folder / "longtable.db", timeout=20)) as connection:
        return connection.execute(sql).fetchall()


def one(there: Installation, sql: str) -> Any:
    return rows(there, sql)[0][0]


def _plain(url: str) -> str:
    return url.replace("postgres://", "postgresql://")


def broken(there: Installation, *, rows_of_a_file: int) -> list[str]:
    """Return everything that is half done or does not agree; nothing when all is well."""
    return [
        *_damage(there),
        *_half_imports(there, rows_of_a_file),
        *_entries_that_do_not_agree(there),
        *_files_that_do_not_agree(there),
    ]


def _damage(there: Installation) -> list[str]:
    if there.database_url:
        return []  # it has recovered by itself, or it would not answer
    found = [said for (said,) in rows(there, "PRAGMA integrity_check") if said != "ok"]
    return found + [f"a lost reference: {row}" for row in rows(there, "PRAGMA foreign_key_check")]


def _half_imports(there: Installation, rows_of_a_file: int) -> list[str]:
    """An import is there with all its facts, one record entry and its state, or not at all."""
    found = rows(
        there,
        f"""
        SELECT s.id, s.state, COALESCE(f.count, 0),
               (SELECT count(*) FROM record_entry e WHERE e.verb = 'took a file in'
                AND e.subject = {_joined("'submissions.submission/'", "s.id")})
        FROM submissions_submission s
        LEFT JOIN submissions_submittedfacts f ON f.submission_id = s.id
        """,
    )
    whole, none = (rows_of_a_file, 1), (0, 0)
    return [
        f"submission {pk} is {state} with {facts} facts and {entries} entries"
        for pk, state, facts, entries in found
        if (facts, entries) != (whole if state == "accepted" else none)
    ]


# What every row of a table owes the record: one entry for having been made.
_MADE = {
    "initiative_organization": ("initiative.organization", "added"),
    "initiative_invitation": ("initiative.invitation", "invited"),
    "submissions_submission": ("submissions.submission", "sent a file"),
}


def _entries_that_do_not_agree(there: Installation) -> list[str]:
    """Every row that an action made has one entry, every entry a row, every save an entry."""
    found = []
    for table, (label, verb) in _MADE.items():
        made = rows(there, f"SELECT id FROM {table}")
        noted = rows(
            there,
            f"SELECT subject FROM record_entry WHERE verb = '{verb}' AND subject LIKE '{label}/%'",
        )
        have, want = (
            sorted(subject for (subject,) in noted),
            sorted(f"{label}/{pk}" for (pk,) in made),
        )
        seeded = (
            [name for name in want if name not in have] if label.endswith("organization") else []
        )
        if have != [name for name in want if name not in seeded[:1]]:
            found.append(f"{table}: {sorted(set(want) ^ set(have))}, or an entry twice")
    invitations = one(there, "SELECT count(*) FROM initiative_invitation")
    letters = one(there, "SELECT count(*) FROM record_letter WHERE subject LIKE '%invit%'")
    if invitations != letters:
        found.append(f"{invitations} invitations, but {letters} letters")
    saved = rows(
        there,
        f"""
        SELECT p.email, p.version - 1, (SELECT count(*) FROM record_entry e
               WHERE e.verb = 'changed their own details'
               AND e.subject = {_joined("'accounts.person/'", "p.id")})
        FROM accounts_person p
        """,
    )
    return found + [f"{who}: {n} saves, {m} entries" for who, n, m in saved if n != m]


def _files_that_do_not_agree(there: Installation) -> list[str]:
    """What is in the database is on the disk, byte for byte, unless it was discarded."""
    sent = rows(there, "SELECT id, file, file_digest, state FROM submissions_submission")
    found = []
    for pk, file, digest, state in sent:
        path = there.folder / "uploads" / file
        if state != "discarded" and (
            not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest
        ):
            found.append(f"the file of submission {pk} is lost or not what was sent")
    return found


def _joined(*parts: str) -> str:
    return " || ".join(f"CAST({part} AS TEXT)" for part in parts)

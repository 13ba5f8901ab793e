"""Whoever signed can be forgotten: the name gives way to a dash, and nothing else of it changes."""

from django.db import migrations

_WORDS = "agenda_ratification"
_SAID = "what was put to signature is never edited"
_KEPT = (
    "id", "agenda_id", "organization_id", "seat", "constituency", "tier", "answer", "reason",
    "on_paper", "by_id", "at",
)  # fmt: skip


def _unless_forgotten(operator):
    changed = " OR ".join(f"OLD.{name} {operator} NEW.{name}" for name in _KEPT)
    return f"WHEN ({changed} OR NEW.signer <> '—')"


def _forbid(schema_editor, when):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {_WORDS}_no_update")
        schema_editor.execute(f"""
CREATE TRIGGER {_WORDS}_no_update BEFORE UPDATE ON {_WORDS} {when("IS NOT")}
BEGIN SELECT RAISE(ABORT, '{_SAID}'); END
""")
        return
    schema_editor.execute(f"DROP TRIGGER {_WORDS}_no_update ON {_WORDS}")
    schema_editor.execute(f"""
CREATE TRIGGER {_WORDS}_no_update BEFORE UPDATE ON {_WORDS}
FOR EACH ROW {when("IS DISTINCT FROM")} EXECUTE FUNCTION agenda_never_edited()
""")


def let_forget(apps, schema_editor):
    _forbid(schema_editor, _unless_forgotten)


def forbid_all(apps, schema_editor):
    _forbid(schema_editor, lambda _operator: "")


class Migration(migrations.Migration):
    dependencies = [("agenda", "0003_agenda_versions_are_never_edited")]
    operations = [migrations.RunPython(let_forget, forbid_all)]

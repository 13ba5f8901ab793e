"""What was put to signature never changes, nor what anybody signed: the database itself refuses."""

from django.db import migrations

_KEPT = (
    "id", "initiative_id", "number", "content", "digest", "rule", "what_changed", "learned",
    "opened", "opened_by_id", "closes",
)  # fmt: skip
_VERSIONS, _WORDS = "agenda_agendaversion", "agenda_ratification"
_SAID = "what was put to signature is never edited"


def _changed(operator):
    return " OR ".join(f"OLD.{name} {operator} NEW.{name}" for name in _KEPT)


def _sqlite():
    yield f"""
CREATE TRIGGER {_VERSIONS}_no_update BEFORE UPDATE ON {_VERSIONS} WHEN {_changed("IS NOT")}
BEGIN SELECT RAISE(ABORT, '{_SAID}'); END
"""
    for table, verb in ((_VERSIONS, "DELETE"), (_WORDS, "UPDATE"), (_WORDS, "DELETE")):
        yield f"""
CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{_SAID}'); END
"""


POSTGRES = f"""
CREATE FUNCTION agenda_never_edited() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{_SAID}'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER {_VERSIONS}_no_update BEFORE UPDATE ON {_VERSIONS}
FOR EACH ROW WHEN ({_changed("IS DISTINCT FROM")}) EXECUTE FUNCTION agenda_never_edited();
CREATE TRIGGER {_VERSIONS}_no_delete BEFORE DELETE ON {_VERSIONS}
FOR EACH ROW EXECUTE FUNCTION agenda_never_edited();
CREATE TRIGGER {_WORDS}_no_update BEFORE UPDATE ON {_WORDS}
FOR EACH ROW EXECUTE FUNCTION agenda_never_edited();
CREATE TRIGGER {_WORDS}_no_delete BEFORE DELETE ON {_WORDS}
FOR EACH ROW EXECUTE FUNCTION agenda_never_edited();
"""


def forbid(apps, schema_editor):
    statements = _sqlite() if schema_editor.connection.vendor == "sqlite" else [POSTGRES]
    for statement in statements:
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in (_VERSIONS, _WORDS):
        for verb in ("update", "delete"):
            where = "" if is_sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}{where}")
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION agenda_never_edited()")


class Migration(migrations.Migration):
    dependencies = [("agenda", "0002_agenda_rule_and_paper")]
    operations = [migrations.RunPython(forbid, allow)]

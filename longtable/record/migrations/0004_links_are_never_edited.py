"""Links of the chain can't be changed or deleted: the database itself refuses."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER record_link_no_{verb} BEFORE {VERB} ON record_link
BEGIN SELECT RAISE(ABORT, 'the record is never edited'); END
"""
POSTGRES = """
CREATE TRIGGER record_link_never_edited BEFORE UPDATE OR DELETE ON record_link
FOR EACH ROW EXECUTE FUNCTION record_never_edited();
"""


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(SQLITE.format(verb=verb, VERB=verb.upper()))
    else:
        schema_editor.execute(POSTGRES)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER record_link_no_{verb}")
    else:
        schema_editor.execute("DROP TRIGGER record_link_never_edited ON record_link")


class Migration(migrations.Migration):
    dependencies = [("record", "0003_link")]
    operations = [migrations.RunPython(forbid, allow)]

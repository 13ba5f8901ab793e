"""What was public never changes: the database itself refuses.

Values of a release that was ever public can't be added, changed or deleted. Of such a release
only what withdraws it may change (state, withdrawn…, version), and only from published to
withdrawn.
"""

from django.db import migrations

_KEPT = (
    "id", "indicator_id", "definition_id", "number", "reason", "replaces_id", "prepared_by_id",
    "prepared", "approved_by_id", "published", "inputs", "engine", "code_version", "objective",
    "check_report",
)  # fmt: skip
_PUBLIC = "('published', 'withdrawn')"
_OWNERS = ("measures_publishedvalue", "measures_releaseinputs")


def _distinct(operator):
    return " OR ".join(f"OLD.{name} {operator} NEW.{name}" for name in _KEPT)


def _sqlite():
    for table in _OWNERS:
        for verb, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            which = ", ".join(f"{row}.release_id" for row in rows)
            yield f"""
CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
WHEN EXISTS (SELECT 1 FROM measures_release
             WHERE id IN ({which}) AND state IN {_PUBLIC})
BEGIN SELECT RAISE(ABORT, 'public values are never edited'); END
"""
    yield f"""
CREATE TRIGGER measures_release_no_delete BEFORE DELETE ON measures_release
WHEN OLD.state IN {_PUBLIC}
BEGIN SELECT RAISE(ABORT, 'public releases are never edited'); END
"""
    yield f"""
CREATE TRIGGER measures_release_no_update BEFORE UPDATE ON measures_release
WHEN OLD.state IN {_PUBLIC} AND (
  {_distinct("IS NOT")}
  OR (OLD.state = 'withdrawn' AND (
        NEW.state IS NOT OLD.state OR NEW.withdrawn IS NOT OLD.withdrawn
        OR NEW.withdrawn_by_id IS NOT OLD.withdrawn_by_id
        OR NEW.withdrawn_because IS NOT OLD.withdrawn_because))
  OR NEW.state NOT IN {_PUBLIC})
BEGIN SELECT RAISE(ABORT, 'public releases are never edited'); END
"""


POSTGRES = f"""
CREATE FUNCTION measures_values_never_edited() RETURNS trigger AS $$
BEGIN
  IF (TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM measures_release
        WHERE id = OLD.release_id AND state IN {_PUBLIC}))
     OR (TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM measures_release
        WHERE id = NEW.release_id AND state IN {_PUBLIC}))
  THEN RAISE EXCEPTION 'public values are never edited'; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE FUNCTION measures_release_never_edited() RETURNS trigger AS $$
BEGIN
  IF OLD.state NOT IN {_PUBLIC} THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'public releases are never edited'; END IF;
  IF {_distinct("IS DISTINCT FROM")} OR NEW.state NOT IN {_PUBLIC}
     OR (OLD.state = 'withdrawn' AND (NEW.state <> OLD.state
         OR NEW.withdrawn IS DISTINCT FROM OLD.withdrawn
         OR NEW.withdrawn_by_id IS DISTINCT FROM OLD.withdrawn_by_id
         OR NEW.withdrawn_because IS DISTINCT FROM OLD.withdrawn_because))
  THEN RAISE EXCEPTION 'public releases are never edited'; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER measures_release_never_edited BEFORE UPDATE OR DELETE ON measures_release
FOR EACH ROW EXECUTE FUNCTION measures_release_never_edited();
""" + "".join(
    f"""
CREATE TRIGGER {table}_never_edited BEFORE INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION measures_values_never_edited();
"""
    for table in _OWNERS
)


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in _sqlite():
            schema_editor.execute(statement)
    else:
        schema_editor.execute(POSTGRES)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        names = [f"{t}_no_{v}" for t in _OWNERS for v in ("insert", "update", "delete")]
        for name in [*names, "measures_release_no_delete", "measures_release_no_update"]:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        for table in _OWNERS:
            schema_editor.execute(f"DROP TRIGGER {table}_never_edited ON {table}")
        schema_editor.execute(
            "DROP TRIGGER measures_release_never_edited ON measures_release;"
            "DROP FUNCTION measures_release_never_edited();"
            "DROP FUNCTION measures_values_never_edited();"
        )


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_inputs_of_a_release")]
    operations = [migrations.RunPython(forbid, allow)]

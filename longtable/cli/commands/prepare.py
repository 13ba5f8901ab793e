"""`longtable prepare`: bring the database and the static files up to date."""

import argparse
from typing import Any

from longtable.cli.main import prepare_django


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "prepare", help="bring database and static files up to date, before a start"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Migrate, and collect static files; a second time it takes a moment."""
    prepare_django()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)

"""`longtable setup-link`: the one-time link for whoever will run this installation."""

import argparse
from typing import Any

from longtable.cli.main import prepare_django


def register(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "setup-link", help="print the one-time link for the first administrator"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> None:
    """Print a new link; an earlier one ends with it. Nothing once there is an administrator."""
    prepare_django()
    from django.conf import settings
    from django.urls import reverse

    from longtable.accounts.actions import offer_first_administrator

    code = offer_first_administrator()
    if code is None:
        print("This installation has an administrator already. Sign in at:")
        print(f"  {settings.ADDRESS}{reverse('account_login')}")
        return
    print("Open this link to set up your installation. It works once:")
    print(f"  {settings.ADDRESS}{reverse('today:first', args=[code])}")

"""All routes of the site, and the reviewed file of who may use which."""

import csv
from pathlib import Path

MATRIX = sorted(Path(__file__).parent.glob("matrix*.csv"))


def every_route(resolver, prefix="", address=""):
    """Yield (name, address, view) for every route, with its namespace."""
    for pattern in resolver.url_patterns:
        here = address + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from every_route(pattern, space, here)
        else:
            yield f"{prefix}{pattern.name}", here, pattern.callback


def read_matrix():
    """Return the reviewed matrix: route to {actor: set of letters}; see the file's first lines."""
    found = {}
    for file in MATRIX:
        lines = [line for line in file.read_text().splitlines() if not line.startswith("#")]
        found |= {row.pop("route"): row for row in csv.DictReader(lines)}
    return found

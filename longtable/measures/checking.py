"""stub"""

from longtable.measures.models import Release


def digest_of_values(release: Release) -> str:
    return ""

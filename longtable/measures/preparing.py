from longtable.measures.models import Release


def fill(release: Release) -> None:
    raise NotImplementedError

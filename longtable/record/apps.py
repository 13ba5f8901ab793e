from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RecordConfig(AppConfig):
    """The record, and what is written down with it."""

    name = "longtable.record"

    def ready(self) -> None:
        """Find the jobs that packages sign in, and say what a refusal is."""
        from longtable.record.acting import Refusal
        from longtable.record.queries import newest_entry, settled_entry
        from longtable.web.keeping import Edition, sign_in_edition
        from longtable.web.refusals import sign_in_refusal

        sign_in_refusal(Refusal)
        sign_in_edition(Edition(newest=newest_entry, settled=settled_entry))
        autodiscover_modules("tasks", "traces")

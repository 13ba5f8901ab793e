from datetime import UTC, datetime

import factory

from longtable.backups.models import BackupRun


class BackupRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BackupRun

    what = BackupRun.What.MADE
    at = datetime(2026, 1, 2, 3, tzinfo=UTC)
    file = "longtable-2026-01-02.longtable"

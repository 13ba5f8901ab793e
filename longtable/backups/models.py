from django.db import models
from django.utils.translation import gettext_lazy as _


class BackupRun(models.Model):
    """One scheduled backup, or one trial of restoring it, and how it went.

    `file` is its name in the folder of backups; `trouble` says in plain words why it failed.
    Runs are forgotten when the backups they are about are.
    """

    class What(models.TextChoices):
        MADE = "made", _("Backup")
        TRIED = "tried", _("Trial restore")

    what = models.TextField(choices=What)
    at = models.DateTimeField(db_index=True)
    file = models.TextField(blank=True)
    size = models.BigIntegerField(null=True, help_text="Bytes of the file.")
    rows = models.BigIntegerField(null=True)
    files = models.BigIntegerField(null=True)
    lost = models.JSONField(default=list, help_text="Uploaded files that were not there.")
    sealed = models.BooleanField(default=False)
    seconds = models.FloatField(default=0)
    trouble = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"

    @property
    def went_well(self) -> bool:
        """Whether nothing failed and no file was lost."""
        return not self.trouble and not self.lost

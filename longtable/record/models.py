from django.db import models


class Entry(models.Model):
    """One thing somebody did. Keeps references, not names, so that people can be forgotten.

    The database refuses to change or delete an entry (triggers, in the migrations).
    """

    at = models.DateTimeField(auto_now_add=True)
    by = models.TextField()
    verb = models.TextField()
    subject = models.TextField()
    initiative = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.by} {self.verb} {self.subject}"


class Link(models.Model):
    """One link of the chain over the record and over what was published.

    `kind` and `number` name the thing, `digest` is the SHA-256 of what it says. `parts` are the
    first 8 bytes of the digest of each of its parts, after their numbers, so that a changed part
    is found; the digest covers them. `value` is the SHA-256 of the link before and of all that
    stands in this one, so that no link can be changed without changing every later one.
    The database refuses to change or delete a link (triggers, in the migrations).
    """

    place = models.PositiveBigIntegerField(primary_key=True)
    kind = models.TextField()
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    parts = models.BinaryField(default=bytes)
    sealed = models.DateTimeField()
    value = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("kind", "number", name="a_thing_is_sealed_once")]

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}/{self.number}"


class Letter(models.Model):
    """A mail to be sent, written in the transaction of the action that causes it.

    `message` is the whole mail as it will go out, with its Message-ID, so that sending it again
    after a crash gives the same mail. Deleted thirty days after it was sent.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    to = models.TextField()
    subject = models.TextField()
    message = models.BinaryField()
    initiative = models.BigIntegerField(null=True, db_index=True)
    status = models.TextField(choices=Status, default=Status.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(auto_now_add=True, db_index=True)
    trouble = models.TextField(blank=True)
    written = models.DateTimeField(auto_now_add=True)
    sent = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"letter {self.pk} ({self.status})"


class MailServer(models.Model):
    """The mail server of this installation: at most one row, set in the browser.

    The password is encrypted with a key made from the installation's secret.
    """

    host = models.TextField()
    port = models.PositiveIntegerField(default=587)
    security = models.TextField(
        choices=[("starttls", "STARTTLS"), ("tls", "TLS"), ("none", "None")], default="starttls"
    )
    username = models.TextField(blank=True)
    sealed_password = models.TextField(blank=True)
    sender = models.EmailField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

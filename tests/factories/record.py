from datetime import UTC, datetime

import factory

from longtable.record.models import Entry, Letter, Link, MailServer


class EntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entry

    by = "accounts.person/1"
    verb = "added"
    subject = factory.Sequence(lambda n: f"initiative.organization/{n}")


class LinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Link

    place = factory.Sequence(lambda n: n + 1)
    kind = "record.entry"
    number = factory.Sequence(lambda n: n + 1)
    digest = "0" * 64
    sealed = datetime(2026, 1, 2, tzinfo=UTC)
    value = factory.Sequence(lambda n: f"{n:064x}")


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter

    to = factory.Sequence(lambda n: f"person-{n}@example.org")
    subject = "A test mail"
    message = b"Subject: A test mail\n\nHello\n"


class MailServerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MailServer

    host = "smtp.example.org"
    sender = "longtable@example.org"

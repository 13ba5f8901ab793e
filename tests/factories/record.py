import factory

from longtable.record.models import Entry, Letter, MailServer


class EntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entry

    by = "accounts.person/1"
    verb = "added"
    subject = factory.Sequence(lambda n: f"initiative.organization/{n}")


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

import datetime as dt

import factory

from longtable.communication.models import Digest, MailChoice
from tests.factories.accounts import PersonFactory
from tests.factories.initiative import InitiativeFactory


class MailChoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MailChoice

    class Params:
        quiet = factory.Trait(quiet_from=dt.time(20), quiet_until=dt.time(8))

    initiative = factory.SubFactory(InitiativeFactory)
    person = factory.SubFactory(PersonFactory)


class DigestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Digest

    initiative = factory.SubFactory(InitiativeFactory)
    person = factory.SubFactory(PersonFactory)
    day = dt.date(2026, 3, 2)
    written = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    is_sent = True

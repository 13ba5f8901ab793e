import datetime as dt

import factory

from longtable.initiative.models import Initiative, Invitation, Membership, Organization, Role
from tests.factories.accounts import PersonFactory


class InitiativeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Initiative

    slug = factory.Sequence(lambda n: f"initiative-{n}")
    name = factory.Sequence(lambda n: f"Initiative {n}")
    promise = "Every child reads well by the end of 4th grade."
    place = "Example City"


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization

    class Params:
        backbone = factory.Trait(is_backbone=True)

    initiative = factory.SubFactory(InitiativeFactory)
    name = factory.Sequence(lambda n: f"Organization {n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        facilitator = factory.Trait(role=Role.FACILITATOR)
        data_lead = factory.Trait(role=Role.DATA_LEAD)
        steward = factory.Trait(role=Role.PARTNER_STEWARD)
        member = factory.Trait(role=Role.PARTNER_MEMBER)
        funder = factory.Trait(role=Role.FUNDER)

    initiative = factory.SubFactory(InitiativeFactory)
    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(
        OrganizationFactory, initiative=factory.SelfAttribute("..initiative")
    )
    role = Role.READER


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    initiative = factory.SubFactory(InitiativeFactory)
    email = factory.Sequence(lambda n: f"invited-{n}@example.org")
    role = Role.READER
    by = factory.SubFactory(PersonFactory)
    code_hash = factory.Sequence(lambda n: f"{n:064d}")
    expires = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)

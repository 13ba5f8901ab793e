import factory

from longtable.accounts.models import FirstAdministrator, Person


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    class Params:
        administrator = factory.Trait(is_administrator=True)

    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")


class FirstAdministratorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FirstAdministrator

    code_hash = factory.Sequence(lambda n: f"{n:064d}")

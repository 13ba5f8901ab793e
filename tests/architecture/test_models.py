"""Every model has a factory that makes the smallest valid one."""

import factory
import pytest
from django.apps import apps
from django.db import models

import tests.factories

FACTORIES = {
    made._meta.model: made
    for made in vars(tests.factories).values()
    if isinstance(made, type) and issubclass(made, factory.django.DjangoModelFactory)
}


def ours():
    """Return the models of the project, without those that only join two others."""
    return [model for model in apps.get_models() if model.__module__.startswith("longtable.")]


def without_factory(found):
    """Return the models that nothing makes."""
    return [model._meta.label for model in found if model not in FACTORIES]


def test_every_model_has_a_factory():
    assert without_factory(ours()) == []


def test_the_check_sees_a_model_without_a_factory():
    class Forgotten(models.Model):
        class Meta:
            app_label = "architecture"
            managed = False

    del apps.all_models["architecture"]

    assert without_factory([Forgotten]) == ["architecture.Forgotten"]


@pytest.mark.django_db
@pytest.mark.parametrize("make", FACTORIES.values(), ids=lambda made: made.__name__)
def test_what_a_factory_makes_is_kept(make):
    row = make()

    assert type(row).objects.filter(pk=row.pk).exists()

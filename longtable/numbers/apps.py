from django.apps import AppConfig


class NumbersConfig(AppConfig):
    """A number as it may be shown: never without what belongs to it."""

    name = "longtable.numbers"

from django.apps import AppConfig


class WebConfig(AppConfig):
    """What every page is made of."""

    name = "longtable.web"

import pytest


@pytest.fixture(autouse=True)
def _as_in_production_but_for_static_files(settings):
    """Mail goes to the outbox, which is what we test; static files need no collecting."""
    settings.EMAIL_BACKEND = "longtable.record.outbox.OutboxBackend"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }

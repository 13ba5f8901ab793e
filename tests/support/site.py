"""The site in tests: as in production, but for static files, and nothing reaches the network."""

import socket
import sys

import pytest

_HERE = {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}


@pytest.fixture(autouse=True)
def _as_in_production_but_for_static_files(settings):
    settings.EMAIL_BACKEND = "longtable.record.outbox.OutboxBackend"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _a_warehouse_of_its_own(settings, tmp_path):
    from longtable.measures import store

    settings.WAREHOUSE = tmp_path / "warehouse"
    settings.MEDIA_ROOT = tmp_path / "uploads"
    yield
    # An engine keeps memory and eight threads as long as somebody knows it.
    store._store.cache_clear()
    store._engine.cache_clear()


@pytest.fixture(autouse=True)
def _nothing_is_kept_or_drawn_from_another_test():
    """Numbers of rows begin anew in each test: what was kept by them is of another world."""
    if keeping := sys.modules.get("longtable.web.keeping"):
        keeping.forget_all()
    if drawing := sys.modules.get("longtable.places.measures.public.drawing"):
        drawing._drawn.cache_clear()


@pytest.fixture(autouse=True)
def _a_cache_of_its_own(settings, tmp_path):
    """Tests run side by side: one must not empty what another counts in."""
    kept = settings.CACHES["default"] | {"LOCATION": str(tmp_path / "cache")}
    settings.CACHES = settings.CACHES | {"default": kept}


@pytest.fixture(autouse=True, scope="session")
def _nothing_leaves_this_machine():
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in _HERE:
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True)
def _every_test_begins_in_english():
    from django.utils import translation

    translation.activate("en")

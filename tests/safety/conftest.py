"""The site as it is anywhere but on one's own machine: https, second factor, secure cookies."""

import runpy

import pytest

_OTHERWISE = ("LOCAL", "ADDRESS", "ALLOWED_HOSTS", "CSRF_", "SESSION_", "SECURE_", "LANGUAGE_COOK")
HOST = "table.example.org"


@pytest.fixture
def elsewhere(settings, monkeypatch, tmp_path):
    """Read the settings again with a public address, and take over what differs by it."""
    monkeypatch.setenv("LONGTABLE_ADDRESS", f"https://{HOST}")
    monkeypatch.setenv("LONGTABLE_DATA", str(tmp_path / "data"))
    found = runpy.run_path(str(settings.ROOT / "longtable" / "config" / "settings.py"))
    for name, value in found.items():
        if name.isupper() and name.startswith(_OTHERWISE):
            setattr(settings, name, value)
    return {"HTTP_HOST": HOST, "secure": True}

"""Text that people wrote in several languages: `{"en": "…", "es": "…"}`."""

from django.db import models
from django.utils.translation import get_language

Spoken = dict[str, str]


class SpokenField(models.JSONField):
    """A text by language. English, or the initiative's first language, always stands in it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


def spoken(text: Spoken | str | None) -> str:
    """Return a text in the reader's language, else in English, else in whatever there is."""
    if not isinstance(text, dict):
        return text or ""
    language = (get_language() or "en").split("-")[0]
    return text.get(language) or text.get("en") or next((t for t in text.values() if t), "")

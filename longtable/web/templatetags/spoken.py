"""`{{ text|spoken }}`: a text in the reader's language."""

from django import template

from longtable.web.spoken import spoken as in_language

register = template.Library()


@register.filter
def spoken(text: dict[str, str] | str | None) -> str:
    """Return a text by language in the reader's language."""
    return in_language(text)

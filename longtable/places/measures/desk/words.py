"""What columns, rows and marks are called on the desk."""

from django.utils.translation import gettext_lazy as _

from longtable.submissions.queries import USE_WORDS, ColumnUse

__all__ = ["MARK_WORDS", "ROW_WORDS", "USE_WORDS", "use_word"]
ROW_WORDS = {
    "title": _("title"),
    "header": _("heading"),
    "data": _("data"),
    "total": _("total"),
    "footnote": _("note"),
    "left_out": _("left out"),
}
MARK_WORDS = {
    "suppressed": _("hides a small number"),
    "not_available": _("not reported"),
    "not_applicable": _("does not apply"),
    "caution": _("use with caution"),
    "significant": _("a statistical note, not part of the number"),
    "rounds_to_zero": _("rounds to zero"),
}


def use_word(column: ColumnUse) -> str:
    """Return what a column is, in a few words."""
    word = str(USE_WORDS[column.use])
    about = " ".join(text for text in (column.category, column.period) if text)
    return f"{word}: {about}" if about else word

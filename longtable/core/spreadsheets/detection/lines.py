"""Lines of text around a table: is it a note?"""

import re

from longtable.core.spreadsheets.marks import meaning_in_words

NOTE = re.compile(
    r"^\s*(?:(?:foot)?notes?\b|source|sources|data source|definition|disclaimer|caution|"
    r"prepared by|report (?:run|date|generated)|generated|last updated|updated|downloaded|"
    r"suppress|symbols?\b|legend|key:|abbreviation|institution's notes|comments?\b|"
    r"notas?\b|fuente|leyenda|aviso|actualizado|elaborado|"
    r"[*†‡§¶#!^~¹²³]|\(?[0-9a-z]\)\s|\[\d\]|[0-9]\.\s|n/?a\s*[=:–-]|ds\s*[=:–-]|s\s*[=:]|"
    r"[<≤]\s*\d+\s*[=:–-]|[-–—]{1,2}\s*[=:]|\(x\))",
    re.IGNORECASE,
)


def is_note(text: str) -> bool:
    """Tell whether a line beside a table explains something rather than naming a row."""
    text = text.strip()
    if NOTE.match(text):
        return True
    if len(text) > 60 or (len(text) > 30 and text.endswith(".")):
        return True
    return len(text) > 25 and meaning_in_words(text) is not None

"""From a table as it was read, and who is what in it, to facts and problems. No database here."""

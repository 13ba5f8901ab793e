"""How numbers are written where a language's usual way is not that of its readers here."""

"""What people do at tables."""

from longtable.tables.actions.live import Given, Phone, fold_turns, say, take_taps

__all__ = ["Given", "Phone", "fold_turns", "say", "take_taps"]

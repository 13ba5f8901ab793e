"""Where packages above say what the agenda cannot know by itself."""

from longtable.agenda.seats import ResidentSeat, sign_in_seats

__all__ = ["ResidentSeat", "sign_in_seats"]

"""What codes are called, in the reader's language."""

from dataclasses import dataclass

from longtable.initiative.models import Initiative
from longtable.measures.models import Category
from longtable.web.spoken import spoken


@dataclass(frozen=True, slots=True)
class Names:
    """The names of an initiative's places, breakdowns and categories, by code."""

    places: dict[str, str]
    breakdowns: dict[str, str]
    categories: dict[tuple[str, str], str]

    def group(self, categories: tuple[tuple[str, str], ...]) -> str:
        """Return the name of a group: its category of each breakdown."""
        return ", ".join(self.categories.get(pair, pair[1]) for pair in categories)

    def cut(self, by: str) -> str:
        """Return what a cut ("race+sex") is called."""
        return ", ".join(self.breakdowns.get(code, code) for code in by.split("+"))


def names_of(initiative: Initiative) -> Names:
    """Return the names of an initiative's places, breakdowns and categories."""
    categories = Category.objects.filter(breakdown__initiative=initiative)
    return Names(
        places={place.code: spoken(place.name) for place in initiative.places.all()},
        breakdowns={one.code: spoken(one.name) for one in initiative.breakdowns.all()},
        categories={
            (one.breakdown.code, one.code): spoken(one.name)
            for one in categories.select_related("breakdown")
        },
    )

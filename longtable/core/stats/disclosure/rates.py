"""Published rates: a rate beside its denominator gives away a numerator and a complement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from longtable.core.stats.disclosure.building import Key, table_from_keys
from longtable.core.stats.disclosure.model import State, Table, TableError
from longtable.core.stats.disclosure.protecting import Protection

WITH, WITHOUT, EVERYONE = "with", "without", "Total"


@dataclass(frozen=True, slots=True)
class RateTable:
    """The cells behind rates: for row r of `keys` the denominator, the numerator and the rest.

    `table` holds them in that order, three a row. `alike` are rows where everybody, or nobody, has
    the outcome: 0 % or 100 % of a group says it of each person in it.
    """

    table: Table
    keys: tuple[Key, ...]
    alike: tuple[int, ...]

    def cells(self, row: int) -> tuple[int, int, int]:
        """Return the cells of a row: denominator, numerator, complement."""
        return 3 * row, 3 * row + 1, 3 * row + 2

    def shown(self, protection: Protection) -> tuple[tuple[bool, bool], ...]:
        """Return for each row whether its denominator and its rate may be shown.

        A rate may be shown when all three of its counts may.
        """
        words = protection.shown
        return tuple(
            (words[3 * row] == "yes", all(words[c] == "yes" for c in self.cells(row)))
            for row in range(len(self.keys))
        )


def rates_from_keys(
    keys: Sequence[Key],
    numerators: Sequence[int | None],
    denominators: Sequence[int | None],
    *,
    hierarchies: Mapping[int, Mapping[str, str]] | None = None,
    states: Sequence[State] | None = None,
) -> RateTable:
    """Return the table of counts that published rates and denominators amount to.

    Keys, hierarchies and states as in `table_from_keys`; None where the source masks a count. The
    outcome is one more column (with, without, Total), so small numerators, small complements and
    small denominators are all small counts. Raises TableError, its `cell` being the row, when a
    numerator is above its denominator or a sum does not hold.
    """
    rows: list[Key] = []
    counts: list[int | None] = []
    chosen: list[State] = []
    for row, (key, part, whole) in enumerate(zip(keys, numerators, denominators, strict=True)):
        if part is not None and whole is not None and part > whole:
            raise TableError(f"{' / '.join(key)}: {part} of {whole} is not a rate", cell=row)
        rest = None if part is None or whole is None else whole - part
        rows += [(*key, EVERYONE), (*key, WITH), (*key, WITHOUT)]
        counts += [whole, part, rest]
        chosen += [states[row] if states else "free"] * 3
    try:
        table = table_from_keys(rows, counts, hierarchies=hierarchies, states=chosen)
    except TableError as error:
        raise TableError(
            str(error), cell=None if error.cell is None else error.cell // 3
        ) from error
    alike = tuple(
        row
        for row, (part, whole) in enumerate(zip(numerators, denominators, strict=True))
        if part is not None and whole and part in {0, whole}
    )
    return RateTable(table, tuple(keys), alike)

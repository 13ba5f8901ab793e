"""One SQL text for every engine: finest cells first, then the cells rolled up.

The facts are read once, into the finest combination of the columns asked for; all groupings come
from those cells. There are sums of whole numbers and fixed decimals only, no averages, so that
every engine gives the same cells. Which columns a row was grouped by is worked out from single
GROUPING calls, which all dialects have, so that a category that is not known (NULL) is never
taken for a subtotal.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from longtable.core.warehouse.connection import text
from longtable.core.warehouse.facts import MASKS, Kind
from longtable.core.warehouse.query import Grouping, Part, Query

_ROWS = ("fact_rows", "masked_rows", "caution_rows", "eligible_rows")
_MASKED = f"mark IN ({', '.join(map(text, MASKS))})"


@dataclass(frozen=True, slots=True)
class Sums:
    """Which sums a query needs, so that nothing is read that is empty all through.

    `narrow` says that no sum of people can leave 64 bits, which is faster; a wider one is taken
    in 38 decimal digits.
    """

    kind: Kind
    masked: bool
    caution: bool
    eligible: bool
    narrow: bool

    @classmethod
    def needed(cls, kind: Kind, parts: Collection[Part]) -> "Sums":
        """Return the sums for these parts of the catalog."""
        return cls(
            kind,
            masked=any(part.masked_rows for part in parts),
            caution=any(part.caution_rows for part in parts),
            eligible=any(part.eligible_rows for part in parts),
            narrow=sum(part.rows * part.largest for part in parts) < 2**63,
        )

    def of_facts(self) -> dict[str, str]:
        """Return each sum's name with the SQL that takes it over facts."""
        sums = {
            "fact_rows": "COUNT(*)",
            "numerator": self._people("numerator"),
            "denominator": self._people("denominator"),
            "total": "SUM(total)",
            "masked_rows": f"SUM(CASE WHEN {_MASKED} THEN 1 ELSE 0 END)",
            "caution_rows": "SUM(CASE WHEN mark = 'caution' THEN 1 ELSE 0 END)",
            "eligible": self._people("eligible"),
            "eligible_rows": "COUNT(eligible)",
        }
        return {name: sql for name, sql in sums.items() if name not in self._left_out()}

    def of_cells(self) -> dict[str, str]:
        """Return each sum's name with the SQL that takes it over the finest cells."""
        people = {name: self._people(name) for name in ("numerator", "denominator", "eligible")}
        rows = {name: f"CAST(SUM({name}) AS BIGINT)" for name in _ROWS}
        sums = people | rows | {"total": "SUM(total)"}
        return {name: sums[name] for name in self.of_facts()}

    def _people(self, column: str) -> str:
        if self.narrow:
            return f"CAST(SUM({column}) AS BIGINT)"
        return f"SUM(CAST({column} AS DECIMAL(38, 0)))"

    def _left_out(self) -> set[str]:
        left_out = {"total" if self.kind == "count" else "numerator"}
        left_out |= set() if self.masked else {"masked_rows"}
        left_out |= set() if self.caution else {"caution_rows"}
        left_out |= set() if self.eligible else {"eligible", "eligible_rows"}
        return left_out


def cells_sql(query: Query, *, facts: str, sums: Sums) -> str:
    """Return the query for all cells: GROUPING bits, the query's columns, the sums.

    `facts` is the relation that holds the facts. Within one grouping rows come in the order of
    their values, what is not known last. Bit i of the first column is 1 where column i
    of `query.columns` was summed over, the first column being the lowest bit.
    """
    named = [f"finest AS ({_finest(query, facts=facts, sums=sums)})"]
    with_place = [grouping for grouping in query.sets if "place" in grouping and query.roll_up]
    others = [grouping for grouping in query.sets if grouping not in with_place]
    selects = [_grouped(query, others, sums=sums)] if others else []
    if with_place:
        named.append(_risen(query, sums=sums))
        selects.append(_grouped(query, with_place, sums=sums, relation="risen"))
    order = ", ".join(f"{place} NULLS LAST" for place in range(2, 2 + len(query.columns)))
    ordered = f" ORDER BY {order}" if order else ""
    return f"WITH {', '.join(named)} {' UNION ALL '.join(selects)}{ordered}"


def catalog_sql(facts: str) -> str:
    """Return the query for the catalog, its columns those of `Part`."""
    return (
        "SELECT source, indicator, cut, level, period, kind, COUNT(*), "  # noqa: S608
        f"SUM(CASE WHEN {_MASKED} THEN 1 ELSE 0 END), "
        "SUM(CASE WHEN mark = 'caution' THEN 1 ELSE 0 END), COUNT(eligible), "
        "GREATEST(COALESCE(MAX(numerator), 0), COALESCE(MAX(denominator), 0), "
        "COALESCE(MAX(eligible), 0)) "
        f"FROM {facts} GROUP BY source, indicator, cut, level, period, kind"
    )


def condition(query: Query) -> str:
    """Return the condition that the facts of a query meet."""
    conditions = [
        f"indicator = {text(query.indicator)}",
        f"cut = {text(query.cut)}",
        f"level = {text(query.level)}",
    ]
    if query.periods is not None:
        conditions.append(_among("period", query.periods))
    if query.sources is not None:
        conditions.append(_among("source", query.sources))
    for column, values in query.keep.items():
        conditions.append(_among(_stored(query, column), values))
    return " AND ".join(conditions)


def for_dialect(sql: str, dialect: str) -> str:
    """Return the same text in another engine's dialect, by sqlglot's name for it."""
    import sqlglot  # a tenth of a second, which readers of the default engine need not wait

    return sqlglot.transpile(sql, read="duckdb", write=dialect)[0]


def _finest(query: Query, *, facts: str, sums: Sums) -> str:
    columns = [_stored(query, column) for column in query.columns]
    taken = [*columns, *(f"{sql} AS {name}" for name, sql in sums.of_facts().items())]
    grouped = f" GROUP BY {', '.join(columns)}" if columns else ""
    return f"SELECT {', '.join(taken)} FROM {facts} WHERE {condition(query)}{grouped}"  # noqa: S608


def _risen(query: Query, *, sums: Sums) -> str:
    """Return the finest cells once for their own place and once for each ancestor."""
    pairs = ", ".join(f"({text(place)}, {text(above)})" for place, above in sorted(query.roll_up))
    others = [f"finest.{_stored(query, c)}" for c in query.columns if c != "place"]
    names = ", ".join([*others, *(f"finest.{name}" for name in sums.of_facts())])
    return (
        f"above(place, ancestor) AS (VALUES {pairs}), "  # noqa: S608
        "standing AS (SELECT place, place AS ancestor FROM finest "
        "UNION SELECT place, ancestor FROM above), "
        f"risen AS (SELECT standing.ancestor AS place, {names} "
        "FROM finest JOIN standing ON finest.place = standing.place)"
    )


def _grouped(
    query: Query, groupings: Iterable[Grouping], *, sums: Sums, relation: str = "finest"
) -> str:
    used = {column for grouping in groupings for column in grouping}
    taken = [_bits(query, used)]
    taken += [
        _stored(query, column) if column in used else f"NULL AS {_stored(query, column)}"
        for column in query.columns
    ]
    taken += [f"{sql} AS {name}" for name, sql in sums.of_cells().items()]
    sets = ", ".join(
        f"({', '.join(_stored(query, column) for column in grouping)})" for grouping in groupings
    )
    return f"SELECT {', '.join(taken)} FROM {relation} GROUP BY GROUPING SETS ({sets})"  # noqa: S608


def _bits(query: Query, used: Collection[str]) -> str:
    bits = [
        f"GROUPING({_stored(query, column)}) * {2**place}" if column in used else str(2**place)
        for place, column in enumerate(query.columns)
    ]
    return f"{' + '.join(bits) or '0'} AS grouping_bits"


def _stored(query: Query, column: str) -> str:
    """Return the column that holds a breakdown: the n-th category of its cut."""
    if column in query.breakdowns:
        return f"category_{query.breakdowns.index(column) + 1}"
    return column


def _among(column: str, values: Collection[str | None]) -> str:
    known = ", ".join(sorted(text(value) for value in values if value is not None))
    conditions = [f"{column} IN ({known})"] if known else []
    conditions += [f"{column} IS NULL"] if None in values else []
    return f"({' OR '.join(conditions)})" if conditions else "FALSE"

"""The words for each cause of a problem: what, why it matters, how to fix it, and the buttons."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Words:
    """`what`, `why`, `fix` are sentences with named blanks; `changes` are label and correction."""

    what: str
    why: str
    fix: str
    changes: tuple[tuple[str, dict[str, Any]], ...] = ()
    blocking: bool = True
    rows_can_go: bool = False


_MARK = {"do": "mark", "sign": "%(sign)s"}
MARK_CHANGES = (
    (_("It hides a small number"), {**_MARK, "meaning": "suppressed"}),
    (_("Not reported"), {**_MARK, "meaning": "not_available"}),
    (_("Does not apply"), {**_MARK, "meaning": "not_applicable"}),
)

USE_WORDS = {
    "numerator": lazy("counted (numerator)"),
    "denominator": lazy("out of (denominator)"),
    "total": lazy("sum of values"),
    "estimate": lazy("published number"),
    "lower": lazy("lower limit"),
    "upper": lazy("upper limit"),
    "eligible": lazy("could have been counted"),
    "repeats": lazy("percentage, only checked"),
    "place_name": lazy("place (name)"),
    "place_code": lazy("place (code)"),
    "period": lazy("period"),
    "group": lazy("group"),
    "group_type": lazy("kind of group"),
    "filter": lazy("chooses rows"),
    "ask": lazy("what is it?"),
    "ignored": lazy("not used"),
}
WORDS: dict[str, Words] = {
    "no_table": Words(
        _("No table was found in this file."),
        _("A table has a row of headings with rows of data below it."),
        _("Point at the row of headings, or start from the example file."),
    ),
    "no_period": Words(
        _("The file does not say which period these numbers are for."),
        _("Every number belongs to a year, a school year or another period."),
        _("Say the period, or point at the column that holds it."),
    ),
    "no_place": Words(
        _("The file does not say which place these numbers are for."),
        _("Every number belongs to a place: a school, a district, a neighborhood, a city."),
        _("Choose the place, or point at the column that names it."),
    ),
    "no_values": Words(
        _("It is not clear which columns hold the numbers."),
        _("We need %(numerator)s and %(denominator)s."),
        _("Point at the columns and say what each one is."),
    ),
    "no_counts": Words(
        _("This file has percentages but no counts."),
        _("“%(indicator)s” is worked out from counts of people. A percentage alone is not enough."),
        _(
            "Ask for the counts. If there are none, a data lead can define the indicator as "
            "“as its source published it”."
        ),
    ),
    "other_kind": Words(
        _("This file gives another kind of number than “%(indicator)s” needs."),
        _("A share of people needs two counts; a mean needs a sum and a count."),
        _("Point at the columns and say what each one is."),
    ),
    "missing_column": Words(
        _("The column “%(name)s” of the last file is missing."),
        _("Last time it was: %(use)s."),
        _("Point at the column that now holds it, or say that there is none."),
        ((_("There is none any more"), {"do": "drop_missing", "name": "%(name)s"}),),
    ),
    "gone": Words(
        _("The column “%(name)s” of the last file is gone."),
        _("It was only used to check the counts."),
        _("Nothing to do. If it is there under another name, point at it."),
        blocking=False,
    ),
    "undecided": Words(
        _("Column %(letter)s (“%(name)s”) splits the rows, but it is not clear by what."),
        _("If rows for single parts and rows for all stand together, people would count twice."),
        _("Say what the column is, or which of its rows to take."),
    ),
    "unknown_place": Words(
        _("“%(text)s” is not a place that we know."),
        _("Only known places can be compared over the years."),
        _("Say which place it is, or leave its rows out."),
        (
            (
                _("Leave these rows out"),
                {"do": "meaning", "kind": "place", "text": "%(text)s", "to": "leave out"},
            ),
        ),
    ),
    "unknown_category": Words(
        _("“%(text)s” is not a group that we know."),
        _("Only known groups can be compared over the years."),
        _("Say which group it is, or leave its rows out."),
        (
            (
                _("This is everybody"),
                {"do": "meaning", "kind": "group", "text": "%(text)s", "to": "everybody"},
            ),
            (
                _("Leave these rows out"),
                {"do": "meaning", "kind": "group", "text": "%(text)s", "to": "leave out"},
            ),
        ),
    ),
    "unknown_mark": Words(
        _("What does “%(sign)s” mean in this file?"),
        _("A sign in place of a number may hide a small group, or say that nothing was reported."),
        _("Choose its meaning. It never becomes a number."),
        MARK_CHANGES,
    ),
    "blank": Words(
        _("Cells in column %(letter)s (“%(name)s”) are empty while the row has other numbers."),
        _("An empty cell is not zero."),
        _("Say what an empty cell means, or leave these rows out."),
        MARK_CHANGES[1:2],
        rows_can_go=True,
    ),
    "not_a_number": Words(
        _("“%(sign)s” stands where a number is expected."),
        _("Words can't be counted."),
        _("Say what it means, correct the file, or leave these rows out."),
        MARK_CHANGES,
        rows_can_go=True,
    ),
    "no_row_period": Words(
        _("These rows have no period."),
        _("Every number belongs to a period."),
        _("Fill in the period in the file, or leave these rows out."),
        rows_can_go=True,
    ),
    "no_row_place": Words(
        _("These rows name no place."),
        _("Every number belongs to a place."),
        _("Fill in the place in the file, or leave these rows out."),
        rows_can_go=True,
    ),
    "negative": Words(
        _("These counts are below zero."),
        _("A count of people can't be negative."),
        _("Correct the file and send it again, or leave these rows out."),
        rows_can_go=True,
    ),
    "not_whole": Words(
        _("These counts are not whole numbers."),
        _("People are counted one by one. Perhaps the column is a percentage or an average."),
        _("Point at the right column, correct the file, or leave these rows out."),
        rows_can_go=True,
    ),
    "too_large": Words(
        _("More are counted than there are: column %(top)s is larger than column %(bottom)s."),
        _("Those counted must be among those they are counted out of."),
        _("Check that the two columns are not swapped, correct the file, or leave these rows out."),
        rows_can_go=True,
    ),
    "percent_differs": Words(
        _("The percentage in column %(letter)s does not fit its counts."),
        _("For example: row %(row)s says %(said)s, but %(top)s of %(bottom)s is %(worked_out)s."),
        _("If the counts are right, don't use the percentage. If not, correct the file."),
        ((_("The counts are right"), {"do": "column", "letter": "%(letter)s", "use": "ignored"}),),
        rows_can_go=True,
    ),
    "duplicate": Words(
        _("The same place, group and period stands in more than one row."),
        _("For example: row %(row)s repeats row %(first)s. People would count twice."),
        _("Say which rows to take: leave the later ones out, or tell the rows apart by a column."),
        rows_can_go=True,
    ),
    "already_there": Words(
        _("“%(file)s” already gave numbers for %(periods)s."),
        _("Each number can stand only once."),
        _("If this file is newer, let it replace the earlier numbers. They can be brought back."),
        ((_("Replace the earlier numbers"), {"do": "replace", "submission": "%(submission)s"}),),
    ),
    "percent_masked": Words(
        _("The source hides the percentage but shows the counts."),
        _("What the source hides stays hidden, even where it could be worked out."),
        _("Nothing to do: these rows are taken in as hidden."),
        blocking=False,
    ),
    "total_differs": Words(
        _(
            "Row %(row)s says that column %(letter)s adds up to %(said)s, "
            "but its rows add up to %(worked_out)s."
        ),
        _("A row may be missing or stand twice."),
        _("Check with whoever sent the file."),
        blocking=False,
    ),
    "parts_differ": Words(
        _(
            "The groups of “%(breakdown)s” do not add up to everybody in %(place)s, %(period)s: "
            "%(parts)s and %(whole)s."
        ),
        _("People may be missing in a group, or stand in two."),
        _("Check with whoever sent the file. It can be taken in as it is."),
        blocking=False,
    ),
    "eligible_below": Words(
        _("Fewer people could have been counted (column %(letter)s) than were counted."),
        _("Coverage would be above 100 %%."),
        _("Check which column says how many could have been counted."),
        blocking=False,
    ),
    "changed": Words(
        _("The column “%(name)s” is new."),
        _("The last file did not have it. It is not used."),
        _("If it matters, point at it and say what it is."),
        blocking=False,
    ),
    "file": Words("%(what)s", "%(why)s", "%(fix)s", blocking=False),
}

"""From a sheet to what was understood of it."""

from longtable.core.spreadsheets.cells import decimal_sign
from longtable.core.spreadsheets.detection.area import sample
from longtable.core.spreadsheets.detection.bands import bands
from longtable.core.spreadsheets.detection.segments import find_regions
from longtable.core.spreadsheets.detection.tables import read_table
from longtable.core.spreadsheets.reading import SheetReading
from longtable.core.spreadsheets.sheets import Sheet


def read_sheet(sheet: Sheet) -> SheetReading:
    """Return the tables of one sheet, from top to bottom and from left to right."""
    decimal = sheet_decimal(sheet)
    regions = [region for area in bands(sheet, decimal) for region in find_regions(area)]
    regions.sort(key=lambda region: (region.first, region.area.left))
    tables = [table for table in map(read_table, regions) if table]
    return SheetReading(sheet.name, tuple(tables), sheet.visible, len(sheet.rows), sheet.width)


def sheet_decimal(sheet: Sheet) -> str:
    """Return the decimal sign that the texts of a sheet use."""
    looked = sample(range(len(sheet.rows)))
    texts = [
        value.strip()
        for row in looked
        for value in sheet.rows[row]
        if isinstance(value, str) and value and any(c in value for c in ".,")
    ]
    return decimal_sign(texts, sheet.decimal)

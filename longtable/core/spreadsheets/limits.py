"""Every limit on what may be read, with the words in which it is said in public."""

from typing import Final

MEGABYTE: Final = 1_000_000
MAX_FILE_BYTES: Final = 300 * MEGABYTE
MAX_UNPACKED_BYTES: Final = 200 * MEGABYTE
MAX_RATIO: Final = 100
RATIO_APPLIES_ABOVE: Final = 10 * MEGABYTE
MAX_ENTRIES: Final = 2_000
MAX_COLUMNS: Final = 16_384
MAX_ROWS: Final = 1_048_576
MAX_CELLS: Final = 25_000_000
MEMORY_BYTES: Final = 1_000 * MEGABYTE
CPU_SECONDS: Final = 60
WALL_SECONDS: Final = 120
MOST_PROBLEMS_OF_A_KIND: Final = 500

PUBLIC_TEXT: Final = (
    "A file may hold up to 300 MB, 1,048,576 rows, 16,384 columns and 25 million cells in a sheet. "
    "A workbook may unpack to at most 200 MB, in at most 2,000 parts; above 10 MB unpacked it may "
    "be at most 100 times its packed size. Reading may take at most 1 GB of memory, "
    "60 seconds of computing and two minutes altogether."
)

"""Why a file can't be read and what to do instead, as fixed texts that a page can translate."""

NO_SUCH_SHEET = 'There is no sheet "%(sheet)s" in this file. It has %(sheets)s.'
NO_SUCH_TABLE = 'The sheet "%(sheet)s" has %(tables)s table(s), so there is no table %(table)s.'
NO_TABLE = "No table was found here: no header with rows of data below it."
DAMAGED = (
    "This workbook is damaged or was cut off on its way. Open it in your spreadsheet program, "
    "save it again and send the new file."
)
CELLS_DAMAGED = (
    "The cells of this file could not be read. Save the table as a simple CSV and send that."
)
MANY_PARTS = (
    "This workbook has %(parts)s parts inside; at most %(most)s are read. Save only the "
    "sheets that are needed as a new workbook."
)
UNPACKS_TO = (
    "This workbook would unpack to %(size)s MB; at most %(most)s MB are read. Save only the "
    "rows that are needed, or save the sheet as CSV."
)
UNPACKS_TIMES = (
    "This workbook would unpack to %(times)s times its size; at most %(most)s times is read. "
    "Delete empty formatted rows, or save it as CSV."
)
POINTS_OUTSIDE = (
    "This workbook holds a part that points outside of it, which no spreadsheet program "
    "writes. Save it again in your spreadsheet program."
)
LOCKED = "This workbook is locked with a password. Save a copy without a password."
WORD_DOCUMENT = "This is a Word document. Copy the table into a spreadsheet, as XLSX."
SLIDE_SHOW = "This is a slide show. Copy the table into a spreadsheet, as XLSX."
NUMBERS_FILE = "This is an Apple Numbers file. Export it as Excel (XLSX) or CSV."
PACKED_FOLDER = (
    "This is a packed folder (ZIP), not a spreadsheet. Unpack it and send the file inside."
)
PACKED_INSIDE = (
    "This workbook has another packed file inside. Save only the sheets that are needed as a "
    "new workbook."
)
UNFOLDS = (
    "This workbook defines text that unfolds itself (XML entities), which no spreadsheet "
    "program writes. Save it again in your spreadsheet program."
)
TEXT_DAMAGED = "This text file breaks off or is damaged: %(why)s."
MANY_COLUMNS = (
    "This file has more than %(most)s columns, the most that can be read. Save only the "
    "columns that are needed."
)
MANY_ROWS = (
    "This file has more than %(rows)s rows or %(cells)s cells, the most that can be read. "
    "Split it into several files."
)
OTHER_COLUMNS = (
    "No table in this file has the columns that this sender's files had before. Look at what "
    "is understood of it, and correct it by pointing."
)
TOO_LONG = (
    "Reading this file takes more than %(seconds)s seconds. Save only the sheet and the rows "
    "that are needed, or split it into several files."
)
READER_FAULT = (
    "This file could not be read because of a fault in the reader, not in the file. The fault "
    "was noted; saving the table as a simple CSV may help until it is mended."
)
NO_CELLS = "This file holds no cells. Check that it was saved before it was sent."
CANNOT_OPEN = "The file can't be opened: %(why)s."
EMPTY = "This file is empty. Check that it was saved before it was sent."
FILE_TOO_LARGE = (
    "This file has %(size)s MB; at most %(most)s MB are read. Split it into several files."
)
LOCKED_WHOLE = (
    "This workbook is locked with a password. Open it, save a copy without a password, and "
    "send the copy."
)
NOT_A_WORKBOOK = (
    "This is not a spreadsheet, or it was cut off on its way. Save the table as XLSX or CSV "
    "and send that."
)
WEB_PAGE = (
    "This is a web page or XML, even if its name says spreadsheet. Open it in a spreadsheet "
    "program and save it as XLSX."
)
JSON_FILE = "This is JSON, not a spreadsheet. Save the table as XLSX or CSV."
NOT_TEXT = "This is not a spreadsheet or a text file. Save the table as XLSX or CSV and send that."
TOO_WIDE = "A sheet has more rows or columns than a spreadsheet can have."
SHEET_REACHES = (
    'The sheet "%(sheet)s" reaches over more than %(most)s cells, the most that can be read. '
    "Delete stray cells far from the table, or save it as CSV."
)
A_PDF = (
    "This is a PDF, not a spreadsheet. Ask for the table as XLSX or CSV, or copy it into a "
    "spreadsheet."
)
A_PICTURE = "This is a picture, not a spreadsheet. Ask for the table itself as XLSX or CSV."
A_PICTURE_OR_SOUND = (
    "This is a picture or sound, not a spreadsheet. Ask for the table itself as XLSX or CSV."
)
PACKED_GZIP = "This is a packed file (gzip), not a spreadsheet. Unpack it and send the file inside."
PACKED_RAR = "This is a packed file (RAR), not a spreadsheet. Unpack it and send the file inside."
PACKED_7Z = "This is a packed file (7z), not a spreadsheet. Unpack it and send the file inside."
PACKED_BZIP2 = (
    "This is a packed file (bzip2), not a spreadsheet. Unpack it and send the file inside."
)
RTF_DOCUMENT = (
    "This is a text document (RTF), not a spreadsheet. Copy the table into a spreadsheet, as XLSX."
)
A_DATABASE = "This is a database, not a spreadsheet. Export the table as CSV."
PARQUET_FILE = "This is a Parquet file, not a spreadsheet. Export the table as CSV."
A_PROGRAM = "This is a program, not a spreadsheet. Send the table as XLSX or CSV."
TOO_MUCH = (
    "Reading this file takes more memory or time than is allowed. Save only the sheet and the "
    "rows that are needed, or split it into several files."
)
TOO_LARGE = (
    "Reading this file takes more memory than is allowed. Save only the sheet and the rows "
    "that are needed, or split it into several files."
)

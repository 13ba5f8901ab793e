"""Split a regular text file into cells, a few megabytes at once instead of sign by sign.

Every cell is what the csv module of Python would say, or the file is refused as irregular: quotes
inside of a cell that does not begin with one, returns without a line feed, zero bytes; and what
is not worth it: very many columns, very long cells.
"""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from longtable.core.spreadsheets.distinct import Codes, Gathering

LONGEST_CELL = 1 << 12
LONGEST_LINE = 16 << 20
MOST_PADDED = 1 << 20
MOST_COLUMNS = 1_000
SEPARATORS = ",;\t|"
WORD = 8
SLOT_BITS = 16
MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
NEWLINE, RETURN, QUOTE = b"\n"[0], b"\r"[0], b'"'[0]
MASKS = np.array([(1 << (8 * n)) - 1 for n in range(WORD)] + [(1 << 64) - 1], np.uint64)


Part = tuple[int, list[tuple[list[str], Codes]]]


class Irregular(Exception):
    """A file that has to be read sign by sign."""


def split(pieces: Iterable[bytes], separator: str) -> Iterator[Part]:
    """Yield for each part of a UTF-8 text its rows and, by column, its texts and their codes.

    Short rows end in empty cells. Raises Irregular.
    """
    if separator not in SEPARATORS:
        raise Irregular
    for lines in _whole_lines(pieces):
        raw = lines + bytes(WORD)
        starts, lengths = _cells(lines, separator.encode()[0])
        columns = zip(_turned(starts), _turned(lengths), strict=True)
        yield len(starts), [_coded(raw, at, sizes) for at, sizes in columns]


def gathered(
    parts: Iterable[Part], check: Callable[[int, int], None]
) -> tuple[list[Gathering], int]:
    """Return the columns of all parts, and how many rows; a part may have fewer columns.

    `check` is told rows and columns before more is kept.
    """
    columns: list[Gathering] = []
    height = 0
    for rows, part in parts:
        check(height + rows, max(len(part), len(columns)))
        while len(columns) < len(part):
            columns.append(_empty(height))
        for at, column in enumerate(columns):
            texts, codes = part[at] if at < len(part) else ([""], np.zeros(rows, np.int32))
            column.add(texts, codes)
        height += rows
    if len(columns) == 1 and columns[0].known.keys() == {""}:
        raise Irregular  # only empty lines, which have no cell at all
    return columns, height


def _empty(rows: int) -> Gathering:
    column = Gathering()
    if rows:
        column.add([""], np.zeros(rows, np.int32))
    return column


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces that end with a line feed outside of quotes."""
    rest = b""
    for piece in pieces:
        rest += piece
        end = _last_end(rest)
        if end:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > LONGEST_LINE:
            raise Irregular
    if rest:
        if rest.count(b'"') % 2 or rest.endswith(b"\r"):
            raise Irregular
        yield rest + b"\n"


def _last_end(text: bytes) -> int:
    """Return where the last line ends that ends outside of quotes, 0 where none does."""
    end = text.rfind(b"\n") + 1
    if b'"' not in text:
        return end
    inside = _inside(np.frombuffer(text, np.uint8))
    ends = np.flatnonzero((np.frombuffer(text, np.uint8) == NEWLINE) & ~inside)
    return int(ends[-1]) + 1 if len(ends) else 0


def _inside(text: Codes) -> Codes:
    """Tell for each byte whether an odd number of quotes stands up to it."""
    return np.bitwise_xor.accumulate((text == QUOTE).view(np.uint8)).view(bool)


def _cells(lines: bytes, separator: int) -> tuple[Codes, Codes]:
    """Return where each cell begins and how long it is, by row and column."""
    if b"\0" in lines:
        raise Irregular
    text = np.frombuffer(lines, np.uint8)
    breaks = text == separator
    breaks |= text == NEWLINE
    quoted = b'"' in lines
    if quoted:
        _check_quotes(text, separator)
        breaks &= ~_inside(text)
    ends = np.flatnonzero(breaks)
    starts = np.empty_like(ends)
    starts[0], starts[1:] = 0, ends[:-1] + 1
    last = np.flatnonzero(text[ends] == NEWLINE)
    lengths = ends - starts
    lengths[last] -= _returns(lines, text, ends[last])
    if int(lengths.max()) > LONGEST_CELL or int(lengths.min()) < 0:
        raise Irregular
    if quoted:
        marked = (lengths > 0) & (text[starts] == QUOTE)
        starts[marked] += 1
        lengths[marked] -= 2
    return _by_row(starts, lengths, last)


def _check_quotes(text: Codes, separator: int) -> None:
    """Let only quotes through that open or close a cell, or stand doubled inside of one."""
    around = np.concatenate([[NEWLINE], text, [NEWLINE]])
    quotes = np.flatnonzero(text == QUOTE) + 1
    before, after = around[quotes[::2] - 1], around[quotes[1::2] + 1]
    opens = (before == separator) | (before == NEWLINE) | (before == QUOTE)
    closes = (after == separator) | (after == NEWLINE) | (after == RETURN) | (after == QUOTE)
    if len(quotes) % 2 or not opens.all() or not closes.all():
        raise Irregular


def _returns(lines: bytes, text: Codes, ends: Codes) -> Codes:
    """Tell which lines end with a return and a line feed; no return may stand elsewhere."""
    returned: Codes = (text[ends - 1] == RETURN) & (ends > 0)
    if lines.count(b"\r") != np.count_nonzero(returned):
        raise Irregular
    return returned


def _by_row(starts: Codes, lengths: Codes, last: Codes) -> tuple[Codes, Codes]:
    """Return cells in rows that all are as long; `last` are the last cells of the rows."""
    counts = np.diff(last, prepend=-1)
    width = int(counts.max())
    if width > MOST_COLUMNS or width * len(counts) > 4 * len(starts) + MOST_PADDED:
        raise Irregular
    if width * len(counts) == len(starts):
        return starts.reshape(-1, width), lengths.reshape(-1, width)
    filled = np.arange(width) < counts[:, None]
    wide = np.zeros((2, len(counts), width), starts.dtype)
    wide[0][filled], wide[1][filled] = starts, lengths
    return wide[0], wide[1]


def _coded(raw: bytes, starts: Codes, lengths: Codes) -> tuple[list[str], Codes]:
    """Return the texts of one column, each once, and which one stands in each row.

    Only rows that say something else than the row above are compared with all others.
    """
    words = np.ndarray(len(raw) - WORD + 1, "<u8", raw, strides=(1,))
    keys = _word(words, starts, lengths, 0)
    heads = np.flatnonzero(_differs(words, starts, lengths, keys))
    rows = np.diff(heads, append=len(keys))
    starts, lengths, keys = starts[heads], lengths[heads], keys[heads]
    longest = int(lengths.max())
    for at in range(1, -(-longest // WORD)):
        long = np.flatnonzero(lengths > at * WORD)
        more = _word(words, starts[long], lengths[long], at)
        keys[long] = (keys[long] * MIX[0]) ^ (more * MIX[1]) ^ (more >> np.uint64(29))
    firsts = _firsts(keys)
    if longest > WORD and not _are_same(words, starts, lengths, firsts):
        raise Irregular  # two texts with one key, which only a made-up file has
    is_first = firsts == np.arange(len(firsts))
    codes = (np.cumsum(is_first) - 1)[firsts]
    one = np.flatnonzero(is_first)
    return _texts(raw, starts[one], lengths[one]), np.repeat(codes, rows)


def _differs(words: Codes, starts: Codes, lengths: Codes, keys: Codes) -> Codes:
    """Tell for each cell whether it says something else than the one above; the first does.

    `keys` are the first 8 bytes of each.
    """
    found = np.ones(len(keys), bool)
    new = found[1:]
    np.not_equal(keys[1:], keys[:-1], out=new)
    shortest, longest = int(lengths.min()), int(lengths.max())
    if longest > WORD:
        new |= lengths[1:] != lengths[:-1]
    for at in range(1, -(-longest // WORD)):
        if shortest > at * WORD:
            more = _word(words, starts, lengths, at)
            new |= more[1:] != more[:-1]
            continue
        rows = np.flatnonzero(~new & (lengths[1:] > at * WORD)) + 1
        sizes = lengths[rows]
        mine = _word(words, starts[rows], sizes, at)
        new[rows - 1] = mine != _word(words, starts[rows - 1], sizes, at)
    return found


def _firsts(keys: Codes) -> Codes:
    """Return for each key where it stands for the first time.

    A key is looked up in a slot of its own; those whose slot another one has are sorted.
    """
    slots = ((keys * MIX[0]) >> np.uint64(64 - SLOT_BITS)).astype(np.intp)
    rows = np.arange(len(keys))
    table = np.empty(1 << SLOT_BITS, np.intp)
    table[slots[::-1]] = rows[::-1]  # of several the last one stays
    firsts: Codes = table[slots]
    others = np.flatnonzero(keys[firsts] != keys)
    if len(others):
        _, first, codes = np.unique(keys[others], return_index=True, return_inverse=True)
        firsts[others] = others[first[codes]]
    return firsts


def _word(words: Codes, starts: Codes, lengths: Codes, at: int) -> Codes:
    """Return the bytes from 8 × `at` of each cell as one number."""
    sizes = np.minimum(lengths - at * WORD, WORD)
    found: Codes = words[starts + at * WORD] & MASKS[sizes]
    return found


def _are_same(words: Codes, starts: Codes, lengths: Codes, others: Codes) -> bool:
    if (lengths != lengths[others]).any():
        return False
    rows = np.arange(len(starts))
    for at in range(-(-int(lengths.max()) // WORD)):
        rows = rows[lengths[rows] > at * WORD]
        sizes = lengths[rows]
        mine = _word(words, starts[rows], sizes, at)
        if (mine != _word(words, starts[others[rows]], sizes, at)).any():
            return False
    return True


def _texts(raw: bytes, starts: Codes, lengths: Codes) -> list[str]:
    found: list[str] = []
    for start, size in zip(starts.tolist(), lengths.tolist(), strict=True):
        text = raw[start : start + size].decode()
        if '"' in text:
            text = text.replace('""', '"')
        found.append(text if text.strip() else "")
    return found


def _turned(table: Codes) -> Codes:
    return np.ascontiguousarray(table.T)

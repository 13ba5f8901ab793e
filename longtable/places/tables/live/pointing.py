"""An address as a square that phones can read."""


def squares(address: str) -> tuple[int, str]:
    """Return a QR code: its squares on a side, the quiet edge included, and the dark ones.

    The dark squares are a path (SVG `d`) in which a square is one unit wide.
    """
    import segno

    code = segno.make(address, error="m", micro=False)
    rows = list(code.matrix_iter(scale=1, border=4))
    drawn = "".join(
        f"M{across} {down}h1v1h-1z"
        for down, row in enumerate(rows)
        for across, dark in enumerate(row)
        if dark
    )
    return len(rows), drawn

"""What is said when a file can't be read."""


class CannotRead(Exception):
    """A file that is refused: what it is, why it can't be read, and what to do. One plain line."""

"""What a person put in wrongly, and can put right."""


class Trouble(Exception):
    """Input that a person can put right. Printed as one plain line, exit code 2."""

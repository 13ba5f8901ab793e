"""Longtable: what a collective impact initiative runs on."""

__version__ = "0.1.0"

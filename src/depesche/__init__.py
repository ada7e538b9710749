"""Depesche rebuilds the record of a negotiation or crisis from the reports about it."""

__version__ = "0.1.0"

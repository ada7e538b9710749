"""Turns what the user has into raw reports."""

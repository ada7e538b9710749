"""Reads records out of one report."""

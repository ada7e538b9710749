"""Measures records against gold."""

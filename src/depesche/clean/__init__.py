"""Finds the header and marks what is no part of the article."""

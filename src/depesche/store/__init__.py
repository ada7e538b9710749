"""The case file: the only door to the database."""

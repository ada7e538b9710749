"""Gives sentences, tokens, tags and clauses."""

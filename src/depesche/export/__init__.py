"""Standard formats out, pages too."""

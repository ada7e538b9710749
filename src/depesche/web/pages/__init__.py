"""The pages: one file each, with a `router`, and a `WAY` where it stands in the menu."""

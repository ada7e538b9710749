"""The interface for programs: one file for each part of the case, each with a `router`; the pages use it too."""

"""What is not installed is named, with the command that brings it."""

from __future__ import annotations

import pytest

from depesche.errors import SetupError
from depesche.extras import extra


def test_a_missing_package_names_the_extra_that_brings_it():
    """The user need not look it up."""
    with pytest.raises(SetupError) as caught:
        extra("no_such_package.part", "arrow", "Parquet files")

    assert caught.value.what == "Parquet files need the package no_such_package."
    assert caught.value.hint == "pip install 'depesche[arrow]' brings it."

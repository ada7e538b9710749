"""Settings come from one file, and a slip in it is said rather than passed over."""

from __future__ import annotations

import pytest

from depesche.errors import SettingsError
from depesche.settings import FILE, Settings, load


def written(folder, text: str | bytes):
    (folder / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_without_a_file_the_defaults_hold(tmp_path):
    """Nobody has to write one."""
    assert Settings() == load(tmp_path)


def test_a_file_overrides_only_its_own_keys(tmp_path):
    """A whole number will do where seconds are asked for."""
    expected = Settings(page_seconds=3, person="Ada")

    assert expected == load(written(tmp_path, 'page_seconds = 3\nperson = "Ada"\n'))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("max_byte = 1\n", "no setting max_byte"),
        ('max_bytes = "1"\n', "max_bytes must be of the kind int"),
        ("max_bytes = true\n", "max_bytes must be of the kind int"),
        ("max_bytes = 0\n", "max_bytes must be more than nothing"),
        ("max_bytes = -2\n", "max_bytes must be more than nothing"),
        ("page_seconds = nan\n", "page_seconds must be more than nothing"),
        ("page_seconds = inf\n", "page_seconds must be more than nothing"),
        ('person = ""\n', "person must be more than nothing"),
        ("max_bytes = \n", "cannot be read"),
        (b"person = '\xff'\n", "cannot be read"),
    ],
    ids=["unknown", "words", "flag", "zero", "below zero", "no number", "endless", "nobody", "no TOML", "no UTF-8"],
)
def test_what_makes_no_sense_is_refused(tmp_path, text, told):
    """The message names the setting and the file."""
    with pytest.raises(SettingsError, match=told) as caught:
        load(written(tmp_path, text))

    assert FILE in str(caught.value.where)

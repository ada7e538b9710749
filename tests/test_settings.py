"""Settings come from one file, and a slip in it is said rather than passed over."""

from __future__ import annotations

import pytest

from depesche.errors import SettingsError
from depesche.settings import FILE, VARIABLE, Settings, files, load


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The folder of a user's own settings, which has none yet."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "depesche"
    folder.mkdir(parents=True)
    return folder


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


def test_a_user_has_settings_for_all_folders(tmp_path, own):
    """Those of the working folder go before them, key by key."""
    written(own, 'person = "Ada"\nmax_bytes = 7\n')
    assert Settings(person="Ada", max_bytes=7) == load(tmp_path)

    written(tmp_path, "max_bytes = 8\n")
    assert Settings(person="Ada", max_bytes=8) == load(tmp_path)
    assert files(tmp_path) == (own / FILE, tmp_path / FILE)


def test_a_mistake_is_found_in_the_file_that_has_it(tmp_path, own):
    """The message names the user's own file, not the one beside the case."""
    written(own, "max_byte = 1\n")
    written(tmp_path, "max_bytes = 8\n")

    with pytest.raises(SettingsError) as caught:
        load(tmp_path)

    assert caught.value.where == str(own / FILE)


def test_another_file_may_be_named(tmp_path, own, monkeypatch):
    """It takes the place of the user's own; one that is not there is a mistake."""
    written(own, 'person = "Ada"\n')
    other = tmp_path / "other.toml"
    other.write_text("max_bytes = 9\n", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(other))
    assert Settings(max_bytes=9) == load(tmp_path)

    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.toml"))
    with pytest.raises(SettingsError, match="no such file") as caught:
        load(tmp_path)
    assert caught.value.hint == "DEPESCHE_CONFIG names it."


def test_a_link_that_leads_nowhere_is_told(tmp_path, own):
    """Somebody wanted settings to be there."""
    (own / FILE).symlink_to(tmp_path / "gone.toml")

    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize("given", ["", "relative/folder"])
def test_a_folder_that_is_no_address_is_passed_over(tmp_path, monkeypatch, given):
    """As the XDG base directory specification has it: the folder in the home is taken then."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", given)
    (tmp_path / ".config" / "depesche").mkdir(parents=True)
    written(tmp_path / ".config" / "depesche", 'person = "Ada"\n')

    assert load(tmp_path / "elsewhere").person == "Ada"

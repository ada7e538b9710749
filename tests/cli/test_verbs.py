"""Setting, removing, exporting, listing, checking."""

from __future__ import annotations

import json
import re

import pytest

from depesche.cli.names import find_name
from depesche.errors import UsageError
from depesche.store.case import Case

NAMES = [
    "a.txt", "montag/a.txt", "montag/b.html", "dienstag/b.html", "dienstag/c.txt",
    "Gespräch.txt", "zwei%0AZeilen.txt", "alt%FF.txt",
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a.txt", "a.txt"),
        ("c.txt", "dienstag/c.txt"),
        ("c", "dienstag/c.txt"),
        ("./dienstag/c.txt", "dienstag/c.txt"),
        ("pressespiegel/dienstag/c.txt", "dienstag/c.txt"),
        ("/daten/montag/a.txt", "montag/a.txt"),
        ("montag/b.html", "montag/b.html"),
        ("a", "a.txt"),
        ("montag/a", "montag/a.txt"),
        ("Gespra\u0308ch.txt", "Gespr\u00e4ch.txt"),
        ("reports/zwei\nZeilen.txt", "zwei%0AZeilen.txt"),
        ("alt\udcff.txt", "alt%FF.txt"),
    ],
)
def test_a_report_is_found_by_what_one_would_type(given, name):
    """The name as shown, its end, its stem, or a path that leads to it, as a shell writes it."""
    assert name == find_name(NAMES, given)


@pytest.mark.parametrize(("given", "told"), [("b.html", "montag/b.html, dienstag/b.html"), ("c.tx", "dienstag/c.txt")])
def test_what_is_unclear_is_answered_with_a_choice(given, told):
    """Nothing is guessed."""
    with pytest.raises(UsageError) as caught:
        find_name(NAMES, given)

    assert told in str(caught.value.hint)


def test_a_stated_day_counts_at_once(case, depesche):
    """What a person states wins, shows in the reports, and gives times their values."""
    ran = depesche("set", case, "hafenkurier", "published=2031-03-05")
    assert ran.code == 2  # only whole parts of a name are taken

    ran = depesche("set", case, "2031-03-03_hafenkurier", "published=2031-03-05", "outlet=Der Bote", "--person", "Ada")

    assert (ran.code, ran.out) == (0, "")
    assert "Ada" in ran.err
    reports = [json.loads(line) for line in depesche("show", case, "reports").out.splitlines()]
    [row] = [one for one in reports if one["report"] == "2031-03-03_hafenkurier.txt"]
    assert (row["published"], row["outlet"]) == ("2031-03-05", "Der Bote")


def test_what_hangs_on_a_day_or_a_report_is_related_anew(tmp_path, monkeypatch, depesche):
    """A stated day moves the calendar, a removed report leaves it; what changes nothing says nothing."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        text = f"Russland und die USA wollen sich am Mittwoch in Genf treffen. Das steht in {name}."
        (tmp_path / name).write_text(text, encoding="utf-8")
    depesche("build", "a.depesche", "a.txt", "b.txt")

    def calendar():
        lines = map(json.loads, depesche("show", "a.depesche", "talks").out.splitlines())
        return [(one["date"][0]["value"] if one["date"] else None, len(one["members"])) for one in lines]

    ran = depesche("set", "a.depesche", "a.txt", "published=2031-03-03")
    assert "Related anew: " in ran.err
    assert ("2031-03-05", 2) in calendar() or ("2031-03-05", 1) in calendar()
    assert "Related anew" not in depesche("set", "a.depesche", "b.txt", "outlet=Bote").err

    assert "Related anew: " in depesche("remove", "a.depesche", "b.txt").err
    assert calendar() == [("2031-03-05", 1)]


def test_several_facts_are_stated_all_or_none(case, depesche):
    """A slip in the second one leaves the first one unstated too."""
    assert depesche("set", case, "fremd.txt", "outlet=Le Phare", "published=hier").code == 2
    with Case.open(case) as opened:
        assert opened.stated("fremd.txt") == {}

    assert depesche("set", case, "fremd.txt", "outlet=Le Phare").code == 0
    ran = depesche("set", case, "fremd.txt", "outlet=")

    assert (ran.code, "outlet is taken back" in ran.err) == (0, True)
    with Case.open(case) as opened:
        assert opened.stated("fremd.txt") == {}


def test_removing_is_by_all_names_or_none(case, depesche):
    """A slip in one of several names takes nothing out."""
    assert depesche("remove", case, "fremd.txt", "nonsense").code == 2
    with Case.open(case) as opened:
        assert len(list(opened.rows())) == 4

    assert depesche("remove", case, "fremd.txt", "alt.pdf").code == 0
    with Case.open(case) as opened:
        assert "fremd.txt" not in [row.name for row in opened.rows()]
        assert opened.failures() == []


@pytest.mark.parametrize("to", ["json", "jsonl", "csv", "html"])
def test_a_file_holds_what_standard_output_gets(case, depesche, tmp_path, to):
    """Both ways give the same bytes."""
    ran = depesche("export", case, "--to", to, "-o", "out")

    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "out").read_bytes().decode() == depesche("export", case, "--to", to, "-o", "-").out
    assert "Wrote out" in ran.err


def test_the_page_speaks_german_if_asked(case, depesche):
    """--lang reaches the format."""
    assert "Was geschah" in depesche("export", case, "--to", "html", "--lang", "de").out


@pytest.mark.parametrize("to", ["csv", "html"])
def test_a_page_is_not_poured_over_a_terminal(case, on_terminal, to):
    """What nobody can read there is asked to be written to a file."""
    ran = on_terminal("export", case, "--to", to)

    assert ran.code == 2
    assert f"-o made.{to}" in ran.out


def test_packs_are_listed_with_their_versions(depesche):
    """Text and JSON tell the same."""
    code, version, folder = depesche("packs", "--text").out.split()

    assert json.loads(depesche("packs").out) == {"code": code, "version": version, "folder": folder}


def test_versions_tell_all_that_a_reading_depends_on(depesche):
    """The model's digest and the pack's version are among them."""
    ran = depesche("--version")

    assert ran.code == 0
    assert re.search(r"^depesche \d+\.\d+\.\d+", ran.out)
    assert re.search(r"HanTa's German model sha256 [0-9a-f]{16}", ran.out)
    assert "language pack de " in ran.out


def test_a_shell_can_complete_verbs(on_terminal):
    """What the shell asks is answered with the verbs that begin so."""
    ran = on_terminal(_DEPESCHE_COMPLETE="complete_bash", COMP_WORDS="depesche re", COMP_CWORD="1")

    assert (ran.code, ran.out.split()) == (0, ["read", "review", "remove"])


def test_help_is_found_wherever_one_looks_for_it(depesche):
    """Bare, with -h, for each verb: always on standard output, always fine, never wider than a terminal."""
    bare = depesche()
    verbs = re.findall(r"^  ([a-z]+) {2,}[A-Z]", bare.out.partition("Commands:")[2], flags=re.MULTILINE)

    assert bare == depesche("--help") == depesche("-h")
    known = "build read changes show search review serve plot explain export import issues actors set remove copy packs doctor score"
    assert set(verbs) == set(known.split())
    for verb in verbs:
        ran = depesche(verb, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert all(len(line) <= 80 for line in ran.out.splitlines()), verb
        assert "..." not in bare.out.partition("Commands:")[2], "the list of verbs is not cut short"

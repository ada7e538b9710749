"""What is shown, on a terminal and in a pipe."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len

from depesche.cli.show import What
from depesche.cli.terminal import safe

WHATS = list(What)
SINCE = {What.news: ("--since", "2031-03-01")}
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
ACTS_ON_A_TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def everything(case, *options):
    """The commands that show every part of a case."""
    asked = [(what, *SINCE.get(what, ()), *options) for what in WHATS]
    asked += [(what, "--each", *options) for what in (What.talks, What.actors, What.matrix)]
    asked += [(what, "--why", *options) for what in (What.reports, What.actors, What.lineage)]
    asked += [(What.matrix, "--actor", "rot", *options)]
    return [str(word) for one in asked for word in ("show", case, *one, ";")]


def test_everything_fits_80_columns(case, on_terminal):
    """No line is wider than the terminal, whatever German makes of its words."""
    ran = on_terminal(*everything(case))

    assert ran.code == 0
    assert [line for line in ESCAPES.sub("", ran.out).splitlines() if cell_len(line) > 80] == []
    assert len(ran.out.splitlines()) > 50


@pytest.mark.parametrize("as_json", ["--json", "--text"])
def test_nothing_a_report_says_acts_on_the_terminal(case, on_terminal, as_json):
    """Escape sequences and marks that turn the reading order are shown, not obeyed."""
    ran = on_terminal(*everything(case, as_json), NO_COLOR="1", TERM="dumb")

    assert ran.code == 0
    assert "Sperrung" in ran.out
    assert ACTS_ON_A_TERMINAL.search(ran.out) is None


@pytest.mark.parametrize("what", WHATS)
def test_a_pipe_gets_json_lines(case, depesche, what):
    """Every line in a pipe is an object that says what it is and which report or reports it is from."""
    ran = depesche("show", case, what, *SINCE.get(what, ()))
    lines = objects(ran.out)

    assert (ran.code, ran.err) == (0, "")
    assert lines
    assert all("kind" in one for one in lines)
    assert what == What.issues or all('"report' in json.dumps(one) for one in lines)


def test_statements_are_the_records_of_the_export(case, depesche):
    """Field names are those of the export, with the paragraph added."""
    [first, *_] = objects(depesche("show", case, "statements").out)

    assert first["kind"] == "statement"
    assert (first["report"], first["paragraph"]) == ("2031-03-03_hafenkurier.txt", 2)
    assert [span["text"] for span in first["content"]] == ["Wir warten nicht"]
    assert {"id", "mode", "actor", "cue", "source", "act", "confidence", "why"} <= first.keys()


def test_a_list_reads_as_actor_mode_act_words_and_place(case, depesche):
    """One sees who, how, what, and where to look it up."""
    lines = depesche("show", case, "statements", "--text", "--mode", "direct").out.splitlines()

    assert [" ".join(line.split()) for line in lines] == [
        "Mira Kolb direct, refuse 2031-03-03_hafenkurier.txt:2",
        "„Wir warten nicht“",
        "cue: sagte",
    ]


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ((), 3),
        (("--actor", "kolb"), 2),
        (("--actor", "die außenministerin"), 2),
        (("--mode", "reported"), 1),
        (("--report", "hafenkurier"), 0),
        (("--report", "2031-03-03_hafenkurier"), 2),
        (("--report", "doppelt.txt"), 1),
        (("--since", "2031-03-03"), 2),
        (("--since", "2031-03-04"), 0),
        (("--limit", "1"), 1),
        (("--actor", "kolb", "--mode", "indirect", "--since", "2031-01-01"), 1),
    ],
    ids=str,
)
def test_filters(case, depesche, options, number):
    """Each filter leaves out what it says; exact doubles are told once, unless they are asked for."""
    ran = depesche("show", case, "statements", *options)

    assert len(objects(ran.out)) == number
    assert ran.code == (2 if "hafenkurier" in options else 0)


def test_reports_tell_what_became_of_them(case, depesche):
    """Doubles, unread reports and failures are all told."""
    text = " ".join(depesche("show", case, "reports", "--text").out.split())

    assert "ordner/doppelt.txt no day 1 same text as ordner/bericht über die lage.txt" in text
    assert "not read: There is no language pack for fr." in text
    assert "alt.pdf PDF files (.pdf) are not read yet. Save it as text." in text


def test_a_name_that_nobody_has_is_answered_with_those_near_to_it(case, depesche):
    """A slip of the pen is not taken for silence."""
    text = depesche("show", case, "statements", "--text", "--actor", "Mira Kalb").out

    assert "Nothing in the case fits." in text
    assert "Mira Kolb" in text


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_colour_is_left_out_where_it_is_not_wanted(case, on_terminal, setting):
    """NO_COLOR and dumb terminals get words alone."""
    assert "\x1b[" not in on_terminal("show", case, "statements", "--text", **setting).out


def test_colour_is_used_on_a_terminal(case, on_terminal):
    """Names stand out there."""
    assert "\x1b[1m" in on_terminal("show", case, "statements").out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u00adb", "ab"),
        ("a\r\nb\tc", "a b c"),
        ("\x07", "⟦07⟧"),
        ("\u2066x\u2069", "⟦LRI⟧x⟦PDI⟧"),
        ("\ud800", "\ufffd"),
        ("Élysée – „ja“ 😀", "Élysée – „ja“ 😀"),
    ],
    ids=ascii,
)
def test_words_are_made_harmless(text, shown):
    """What cannot be seen is named, what can be seen is left alone."""
    assert shown == safe(text)


def test_positions_are_chosen_by_act_and_issue(tmp_path, monkeypatch, depesche):
    """`--act` takes one act, `--issue` words of the issue in either language."""
    monkeypatch.chdir(tmp_path)
    text = "Norwegen forderte eine Freilassung der Geiseln. Schweden lehnte Sanktionen gegen Banken ab.\n\n" * 2
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    depesche("build", "a.depesche", "a.txt", "--quiet")

    def shown(*options):
        return [
            (one["actor"], one["issue"]) for one in objects(depesche("show", "a.depesche", "positions", *options).out)
        ]

    released, banks = ("Norway", "release of the hostages"), ("Sweden", "sanctions on banks")
    assert shown() == [released, banks] * 2
    assert shown("--act", "refuse") == [banks] * 2
    assert shown("--issue", "geiseln") == shown("--issue", "HOSTAGES") == [released] * 2
    assert depesche("show", "a.depesche", "positions", "--act", "shout").code == 2
    assert depesche("show", "a.depesche", "statements", "--act", "demand").code == 2


def test_talks_are_chosen_by_who_takes_part_and_status(tmp_path, monkeypatch, depesche):
    """By canonical name or a word of it, by status; as lines and as a table of 80 columns."""
    monkeypatch.chdir(tmp_path)
    text = "Russland und die USA trafen sich am Montag in Genf. Am Freitag wollen sich Polen und Frankreich in Wien treffen."
    (tmp_path / "2031-03-06_bote.txt").write_text(text, encoding="utf-8")
    depesche("build", "a.depesche", "2031-03-06_bote.txt")

    def told(*options):
        return [(one["name"], one["date"]) for one in objects(depesche("show", "a.depesche", "talks", *options).out)]

    def best(*options):
        return [
            (one["name"], one["date"][0]["value"])
            for one in objects(depesche("show", "a.depesche", "talks", *options).out)
        ]

    assert best() == told("--each") == told("--report", "2031-03-06_bote.txt")
    assert told("--each") == [("russia-us-geneva", "2031-03-03"), ("poland-france-vienna", "2031-03-07")]
    for options in (("--actor", "Poland"), ("--status", "planned")):
        assert best(*options) == told("--each", *options) == [("poland-france-vienna", "2031-03-07")]
    lines = depesche("show", "a.depesche", "talks", "--text").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any("held" in line and "Geneva" in line for line in lines)
    assert depesche("show", "a.depesche", "talks", "--mode", "direct").code == 2


def test_figures_are_chosen_by_who_asserts_them_and_unit(tmp_path, monkeypatch, depesche):
    """The reporter's have no actor; as lines and as a table of 80 columns."""
    monkeypatch.chdir(tmp_path)
    text = "Im Hafen von Genf liegen heute 63 Frachter. Ministerin Mira Kolb sagte, der Schaden betrage zwei Millionen Euro."
    (tmp_path / "2031-03-06_bote.txt").write_text(text, encoding="utf-8")
    depesche("build", "a.depesche", "2031-03-06_bote.txt")

    def told(*options):
        return [
            (one["value"], one["actor"]) for one in objects(depesche("show", "a.depesche", "figures", *options).out)
        ]

    assert told() == [(63, None), (2_000_000, "Mira Kolb")]
    assert told("--actor", "Kolb") == told("--unit", "EUR") == [(2_000_000, "Mira Kolb")]
    lines = depesche("show", "a.depesche", "figures", "--text").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any("2,000,000" in line and "damage" in line for line in lines)
    assert depesche("show", "a.depesche", "figures", "--status", "held").code == 2
    assert "Units in the case: EUR" in depesche("show", "a.depesche", "figures", "--unit", "tons", "--text").out
    assert "Leave out a filter" in depesche("show", "a.depesche", "talks", "--status", "held", "--text").out


def test_the_date_of_a_talk_follows_the_day_that_is_stated(tmp_path, monkeypatch, depesche):
    """Null while the day of the report is unknown, resolved as soon as somebody states it, and null again when it is taken back."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Russland und die USA wollen sich am Mittwoch in Genf treffen.", encoding="utf-8")
    depesche("build", "a.depesche", "a.txt")

    def dates():
        return [one["date"] for one in objects(depesche("show", "a.depesche", "talks", "--each").out)]

    assert dates() == [None]
    depesche("set", "a.depesche", "a.txt", "published=2031-03-03")
    assert dates() == ["2031-03-05"]
    depesche("build", "a.depesche", "a.txt")
    assert dates() == ["2031-03-05"]
    depesche("set", "a.depesche", "a.txt", "published=")
    assert dates() == [None]

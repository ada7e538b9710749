"""Measuring, and the gate that holds the figures."""

from __future__ import annotations

import json

import pytest

TEXT = "Die Ministerin hat gewarnt. „Wir warten nicht länger“, sagte Mira Kolb am Montag vor Reportern.\n"


@pytest.fixture
def gold(tmp_path, monkeypatch):
    """A report with gold: one statement that every reader finds, and one that is not there to be found."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gold").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(TEXT, encoding="utf-8")
    statements = [
        {"content": [{"text": "Wir warten nicht länger"}], "mode": "direct", "actor": "Mira Kolb"},
        {"content": [{"text": "vor"}], "mode": "indirect", "actor": "Mira Kolb"},
    ]
    times = [{"span": {"text": "Montag"}, "type": "DATE", "value": "2031-03-03"}]
    header = {"published": {"value": "2031-03-04"}}
    actors = [{"id": "Mira Kolb", "kind": "person"}]
    told = {"report": "a.txt", "header": header, "actors": actors, "statements": statements, "times": times}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(told))
    return tmp_path


def rows(ran):
    return json.loads(ran.out)["rows"]


def test_reports_are_read_and_measured(gold, depesche):
    """The table says how much of gold was found."""
    ran = depesche("score", "gold", "gold", "reports")

    assert (ran.code, ran.err) == (0, "")
    assert "statements exact" in ran.out
    measured = rows(depesche("score", "gold", "gold", "reports", "--json"))
    assert measured["statements"]["gold"] == 2
    assert measured["statements.recall.direct"] == {"right": 1.0, "hit": 1, "of": 1}


def test_reports_are_measured_as_a_case_that_a_user_builds(gold, depesche):
    """What the reports of the folder have to do with each other is found."""
    words = "Wir warten nicht länger auf eine Antwort aus Varnia"
    for name, before in (
        ("a", "Die Opposition widersprach ihr nicht. "),
        ("b", "Am Nachmittag tagte der Rat in Oslo. "),
    ):
        text = f"{before}„{words}“, sagte Mira Kolb am Montag vor Reportern in Oslo.\n"
        (gold / "reports" / f"{name}.txt").write_text(text, encoding="utf-8")
        statements = [{"content": [{"text": words}], "mode": "direct", "actor": "Mira Kolb"}]
        told = {"report": f"{name}.txt", "header": {}, "statements": statements, "times": []}
        (gold / "gold" / f"{name}.json").write_text(json.dumps(told))
    (gold / "gold" / "cross.json").write_text(json.dumps({"same_utterance": [[["a", 0], ["b", 0]]]}))

    measured = rows(depesche("score", "gold", "gold", "reports", "--json"))

    assert measured["across.same_utterance"]["f1"] == 1.0


def test_reports_that_cannot_be_read_are_told(gold, depesche):
    """The figures are those of the rest."""
    (gold / "reports" / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    ran = depesche("score", "gold", "gold", "reports")

    assert ran.code == 0
    assert "b.pdf" in ran.err


def test_an_export_is_measured_as_it_is(gold, depesche):
    """What was read before need not be read again, and the figures are the same."""
    depesche("build", "-q", "t.depesche", "reports")
    depesche("export", "t.depesche", "--to", "json", "-o", "export.json")

    assert rows(depesche("score", "gold", "gold", "reports", "--json")) == rows(
        depesche("score", "gold", "gold", "reports", "--json", "--export", "export.json")
    )


def test_days_from_gold_give_times_their_values(gold, depesche):
    """So that reading times is measured apart from finding days."""
    open_times = rows(depesche("score", "gold", "gold", "reports", "--json"))
    dated = rows(depesche("score", "gold", "gold", "reports", "--json", "--days-from-gold"))

    assert open_times["times.value"]["hit"] == 0
    assert dated["times.value"]["hit"] == 1
    assert "header.published" in open_times
    assert "header.published" not in dated, "days that were handed in are not measured"


def test_errors_are_listed_by_class(gold, depesche):
    """What is missed is shown with its words."""
    out = depesche("score", "gold", "gold", "reports", "--errors").out

    assert "statements, missed: 1" in out
    assert "a[1] 'vor'  (indirect, Mira Kolb)" in out


def test_the_gate_holds_what_was_pinned(gold, depesche):
    """Floors are pinned, held, not lowered by chance, and lowered only with a reason that stays in the file."""
    gate = ("score", "gate", "small", "gold", "reports", "--floors", "floors.json")
    (gold / "floors.json").write_text("{}")
    assert depesche(*gate).code == 2
    assert depesche(*gate, "--pin").code == 0
    assert depesche(*gate).code == 0

    (gold / "reports" / "a.txt").write_text(
        TEXT.replace("„", "").replace("“", "").replace(" sagte", ""), encoding="utf-8"
    )
    worse = depesche(*gate)
    assert worse.code == 1
    assert "below its floor: statements" in worse.err
    assert depesche(*gate, "--pin").code == 1
    assert depesche(*gate, "--lower", " ").code == 2
    assert depesche(*gate, "--lower", "the report was shortened").code == 0
    assert depesche(*gate).code == 0
    assert "the report was shortened" in json.loads((gold / "floors.json").read_text())["small"]["lowered"][0]


def test_gold_and_report_must_go_together(gold, depesche):
    """Figures over the wrong text are refused."""
    (gold / "reports" / "a.txt").write_text("Etwas ganz anderes. Nichts davon wurde gesagt.")

    ran = depesche("score", "gold", "gold", "reports")

    assert (ran.code, ran.out) == (4, "")
    assert "where: a.txt" in ran.err


@pytest.fixture
def tml(tmp_path, monkeypatch):
    """A gold file in TimeML with two times, one of which no reader finds."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tml").mkdir()
    head = '<DCT><TIMEX3 type="DATE" value="2031-03-04">x</TIMEX3></DCT>'
    body = (
        'Am <TIMEX3 type="DATE" value="2031-03-03">Montag</TIMEX3> kam das <TIMEX3 type="DATE" value="1">Ding</TIMEX3>.'
    )
    (tmp_path / "tml" / "a.tml").write_text(f"<TimeML>{head}<TEXT>{body}</TEXT></TimeML>")
    return tmp_path


def test_times_are_measured_against_timeml(tml, depesche):
    """Each gold file is read on its own day, and the answers lie where they are wanted."""
    ran = depesche("score", "timeml", "tml", "--predictions", "out", "--errors")

    assert (ran.code, ran.err) == (0, "")
    assert "DATE, missed: 1" in ran.out
    assert 'value="2031-03-03">Montag' in (tml / "out" / "a.tml").read_text()
    measured = rows(depesche("score", "timeml", "tml", "--json"))
    assert (measured["value"]["hit"], measured["value"]["gold"], measured["value"]["ours"]) == (1, 2, 1)


def test_answers_are_measured_as_they_are(tml, depesche):
    """Those of another reader are compared without reading anything."""
    (tml / "other").mkdir()
    measured = rows(depesche("score", "timeml", "tml", "--predictions", "other", "--as-they-are", "--json"))
    assert measured["value"]["ours"] == 0

    assert depesche("score", "timeml", "tml", "--as-they-are").code == 2
    assert depesche("score", "timeml", "nowhere").code == 2


def test_speeches_are_measured(tmp_path, depesche):
    """Events that annotators marked in speeches are compared with what is read there."""
    text = "Die Ministerin sagte am Montag , dass die Brücke über den Fluss wieder für alle Schiffe offen ist ."
    words = text.split()
    roles = {"Source": ["0:0", "0:1"], "Cue": ["0:2"], "Message": [f"0:{i}" for i in range(6, 18)]}
    told = {"Sentences": [{"SentenceId": 0, "Tokens": words}], "Annotations": [roles]}
    (tmp_path / "a.json").write_text(json.dumps(told), encoding="utf-8")
    ran = depesche("score", "spkatt", str(tmp_path), "--errors")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1].split() == ["joint", "1.000", "1.000", "1.000", "1", "1"]
    assert rows(depesche("score", "spkatt", str(tmp_path), "--json"))["source"]["f1"] == 1.0
    assert depesche("score", "spkatt", str(tmp_path / "none")).code == 2


def test_all_that_there_is_data_for_is_measured(tmp_path, depesche):
    """Without a data folder the sample is measured, and the page is written."""
    page = tmp_path / "quality.md"

    ran = depesche("score", "all", "--page", str(page))

    assert ran.code == 0
    assert "sample: statements with actor" in ran.out
    assert "only the sample is measured" in ran.err
    assert "## The sample" in page.read_text(encoding="utf-8")


def test_a_data_folder_without_corpora_is_no_fault(gold, depesche):
    """What is not there is named and passed over."""
    ran = depesche("score", "all", str(gold))

    assert "not there: " in ran.err
    assert "real reports: statements" in ran.out


def test_a_data_folder_that_is_not_there_is_refused(depesche):
    """The error names it."""
    ran = depesche("score", "all", "nowhere")

    assert ran.code == 2
    assert "nowhere" in ran.err

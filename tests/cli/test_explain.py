"""`depesche explain`: the path from sentence to record."""

from __future__ import annotations

import json
import math
import shutil

import pytest
from rich.cells import cell_len
from tests.cli.test_show import ACTS_ON_A_TERMINAL, ESCAPES

from depesche.cli.app import main

TEXT = (
    "Außenministerin Mira Kolb reiste nach Genf.\n\nSie wies am Montag Vorwürfe zurück, dass ihr Land die Brücke sperre. "
    "„Wir warten nicht“, sagte Kolb vor Reportern.\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A case of one report that was read."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "2031-03-04_a.txt").write_text(TEXT, encoding="utf-8")
    main(["build", str(folder / "a.depesche"), str(folder / "2031-03-04_a.txt"), "--quiet"])
    return folder / "a.depesche"


@pytest.fixture
def told(built, tmp_path, monkeypatch, depesche):
    """A copy of that case, and the ids of its records by kind."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(built, tmp_path / "a.depesche")
    kinds = ("statements", "times", "actors")
    each = {"actors": ("--each",)}
    lines = {
        kind: depesche("show", "a.depesche", kind, "--json", *each.get(kind, ())).out.splitlines() for kind in kinds
    }
    return {kind: [obj.get("record") or obj["id"] for obj in map(json.loads, some)] for kind, some in lines.items()}


def explained(depesche, called, case="a.depesche"):
    return json.loads(depesche("explain", case, called, "--json").out)


def test_a_statement_is_led_back_to_its_sentence(told, depesche):
    """Report, paragraph, sentence, fields with their places, the rule in words, and the table row it went by."""
    made = explained(depesche, told["statements"][-1])

    assert (made["kind"], made["report"], made["paragraph"]) == ("statement", "2031-03-04_a.txt", 2)
    assert made["sentence"]["text"] == "„Wir warten nicht“, sagte Kolb vor Reportern."
    fields = {field["name"]: field for field in made["fields"]}
    assert [span["text"] for span in fields["content"]["spans"]] == ["Wir warten nicht"]
    assert fields["actor"]["because"] == "the source names the actor"
    assert made["rule"]["name"] == "quotation before its cue"
    assert made["rule"]["words"].startswith("Words in quotation marks")
    assert {row["lemma"] for row in made["rows"]} == {"sagen"}
    assert made["actor"]["id"] == "Mira Kolb"
    weights = [part["value"] for part in made["confidence_from"] if part["value"] is not None]
    assert made["confidence"] == pytest.approx(1 / (1 + math.exp(-sum(weights))), abs=0.006)


def test_a_pronoun_is_told_as_one(told, depesche):
    """Who is meant by a pronoun was weighed; the explanation says by what."""
    made = [explained(depesche, called) for called in told["statements"]]
    because = {field["value"]: field["because"] for one in made for field in one["fields"] if field["name"] == "actor"}
    sources = {field["value"] for one in made for field in one["fields"] if field["name"] == "source"}

    assert "Sie" in sources
    assert set(because) == {"Mira Kolb"}


def test_a_time_is_told_with_anchor_and_day(told, depesche):
    """What is open, how it hangs on the day of the report, and which day that is."""
    made = explained(depesche, told["times"][0])
    fields = {field["name"]: field["value"] for field in made["fields"]}

    assert (fields["open"], fields["value"], fields["day"]) == ("XXXX-WXX-1", "2031-03-03", "2031-03-04")
    assert fields["anchor"].startswith("unit weekday")
    assert made["rows"][0]["table"] == "times_rules"


def test_an_actor_is_told_with_names_and_places(told, depesche):
    """Every form under one name, and where the report has it."""
    made = [explained(depesche, called) for called in told["actors"]]
    kolb = next(one for one in made if any(field["value"] == "Mira Kolb" for field in one["fields"]))
    mentions = next(field for field in kolb["fields"] if field["name"] == "mentions")

    assert len(mentions["spans"]) >= 2
    assert kolb["sentence"]["text"] == "Außenministerin Mira Kolb reiste nach Genf."


@pytest.mark.parametrize("lang", ["en", "de"])
def test_everything_fits_80_columns(told, on_terminal, lang):
    """No line of any explanation is wider than the terminal, in either language."""
    calls = [["explain", "a.depesche", called, "--lang", lang, ";"] for some in told.values() for called in some[:2]]
    ran = on_terminal(*(word for call in calls for word in call))

    assert ran.code == 0
    assert [line for line in ESCAPES.sub("", ran.out).splitlines() if cell_len(line) > 80] == []
    assert ("Die Regel" if lang == "de" else "The rule") in ran.out


def test_nothing_a_report_says_acts_on_the_terminal(case, depesche, on_terminal):
    """Records made by hand, without a rule that is known, are explained as far as they go, and harmlessly."""
    lines = map(json.loads, depesche("show", case, "statements", "--json").out.splitlines())
    called = next(line["id"] for line in lines if "Sperrung" in str(line))
    ran = on_terminal("explain", case, called, NO_COLOR="1", TERM="dumb")

    assert ran.code == 0
    assert "no description" in ran.out
    assert ACTS_ON_A_TERMINAL.search(ran.out) is None


def test_every_field_says_what_it_comes_from(case, depesche):
    """In both languages, and of a figure not what is true of times only."""
    for called in ("cccc", "dddd", "eeee"):
        for lang in ("en", "de"):
            fields = json.loads(depesche("explain", case, called, "--lang", lang, "--json").out)["fields"]
            assert [one["name"] for one in fields if not one["because"]] in ([], ["actor"], ["span"])
            assert not [one for one in fields if one["name"] == "value" and "report" in one["because"].lower()]


def test_evidence_far_apart_does_not_bring_the_whole_report(tmp_path, monkeypatch, depesche):
    """Where passages lie pages apart, the sentence of the first one is shown, and the places of all."""
    monkeypatch.chdir(tmp_path)
    ends = ("Mira Kolb und Paul Arlow trafen sich am Montag in Genf.", "Das Treffen in Genf dauerte acht Stunden.")
    (tmp_path / "b.txt").write_text("\n\n".join([ends[0], *["Die Fähre legte ab."] * 100, ends[1]]), "utf-8")
    depesche("build", "b.depesche", "b.txt", "--quiet")
    talk = json.loads(depesche("show", "b.depesche", "talks", "--each").out.splitlines()[0])
    made = explained(depesche, talk["id"], "b.depesche")

    assert len(talk["evidence"]) == 2
    assert made["sentence"]["text"] == ends[0]


def test_long_values_begin_behind_their_names(case, depesche):
    """A value of several lines hangs, so that the names of fields stand alone at the left."""
    lines = depesche("explain", case, "cccc").out.partition("What was read\n")[2].partition("\n\n")[0].splitlines()

    assert len(lines) > 12
    assert {line[:15].strip() for line in lines} <= {
        "", "name", "participants", "status", "evidence", "forum", "place", "date", "duration",
    }  # fmt: skip


def test_records_of_every_kind_are_explained_harmlessly(case, on_terminal):
    """Talks, positions and figures too: nothing acts, and no line is wider than the terminal, however long the words."""
    calls = [word for one in ("cccc", "dddd", "eeee") for word in ("explain", case, one, ";")]
    ran = on_terminal(*calls, NO_COLOR="1", TERM="dumb")

    assert ran.code == 0
    assert ACTS_ON_A_TERMINAL.search(ran.out) is None
    assert [line for line in ran.out.splitlines() if cell_len(line) > 80] == []


@pytest.mark.parametrize(("called", "says"), [("zzzz", "no record zzzz"), ("a", "too short"), ("", "too short")])
def test_what_is_no_record_is_said(told, depesche, called, says):
    """An id that leads nowhere, or too little of one, is the caller's mistake."""
    ran = depesche("explain", "a.depesche", called)

    assert ran.code == 2
    assert says in ran.err


def test_an_ambiguous_beginning_is_no_guess(told, depesche, monkeypatch):
    """Where several records begin so, they are listed and none is chosen."""
    monkeypatch.setattr("depesche.run.explained._SHORTEST", 0)
    ran = depesche("explain", "a.depesche", "")

    assert ran.code == 2
    assert told["statements"][0][:4] in ran.err or "Which one?" in ran.err

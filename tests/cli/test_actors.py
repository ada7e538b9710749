"""`depesche actors`: who acts in a case, and rulings on who is whom."""

from __future__ import annotations

import json

import pytest

from depesche.cli.app import main
from depesche.store.case import Case

TEXTS = {
    "2031-03-03_a.txt": "Außenministerin Mira Kolb reiste am Montag nach Genf. „Wir warten nicht auf die Boote“, sagte Kolb.",
    "2031-03-04_b.txt": "Außenministerin Mira Arlow-Kolb sprach am Montag in Genf. „Wir warten nicht auf die Boote“, sagte Arlow-Kolb.",
    "2031-03-05_c.txt": "Der Gesandte Paul Wernow traf am Dienstag in Genf ein. „Die Brücke bleibt offen“, sagte Wernow.",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A case of three reports that were read and related."""
    folder = tmp_path_factory.mktemp("built")
    for name, text in TEXTS.items():
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
    main(["build", str(folder / "a.depesche"), *(str(folder / name) for name in TEXTS), "--quiet"])
    return folder


@pytest.fixture
def acts(built, tmp_path, monkeypatch, depesche):
    """Runs the verb on a copy of the case, and gives back what the case holds then."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.depesche").write_bytes((built / "a.depesche").read_bytes())

    def run(*words, code=0):
        ran = depesche("actors", "a.depesche", *words)
        assert ran.code == code, ran.err
        return ran

    return run


def persons(depesche):
    """The persons of the case and in how many reports they are."""
    lines = map(json.loads, depesche("actors", "a.depesche").out.splitlines())
    return {one["name"]: len(one["members"]) for one in lines if one["case_actor_kind"] == "person"}


def test_actors_are_listed_and_one_is_shown_with_its_reasons(acts, depesche):
    """As lines in a pipe, as a table or in full on request."""
    assert persons(depesche) == {"Mira Kolb": 1, "Mira Arlow-Kolb": 1, "Paul Wernow": 1}
    assert acts("list", "--text", "--limit", "1").out.splitlines()[0].startswith("actor ")
    assert "Paul Wernow" in acts("list", "Wernow", "--text").out


def test_a_merge_joins_actors_and_relates_what_hangs_on_them(acts, depesche):
    """One actor from then on; what both said in the same words becomes an utterance; undoing brings back what was."""
    assert depesche("show", "a.depesche", "utterances").out == ""
    ran = acts("merge", "Mira Kolb", "Mira Arlow-Kolb", "--person", "Ada")

    assert (ran.out, "one actor, Mira Kolb (ruled by Ada" in ran.err) == ("", True)
    assert "Related anew" in ran.err
    assert persons(depesche) == {"Mira Kolb": 2, "Paul Wernow": 1}
    [said] = map(json.loads, depesche("show", "a.depesche", "utterances").out.splitlines())
    assert (said["actor"], len(said["members"])) == ("Mira Kolb", 2)

    assert "Taken back: Mira Kolb + Mira Arlow-Kolb" in acts("undo").err
    assert persons(depesche) == {"Mira Kolb": 1, "Mira Arlow-Kolb": 1, "Paul Wernow": 1}
    assert depesche("show", "a.depesche", "utterances").out == ""


def test_a_merge_may_give_a_name_and_holds_for_reports_that_come_later(acts, depesche, tmp_path):
    """A ruling is kept beside what is found, not carried out once."""
    acts("merge", "Mira Kolb", "Mira Arlow-Kolb", "--as", "Mira A. Kolb")
    (tmp_path / "2031-03-06_d.txt").write_text("„Wir kommen wieder“, sagte Außenministerin Mira Arlow-Kolb.\n", "utf-8")
    depesche("build", "a.depesche", "2031-03-06_d.txt")

    assert persons(depesche) == {"Mira A. Kolb": 3, "Paul Wernow": 1}


def test_a_split_takes_off_whom_reports_call_by_a_form(acts, depesche):
    """In all reports or in some; the rest stays."""
    acts("merge", "Mira Kolb", "Mira Arlow-Kolb")
    acts("split", "Mira Kolb", "Mira Arlow-Kolb", "--as", "Die andere", "--report", "b.txt", code=2)
    acts("split", "Mira Kolb", "Mira Arlow-Kolb", "--as", "Die andere", "--report", "2031-03-04_b.txt")

    assert persons(depesche) == {"Mira Kolb": 1, "Die andere": 1, "Paul Wernow": 1}


def test_a_renamed_actor_goes_by_the_new_name_everywhere(acts, depesche):
    """In the list, in what it said, and as a filter, by the old name too."""
    acts("rename", "Paul Wernow", "Pawel Wernow")

    assert "Pawel Wernow" in persons(depesche)
    for name in ("Pawel Wernow", "Paul Wernow", "Wernow"):
        [said] = map(json.loads, depesche("show", "a.depesche", "statements", "--actor", name).out.splitlines())
        assert said["case_actor"] == "Pawel Wernow"


def test_rulings_are_numbered_and_any_can_be_taken_back(acts, depesche):
    """They are appended: a ruling that was taken back stays in the case as a decision."""
    assert "Nobody has ruled" in acts("rulings", "--text").out
    acts("merge", "Mira Kolb", "Mira Arlow-Kolb")
    acts("rename", "Paul Wernow", "Pawel Wernow")
    assert [line.split()[0] for line in acts("rulings", "--text").out.splitlines() if line[:1].isdigit()] == ["1", "2"]

    acts("undo", "1")

    [left] = map(json.loads, acts("rulings").out.splitlines())
    assert (left["kind"], left["verb"], left["number"]) == ("ruling", "rename", 1)
    assert persons(depesche) == {"Mira Kolb": 1, "Mira Arlow-Kolb": 1, "Pawel Wernow": 1}
    with Case.open("a.depesche") as case:
        assert [one.verdict for one in case.decisions()] == ["merge", "rename", "undo"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("merge", "Mira Kolb"), "ACTOR ACTOR..."),
        (("merge", "Mira Kolb", "Nobody"), "no actor Nobody"),
        (("merge", "Mira Kolb", "Kolb"), "actor"),
        (("rename", "Mira Kolb"), "ACTOR NAME"),
        (("rename", "Mira Kolb", " "), "needs a name"),
        (("rename", "Mira Kolb", "Paul Wernow"), "use merge"),
        (("rename", "Mira Kolb", "X", "--as", "Y"), "--as names nothing"),
        (("split", "Mira Kolb", "Wernow"), "No report calls"),
        (("merge", "Mira Kolb", "Paul Wernow", "--report", "2031-03-03_a.txt"), "--report is no use"),
        (("undo",), "nothing to undo"),
        (("undo", "last"), "no number"),
        (("rulings", "x"), "does not take 1 words"),
    ],
    ids=str,
)
def test_a_slip_changes_nothing(acts, depesche, words, says):
    """What is no ruling is refused with what would be one, and the case stays as it was."""
    before = persons(depesche)

    ran = acts(*words, code=2)

    assert says in ran.err
    assert persons(depesche) == before
    with Case.open("a.depesche") as case:
        assert case.decisions() == []

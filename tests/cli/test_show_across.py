"""What is shown of what reaches over reports: the calendar, utterances, lineage, discrepancies, silences, actors, stands, news."""

from __future__ import annotations

import json
from itertools import product

import pytest
from rich.cells import cell_len
from tests.cli.test_show import ESCAPES, SINCE, objects

from depesche.cli.show import _KINDS, _USED, What
from depesche.cli.view_utterances import marked
from depesche.store.case import Case

FIRST, SECOND = "2031-03-03_hafenkurier.txt", "ordner/bericht über die lage.txt"
VALUES = {
    "actor": "Kolb",
    "mode": "direct",
    "act": "demand",
    "issue": "strait",
    "status": "held",
    "unit": "EUR",
    "grade": "conflict",
    "kind": "person",
    "report": FIRST,
    "since": "2031-03-01",
    "each": None,
    "why": None,
}


@pytest.fixture
def shown(case, depesche):
    """The lines that a view shows, with single blanks."""

    def show(*words):
        ran = depesche("show", case, *words, "--text")
        assert (ran.code, ran.err) == (0, "")
        return [" ".join(line.split()) for line in ran.out.splitlines()]

    return show


def options(name):
    return [f"--{name}"] if VALUES[name] is None else [f"--{name}", VALUES[name]]


@pytest.mark.parametrize(
    ("what", "option"),
    [pair for pair in product(What, VALUES) if pair[1] not in _USED[pair[0]]],
    ids=str,
)
def test_an_option_without_use_is_refused_with_the_parts_it_goes_with(case, depesche, what, option):
    """Passed over in silence, it would be taken to have chosen."""
    ran = depesche("show", case, what, *options(option))

    assert ran.code == 2
    assert f"--{option} is no use with {what}" in ran.err
    for part, used in _USED.items():
        assert (f" {part}," in ran.err or f" {part}." in ran.err.replace(f"with {what}.", "")) == (option in used)


@pytest.mark.parametrize(("what", "option"), [(what, option) for what, used in _USED.items() for option in used])
def test_every_option_is_taken_where_it_has_a_use(case, depesche, what, option):
    """As text and as lines, also where nothing fits."""
    value = options(option) if option != "kind" else ["--kind", _KINDS[what][0]]
    words = ["show", case, what, *value, *(SINCE.get(what, ()) if option != "since" else ())]

    assert depesche(*words, "--text").code == depesche(*words).code == 0


@pytest.mark.parametrize("what", _KINDS)
def test_a_kind_that_does_not_exist_is_answered_with_those_that_do(case, depesche, what):
    """Each part has kinds of its own."""
    ran = depesche("show", case, what, "--kind", "nonsense")

    assert ran.code == 2
    assert f"Known: {', '.join(_KINDS[what])}." in ran.err


@pytest.mark.parametrize("width", ["80", "100", "120"])
def test_everything_fits_the_terminal(case, depesche, monkeypatch, width):
    """Whatever the names and words, at every width."""
    monkeypatch.setenv("COLUMNS", width)
    for what in What:
        out = depesche("show", case, what, *SINCE.get(what, ()), "--text").out
        assert [line for line in out.splitlines() if cell_len(line) > int(width)] == []
        assert what == What.briefing or [line for line in out.splitlines() if line != line.rstrip()] == []


def test_the_calendar_has_each_meeting_once_with_its_history(shown):
    """Date, status, who, where, in how many reports; how the status changed; what is told otherwise."""
    lines = shown("talks", "--actor", "Varnia")

    assert lines == [
        "date status who where in",
        "4 Mar 2031 held Elba, Varnia Genf 2",
        "planned (3 Mar 2031), then held (5 Mar 2031)",
        "lasted 7 hours",
        "also told: 10 to 16 Mar 2031, 5 hours",
        "outcome: ohne Einigung",
    ]


def test_the_talks_of_a_report_are_those_that_it_tells(case, depesche):
    """--report and --each show the records themselves."""
    for words in (("--each",), ("--report", SECOND)):
        [one] = objects(depesche("show", case, "talks", *words).out)
        assert (one["kind"], one["id"]) == ("talk", "c" * 16)
    assert {one["kind"] for one in objects(depesche("show", case, "talks").out)} == {"meeting"}


def test_an_utterance_stands_side_by_side_in_all_its_reports(shown):
    """Actor and day; per report outlet, day and mode, who has most and who was first; and the words with their place."""
    lines = shown("utterances", "--actor", "Kolb")

    assert lines[3:] == [
        "Mira Kolb, 3 Mar 2031 2 reports · 2a2a2a2a",
        "Hafenkurier, 3 Mar 2031 · direct · longest · first",
        f"„Wir warten nicht“ {FIRST}:2",
        "10 to 11 Mar 2031 · reported · in other words",
        f"⟦1B⟧[31mmit⟦9B⟧31m einer⟦RLO⟧ Sperrung {SECOND}:2",
    ]


@pytest.mark.parametrize(
    ("longest", "words", "shown"),
    [
        ("Die Brücke bleibt bis Freitag zu.", "Die Brücke bleibt bis Montag zu.", "Die Brücke bleibt bis [Montag] zu."),
        ("Die Brücke bleibt heute bis Freitag zu", "Die Brücke bleibt zu", "Die Brücke bleibt […] zu"),
        ("Die Brücke bleibt zu, bis alle Boote fort sind", "Die Brücke bleibt zu", "Die Brücke bleibt zu […]"),
        ("Die Brücke ist zu", "Alle Wege nach Elba seien gesperrt", None),
        ("Das kommt nicht in Frage", "Das kommt nicht infrage", "Das kommt nicht infrage"),
        ("Die Brücke – sie bleibt zu", "Die Brücke, sie bleibt zu", "Die Brücke, sie bleibt zu"),
        ("Man werde die Brücke sperren", "Wir haben die Brücke gesperrt.", "[Wir haben] die Brücke [gesperrt]."),
        ("Die Fähre legt ab, und die Brücke bleibt", "Die Fähre ruht, und die Brücke bleibt", "Die Fähre [ruht], und die Brücke bleibt"),
        ("", "", ""),
        ("Wort " * 400, "Wort " * 300, None),
    ],
    ids=["other word", "left out", "end left out", "all other", "spelling", "marks alone", "small words", "comma", "empty", "long"],
)  # fmt: skip
def test_what_a_version_has_otherwise_is_marked(longest, words, shown):
    """In brackets without colour; a gap where something is left out; nothing where hardly anything is the same."""
    made = marked(longest, words, colour=False)

    assert shown is None or str(made) == shown
    assert (made is None) == (shown is None and "Wort" not in words)


def test_with_colour_words_are_marked_by_their_look(case, on_terminal):
    """Brackets are for those who have no colour."""
    made = marked("Die Brücke bleibt bis Freitag zu", "Die Brücke bleibt bis Montag zu", colour=True)

    assert made is not None
    assert str(made) == "Die Brücke bleibt bis Montag zu"
    assert [str(made[span.start : span.end]) for span in made.spans if "underline" in str(span.style)] == ["Montag"]
    assert "\x1b[1;4m" not in on_terminal("show", case, "utterances", NO_COLOR="1").out


def test_lineage_says_who_follows_whom(shown):
    """Kind, shares, agencies, and the passages with both places."""
    assert shown("lineage") == [
        f"{SECOND} follows {FIRST} 3a3a3a3a",
        "10 to 11 Mar 2031 · Hafenkurier, 3 Mar 2031",
        "shared passage: less than 1 % of the first report, 25 % of the second; both",
        "credit nda",
        "Wir warten nicht",
        f"{FIRST}:2 · {SECOND}:2",
    ]
    assert shown("lineage", "--why")[-1] == "Elba is Elba in the tables."


def test_discrepancies_come_by_grade_the_gravest_first(shown, case, depesche):
    """Both sides with report and paragraph, and the reason in words."""
    lines = shown("discrepancies")

    assert lines[0] == "Cannot both be so (conflict, 1)"
    assert lines[lines.index("Said in other words (wording, 1)") + 2 :] == [
        "how long the talks took duration · 5a5a5a5a",
        f"Wir warten nicht {FIRST}:2",
        f"drohte der Sprecher {SECOND}:2",
        "Elba is Elba in the tables.",
    ]
    for words, ids in ((("--grade", "conflict"), "5b"), (("--kind", "duration"), "5a"), (("--kind", "date"), None)):
        found = objects(depesche("show", case, "discrepancies", *words).out)
        assert [one["id"][:2] for one in found] == ([ids] if ids else [])


def test_silences_come_by_report(shown):
    """What it leaves out, and who has it."""
    assert shown("silences", "--report", SECOND) == [
        f"{SECOND} leaves out 10 to 11 Mar 2031",
        "Mira Kolb: Wir warten nicht demand · 6a6a6a6a",
        f"in {FIRST}:2",
    ]


def test_actors_are_told_once_for_the_case(shown, case, depesche):
    """With the names met, and on demand the reasons; of one report as it has them."""
    assert shown("actors", "--kind", "person") == ["actor kind role, for in", "Mira Kolb person 1", "also Kolb"]
    assert any("is ⟦1B⟧" in line for line in shown("actors", "--kind", "group", "--why"))
    assert {one["kind"] for one in objects(depesche("show", case, "actors").out)} == {"case actor"}
    [one] = objects(depesche("show", case, "actors", "--report", FIRST).out)
    assert (one["kind"], one["record"]) == ("actor", "a1")
    assert shown("actors", "--report", FIRST)[2] == "Mira Kolb person Außenministerin, for Varnia"


def test_the_day_of_a_report_says_how_it_is_known(shown, case, depesche):
    """Read, stated or told by the case; two days between which it lies as one span."""
    depesche("set", case, "fremd.txt", "outlet=Bote")

    lines = shown("reports", "--why")
    assert f"{FIRST} 3 Mar 2031 read Hafenkurier 2" in lines
    at = next(number for number, line in enumerate(lines) if line.startswith("ordner/bericht"))
    assert "10 to 11 Mar 2031 the case" in " ".join(lines[at : at + 2])
    assert "Elba is Elba in the tables." in lines[at : at + 4]
    told = {one["report"]: one for one in objects(depesche("show", case, "reports").out)}
    assert told[SECOND]["interval"] == ["2031-03-10", "2031-03-11"]
    assert (told[SECOND]["told_by_case"], told[FIRST]["told_by_case"]) == (True, False)


def test_a_shift_shows_both_sentences(shown, case, depesche):
    """Before and after, with act, day and place; chosen by issue, kind and day."""
    assert shown("shifts", "--actor", "Kolb") == [
        "Mira Kolb opening of the strait: refusal given up 7a7a7a7a",
        f"3 Mar 2031, refuses {FIRST}:2",
        "Wir warten nicht",
        f"9 Mar 2031, offers {SECOND}:2",
        "drohte der Sprecher",
    ]
    for words, number in ((("--issue", "STRAIT"), 1), (("--kind", "silence"), 1), (("--since", "2031-03-10"), 0)):
        assert len(objects(depesche("show", case, "shifts", *words).out)) == number


def test_the_matrix_has_sides_or_each_actor(case, depesche, shown):
    """What a speaker says counts for the state, unless each is asked for; one actor opens to the sentences."""
    sides = {one["actor"] for one in objects(depesche("show", case, "matrix").out) if one["issue"] == "opening"}
    each = {
        one["actor"] for one in objects(depesche("show", case, "matrix", "--each").out) if one["issue"] == "opening"
    }

    assert (sides, each) == ({"Varnia", "Elba"}, {"Mira Kolb", "Elba"})
    assert shown("matrix", "--issue", "strait")[1].startswith("opening of the strait ")
    for actor in ("Varnia", "Kolb"):
        assert shown("matrix", "--actor", actor)[-2:] == [f"3 Mar 2031, refuses {FIRST}:2", "Wir warten nicht"]


def test_agreement_says_who_is_against_whom(shown, case, depesche):
    """With both sentences and where they stand."""
    lines = shown("agreement", "--actor", "Elba")

    assert "Elba against Varnia on opening of the strait" in lines
    assert f"Varnia refuses, 3 Mar 2031 {FIRST}:2" in lines
    assert [one["agreement_kind"] for one in objects(depesche("show", case, "agreement").out)] == ["conflict"]
    assert objects(depesche("show", case, "agreement", "--kind", "agree").out) == []


def test_issues_are_those_of_the_codebook(case, depesche):
    """With how many positions each has; chosen by words of a name."""
    [one] = objects(depesche("show", case, "issues").out)

    assert (one["kind"], one["positions"]) == ("issue", 1)
    assert objects(depesche("show", case, "issues", "--issue", "nonsense").out) == []


def test_news_need_a_day(case, depesche):
    """Without one they would be everything."""
    ran = depesche("show", case, "news")

    assert ran.code == 2
    assert "depesche show CASE news --since" in ran.err


def test_news_tell_what_was_not_told_before(shown, case, depesche):
    """Meetings first told or otherwise now, utterances, positions and shifts, of that day and later; of everybody or of one."""
    since = ("news", "--since", "2031-03-04")
    lines = shown(*since)

    assert lines[0] == "New since 4 Mar 2031"
    assert lines[lines.index("Talks that stand otherwise now") + 2] == "4 Mar 2031 held Elba, Varnia Genf 2"
    assert f"demands: opening of the strait {SECOND}:2" in lines
    assert "Mira Kolb opening of the strait: refusal given up 7a7a7a7a" in lines
    kinds = [(one["kind"], one["new"]) for one in objects(depesche("show", case, *since, "--actor", "Kolb").out)]
    assert kinds == [("shift", "otherwise now")]
    assert "Nothing in the case fits." in shown("news", "--since", "2032-01-01")


def test_positions_go_by_the_names_of_case_and_codebook(tmp_path, monkeypatch, depesche):
    """An actor that two reports spell otherwise is found by either name; an issue by what somebody renamed it to."""
    monkeypatch.chdir(tmp_path)
    texts = {
        "2031-03-03_a.txt": "Außenminister Oleg Wolkow traf am Montag ein. Oleg Wolkow forderte eine Freilassung der Geiseln.",
        "2031-03-04_b.txt": "Außenminister Oleg Volkov traf am Montag ein. Oleg Volkov forderte eine Freilassung der Geiseln.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(f"{text}\n", encoding="utf-8")
    depesche("build", "a.depesche", *texts, "--quiet")
    [issue] = {one["codebook"]["id"] for one in objects(depesche("show", "a.depesche", "positions").out)}
    depesche("issues", "a.depesche", "rename", issue, "Heimkehr")

    for options in (("--actor", "Volkov"), ("--actor", "Oleg Wolkow"), ("--issue", "heimkehr"), ("--issue", "geiseln")):
        found = objects(depesche("show", "a.depesche", "positions", *options).out)
        assert {one["case_actor"] for one in found} == {found[0]["case_actor"]}
        assert [(one["report"], one["codebook"]["name"]) for one in found] == [(name, "Heimkehr") for name in texts]
    lines = depesche("show", "a.depesche", "positions", "--text").out.splitlines()
    assert sum("Heimkehr" in line and found[0]["case_actor"] in line for line in lines) == 2


@pytest.mark.parametrize("what", [what for what in What if what not in {What.briefing, What.reports}])
def test_an_empty_case_says_so(tmp_path, monkeypatch, depesche, what):
    """No view fails where there is nothing, and each says what to do."""
    monkeypatch.chdir(tmp_path)
    Case.open("new.depesche", create=True).close()
    words = ("show", "new.depesche", what, *SINCE.get(what, ()))

    assert depesche(*words).out == ""
    assert "Nothing in the case fits." in depesche(*words, "--text").out


def test_a_case_that_nobody_has_related_says_what_does(case, depesche):
    """One that was made before reports were related."""
    with Case.open(case) as opened:
        opened.drop_units(["by hand"])

    assert "depesche build relates the reports." in depesche("show", case, "utterances", "--text").out
    in_a_pipe = depesche("show", case, "utterances", "--json")
    assert (in_a_pipe.out, "depesche build does it" in in_a_pipe.err) == ("", True)
    assert "depesche build reads more reports." not in depesche("show", case, "lineage", "--text").out


def test_lines_are_the_objects_of_the_export(case, depesche):
    """A relation in a pipe is the line that the JSONL export has for it."""
    exported = set(depesche("export", case, "--to", "jsonl").out.splitlines())

    for what in ("utterances", "lineage", "discrepancies", "silences", "shifts", "actors", "talks"):
        lines = depesche("show", case, what).out.splitlines()
        assert lines
        assert set(lines) <= exported


def test_a_report_that_is_gone_is_told_by_its_name(case, depesche):
    """Relations may outlive a report until the case is related again."""
    with Case.open(case) as opened:
        opened.remove(FIRST)

    ran = depesche("show", case, "utterances", "--text")
    assert (ran.code, ran.err) == (0, "")
    assert FIRST in ran.out
    assert ESCAPES.search(ran.out) is None
    assert json.loads(depesche("show", case, "lineage").out)["source"] == FIRST

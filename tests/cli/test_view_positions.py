"""Who stands where and what has moved, on a terminal of 80 columns."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest

from depesche.cli import view_positions as view
from depesche.cli.terminal import console
from depesche.packs import load
from depesche.relate.position_matrix import matrix
from depesche.relate.position_pairs import agreement
from depesche.relate.position_shifts import shifts
from depesche.relations import Held, Issue, Quote

DE = load("de")
NO = "Elba lehnt den Abzug der Truppen aus dem Grenzland ab"
YES = "Elba bietet nun an, die Truppen aus dem Grenzland heimzuholen"
TROOPS = "Abzug der Truppen"
LONG = "Verlängerung der Übergangsregelungen für Binnenschifffahrtsgenossenschaften"


def held(actor, act, stance, words="", day="2031-03-03", issue="Schließung des Hafens"):
    """A position in a report of its own."""
    words = words or f"{actor} zur {issue}"
    name = f"{actor}-{day}-{act}-{stance}"
    quote = Quote(name, 0, len(words), words)
    named = {"called": ("", issue), "issue": issue.casefold(), "name": issue}
    return Held(f"{name}-{issue}", name, day, actor, act, stance, quote, **named)


def early(act, stance, words, issue=TROOPS):
    return held("Elba", act, stance, words, "2031-03-01", issue)


def late(act, stance, words, issue=TROOPS, day="2031-03-09"):
    return held("Elba", act, stance, words, day, issue)


MANY = [
    held(f"Actor {n}", "demand", "contra", f"\x1b[31mrot {n}\u202e", issue=f"{LONG} {m}")
    for n in range(9)
    for m in range(3)
]
NAMES = {TROOPS.casefold(): TROOPS}


@pytest.fixture
def seen(monkeypatch):
    """Shows something on 80 columns and gives back the lines."""
    monkeypatch.setenv("COLUMNS", "80")

    def show(function, *args, **more):
        stream = StringIO()
        function(console(stream), *args, **more)
        lines = stream.getvalue().splitlines()
        assert all(len(line) <= 80 for line in lines)
        assert not {"\x1b", "\u202e"} & set(stream.getvalue())
        return "\n".join(lines)

    return show


def test_the_table_shows_as_many_actors_as_fit_and_names_the_others(seen):
    """Whatever the names, no line is longer than the terminal."""
    text = seen(view.show_matrix, matrix(MANY))

    assert "demands (against)" in " ".join(text.split())
    assert all(f"Actor {n}" in text for n in range(9))
    assert "2 more issues" in seen(view.show_matrix, matrix(MANY, issues=1))
    assert seen(view.show_matrix, matrix([])) == "No positions."


def test_a_row_of_a_topic_tells_how_it_opens_and_of_one_actor_is_open(seen):
    """What is said in one row twice is counted once; of one actor each issue is named behind its topic."""
    both = [held("Elba", "demand", "pro"), held("Elba", "demand", "contra", issue="Zölle")]
    table = matrix([replace(one, topic="ports", toward="neutral") for one in both])
    shown = seen(view.show_matrix, table)

    assert "demands 2×" in shown
    assert 'opens with --issue "ports"' in shown
    assert "ports: Zölle (1)" in seen(view.show_cells, table, "Elba")


def test_a_cell_opens_to_its_sentences(seen):
    """Each with its day, what is done by it, and its report; the same sentence once."""
    table = matrix([early("refuse", "contra", NO), early("refuse", "contra", NO), late("offer", "pro", YES)])
    text = seen(view.show_cells, table, "Elba")

    assert text.count(NO) == 1
    assert "9 Mar 2031, offers" in text
    assert "9 Mar" not in seen(view.show_cells, table, "Elba", lang="de")


def test_a_shift_is_shown_with_both_sentences(seen):
    """And where there is none, that is said."""
    text = seen(view.show_shifts, shifts([early("refuse", "contra", NO), late("offer", "pro", YES)], DE), NAMES)

    assert f"Elba  {TROOPS}: refusal given up" in text
    assert text.index(NO) < text.index(YES)
    assert "Nobody" in seen(view.show_shifts, (), NAMES)


def test_a_silence_is_shown_with_its_reason(seen):
    """There is no second sentence to show."""
    wishes = [early("demand", "pro", NO), late("demand", "pro", YES, day="2031-03-02")]
    others = [late("demand", "pro", "andere Zölle", "Senkung der Zölle", f"2031-04-0{n}") for n in (1, 2, 3)]

    assert "3 later reports" in seen(view.show_shifts, shifts([*wishes, *others], DE), NAMES)


def test_conflicts_come_before_agreement(seen):
    """Each with both sentences under the names of who says them."""
    pairs = agreement(
        [held("Elba", "demand", "pro"), held("Varnia", "refuse", "contra"), held("Kolb", "offer", "pro")], DE
    )
    text = seen(view.show_pairs, pairs)

    assert text.index("In conflict") < text.index("Elba against Varnia on") < text.index("Agreed")
    assert "No two actors" in seen(view.show_pairs, ())


def test_issues_are_shown_with_who_edited_them(seen):
    """Hidden ones say so, and one issue has its note, patterns and names."""
    issue = Issue("a", LONG, (f"{LONG}\x1b",), ("Hafen*",), hidden=True, note="alt", by="ida")
    text = seen(view.show_issue, issue, 1)

    assert "(hidden, by ida)" in " ".join(text.split())
    assert all(words in text for words in ("1 position", "alt", "Hafen*"))
    assert "hidden" in seen(view.show_issues, [issue], {"a": 3})

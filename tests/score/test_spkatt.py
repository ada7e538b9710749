"""Events of speeches: our records in the corpus's conventions, and the shares that the shared task counts."""

from __future__ import annotations

import json

import pytest
from tests.read.conftest import read

from depesche.errors import SetupError, UsageError
from depesche.score.spkatt import events
from depesche.score.spkatt_files import PARTS, Speech, speeches
from depesche.score.spkatt_table import Shares, SpkAtt


def speech(folder, *sentences, annotations=()):
    """A speech of sentences in one string each, tokens apart by blanks."""
    told = [{"SentenceId": i, "Tokens": one.split()} for i, one in enumerate(sentences)]
    (folder / "s.json").write_text(json.dumps({"Sentences": told, "Annotations": list(annotations)}))
    return next(speeches(folder))


def words(found: Speech, event) -> dict[str, str]:
    """An event by its words."""
    said = {part: " ".join(found.text[a:b] for a, b, place in found.where if place in event[part]) for part in PARTS}
    return {part: text for part, text in said.items() if text}


def test_tokens_become_a_text_as_it_would_be_printed(tmp_path):
    """Marks stand where a printer puts them, and every token is found again in the text."""
    first = "„ Ja “ , sagte sie ( leise ) ."
    found = speech(tmp_path, first, "Gut !")

    assert found.text == "„Ja“, sagte sie (leise). Gut!"
    assert [found.text[a:b] for a, b, _ in found.where] == [*first.split(), "Gut", "!"]
    assert found.places(1, 3) == {(0, 1)}


CASES = [
    (
        "Die Ministerin lehnte gestern ab , dass man weiter wartet .",
        {"Cue": "lehnte", "PTC": "ab", "Source": "Die Ministerin", "Message": "dass man weiter wartet"},
    ),
    (
        "Die Ministerin sagte den Reportern , dass die Brücke offen sei .",
        {
            "Cue": "sagte",
            "Source": "Die Ministerin",
            "Addr": "den Reportern",
            "Message": "dass die Brücke offen sei",
        },
    ),
    (
        "Der Minister schrieb in einem Brief , dass die Brücke offen sei .",
        {
            "Cue": "schrieb",
            "Source": "Der Minister",
            "Medium": "in einem Brief",
            "Message": "dass die Brücke offen sei",
        },
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[case[0] for case in CASES])
def test_records_are_put_as_the_corpus_has_them(tmp_path, sentence, expected):
    """Particles are no cue there, marks at the edges of a message do not count, and what was written in is a medium."""
    found = speech(tmp_path, sentence)

    assert [words(found, event) for event in events(read(found.text), found)] == [expected]


def test_joint_sources_are_one_event(tmp_path):
    """Two actors who say the same make two records of ours, and one event there."""
    found = speech(tmp_path, "Ungarn und Polen forderten , dass die Brücke geöffnet wird .")
    report = read(found.text)

    assert len(report.statements) == 2
    assert len(events(report, found)) == 1


def annotation(**parts):
    """What the corpus says of one event."""
    return {part: parts.get(part, []) for part in PARTS}


GOLD = [annotation(Cue=["0:1"], Source=["0:0"], Message=["0:3", "0:4", "0:5"]), annotation(Cue=["0:4"])]


def measured(folder, *ours) -> SpkAtt:
    """A speech of six tokens with two events, measured against events of ours."""
    found = speech(folder, "Sie sagten , dass Streit droht", annotations=GOLD)
    table = SpkAtt()
    table.add(found, [{part: frozenset(event.get(part, ())) for part in PARTS} for event in ours])
    return table


def test_what_is_as_annotated_counts_in_full(tmp_path):
    """Our events equal to theirs give 1 everywhere."""
    found = speech(tmp_path, "Sie sagten , dass Streit droht", annotations=GOLD)
    table = SpkAtt()
    table.add(found, found.events)

    assert {table.figures()[f"spkatt.{name}"] for name in ("joint", "cues", "roles", "source")} == {1.0}
    assert table.faults == []


def test_an_event_counts_by_its_share_of_right_tokens(tmp_path):
    """Both events weigh the same: half of ours is right, and of theirs two fifths of one and nothing of the other."""
    table = measured(tmp_path, {"Cue": {(0, 1)}, "Source": {(0, 0)}, "Topic": {(0, 4), (0, 5)}})

    assert table.shares["joint"] == Shares([0.5], [0.4, 0.0])
    assert {fault.kind for fault in table.faults} == {"missed cue", "Topic for Message"}


def test_lines_fit_a_terminal(tmp_path):
    """The table and its errors are read at 80 columns."""
    table = measured(tmp_path, {"Cue": {(0, 5)}})

    assert max(map(len, table.lines())) <= 80
    assert any(line.startswith("missed cue: 2") for line in table.error_lines())


def test_a_folder_without_speeches_is_an_error(tmp_path):
    """It is said that there is nothing to measure, and which file is no speech."""
    with pytest.raises(UsageError):
        list(speeches(tmp_path))
    (tmp_path / "a.json").write_text("[]")
    with pytest.raises(SetupError):
        list(speeches(tmp_path))

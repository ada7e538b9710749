"""What was silently altered in an article is shown, with the records that it touched."""

from __future__ import annotations

import json

import pytest

from depesche.export.revisions import revisions
from depesche.run.local import build
from depesche.settings import Settings
from depesche.store.case import Case

FIRST = """Genf, 4. März 2031. Die talvonische Außenministerin Marit Hallvik sagte am Dienstag: „Wir lehnen das Angebot ab.“

Juri Schelestow forderte den Abzug der Küstenwache.

Die Gespräche dauerten sieben Stunden.
"""
SECOND = FIRST.replace("lehnen das Angebot ab", "prüfen das Angebot").replace("sieben", "fünf")
THIRD = SECOND.replace("Juri Schelestow forderte den Abzug der Küstenwache.\n\n", "")


@pytest.fixture
def revised(tmp_path):
    """A case with a report of which there are three versions."""
    path = tmp_path / "2031-03-04_bote.txt"
    with Case.open(tmp_path / "x.depesche", create=True) as case:
        for text in (FIRST, SECOND, THIRD):
            path.write_text(text)
            build(case, [str(path)], settings=Settings())
    return tmp_path / "x.depesche"


def test_each_step_tells_the_words_and_the_records(revised):
    """Altered words stand with their place in the newer text; a record that says something else is one that was touched."""
    with Case.open(revised) as case:
        first, second = revisions(case, "2031-03-04_bote.txt")
        newer = case.report(first.after.id).text

    assert [(one.before, one.after) for one in first.alterations] == [
        ("lehnen", "prüfen"), ("ab", ""), ("sieben", "fünf"),
    ]  # fmt: skip
    assert all(newer[one.start : one.end] == one.after for one in first.alterations)
    fates = {(one.kind, one.fate) for one in first.touched}
    assert ("statement", "reworded") in fates or ("statement", "changed") in fates
    gone = [one for one in second.touched if one.fate == "gone" and one.kind == "statement"]
    assert [one.record.actor for one in gone] == ["Juri Schelestow"]
    assert [one for one in second.touched if one.kind == "statement" and one.fate != "gone"] == []


def test_what_was_not_altered_is_not_told(revised):
    """A record that only moved is the same one."""
    with Case.open(revised) as case:
        _, second = revisions(case, "2031-03-04_bote.txt")

    assert not [one for one in second.touched if one.record and "Hallvik" in str(getattr(one.record, "actor", ""))]


def test_the_command_shows_all_that_changed(revised, depesche):
    """For reading on a terminal, as lines in a pipe."""
    shown = depesche("changes", str(revised), "--text")
    lines = depesche("changes", str(revised)).out.splitlines()

    assert "[-sieben-]{+fünf+}" in shown.out
    assert "statement gone: Juri Schelestow" in shown.out
    assert [json.loads(line)["to"] for line in lines] == [2, 3]


def test_a_case_without_versions_says_so(sample_case, depesche):
    """Nothing on standard output, a word on the other."""
    done = depesche("changes", str(sample_case))

    assert done.out == ""
    assert "No report has more than one version." in done.err

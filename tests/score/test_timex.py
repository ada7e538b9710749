"""Times against gold TimeML: which spans are the same, and what is counted."""

from __future__ import annotations

import importlib.util
import random
import tarfile

import pytest

from depesche.errors import UsageError
from depesche.score.tables import error_lines
from depesche.score.timex import Expression, expressions, match, score

GOLD = {
    "a.tml": (
        '<TimeML><DCT><TIMEX3 type="DATE" value="2031-03-04">x</TIMEX3></DCT><TEXT>Am <TIMEX3 type="DATE" value="2031-03-03">\n'
        'Montag</TIMEX3> &amp; <TIMEX3 type="DATE" value="2031-03-04">heute</TIMEX3> tagten sie <TIMEX3 type="DURATION" value="PT8H">'
        'acht Stunden</TIMEX3> <TIMEX3 type="DATE" value="PRESENT_REF">jetzt</TIMEX3><TIMEX3 type="DURATION" value="P1D"/></TEXT></TimeML>'
    ),
    "ä.tml": '<TEXT>Im <TIMEX3 type="DATE" value="2031">Jahr 2031</TIMEX3></TEXT>',
}
OURS = {
    "a.tml": (
        '<TEXT>Am <TIMEX3 type="DATE" value="2031-03-03">Montag</TIMEX3> &amp;\n<TIMEX3 type="DATE" value="PRESENT_REF">heute</TIMEX3> '
        '<TIMEX3 type="SET" value="P1D">tagten</TIMEX3> sie acht <TIMEX3 type="DURATION" value="PT8H">Stunden</TIMEX3> jetzt</TEXT>'
    ),
}


def folder(path, files):
    path.mkdir()
    for name, source in files.items():
        (path / name).write_text(source, encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path):
    return score(folder(tmp_path / "gold", GOLD), folder(tmp_path / "ours", OURS))


@pytest.mark.parametrize(
    ("figure", "hit"), [("strict", 2), ("relaxed", 3), ("type", 3), ("value", 2), ("strict_value", 1)]
)
def test_each_figure_counts_its_own(table, figure, hit):
    """Same edges, an overlap, the same type, the same value, edges and value; gold of a file we lack counts, too."""
    row = table.rows[figure]

    assert (row.hit, row.gold, row.ours) == (hit, 5, 4)
    assert table.figures()[figure] == pytest.approx(2 * hit / 9)


def test_mistakes_are_listed_by_class(table):
    """A pair is wrong in its value or its edges; what stands alone is missed or extra."""
    lines = list(error_lines(table))

    assert "DATE, wrong value: 1" in lines
    assert "  a[2] 'acht Stunden'  ('Stunden')" in lines
    assert {(m.of, m.kind, m.report) for m in table.misses} == {
        ("DATE", "wrong value", "a"),
        ("DURATION", "wrong edges", "a"),
        ("PRESENT_REF", "missed", "a"),
        ("DATE", "missed", "ä"),
        ("SET", "extra", "a"),
    }


def test_white_space_is_not_counted(tmp_path):
    """A text wrapped otherwise has the same offsets."""
    gold = folder(tmp_path / "gold", {"a.tml": '<TEXT>Am  3.\n<TIMEX3 value="1">Mai\n1997</TIMEX3></TEXT>'})
    ours = folder(tmp_path / "ours", {"a.tml": '<TEXT>\tAm 3. <TIMEX3 value="1"> Mai 1997 </TIMEX3>\n</TEXT>'})

    assert score(gold, ours).figures()["strict_value"] == 1


def test_a_text_that_differs_is_aligned(tmp_path):
    """A reader that drops or adds characters is measured all the same."""
    gold = folder(tmp_path / "gold", {"a.tml": '<TEXT>– Am <TIMEX3 value="1">Montag</TIMEX3> nicht</TEXT>'})
    ours = folder(tmp_path / "ours", {"a.tml": '<TEXT>Am <TIMEX3 value="1">Montag</TIMEX3>, sagt er, nicht</TEXT>'})

    assert score(gold, ours).figures()["strict_value"] == 1


def test_a_value_that_gold_lacks_is_never_right(tmp_path):
    """Nothing is not the same as nothing."""
    files = {"a.tml": "<TEXT>Am <TIMEX3>Montag</TIMEX3></TEXT>"}
    figures = score(folder(tmp_path / "gold", files), folder(tmp_path / "ours", files)).figures()

    assert (figures["strict"], figures["type"], figures["value"]) == (1, 1, 0)


def test_exact_pairs_go_before_larger_overlaps():
    """Each expression is paired once: the one with the same edges, then the one that shares most."""
    gold = [Expression(0, 10, "", "", ""), Expression(0, 4, "", "", "")]
    ours = [Expression(0, 4, "", "", ""), Expression(2, 10, "", "", ""), Expression(4, 10, "", "", "")]

    assert match(gold, ours) == [(1, 0, True), (0, 1, False)]


def test_an_expression_may_lie_in_another():
    """Tags that nest are closed from the inside."""
    text, found = expressions('<TIMEX3 value="1">Ende <TIMEX3 value="2">Mai</TIMEX3></TIMEX3>')

    assert text == "EndeMai"
    assert [(x.start, x.end, x.value, x.text) for x in found] == [(4, 7, "2", "Mai"), (0, 7, "1", "Ende Mai")]


def test_a_folder_without_gold_is_told(tmp_path):
    """Measuring against nothing is a mistake in the call."""
    with pytest.raises(UsageError, match="no TimeML file"):
        score(tmp_path, tmp_path)


@pytest.mark.corpora
@pytest.mark.parametrize("part", ["DieZeit", "Dolomiten-42"])
def test_the_reference_scorer_agrees(data, tmp_path, part):
    """Figures are those of the scorer that comes with the data, also for short answers that lost letters."""
    spec = importlib.util.spec_from_file_location("reference", data / "timex_score.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    with tarfile.open(data / "corpora" / "krauts" / "krauts.tar.xz") as packed:
        packed.extractall(tmp_path, filter="data")
    gold = tmp_path / "KRAUTS" / f"KRAUTS_{part}"
    ours = tmp_path / "KRAUTS" / f"KRAUTS_{part}_Heideltime"
    chance = random.Random(7)
    for path in ours.glob("*.tml"):
        source = path.read_text(encoding="utf-8-sig")
        if len(source) > 3000:  # aligning takes its time
            continue
        path.write_text("".join(c for c in source if c not in "eEn," or chance.random() > 0.02), encoding="utf-8")

    told = reference.score_dirs(str(gold), str(ours))
    assert {key: row.hit for key, row in score(gold, ours).rows.items()} == {
        key: getattr(told, key) for key in ("strict", "relaxed", "type", "value", "strict_value")
    }

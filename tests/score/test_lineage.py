"""Lineage measured on made reports."""

from __future__ import annotations

import json
import lzma
from random import Random

import pytest
from typer.testing import CliRunner

from depesche.cli.app import app
from depesche.cli.score_lineage import measured, quality
from depesche.relations import Lineage, Quote
from depesche.score.lineage import Kinships, truths
from depesche.score.lineage_made import Made as MadeReport
from depesche.score.lineage_made import Maker, Piece, articles, shared_pieces
from depesche.score.lineage_rewrite import reword, sentences

NOUNS = (
    "Mühle",
    "Brücke",
    "Orgel",
    "Fähre",
    "Schmiede",
    "Weide",
    "Kapelle",
    "Quelle",
    "Grube",
    "Bühne",
    "Wache",
    "Halle",
)


def told(chance, many):
    """Sentences that nobody wrote."""
    for n in range(many):
        first, second = chance.sample(NOUNS, 2)
        what = (
            f"alte {first} am {chance.choice(NOUNS)}nweg und die neue {second} mit {chance.randrange(100, 999)} Plätzen"
        )
        yield f"Die {what} werden im Jahr {1900 + chance.randrange(99)} zum {n + 2}. Mal von Grund auf erneuert."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of corpora with thirty invented articles."""
    data = tmp_path_factory.mktemp("data")
    texts = data / "corpora" / "text-de"
    texts.mkdir(parents=True)
    chance = Random(7)
    made = [" ".join(told(chance, 14)) for _ in range(30)]
    with lzma.open(texts / "10kgnad-test.csv.xz", "wt", encoding="utf-8") as out:
        out.writelines(f"Inland;'{text}'\n" for text in made[:15])
    rows = [json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate(made[15:])]
    (texts / "wikinews-de-politik.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return data


@pytest.fixture(scope="module")
def pile(folder):
    return Maker(articles(folder), 2).pile()


def test_the_same_seed_makes_the_same_reports(folder, pile):
    """Figures can be measured anew."""
    assert Maker(articles(folder), 2).pile() == pile
    assert Maker(articles(folder), 2, seed=2).pile() != pile


def test_pieces_are_the_text(pile):
    """Each piece is a sentence, and all of them are the report but for credits and gaps."""
    for made in pile:
        left = made.text
        for piece in reversed(made.pieces):
            left = left[: piece.start] + left[piece.end :]
        assert left.split() == (["Belmont", f"({made.credit})", "-"] if made.credit else [])


def test_what_is_so_follows_from_how_it_was_made(pile):
    """A cut is a near-duplicate that follows its original; two reports of one wire share a part of it."""
    made = {one.name: one for one in pile}
    kinds: dict[frozenset[str], set[tuple[str, str | None]]] = {}
    for pair, truth in truths(pile).items():
        rules = frozenset(made[name].made for name in pair)
        families = {made[name].pieces[0].article for name in pair}
        if len(families) == 1:
            kinds.setdefault(rules, set()).add((truth.kind, truth.source and made[truth.source].made))

    assert kinds[frozenset(["original", "cut"])] == {("near-duplicate", "original")}
    assert kinds[frozenset(["original", "reordered"])] == {("near-duplicate", "original")}
    assert kinds[frozenset(["cut", "reordered"])] == {("near-duplicate", None)}
    assert {kind for kind, _ in kinds[frozenset(["original", "translated"])]} == {"translated twin"}


def a_pair():
    """Two reports that share their first of two sentences of thirty letters and twenty words."""
    same = " ".join(["ab"] * 20)
    one = MadeReport("a", "original", f"{same} c.", (Piece(0, 59, "x", 0), Piece(60, 62, "x", 1)), original="x")
    other = MadeReport("b", "cut", f"{same} {'z' * 300}", (Piece(0, 59, "x", 0), Piece(60, 360, "y", 0)))
    return (
        one,
        other,
        Lineage("1", "shared passage", ("a", "b"), "a", ((Quote("a", 0, 40, ""), Quote("b", 0, 59, "")),)),
    )


def test_counting():
    """A pair found with its kind and source is right, one made up is extra, and characters are counted on both sides."""
    one, other, found = a_pair()
    result = Kinships()
    result.add([one, other], [("a", "b")], [found])
    figures = result.figures()

    assert shared_pieces(one, other) == [(one.pieces[0], other.pieces[0])]
    assert figures["lineage.recall"] == figures["lineage.precision"] == figures["lineage.met"] == 1.0
    assert figures["lineage.first.recall"] == 1.0
    assert figures["lineage.characters.precision"] == 1.0
    assert figures["lineage.characters.recall"] == pytest.approx(99 / 118)


def test_what_is_made_up_is_extra():
    """Kin between reports that share nothing lowers the precision alone."""
    one, other, found = a_pair()
    alone = MadeReport("c", "alone", "Ganz anders.", (Piece(0, 12, "w", 0),))
    result = Kinships()
    result.add([one, other, alone], [], [found, Lineage("2", "same wire", ("a", "c"))])
    figures = result.figures()

    assert (figures["lineage.precision"], figures["lineage.recall"], figures["lineage.met"]) == (0.5, 1.0, 0.0)
    assert "1 same wire" in "\n".join(result.lines())
    assert any("extra same wire" in line for line in result.errors())


REWORDED = {
    "a quotation turned round": ('"Wir kommen wieder", sagte Ohm.', "Ohm erklärte: »Wir kommen wieder«."),
    "thousands and percent": ("Es waren 12.500 Gäste, neun Prozent.", "Es waren 12500 Gäste, neun %."),
    "synonyms": ("Der Streit begann wegen der Kosten.", "Der Konflikt startete aufgrund der Ausgaben."),
}


@pytest.mark.parametrize(("before", "after"), REWORDED.values(), ids=REWORDED)
def test_rewording(before, after):
    """At the highest rate every rule that fits is used."""
    assert reword(before, Random(3), 1.0) == after


def test_sentences_lose_nothing():
    """Sentences put together again are the text."""
    text = "Am 4. März kam Dr. Ohm. Er sprach: „Nein!“ Danach verschwand Ohm.  Wohin bloß?\nNiemand weiß es."

    assert " ".join(sentences(text)) == " ".join(text.split())
    assert len(sentences(text)) == 5


def test_the_command_prints_a_table(folder):
    """`depesche score lineage` reads made reports and shows what was found."""
    answer = CliRunner().invoke(app, ["score", "lineage", str(folder), "--families", "1", "--errors"])
    figures = json.loads(CliRunner().invoke(app, ["score", "lineage", str(folder), "--families", "1", "--json"]).stdout)

    assert answer.exit_code == 0, answer.output
    assert "original, reordered" in answer.stdout
    assert figures["lineage.recall"] > 0.7  # such articles are too much alike for more


def test_another_seed_makes_other_reports_for_the_command_too(folder):
    """The figures need not hang on one draw of sentences."""

    def ran(*more):
        return CliRunner().invoke(app, ["score", "lineage", str(folder), "--families", "1", *more]).stdout

    assert ran("--seed", "1") == ran()
    assert ran("--seed", "2") != ran()


def test_the_quality_page_has_lineage_without_a_figure_for_twins(folder):
    """How twins are made stands in for real ones only, so nothing is held to it."""
    one = quality(folder, 1)

    assert one.figures == measured(folder, 1).figures()
    assert not [key for key in one.figures if "twin" in key]
    assert [count for _, count in one.errors] == sorted((count for _, count in one.errors), reverse=True)


@pytest.mark.corpora
def test_made_reports_are_found_out(data):
    """On reports made of real articles nearly all kin is found, hardly any is made up, and passages are right."""
    figures = measured(data, 5).figures()

    assert figures["lineage.met"] > 0.95
    assert figures["lineage.precision"] > 0.97
    assert figures["lineage.recall"] > 0.95
    assert figures["lineage.kind"] > 0.93
    assert figures["lineage.first.precision"] > 0.97
    assert figures["lineage.characters.f1"] > 0.97

"""Statements in the conventions of the Wikinews corpus, and the corpus's own measure."""

from __future__ import annotations

import importlib.util
import json
import lzma
import random
import re

import pytest

from depesche.cli.reading import read_text
from depesche.errors import UsageError
from depesche.score.wikinews import convert
from depesche.score.wikinews_corpus import PARTS, documents, predicted, score, write


def words(text, ranges):
    return " … ".join(text[a:b] for a, b in ranges)


def quotes(text):
    return [(q.type, words(text, q.quote)) for q in convert(read_text(text))]


def roles(text, kind):
    [quote] = [q for q in convert(read_text(text)) if q.type == kind]
    return {part: words(text, getattr(quote, part)) for part in PARTS[1:] if getattr(quote, part)}


CASES = {
    "marks belong to a quotation": (
        "„Wir warten nicht länger“, sagte Mira Kolb am Montag.",
        [("Direct", "„Wir warten nicht länger“")],
    ),
    "an interrupted quotation is two": (
        "„Wir warten“, sagte Mira Kolb, „aber wir warten nicht mehr lange.“",
        [("Direct", "„Wir warten“"), ("Direct", "„aber wir warten nicht mehr lange.“")],
    ),
    "a quoted part is a quotation of its own": (
        "Mira Kolb sagte, der Plan sei „ein schwerer Fehler“.",
        [("Indirect", "der Plan sei „ein schwerer Fehler“"), ("Direct", "„ein schwerer Fehler“")],
    ),
    "a quoted name is none": (
        "Mira Kolb sagte, die Fähre „Nordstern“ sei sicher.",
        [("Indirect", "die Fähre „Nordstern“ sei sicher")],
    ),
    "speech that goes on is one whole run": (
        "Mira Kolb sagte, der Plan sei gut. Er werde bald beschlossen. Später sei Ruhe.",
        [
            ("Indirect", "der Plan sei gut"),
            ("IndirectFreeIndirect", "Er werde bald beschlossen. Später sei Ruhe."),
        ],
    ),
    "hearsay is free": (
        "Drei Menschen sollen verletzt worden sein.",
        [("FreeIndirect", "Drei Menschen sollen verletzt worden sein.")],
    ),
    "an act is its whole sentence": (
        "Die Gewerkschaft fordert höhere Löhne.",
        [("Reported", "Die Gewerkschaft fordert höhere Löhne.")],
    ),
    "a deed is none": ("Die Gewerkschaft wies den Vorwurf zurück.", []),
    "a joint source is one": (
        "Mira Kolb und Jan Brandt sagten, der Plan sei gut.",
        [("Indirect", "der Plan sei gut")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_statement_becomes_the_quotations_that_the_corpus_has(text, expected):
    """Types and words follow the corpus's conventions."""
    assert expected == quotes(text)


ROLES = {
    "the mark stands with the frame": (
        "„Wir warten nicht länger“, sagte Mira Kolb am Montag.",
        "Direct",
        {"speaker": "Mira Kolb", "cue": "sagte", "frame": ", sagte Mira Kolb am Montag"},
    ),
    "auxiliaries stand with the cue": (
        "Mira Kolb hat mitgeteilt, dass der Plan fertig sei.",
        "Indirect",
        {"speaker": "Mira Kolb", "cue": "hat … mitgeteilt", "frame": "Mira Kolb hat mitgeteilt,"},
    ),
    "of a phrase only the preposition is the cue": (
        "Nach Angaben der Polizei wurde niemand verletzt.",
        "Indirect",
        {"speaker": "Angaben … der … Polizei", "cue": "Nach", "frame": "Nach Angaben der Polizei"},
    ),
    "speech that goes on has the mention before": (
        "Mira Kolb sagte, der Plan sei gut. Er werde bald beschlossen.",
        "IndirectFreeIndirect",
        {"speaker": "Mira Kolb"},
    ),
    "an act has only a speaker": (
        "Die Gewerkschaft fordert höhere Löhne.",
        "Reported",
        {"speaker": "Die Gewerkschaft"},
    ),
    "the one addressed stands without its preposition": (
        "Gegenüber der Zeitung sagte Mira Kolb, der Plan sei gut.",
        "Indirect",
        {
            "speaker": "Mira Kolb",
            "cue": "sagte",
            "addressee": "der Zeitung",
            "frame": "Gegenüber der Zeitung sagte Mira Kolb,",
        },
    ),
}


@pytest.mark.parametrize(("text", "kind", "expected"), ROLES.values(), ids=ROLES.keys())
def test_roles_have_the_corpus_s_edges(text, kind, expected):
    """Speaker, cue, addressee and frame are cut as the corpus cuts them."""
    assert expected == roles(text, kind)


def a_document(text):
    tokens = [
        {"id": n, "text": m.group(), "charBegin": m.start(), "charEnd": m.end()}
        for n, m in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    ]
    return {"documentName": "a", "originalText": text, "tokens": tokens}


TEXT = "Mira Kolb sagte, der Plan sei gut. Die Gewerkschaft schweigt."


def test_a_perfect_prediction_is_right_in_everything():
    """What is the same in all parts has a joint F1 of 1."""
    text = "Mira Kolb sagte, der Plan sei gut."
    gold = a_document(text)
    ours = predicted(gold, read_text)

    result = score([ours | {"originalText": text, "tokens": gold["tokens"]}], [ours])
    assert result.figures()["wikinews.joint"] == 1.0
    assert result.types == 1.0


def test_what_is_missed_lowers_recall_and_what_is_extra_precision():
    """A quotation without a counterpart counts on its own side only."""
    none = {"documentName": "a", "annotations": []}
    full = predicted(a_document(TEXT), read_text)

    assert score([full], [none]).of("quote")[:2] == (0.0, 0.0)
    [only] = score([full], [none]).pairings
    assert only.ours is None
    [extra] = score([none], [full]).pairings
    assert extra.gold is None


def test_tokens_are_those_that_share_a_character_with_the_part():
    """A part is given as token indices, spans and text of the document."""
    [annotation] = predicted(a_document("Mira Kolb sagte, der Plan sei gut."), read_text)["annotations"]

    assert annotation["speaker"]["tokenIds"] == [0, 1]
    assert annotation["quote"]["text"] == "der Plan sei gut"
    assert annotation["cue"]["spans"] == [{"begin": 2, "end": 3, "charBegin": 10, "charEnd": 15}]


def test_predictions_can_be_read_back(tmp_path):
    """What is written is in the corpus's own format, packed or not."""
    document = predicted(a_document(TEXT), read_text) | {"tokens": []}
    write([document], tmp_path / "out.jsonl")
    (tmp_path / "out.jsonl.xz").write_bytes(lzma.compress((tmp_path / "out.jsonl").read_bytes()))

    assert [document] == documents(tmp_path / "out.jsonl") == documents(tmp_path / "out.jsonl.xz")


@pytest.mark.parametrize("lines", ["", "{", '{"a": 1}\n'], ids=["empty", "no JSON", "another corpus"])
def test_a_file_of_another_kind_is_refused(tmp_path, lines):
    """The error says which file is none of the corpus."""
    path = tmp_path / "x.jsonl"
    path.write_text(lines)

    with pytest.raises(UsageError):
        documents(path)


@pytest.mark.corpora
def test_the_figures_are_those_of_the_reference(data, tmp_path, capsys, monkeypatch):
    """On gold that is damaged at random our figures are those of the reference scorer."""
    spec = importlib.util.spec_from_file_location("reference", data / "wikinews_score.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    gold = documents(data / "corpora/wikinews-quotes/dev.jsonl.xz")[:60]
    dice = random.Random(7)
    ours = [{**d, "annotations": [damaged(a, dice) for a in d["annotations"] if dice.random() > 0.2]} for d in gold]
    for name, side in (("gold", gold), ("ours", ours)):
        (tmp_path / name).write_text("".join(json.dumps(d) + "\n" for d in side), encoding="utf-8")

    monkeypatch.setattr("sys.argv", ["x", str(tmp_path / "gold"), str(tmp_path / "ours")])
    reference.main()
    joint = re.search(r"joint +macro P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", capsys.readouterr().out)
    assert joint is not None
    assert [float(x) for x in joint.groups()] == pytest.approx(score(gold, ours).of(*PARTS), abs=1e-4)


def damaged(annotation, dice):
    parts = {
        part: {"tokenIds": [i for i in (annotation.get(part) or {}).get("tokenIds", []) if dice.random() > 0.3]}
        for part in PARTS
    }
    return {"type": annotation["type"], "medium": annotation["medium"], **parts}

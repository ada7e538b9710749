"""Measuring a cluster, and what else is said of several reports, from the command line."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from depesche.cli import score_cluster, score_wording
from depesche.cli.score_all import _pin
from depesche.score.floors import Floors
from depesche.score.quality import Measured

ONE = (
    "Die Ministerin Mira Kolb sagte am Montag vor Reportern in Oslo: „Wir warten nicht länger auf eine Antwort aus Varnia.“ "
    "Der Vertrag war am 3. Mai 2021 unterzeichnet worden.\n"
)
TWO = "Mira Kolb erklärte am Montag in Oslo: „Wir warten nicht länger auf eine Antwort aus Varnia.“ Die Opposition widersprach ihr.\n"


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    """A data folder with a cluster of two reports that quote the same words, and the corpus in which they lie."""
    monkeypatch.chdir(tmp_path)
    corpus = tmp_path / "corpora" / score_cluster.CORPORA[0]
    corpus.parent.mkdir(parents=True)
    texts = {"00.txt": ONE, "01.txt": TWO}
    rows = [{"id": name, "text": text, "date": "2021-05-04"} for name, text in texts.items()]
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    quoted = {"text": "Wir warten nicht länger auf eine Antwort aus Varnia"}
    members = [{"report": name[:2], "span": quoted} for name in texts]
    reports = [
        {"id": name[:2], "file": name, "published": "2021-05-04", "sha256": sha256(text.encode()).hexdigest()}
        for name, text in texts.items()
    ]
    gold = {
        "reports": reports,
        "talks": [],
        "same_utterance": [{"confidence": "sure", "members": members}],
        "same_position": [],
        "discrepancy": [],
    }
    path = tmp_path / "gold/clusters/oslo.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(gold), "utf-8")
    return str(path)


def test_a_cluster_is_built_and_measured(cluster, depesche):
    """Its texts are taken out of the corpora beside it, and the same words are found in both."""
    ran = depesche("score", "cluster", cluster, "--errors")

    assert (ran.code, ran.err) == (0, "")
    assert "published day right" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines()[:8])
    rows = json.loads(depesche("score", "cluster", cluster, "--json").out)["rows"]
    assert rows["utterances.joined"] == {"right": 1.0, "hit": 1, "of": 1}


def test_an_export_of_a_cluster_is_measured_as_it_is(cluster, tmp_path, depesche):
    """No case is built; what the export lacks is missed, and the corpora may be named."""
    (tmp_path / "e.json").write_text('{"reports": [], "same_utterance": [], "discrepancy": []}', "utf-8")
    corpus = str(tmp_path / "corpora" / score_cluster.CORPORA[0])
    ran = depesche("score", "cluster", cluster, corpus, "--export", "e.json", "--errors")

    assert ran.code == 0
    assert "same utterance, sure (pairs), missed: 1" in ran.out


def test_a_cluster_without_its_texts_is_a_wrong_call(cluster, tmp_path, depesche):
    """The message says where they were looked for, and how to name them."""
    (tmp_path / "corpora" / score_cluster.CORPORA[0]).unlink()
    ran = depesche("score", "cluster", cluster)

    assert ran.code == 2
    assert "CORPUS" in ran.err


def test_reports_whose_texts_are_missing_are_told(cluster, tmp_path, depesche):
    """They are left out of the figures, and that is said."""
    corpus = tmp_path / "corpora" / score_cluster.CORPORA[0]
    corpus.write_text(corpus.read_text("utf-8").splitlines()[0], "utf-8")
    ran = depesche("score", "cluster", cluster)

    assert ran.code == 0
    assert "1 reports are left out" in ran.err


def test_the_quality_page_has_the_cluster(cluster, tmp_path):
    """Under a key of its own, with the command that measures it again."""
    texts = score_cluster.pool([tmp_path / "corpora" / score_cluster.CORPORA[0]])
    one = score_cluster.quality(tmp_path / "gold/clusters/oslo.json", texts)

    assert (one.key, one.gated) == ("cluster-oslo", True)
    assert one.command == "depesche score cluster gold/clusters/oslo.json"
    assert one.figures["cluster.utterances.joined"] == 1.0


def test_words_alone_are_shown_without_a_floor(tmp_path):
    """Utterances never rest on them, so no floor is pinned; what is gated gets one."""
    (tmp_path / "dev.tsv").write_text(
        "sentence1\tsentence2\tlabel\nDer Damm bleibt zu\tder Damm bleibe zu\t1\n", "utf-8"
    )
    words = score_wording.quality(tmp_path / "dev.tsv")
    known: dict[str, Floors] = {}
    _pin([words, Measured("times", "Times", "", "", {"strict": 0.8}, [])], known, None)

    assert words.figures["wording.same"] == 1.0
    assert {key: one.floors for key, one in known.items()} == {"times": {"strict": 0.78}}

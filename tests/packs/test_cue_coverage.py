"""The German lexicon of cues knows the words that annotators of news and of speeches marked as cues."""

from __future__ import annotations

import json
import lzma
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from depesche.language.tags import tagger
from depesche.packs import Pack, load

Cue = tuple[str, str]
# `sagte weiter` and `sagte dazu` are the verb with an adverb, though the tagger calls both words particles.
ADVERBS = {"weiter", "dazu"}
NOUNS = {"NN", "NNA", "NNI"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The German pack."""
    return load("de")


def news(path: Path, limit: int) -> Iterator[tuple[list[str], list[int]]]:
    """The sentences of the German Wikinews corpus, with the places of their cue words."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(limit), lines, strict=False):
            report = json.loads(line)
            marked = {i for a in report["annotations"] for i in a["cue"]["tokenIds"]}
            for sentence in report["sentences"]:
                yield sentence["tokens"], [i - sentence["begin"] for i in sentence["tokenIds"] if i in marked]


def speeches(path: Path, part: str) -> Iterator[tuple[list[str], list[int]]]:
    """The sentences of SpkAtt-2023, with the places of their cue words."""
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            file = archive.extractfile(member) if f"data/{part}/task1/" in member.name else None
            if file is None:
                continue
            speech = json.load(file)
            marked = defaultdict(set)
            for annotation in speech["Annotations"]:
                for place in annotation["Cue"]:
                    sentence, token = place.split(":")
                    marked[int(sentence)].add(int(token))
            for sentence in speech["Sentences"]:
                yield sentence["Tokens"], sorted(marked[sentence["SentenceId"]])


def cues(sentences: Iterator[tuple[list[str], list[int]]]) -> Iterator[Cue]:
    """Kind (`verb` or `noun`) and lemma or form of each marked verb and noun."""
    for words, places in sentences:
        tags = tagger().tag(words) if places else []
        for place in places:
            tag, lemma = tags[place]
            if tag == "VVFIN":
                yield "verb", particle_after(place, words, [t for t, _ in tags]) + lemma.lower()
            elif tag.startswith("VV"):
                yield "verb", lemma.lower()
            elif tag in NOUNS:
                yield "noun", words[place]


def particle_after(place: int, words: list[str], tags: list[str]) -> str:
    """The separable particle of a finite verb: the first one before the next finite verb or full stop."""
    for word, tag in list(zip(words, tags, strict=True))[place + 1 :]:
        if tag in {"VVFIN", "VAFIN", "VMFIN", "$."}:
            break
        if tag == "PTKVZ":
            return "" if word in ADVERBS else word.lower()
    return ""


def unknown_verbs(pack: Pack, found: list[Cue]) -> list[str]:
    """The verbs that the lexicon does not know; a form of two verbs is known if one of them is."""
    right = {row["form"]: row["lemma"] for row in pack.table("cue_lemmas")}
    known = {row["lemma"] for row in pack.table("cues")}
    twins = {"gehören"} if any(row["form"] == "gehört" for row in pack.table("cue_twins")) else set()
    return [lemma for kind, lemma in found if kind == "verb" and right.get(lemma, lemma) not in known | twins]


@pytest.mark.corpora
@pytest.mark.parametrize(("part", "limit"), [("train", 300), ("dev", 150)])
def test_the_lexicon_knows_the_verbs_of_the_news(pack: Pack, data: Path, part: str, limit: int) -> None:
    """Of the verbs that annotators of German news marked as cues, 97 in 100 are in the lexicon."""
    found = list(cues(news(data / "corpora" / "wikinews-quotes" / f"{part}.jsonl.xz", limit)))
    verbs = [lemma for kind, lemma in found if kind == "verb"]
    missed = unknown_verbs(pack, found)

    assert len(verbs) > 250
    assert len(missed) / len(verbs) <= 0.03, sorted(set(missed))


@pytest.mark.corpora
def test_the_lexicon_knows_the_verbs_of_speeches(pack: Pack, data: Path) -> None:
    """Of the verbs that annotators of speeches marked as cues, 97 in 100 are in the lexicon."""
    found = list(cues(speeches(data / "corpora" / "spkatt2023" / "spkatt2023.tar.xz", "dev")))
    verbs = [lemma for kind, lemma in found if kind == "verb"]
    missed = unknown_verbs(pack, found)

    assert len(verbs) > 300
    assert len(missed) / len(verbs) <= 0.03, sorted(set(missed))


GIVEN = ("ART", "PPER", "PRF", "PREL", "PDS", "PIAT", "PPOSAT", "PTK", "VA")


def known_words(pack: Pack) -> tuple[set[str], tuple[str, ...]]:
    """The words of idioms, prepositions and phrases, and the endings of nouns that are known or end in one that is."""
    said = " ".join(row["with"].replace("|", " ") for row in pack.table("cues"))
    said += " " + " ".join(row["form"] for row in pack.table("cue_preps"))
    said += " " + " ".join(row["phrase"] for row in pack.table("cue_phrases"))
    frames = {frame.removeprefix("pp:") for row in pack.table("cues") for frame in row["frames"].split(",")}
    heads = {form.lower() for row in pack.table("cue_nouns") for form in (row["noun"], row["plural"]) if form}
    ends = tuple(head + tail for head in heads for tail in ("", "s", "es", "n") if len(head) > 3)
    return {*said.lower().split(), *frames}, ends


@pytest.mark.corpora
@pytest.mark.parametrize(("corpus", "part"), [("news", "dev"), ("speeches", "dev")])
def test_the_tables_know_every_kind_of_cue_word(pack: Pack, data: Path, corpus: str, part: str) -> None:
    """Of all words of cues but articles, pronouns, particles and auxiliaries, 97 in 100 stand in some table of cues."""
    if corpus == "news":
        sentences = news(data / "corpora" / "wikinews-quotes" / f"{part}.jsonl.xz", 150)
    else:
        sentences = speeches(data / "corpora" / "spkatt2023" / "spkatt2023.tar.xz", part)
    said, ends = known_words(pack)
    missed, many = [], 0
    for words, places in sentences:
        tags = tagger().tag(words) if places else []
        for place in places:
            tag, lemma = tags[place]
            if tag.startswith(GIVEN):
                continue
            many += 1
            form = words[place].lower()
            verb = tag.startswith("VV") and not unknown_verbs(pack, list(cues(iter([(words, [place])]))))
            pronominal = (
                tag in {"PROAV", "PWAV"} and form.removeprefix("da").removeprefix("wo").removeprefix("r") in said
            )
            if not (verb or pronominal or form in said or lemma.lower() in said or form.endswith(ends)):
                missed.append(words[place])

    assert many > 400
    assert len(missed) / many <= 0.03, sorted(missed)

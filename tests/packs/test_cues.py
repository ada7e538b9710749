"""The German lexicon of reporting cues: its tables hold what they promise."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from HanTa.HanoverTagger import HanoverTagger

from depesche.packs import Pack, load
from depesche.records import Act

ACTS = set(get_args(Act))
CONTENTS = {"quote", "v2", "dass", "ob", "wh", "zu", "wie", "acc", "dat", "als", "gen"}
CONDITIONS = {"refl", "neg"}
PREPOSITIONS = {
    "an",
    "auf",
    "aus",
    "bei",
    "für",
    "gegen",
    "gegenüber",
    "in",
    "mit",
    "nach",
    "seitens",
    "unter",
    "von",
    "vor",
    "zu",
    "zwischen",
}
STRENGTHS = {"strong", "medium", "weak"}
KEYS = {
    "cues": ("lemma", "with", "frames"),
    "cue_nouns": ("noun",),
    "cue_phrases": ("phrase", "kind"),
    "cue_lemmas": ("form",),
    "cue_twins": ("form", "beside"),
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The German pack."""
    return load("de")


def cells(text: str) -> list[str]:
    """The members of a comma list."""
    return text.split(",") if text else []


def is_frame(frame: str) -> bool:
    """Whether a frame is one of the documented ones."""
    return frame in CONTENTS | CONDITIONS or re.fullmatch(r"pp:[a-zäöüß]+", frame) is not None


def row_name(row: dict[str, str]) -> str:
    """How a row is called in a failure."""
    return " ".join(filter(None, row.values()))


def test_the_lexicon_is_as_large_as_it_is_said_to_be(pack: Pack) -> None:
    """The docs give these sizes as lower bounds."""
    assert len({row["lemma"] for row in pack.table("cues")}) >= 1000
    assert len(pack.table("cues")) >= 1500
    assert len(pack.table("cue_nouns")) >= 400


@pytest.mark.parametrize("name", sorted(KEYS))
def test_no_row_stands_twice(pack: Pack, name: str) -> None:
    """Two rows with the same key would make a reading depend on their order."""
    keys = [tuple(",".join(sorted(cells(row[k]))) for k in KEYS[name]) for row in pack.table(name)]

    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("name", [*sorted(KEYS), "cue_preps"])
def test_tables_are_sorted(pack: Pack, name: str) -> None:
    """A sorted table shows at once whether a verb is in it, and changes to it merge."""
    file = pack.folder / f"{name}.tsv"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [tuple(line.split("\t")) for line in lines[1:]]

    assert rows == sorted(rows, key=lambda row: row[:4])


def test_cells_of_verbs_are_from_the_closed_sets(pack: Pack) -> None:
    """A misspelt act or frame would be passed over in silence."""
    for row in pack.table("cues"):
        frames = cells(row["frames"])
        assert row["act"] in ACTS, row_name(row)
        assert row["strength"] in STRENGTHS, row_name(row)
        assert frames, row_name(row)
        assert all(is_frame(frame) for frame in frames), row_name(row)
        assert len(frames) == len(set(frames)), row_name(row)


def test_every_verb_can_carry_content(pack: Pack) -> None:
    """A row with conditions alone would report an act about nothing."""
    bare = [row_name(row) for row in pack.table("cues") if not set(cells(row["frames"])) - CONDITIONS]

    assert bare == []


def test_particles_prefix_their_lemma(pack: Pack) -> None:
    """`wies ... zurück` is put together from particle and verb, so the two must make the lemma."""
    for row in pack.table("cues"):
        if row["particle"]:
            rest = row["lemma"].removeprefix(row["particle"])
            assert rest != row["lemma"], row_name(row)
            assert rest.endswith("n"), row_name(row)
            assert len(rest) > 2, row_name(row)


def test_lemmas_are_infinitives(pack: Pack) -> None:
    """Lemmas are what the tagger gives: lower-case infinitives in one word."""
    odd = [row["lemma"] for row in pack.table("cues") if not re.fullmatch(r"[a-zäöüß]+n", row["lemma"])]

    assert odd == []


def test_companions_are_clean_phrases(pack: Pack) -> None:
    """Companions are compared word by word: no doubles, no stray spaces, no commas."""
    for row in pack.table("cues"):
        phrases = row["with"].split("|")
        assert len(phrases) == len(set(phrases)), row_name(row)
        assert all(phrase == " ".join(phrase.split()) and "," not in phrase for phrase in phrases), row_name(row)


def test_addressees_and_sources_are_cases_or_prepositions(pack: Pack) -> None:
    """They are `dat`, `acc`, `gen` or a preposition that governs the noun phrase."""
    known = {"dat", "acc", "gen", "subj", "poss", "-", "", *PREPOSITIONS}
    for row in pack.table("cues"):
        assert set(cells(row["addressee"])) <= known, row_name(row)
        assert set(cells(row["source"])) <= known, row_name(row)
    for row in pack.table("cue_phrases"):
        assert set(cells(row["source"])) <= known, row_name(row)


def test_weak_verbs_have_a_clause_or_quotation_to_be_proved_by(pack: Pack) -> None:
    """A weak cue reports only beside a quotation or a subjunctive clause; one without either could never report."""
    proofs = {"quote", "v2", "dass", "ob", "wh", "zu"}
    idle = [
        row_name(row)
        for row in pack.table("cues")
        if row["strength"] == "weak" and not proofs & set(cells(row["frames"]))
    ]

    assert idle == []


def test_nouns_have_gender_act_and_a_use(pack: Pack) -> None:
    """A noun that neither attributes with a preposition nor takes a clause is of no use."""
    for row in pack.table("cue_nouns"):
        assert row["noun"][0].isupper(), row_name(row)
        assert row["gender"] in {"m", "f", "n"}, row_name(row)
        assert row["act"] in ACTS, row_name(row)
        assert row["preps"] or row["clause"] == "yes", row_name(row)
        assert row["clause"] in {"yes", "no"}, row_name(row)
        if row["clause"] == "yes":
            assert set(cells(row["frames"])) & {"dass", "zu", "ob", "wh", "v2", "quote"}, row_name(row)


def test_prepositions_and_phrases_are_of_known_kinds(pack: Pack) -> None:
    """The reader treats each kind in its own way."""
    preps = {row["kind"] for row in pack.table("cue_preps")}
    phrases = {row["kind"] for row in pack.table("cue_phrases")}

    assert preps <= {"prep", "post", "phrase", "adverb", "conjunction", "modal"}
    assert phrases <= {"attribution", "introduction", "impersonal"}
    assert {row["strength"] for row in (*pack.table("cue_preps"), *pack.table("cue_phrases"))} <= STRENGTHS


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("hinzufügen", "hinzufügen"),
        ("empföhle", "empfehlen"),
        ("eingestanden", "eingestehen"),
        ("verböte", "verbieten"),
    ],
)
def test_wrong_lemmas_are_put_right(pack: Pack, form: str, lemma: str) -> None:
    """Forms that the tagger files under verbs that do not exist."""
    assert {row["form"]: row["lemma"] for row in pack.table("cue_lemmas")}[form] == lemma


def test_every_correction_is_needed(pack: Pack) -> None:
    """A correction that the tagger no longer needs is to go: this fails when its model gets better."""
    model = HanoverTagger("morphmodel_ger.pgz")
    for row in pack.table("cue_lemmas"):
        form = row["form"]
        numbers = {
            n
            for cased in (True, False)
            for n, _ in model._tag_word(form, cutoff=5, casesensitive=cased, conditional=cased)
        }
        verbal = [n for n in numbers if model.int2tag[n][0] == "V"]
        if row["tag"]:
            assert not verbal, row_name(row)
        else:
            assert any(model._analyze(form, n, taglevel=1)[0] != row["lemma"] for n in verbal), row_name(row)

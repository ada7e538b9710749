"""The language is that of the article, and nobody guesses where there is nothing to tell by."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from tests.conftest import a_report

from depesche.language.detect import LANGUAGES, detect
from depesche.records import Block, Fact

SENTENCES = {
    "de": "Die Sprecherin sagte am Montag, die Gespräche in Genf würden fortgesetzt.",
    "en": "The spokeswoman said on Monday that the talks in Geneva would continue.",
    "es": "La portavoz dijo el lunes que las conversaciones en Ginebra continuarían.",
    "fr": "La porte-parole a déclaré lundi que les pourparlers de Genève se poursuivraient.",
    "it": "La portavoce ha detto lunedì che i colloqui di Ginevra continueranno.",
    "nl": "De woordvoerster zei maandag dat de gesprekken in Genève worden voortgezet.",
    "pl": "Rzeczniczka powiedziała w poniedziałek, że rozmowy w Genewie będą kontynuowane.",
    "ru": "Представитель заявила в понедельник, что переговоры в Женеве продолжатся.",
    "uk": "Речниця заявила в понеділок, що переговори в Женеві триватимуть.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_sentence_is_enough(code):
    """The languages that news on talks comes in are told apart by a sentence."""
    assert detect(a_report(SENTENCES[code])) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("tr", "Sözcü pazartesi günü yaptığı açıklamada görüşmelerin Cenevre'de süreceğini söyledi. "),
        ("sv", "Talskvinnan sade på måndagen att samtalen i Genève fortsätter nästa vecka som planerat. "),
        ("zh", "外交部发言人周一表示，会谈将在日内瓦继续进行。双方都表示愿意谈判。"),
    ],
)
def test_a_long_text_may_be_in_any_language(code, text):
    """A Turkish report must not be read as if it were German."""
    assert detect(a_report(text * 20)) == code


@pytest.mark.parametrize("text", ["", "10.01.2022", "dpa", "😀 😀 😀", "Genf, Wien, Brüssel"])
def test_too_little_text_tells_nothing(text):
    """Names and numbers are in every language."""
    assert detect(a_report(text)) is None


def test_where_the_text_does_not_tell_the_page_does():
    """Else what a page says of its own language is not to be trusted."""
    stated = (Fact("language", "de", "page (html lang)"),)
    assert detect(replace(a_report("dpa"), facts=stated)) == "de"
    assert detect(replace(a_report(SENTENCES["fr"]), facts=stated)) == "fr"


def test_clutter_does_not_count():
    """A German article between long English boxes is German."""
    text = SENTENCES["en"] * 30 + SENTENCES["de"]
    start = len(SENTENCES["en"]) * 30
    blocks = (Block(0, start, "clutter", "cookie box"), Block(start, len(text), "article", ""))
    assert detect(replace(a_report(text), blocks=blocks)) == "de"


def test_the_model_is_loaded_late():
    """Half a second and numpy are for those who read reports."""
    code = "import sys, depesche.language.detect; print(sorted({'numpy', 'py3langid'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"

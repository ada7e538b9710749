"""What was said where it stands otherwise than right behind its verb, or hangs on a noun or a pronoun."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief, read


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Ida Lund erklärte in einem Interview, über den Versuch, das Treffen zu verhindern, sei sie enttäuscht.",
            "über den Versuch, das Treffen zu verhindern, sei sie enttäuscht",
        ),
        (
            "Ida Lund gab an, dem Sprecher der Werft, Paul Werner, sei das Amt angeboten worden.",
            "dem Sprecher der Werft, Paul Werner, sei das Amt angeboten worden",
        ),
        (
            "Ida Lund forderte, alle Briefe, die noch da seien, sollten binnen eines Tages geprüft werden.",
            "alle Briefe, die noch da seien, sollten binnen eines Tages geprüft werden",
        ),
        ("Ida Lund stellte im Urteil klar, dass die Frist gelte.", "dass die Frist gelte"),
        (
            "Ida Lund hat angekündigt, bald zurückzutreten als Chefin der Werft.",
            "bald zurückzutreten als Chefin der Werft",
        ),
        ("Ida Lund hatte erklärt, für den Aufbau der Brücke zu sorgen.", "für den Aufbau der Brücke zu sorgen"),
        ("Es wurde befürchtet, dass der Damm bricht.", "dass der Damm bricht"),
    ],
    ids=["object in front", "apposition", "relative clause", "adjective as particle", "infinitive", "no modal", "es"],
)
def test_content_is_found_whatever_stands_in_front_of_its_verb(text, content):
    """The field before the verb of the reported clause may be long and interrupted, and the verb may be parted."""
    assert [(content,)] == brief(text, "content")


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "Der Damm hält, wie Ida Lund, Leiterin der Werft, mitteilte.",
            "Der Damm hält",
            "Ida Lund, Leiterin der Werft",
        ),
        ("Wie „Hafen online“ berichtet, sperrten die Behörden das Becken.", "sperrten die Behörden das Becken", None),
        ("Denn wie die Werft berichtete, hält der Damm.", "hält der Damm", "die Werft"),
    ],
    ids=["apposition", "quoted name", "conjunction in front"],
)
def test_a_clause_with_wie_may_be_interrupted(text, content, source):
    """An apposition, quotation marks or a conjunction do not hide the clause with wie."""
    [(found, by)] = brief(text, "content", "source")

    assert found == content
    assert source is None or by == source


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Der Damm ist gebrochen. Das teilte die Werft mit.", "Der Damm ist gebrochen", "teilte … mit"),
        (
            "Der Damm ist gebrochen. Dies geht aus einem Bericht der Werft hervor.",
            "Der Damm ist gebrochen",
            "geht … hervor",
        ),
        ("Der Damm bleibt zu, das entschied die Werft.", "Der Damm bleibt zu", "entschied"),
    ],
    ids=["sentence before", "source behind aus", "clause before"],
)
def test_a_pronoun_takes_up_what_was_said_before(text, content, cue):
    """A lone das or dies in front of the verb stands for the sentence or the clause before."""
    assert [(content, cue)] == brief(text, "content", "cue")


@pytest.mark.parametrize(
    "text",
    [
        "Der Damm ist gebrochen. Das sagte niemand.",
        "Das teilte die Werft mit.",
        "Der Damm ist gebrochen.\n\nDas teilte die Werft mit.",
        "Der Damm hält. Das muss die Werft entscheiden.",
    ],
    ids=["nobody", "nothing before", "another paragraph", "not yet"],
)
def test_a_pronoun_takes_up_nothing_where_nothing_was_said(text):
    """Denials, what is still to come and the first sentence of a paragraph take up nothing."""
    assert brief(text, "content") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gestern kam das Angebot, den Damm zu öffnen.", [("den Damm zu öffnen", "Angebot", "")]),
        ("Die Werft hat nicht die Absicht, den Damm zu öffnen.", []),
        ("Es gibt keine Pläne, den Damm zu öffnen.", []),
    ],
    ids=["no source", "not", "no"],
)
def test_a_noun_with_a_clause_needs_no_source_but_must_not_be_denied(text, expected):
    """Who makes an offer may be left open; what nobody plans is no statement."""
    assert brief(text, "content", "cue", "source") == expected


def test_a_noun_with_a_clause_has_a_frame():
    """The frame is the clause in which the noun stands, without the content."""
    [statement] = read("Das Angebot der Werft, den Damm zu öffnen, kam gestern.").statements

    assert " … ".join(span.text for span in statement.frame).startswith("Das Angebot der Werft")
    assert not any(f.meets(c) for f in statement.frame for c in statement.content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es gibt Gerüchte, nach denen der Damm bricht.", [("der Damm bricht", "nach denen", "")]),
        ("Es gibt eine Auflage, wonach der Damm offen bleibt.", [("der Damm offen bleibt", "wonach", "")]),
        (
            "Der Hafen hat Berichte der Werft bestätigt, wonach der Damm bricht.",
            [("Berichte der Werft", "bestätigt", "Der Hafen"), ("der Damm bricht", "wonach", "der Werft")],
        ),
        ("Es gab eine Pause, nach der alle gingen.", []),
    ],
    ids=["nach denen", "any noun", "over the verb", "nach of time"],
)
def test_wonach_renders_what_a_noun_before_it_says(text, expected):
    """The clause is the content without wonach, which is the cue; nach with a relative pronoun needs a noun of speech."""
    assert [c for c in brief(text, "content", "cue", "source") if c[1] in {"wonach", "nach denen"}] == [
        e for e in expected if e[1] in {"wonach", "nach denen"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Der Damm hielt (die Werft berichtete) bis heute.",
        "Weil der Damm brach, kritisierte Ida Lund die Werft.",
        "Der Damm kostet viel, davon fordert die Werft einen Teil.",
        "Der Damm wurde bestätigt, nur die Werft fehlte.",
        "Ida Lund kritisierte die Reise, was niemand verstand.",
    ],
    ids=["in brackets", "fronted reason", "part of it", "passive", "remark with was"],
)
def test_what_only_stands_beside_a_verb_of_saying_is_not_its_content(text):
    """Brackets point elsewhere, a fronted reason is the reporter's, and a verb that has its object governs no further clause."""
    assert [st.why for st in read(text).statements if not st.why.startswith("act")] == []


def test_an_utterance_may_be_cut_by_its_cue():
    """What stands before the cue and what goes on behind it are two spans of one content."""
    text = "Für den Damm, so schrieb Ida Lund, sei es zu spät."

    assert brief(text, "content", "cue") == [("Für den Damm … sei es zu spät", "schrieb")]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Laut „Hafenblatt“ stiegen die Preise.", "stiegen die Preise", "„Hafenblatt“"),
        ("Die Preise steigen, so das Ergebnis einer Studie.", "Die Preise steigen", "das Ergebnis einer Studie"),
        ("Nach dieser Analyse bestünden drei Wege.", "bestünden drei Wege", "dieser Analyse"),
        ("Danach hätte die Werft drei Wege.", "hätte die Werft drei Wege", ""),
    ],
    ids=["name in marks", "so with a thing", "this analysis", "danach"],
)
def test_a_phrase_attributes_its_clause_where_its_words_or_the_mood_show_it(text, content, source):
    """Names in quotation marks, things that say something, and phrases that else tell when, if a subjunctive follows."""
    assert brief(text, "content", "source") == [(content, source)]


@pytest.mark.parametrize(
    "text",
    ["Danach ging die Werft unter.", "Nach dieser Analyse ging Ida Lund heim."],
    ids=["danach", "this analysis"],
)
def test_a_phrase_that_tells_when_attributes_nothing(text):
    """In the indicative danach and nach dieser Analyse are times."""
    assert brief(text, "content") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Die Werft beschuldigte den Hafen immer wieder, Geld zu nehmen.", "Geld zu nehmen"),
        ("Das Gericht tagte. Hier stellte es fest, dass die Frist gilt.", "dass die Frist gilt"),
        ("Deshalb forderte die Resolution, den Damm zu öffnen.", "den Damm zu öffnen"),
        ("Im Mai wurde bekannt, dass der Damm bricht.", "dass der Damm bricht"),
        ("In einem Bericht der Werft steht, dass der Damm bricht.", "dass der Damm bricht"),
    ],
    ids=["wieder is no particle", "es says it", "a resolution demands", "becoming known", "a report holds"],
)
def test_a_verb_of_saying_is_known_in_spite_of_its_neighbours(text, content):
    """Adverbs that look like particles, es and nouns that name speech as subjects do not hide the reporting clause."""
    assert (content,) in brief(text, "content")


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Einer Meldung von Tass zufolge sei die Schule offen.", "sei die Schule offen", "Tass"),
        ("Den Behörden in Genf zufolge brennt es.", "brennt es", "Den Behörden in Genf"),
        (
            "Die Bahn fährt nicht, jedoch steht laut Ida Lund das Schiff bereit.",
            "jedoch steht … das Schiff bereit",
            "Ida Lund",
        ),
    ],
    ids=["chain behind a noun", "place behind a body", "second main clause"],
)
def test_a_phrase_reaches_as_far_as_its_clause(text, content, source):
    """What hangs on the source belongs to the phrase, and a main clause of the reporter's before it does not to the content."""
    assert brief(text, "content", "source") == [(content, source)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ida Lund wies die Darstellung zurück, die Gäste seien fort.", "die Gäste seien fort"),
        ("Die Hoffnung, der Damm werde halten, erfüllte sich nicht.", "der Damm werde halten"),
        ("In zehn Jahren, so schätzen die Planer, soll der Damm fertig sein.", "In zehn Jahren … soll der Damm fertig sein"),
        ("Ida Lund wird vom Funk mit den Worten zitiert, es habe gebrannt.", "es habe gebrannt"),
        (
            "Ida Lund teilte mit, man werde das Dock abbauen und den Kran verkaufen.",
            "man werde das Dock abbauen und den Kran verkaufen",
        ),
        (
            "Ida Lund sagte, das Boot sei leer gewesen, als es den Hafen verließ und später sank.",
            "das Boot sei leer gewesen, als es den Hafen verließ und später sank",
        ),
        ("Ida Lund gab an, dass der Damm hält; es wird noch geprüft.", "dass der Damm hält"),
        ("Ida Lund äußerte sich wie folgt: „Wir gehen jetzt.“", "Wir gehen jetzt."),
    ],
    ids=[
        "noun before a particle", "noun in the subject", "cue inside", "quoted with the words", "two infinitives",
        "two verbs below", "semicolon", "as follows",
    ],
)  # fmt: skip
def test_content_begins_and_ends_with_what_was_said(text, content):
    """It is not cut at a coordination that is part of it, and ends where the reporter speaks again."""
    assert (content,) in brief(text, "content")


@pytest.mark.parametrize(
    ("text", "cue", "frame"),
    [
        (
            "Diese Haltung vertritt auch Ida Lund: „Wir gehen nicht.“",
            "vertritt",
            "Diese Haltung vertritt auch Ida Lund",
        ),
        ("Ida Lund in Genf: „Wir gehen nicht.“", "", "Ida Lund in Genf"),
        ("Ida Lund traf Gäste und sagte, man rede weiter.", "sagte", "Ida Lund traf Gäste und sagte"),
    ],
    ids=["verb before a colon", "no verb before a colon", "shared subject"],
)
def test_the_frame_holds_cue_and_source(text, cue, frame):
    """Also before a colon, and where the source stands in the clause before."""
    assert (cue, frame) in brief(text, "cue", "frame")


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "Ida Lund bezeichnete den Brief der Werft, sollte er echt sein, als „peinlich“.",
            "den Brief der Werft … als „peinlich“",
            "Ida Lund",
        ),
        (
            "Die Menge von Briefen wird von Ida Lund als „recht klein“ bezeichnet.",
            "Die Menge von Briefen … als „recht klein“",
            "Ida Lund",
        ),
    ],
    ids=["over a condition", "adjective"],
)
def test_a_rating_belongs_to_what_is_rated(text, content, source):
    """The phrase with als is part of the content, also apart from its object and without a noun."""
    assert (content, source) in brief(text, "content", "source")


@pytest.mark.parametrize(
    "text",
    [
        "Zwei Monate nach dem Spruch der Richterin liegt die Begründung vor.",
        "Die Werft schrieb an den Hafen, doch alle Versuche, ihn zu öffnen, blieben aus.",
        "Die Werft hat drei Tore, anstelle von Holz steht Stahl.",
        "Die Lage verbietet es, den Damm zu öffnen.",
    ],
    ids=["so long after", "noun taken for a verb", "preposition taken for a verb", "a thing forbids"],
)
def test_what_nobody_says_is_no_statement(text):
    """Times, words that the tagger takes for subjunctives, and things that allow or forbid report nothing."""
    assert brief(text, "content") == []


def test_quoted_words_behind_a_noun_for_words_are_said():
    """A noun that calls them somebody's words, or wie, joins a quotation to its verb without a colon."""
    assert brief("Die Menge rief die Parole „Alle raus!“", "mode", "content") == [("direct", "Alle raus!")]


def test_two_verbs_in_a_quotation_make_one_clause():
    """`ist und bleibt` is not cut at its conjunction."""
    text = "Ida Lund sagte, der Damm „ist und bleibt ein Risiko für alle“."

    assert brief(text, "mode", "content") == [("mixed", "der Damm „ist und bleibt ein Risiko für alle“")]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Im Mai hatte das Amt (HA) der Werft betont, dass die Boote dicht seien.", "dass die Boote dicht seien", None),
        ("Wie eine Studie ergab, sinken im Herbst mehr Boote.", "sinken im Herbst mehr Boote", "eine Studie"),
        ("Mit drei Stimmen der Länder wurde beschlossen, den Damm zu öffnen.", "den Damm zu öffnen", ""),
        ("Es ist geplant, dass die Werft umzieht.", "dass die Werft umzieht", ""),
        ("Am Morgen war bekannt geworden, dass der Damm bricht.", "dass der Damm bricht", ""),
        ("Ida Lund hat entschieden: Die Werft muss den Damm bezahlen.", "Die Werft muss den Damm bezahlen", "Ida Lund"),
        ("Die meisten Boote liegen noch im Hafen, heißt es.", "Die meisten Boote liegen noch im Hafen", ""),
        ("Ihre zentrale Aussage ist, dass der Damm bricht.", "dass der Damm bricht", "Ihre"),
        ("Trotz der Zusage ihres Vaters, Paul Werner, die Werft zu öffnen, blieb sie.", "die Werft zu öffnen", None),
        ("Nach deren Angaben brennt es im Hafen.", "brennt es im Hafen", "deren"),
    ],
    ids=[
        "participle taken for a finite verb", "what a study shows", "votes are no speaker", "it is planned", "became known",
        "colon behind a decision", "it is said", "noun is clause", "apposition before the clause", "of those",
    ],
)  # fmt: skip
def test_ordinary_ways_to_report_are_read(text, content, source):
    """Among them impersonal ones, whose source stays open."""
    found = brief(text, "content", "source")

    assert (content, source) in found or (source is None and content in [c for c, _ in found])


@pytest.mark.parametrize(
    "text",
    [
        "Es ist sicher: Die Kiste ist leer.",
        "Gemeldet haben sich drei Gäste: Anna, Berta und Carl.",
        "Ida Lund sagte, ihr Vorschlag sei, den Damm zu öffnen.",
    ],
    ids=["it is sure", "reflexive", "copula in the subjunctive"],
)
def test_what_only_looks_like_a_report_is_none(text):
    """A colon behind what is no saying introduces nothing, and inside speech the copula makes no second statement."""
    assert [content for (content,) in brief(text, "content")] in ([], ["ihr Vorschlag sei, den Damm zu öffnen"])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ida Lund lehnte es, den Damm zu öffnen, gestern ab.", "den Damm zu öffnen"),
        (
            "Ida Lund sagte, dass Leute, denen vorgeworfen wurde, Öl zu laden, trotzdem immer noch kämen.",
            "Öl zu laden",
        ),
    ],
    ids=["particle of the cue", "clause around it"],
)
def test_content_ends_where_an_earlier_clause_goes_on(text, content):
    """What belongs to a clause that began before is no part of an embedded content."""
    assert content in [c for (c,) in brief(text, "content")]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Lund forderte alle auf, den Hafen zu bitten, den Damm zu öffnen.",
        "Ida Lund forderte Gäste, um über den Damm, Geld und Recht zu reden.",
    ],
    ids=["asked to ask", "purpose"],
)
def test_what_is_still_to_be_said_is_no_statement(text):
    """Somebody who is asked to ask has not asked, and a purpose is not what was demanded."""
    whys = [st.why for st in read(text).statements]

    assert whys in (["infinitive clause: auffordern"], ["act: fordern"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida Lund zeigte sich überzeugt, dass der Damm hält.", [("zeigte sich", "dass der Damm hält", "indirect")]),
        ("Ida Lund weigerte sich, den Damm zu öffnen.", [("weigerte sich", "den Damm zu öffnen", "indirect")]),
        ("Ida Lund ließ durchblicken, dass der Damm hält.", [("ließ durchblicken", "dass der Damm hält", "indirect")]),
        ("Ida Lund hofft, „dass der Damm hält“.", [("hofft", "dass der Damm hält", "direct")]),
        (
            "Ida Lund zeigte sich besorgt, dass der Damm bricht: „Wir schlafen alle schlecht.“",
            [
                ("zeigte sich", "dass der Damm bricht", "indirect"),
                ("zeigte sich", "Wir schlafen alle schlecht.", "direct"),
            ],
        ),
    ],
    ids=["idiom with a participle", "reflexive", "two verbs", "clause in marks", "quotation behind it"],
)
def test_cue_content_and_mode_stand_together(text, expected):
    """A reflexive pronoun is the cue's, an idiom is read once, and a clause in quotation marks as a whole is direct."""
    assert brief(text, "cue", "content", "mode") == expected


@pytest.mark.parametrize(
    "text",
    ["Man kann sagen, dass das Fest ein Erfolg war.", "Es darf festgehalten werden, dass das Fest ein Erfolg war."],
    ids=["one can say", "may be noted"],
)
def test_what_anybody_may_say_has_been_said_by_nobody(text):
    """Können and dürfen with man or in the passive report nothing."""
    assert brief(text, "content") == []


def test_what_the_reporter_adds_with_wobei_is_no_content():
    """Content ends at `wobei` in the indicative, whatever stands behind that."""
    text = "Der Verband hat sich verpflichtet, die Länder zu unterstützen, wobei offen ist, ob er zahlt."

    assert brief(text, "content") == [("die Länder zu unterstützen",)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Mira Kolb sagte, dass der Damm brechen könnte, vier Jahre nachdem man ihn gebaut hat.",
            "dass der Damm brechen könnte",
        ),
        (
            "Das Amt stellte fest, dass der Verein die Miete schuldig blieb, ein Mangel, den er bestreitet.",
            "dass der Verein die Miete schuldig blieb",
        ),
        (
            "Mira Kolb sagte, die Stadt habe nicht vor, zu bauen, was laut Jan Lund bald anders werde.",
            "die Stadt habe nicht vor, zu bauen",
        ),
    ],
    ids=["when it was", "what it is", "what somebody else says of it"],
)
def test_what_is_added_at_the_end_is_no_content(text, content):
    """The reporter's remarks, and those of somebody else, end the content before them."""
    assert content in [found for (found,) in brief(text, "content")]

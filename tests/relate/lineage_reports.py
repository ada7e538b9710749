"""Invented reports for the tests on lineage."""

from __future__ import annotations

from dataclasses import replace

from tests.conftest import a_report

from depesche import packs
from depesche.records import Actor, Header, Published, Statement, record_id

PACKS = {"de": packs.load("de")}
HARBOUR = (
    "Die Fischer von Belmont dürfen vom Herbst an wieder in der Bucht von Tarn ihre Netze auswerfen.",
    "Darauf verständigten sich beide Ufer nach zwölf Jahren Streit in der Nacht zum Freitag.",
    "Der Vertrag regelt Quoten für Hering und Scholle und setzt eine gemeinsame Aufsicht ein.",
    "Drei Kutter jeder Seite sollen zunächst probeweise auslaufen, danach wird die Flotte schrittweise vergrößert.",
    "Kritik kam von den Muschelzüchtern, die um ihre Bänke am flachen Südufer bangen.",
    "Ihr Verband kündigte eine Klage vor dem Seegericht in Oldhaven an.",
    "Gestritten wird seit einem Unwetter, bei dem neun Boote auf fremder Seite strandeten.",
    "Damals hatte die Küstenwache die Besatzungen zwei Wochen lang festgehalten.",
)
RAILWAY = (
    "Im Tunnel unter dem Kargpass rollt der Verkehr nach dem Brand wieder auf einem Gleis.",
    "Arbeiter haben vierhundert Meter Kabel ersetzt und die Belüftung geprüft.",
    "Güterzüge müssen noch bis zum Monatsende den Umweg über Sankt Orlen nehmen.",
    "Den Schaden beziffert die Bahn auf elf Millionen Kronen, versichert war die Hälfte.",
    "Ein Gutachter sucht derweil nach dem Grund für den Kurzschluss in Schacht vier.",
    "Fahrgäste bekommen für verfallene Karten ihr Geld zurück.",
)


def report(name, *sentences, day=None, outlet=None, agencies=(), sep=" "):
    """A report of some sentences."""
    header = Header(published=Published(day), outlet=outlet, agencies=tuple(agencies))
    return replace(a_report(sep.join(sentences), name), language="de", header=header)


def actor(name, kind="person", acts_for=None):
    """An actor without mentions."""
    return Actor(f"{name}-id", name, kind, (name,), acts_for=acts_for)


def saying(one, words, who, acts_for=None, mode="direct"):
    """The report with a statement of words that it has."""
    at = one.text.index(words)
    span = one.span(at, at + len(words))
    made = Statement(record_id(one.digest, "statement", (span,)), mode, (span,), actor=who)
    known = {a.name: a for a in one.actors} | {who: actor(who, acts_for=acts_for)}
    return replace(one, statements=(*one.statements, made), actors=tuple(known.values()))

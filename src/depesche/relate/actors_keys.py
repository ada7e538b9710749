"""Under which key an actor record meets others: records of unlike keys are never compared."""

from __future__ import annotations

from depesche.packs import Pack
from depesche.relate.actors_seen import Seen, sound
from depesche.relate.actors_tables import Tables, tables

TABLES = "tables "


def key_of(seen: Seen, pack: Pack) -> str:
    """The one key of a record: the sound of a person's surname, the canonical name of a body.

    Whoever is only described meets others of the same story; an institution that acts for a known state (`die karvelische Botschaft`)
    meets those of other stories too.

    >>> from depesche import packs
    >>> from depesche.relations import Quote
    >>> named = Seen("a.txt", "1", "Sergej Tamsow", "person", Quote("a.txt", 0, 13, "Sergej Tamsow"))
    >>> key_of(named, packs.load("de"))
    'person tamsov'
    """
    return _key(seen, tables(pack))


def _key(seen: Seen, known: Tables) -> str:
    meant = seen.meant
    if meant is not None and meant.kind == "person":
        return f"person {sound(meant.name)}"
    if meant is None and seen.kind == "person":
        return f"described {seen.story} {seen.name.lower()}" if seen.described else f"person {sound(seen.name)}"
    name, acts_for = (meant.name, meant.acts_for or seen.acts_for) if meant else (seen.name, seen.acts_for)
    canonical = in_tables(seen, known)
    if canonical is not None:
        return f"{TABLES}{canonical}"
    if not seen.described or (meant is not None and meant.acts_for is None):
        return f"body {known.stemmed(name) or name.lower()}"
    if acts_for is None or seen.kind == "group":
        return f"described {seen.story} {known.stemmed(name) or name}"
    return f"body {known.stemmed(name) or name} of {acts_for}"


def in_tables(seen: Seen, known: Tables) -> str | None:
    """The canonical name that the tables have for a record that is no person's."""
    name, kind = (seen.meant.name, seen.meant.kind) if seen.meant else (seen.name, seen.kind)
    acts_for = (seen.meant.acts_for if seen.meant else None) or seen.acts_for
    found = known.canonical(name, kind, described=seen.described)
    return found or (known.ministry(acts_for, seen.role) if kind == "office" else None)

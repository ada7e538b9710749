"""`depesche score lineage`: measure who follows whom on reports made out of real articles."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import note, say

if TYPE_CHECKING:
    from depesche.records import Report
    from depesche.relations import Lineage
    from depesche.score.lineage import Kinships
    from depesche.score.lineage_made import Made
    from depesche.score.quality import Measured

DataFolder = Annotated[str, typer.Argument(metavar="DATA_DIR", help="A folder that holds `corpora`.")]
_CROWDED = 100  # reports under one key, from which on it tells nothing


def lineage(
    data: DataFolder,
    *,
    families: Annotated[int, typer.Option(metavar="N", help="Articles of each corpus that reports are made of.")] = 25,
    seed: Annotated[int, typer.Option(metavar="N", help="Another one makes other reports.")] = 1,
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed, extra or called otherwise.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show how many reports are found to go back to one text.

    Reports are made by rule out of articles: cut, reordered, reworded, merged. The same command always makes the same ones.
    """
    result = measured(Path(data), families, seed)
    if as_json:
        say(json.dumps(result.figures(), indent=1))
        return
    for line in [*result.lines(), *(["", *result.errors()] if errors else [])]:
        say(line)


def measured(data: Path, families: int, seed: int = 1) -> Kinships:
    """Make the reports, read them, find kin as in a case, and hold it against what is so.

    Args:
        data: a folder that holds `corpora`.
        families: of how many articles of each corpus reports are made.
        seed: decides which articles, and what becomes of their sentences.

    """
    from depesche import packs  # noqa: PLC0415 (start-up)
    from depesche.relate.lineage import find_lineage  # noqa: PLC0415 (start-up)
    from depesche.score.lineage import Kinships  # noqa: PLC0415 (start-up)
    from depesche.score.lineage_made import Maker, articles, twins  # noqa: PLC0415 (start-up)

    pile = Maker(articles(data), families, seed).pile()
    note(f"{len(pile)} reports made")
    reports = [_read(one) for one in pile]
    pairs = candidates(reports)
    by_name = {report.name: report for report in reports}
    known = {"de": packs.load("de")}
    found: list[Lineage] = []
    for story in _stories(pairs | set(twins(pile))):
        found += find_lineage([by_name[name] for name in story], known)
    alone = sorted(one.name for one in pile if one.made == "alone")
    # Nothing brings these together, so they are compared on purpose: whatever is found between them is wrong.
    found += find_lineage([by_name[name] for name in alone], known, pairs=combinations(alone, 2))
    result = Kinships()
    result.add(pile, pairs, found)
    return result


def quality(data: Path, families: int = 25) -> Measured:
    """What `make score` shows of who follows whom; twins have no figure, since no rule makes a real one."""
    from depesche.score.quality import Measured, headings  # noqa: PLC0415 (start-up)

    result = measured(data, families)
    errors = Counter(line.partition(":")[0].partition(" (")[0] for line in result.wrong) + Counter(
        dict(headings(result.errors()))
    )
    wrong = sorted(errors.items(), key=lambda one: (-one[1], one[0]))
    command = f"depesche score lineage DATA_DIR --families {families}"
    return Measured("lineage", "Lineage, on made reports", _ABOUT, command, result.figures(), result.lines(), wrong)


_ABOUT = (
    "Reports made by rule out of the articles of two corpora, and what was done to each is known. [Lineage](lineage.md#measured) tells by "
    "which rules. What is found between translations says little: no rule makes a real one."
)


def _read(made: Made) -> Report:
    from dataclasses import replace  # noqa: PLC0415 (start-up)

    from depesche.cli.reading import read_text  # noqa: PLC0415 (start-up)
    from depesche.records import Fact  # noqa: PLC0415 (start-up)

    facts = (Fact("published", made.day, "table"),) if made.day else ()
    return replace(read_text(made.text, facts=facts), name=made.name, sentences=(), cast=None)


def candidates(reports: Sequence[Report]) -> set[tuple[str, str]]:
    """Pairs of reports that share a key in an index of bands and passages."""
    from depesche.relate.lineage_keys import index_keys  # noqa: PLC0415 (start-up)

    holders: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        keys = index_keys(report.text, report.header.clutter)
        for key in (*keys.bands, *keys.passages):
            holders[key].append(report.name)
    held = (sorted(names) for names in holders.values() if 1 < len(names) <= _CROWDED)
    return {pair for names in held for pair in combinations(names, 2)}


def _stories(pairs: set[tuple[str, str]]) -> list[list[str]]:
    """Reports that hang together by pairs."""
    beside: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        beside[a].add(b)
        beside[b].add(a)
    stories, seen = [], set()
    for name in sorted(beside):
        if name in seen:
            continue
        story, waiting = [], [name]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                story.append(one)
                waiting += beside[one] - seen
        stories.append(sorted(story))
    return stories

"""Where reports of one story tell the same thing otherwise, and what does not go together inside one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from depesche.packs import Pack
from depesche.records import Report
from depesche.relate.discrepancies_dates import of_events, of_lengths
from depesche.relate.discrepancies_demands import of_demands
from depesche.relate.discrepancies_disputes import of_disputes
from depesche.relate.discrepancies_figures import of_figures
from depesche.relate.discrepancies_meetings import of_meetings
from depesche.relate.discrepancies_names import of_offices
from depesche.relate.discrepancies_sources import of_sources
from depesche.relate.discrepancies_spelling import of_spellings
from depesche.relate.discrepancies_story import Story
from depesche.relate.discrepancies_vague import of_vague
from depesche.relate.discrepancies_wording import of_wording
from depesche.relate.oddities import find_oddities
from depesche.relations import Discrepancy, Meeting, Utterance

MOST = 50  # entries of a story: the best
_ORDER = {"conflict": 0, "superseded": 1, "precision": 2, "wording": 3}


def find_discrepancies(
    reports: Sequence[Report],
    utterances: Sequence[Utterance],
    meetings: Sequence[Meeting],
    packs: Mapping[str, Pack],
) -> tuple[Discrepancy, ...]:
    """Find what the reports of one story tell otherwise, conflicts first, the surest first; at most `MOST`.

    Args:
        reports: the reports of the story, dated where their day is known, their actors under the names of the case.
        utterances: what the reports render of the same words.
        meetings: the talks of the story.
        packs: the language packs by code; a report in another language is left out.

    """
    story = Story(reports, packs)
    found = [
        *find_oddities(story),
        *of_meetings(story, meetings),
        *of_figures(story),
        *of_vague(story),
        *of_events(story),
        *of_lengths(story),
        *of_wording(story, utterances),
        *of_demands(story),
        *of_offices(story),
        *of_spellings(story),
        *of_sources(story),
        *of_disputes(story),
    ]
    once = {one.id: one for one in sorted(found, key=lambda one: (one.confidence, one.id))}
    best = sorted(once.values(), key=lambda one: (-one.confidence, _ORDER[one.grade], one.id))[:MOST]
    return tuple(sorted(best, key=lambda one: (_ORDER[one.grade], -one.confidence, one.a, one.b, one.id)))

"""Build `forms.gz` of the German pack: what HanTa's model says of the word forms of official and free text.

    python scripts/build_forms.py PROTOCOLS.tar.xz NEWS.jsonl

PROTOCOLS holds the plenary protocols of the Bundestag as XML, NEWS a report a line in the field `text`. The tables of the pack give forms,
too. Only words and what the model says of them are taken over. NOTICES.md of the packs names the sources.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from depesche.language import forms as table
from depesche.language import model
from depesche.language.tags import Tagger, analysed_part
from depesche.packs import load

ENOUGH = 2  # times that a form was met: what was met once is as often a slip
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MARKUP = re.compile(r"<[^>]*>")


def texts(protocols: str, news: str) -> Iterator[str]:
    """The text of all sources; the pack's tables count twice, so that a form in one of them is enough."""
    with tarfile.open(protocols) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            if file is not None:
                yield _MARKUP.sub(" ", file.read().decode("utf-8", "replace"))
    for line in Path(news).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]
    for path in sorted(load("de").folder.glob("*.t*")):
        yield from [path.read_text(encoding="utf-8")] * ENOUGH


def main(protocols: str, news: str) -> None:
    """Count the forms, analyse those that are met often enough, and write the table."""
    words = Counter(word for text in texts(protocols, news) for word in _WORD.findall(text))
    tagger = Tagger(model.load(), table.Forms())
    counted = model.load().forms
    parts: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for word, times in words.items():
        whole[word.lower()] += times
        if word.lower() not in counted:
            parts[analysed_part(word)] += times
    lines = [model.digest()]
    for form in sorted({form for form, times in (parts + whole).items() if times >= ENOUGH} | set(counted)):
        tags = tagger.likely(tagger.analysis(form)) if parts[form] >= ENOUGH else ()
        verbal = dict(counted.get(form, ()) or tags) if whole[form] >= ENOUGH or form in counted else {}
        lemmas = {tag: tagger.lemma(form, tag) for tag in verbal if tagger.is_verbal(tag)}
        if tags or lemmas:
            lines.append(table.line(form, tags, lemmas))
    path = load("de").folder / table.FILE
    path.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), mtime=0))
    print(f"{len(lines) - 1:,} forms, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])

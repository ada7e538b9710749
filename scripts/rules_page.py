"""Writes docs/rules.md: every rule of the readers with what it does, from src/depesche/texts/rules.tsv.

usage: python scripts/rules_page.py
"""

from __future__ import annotations

from pathlib import Path

from depesche.texts.rules import all_rules

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
HEAD = """# The rules

Every record says in `why` which rule made it; behind a colon may stand the word that the rule met (`dass clause: sagen`). This is
what each rule does, in the words in which `depesche explain` says it. `python scripts/rules_page.py` writes this page from
`src/depesche/texts/rules.tsv`. [Read](read.md) tells how the rules work together.
"""


def page() -> str:
    """The page as it should be."""
    rules = sorted(all_rules().values(), key=lambda rule: (rule.kind, rule.name))
    out = [HEAD]
    for kind in sorted({rule.kind for rule in rules}):
        out += [f"## {kind.capitalize()}s\n", "| `why` | the rule |", "| --- | --- |"]
        out += [f"| `{rule.name}` | {rule.words.en} |" for rule in rules if rule.kind == kind]
        out.append("")
    return "\n".join(out)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""The command line starts at once: nothing heavy is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "HanTa", "alembic", "charset_normalizer", "jinja2", "lxml", "numpy", "py3langid", "rich", "sentencex",
    "sqlalchemy", "sqlite3", "trafilatura",
}  # fmt: skip


def loaded(code: str) -> set[str]:
    """The packages that a fresh Python has loaded after some code."""
    told = "import sys; print('loaded', *{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run([sys.executable, "-c", f"{code}\n{told}"], check=True, capture_output=True, text=True)
    return set(run.stdout.rpartition("loaded")[2].split())


@pytest.mark.parametrize(
    "code",
    [
        "import depesche",
        "import depesche.api",
        "import depesche.cli.app",
        "from depesche.cli.app import main; main(['--help'])",
        "from depesche.cli.app import main; main(['build', '--help'])",
        "from depesche.cli.app import main; main(['shwo'])",
        "from depesche.cli.app import main; main(['packs', '--text'])",
    ],
)
def test_nothing_heavy_is_loaded(code):
    """Help, misuse and small questions are answered without the store, the tagger or the page reader."""
    assert HEAVY & loaded(code) == set()


def test_the_lists_name_what_can_be_loaded():
    """A package that changes its name must not slip through the test above."""
    assert loaded(f"import {', '.join(sorted(HEAVY))}") >= HEAVY

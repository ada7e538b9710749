"""The bytes of an export depend on the case alone."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys

import pytest

from depesche.export.registry import names, write

DIGESTS = """
import hashlib, io, sys
from depesche.export.registry import names, write
from depesche.store.case import Case
with Case.open(sys.argv[1]) as case:
    for name in names():
        out = io.BytesIO()
        write(case, name, out)
        print(name, hashlib.sha256(out.getvalue()).hexdigest())
"""


def digests(case):
    found = []
    for name in names():
        out = io.BytesIO()
        write(case, name, out, **({"title": "T"} if name == "html" else {}))
        found.append((name, hashlib.sha256(out.getvalue()).hexdigest()))
    return found


def test_the_order_of_files_does_not_matter(make_case, reports):
    """Nor does it matter that they came in one by one."""
    assert digests(make_case(reports, "one.depesche")) == digests(make_case(reports[::-1], "two.depesche"))


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/Adak"},
    ],
    ids=["C", "tr"],
)
def test_the_surroundings_do_not_matter(case, surroundings):
    """Hash seed, locale and time zone leave no trace."""
    command = [sys.executable, "-c", DIGESTS, str(case.path)]
    here = subprocess.run(command, check=True, capture_output=True)
    there = subprocess.run(command, check=True, capture_output=True, env={**os.environ, **surroundings})

    assert here.stdout.count(b"\n") == len(names())
    assert here.stdout == there.stdout

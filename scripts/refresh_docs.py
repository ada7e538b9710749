"""Runs the commands shown in the docs and puts their real output behind them: `make docs`.

In every ```console block each line that begins with `$ ` is run in the repository, and what followed it is replaced
by what it writes to a terminal of 80 columns. Output that was cut off with a line `...` keeps its length.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
CUT = "..."


def main() -> None:
    """Refresh every page; demo/ is made anew, so that the output is that of a first run."""
    for made in (ROOT / "demo").glob("sample*"):
        made.unlink()
    (ROOT / "demo").mkdir(exist_ok=True)
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        old = path.read_text(encoding="utf-8")
        new = BLOCK.sub(lambda found: "".join(_refreshed(found[1])), old)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"refreshed {path.relative_to(ROOT)}")


def _refreshed(block: str) -> Iterator[str]:
    """A block with the output of its commands made anew."""
    for shown in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        command, *before = shown.rstrip("\n").split("\n")
        if not command.startswith("$ "):
            yield shown
            continue
        output = _output(command.removeprefix("$ "))
        if before and before[-1] == CUT:
            output = [*output[: len(before) - 1], CUT]
        yield "".join(f"{line}\n" for line in (command, *output))


def _output(command: str) -> list[str]:
    """What a command writes to a terminal; a failing command ends everything."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "-c", command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PATH": path, "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "80"},
    ) as process:
        os.close(theirs)
        written = b"".join(_read(ours)).decode()
    if process.returncode:
        sys.exit(f"{command} failed:\n{written}")
    return [line.rstrip() for line in written.rstrip().splitlines()]


def _read(terminal: int) -> Iterator[bytes]:
    """Everything until the other side closes the terminal, which Linux reports as an error."""
    while True:
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:
            return
        if not data:
            return
        yield data


if __name__ == "__main__":
    main()

"""A PostgreSQL server for tests: one that DEPESCHE_POSTGRES names, else one that is started and thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = 54_321
USER = "depesche"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    there = shutil.which("initdb")
    return found[-1].parent if found else Path(there).resolve().parent if there else None


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """A server that only this machine reaches, by a socket in a folder of its own; what stands before `case=` in its URLs."""
    folder = Path(tempfile.mkdtemp(prefix="depesche-pg-", dir="/tmp"))
    before = []
    if os.getuid() == 0:  # which the server refuses to run as
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        before = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]

    def run(name: str, *arguments: str) -> None:
        command = [*before, str(bin_folder / name), "-D", str(folder / "data"), *arguments]
        log = (folder / f"{name}.log").open("ab")
        with log:
            subprocess.run(
                command, check=True, cwd=folder, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)}
            )

    try:
        run("initdb", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run(
            "pg_ctl",
            "-w",
            "-l",
            str(folder / "log"),
            "-o",
            f"-k {folder} -p {PORT} -c listen_addresses='' -c fsync=off",
            "start",
        )
        try:
            yield f"postgresql://{USER}@/postgres?host={folder}&port={PORT}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)

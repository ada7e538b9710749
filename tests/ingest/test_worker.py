"""A page that overruns its limits is given up, and the next one gets its turn."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from depesche.errors import ReportError
from depesche.ingest import worker
from depesche.ingest.pieces import Given
from depesche.ingest.worker import pieces_of

GOOD = "<p>Die Gespräche in Genf dauern an."
SLOW = "<p>Ein Absatz mit Text." * 200_000


def take_apart_safely(page: str, *, seconds: float, megabytes: int):
    """The one report that a page is."""
    given = Given("a.html", raw=page.encode())
    [piece] = pieces_of("page", given, seconds=seconds, megabytes=megabytes)
    return piece


def waiting(megabytes):
    """The process that waits to be asked."""
    [worker_of_ours] = worker._WORKERS.waiting[megabytes, 0]
    return worker_of_ours.process


def test_a_page_comes_back_as_it_was_taken_apart():
    """The other process changes nothing about it."""
    assert take_apart_safely(GOOD, seconds=20, megabytes=1500).text == "Die Gespräche in Genf dauern an."


def test_one_process_serves_all_pages():
    """Starting one takes longer than most pages."""
    pids = set()
    for _ in range(3):
        take_apart_safely(GOOD, seconds=20, megabytes=1500)
        pids.add(waiting(1500).pid)
    assert len(pids) == 1


def test_a_page_that_takes_too_long_is_given_up():
    """It costs its time and no more, and the next page is read by a new process."""
    take_apart_safely(GOOD, seconds=20, megabytes=1500)
    with pytest.raises(ReportError, match=r"longer than 0\.2 seconds"):
        take_apart_safely(SLOW, seconds=0.2, megabytes=1500)
    assert take_apart_safely(GOOD, seconds=20, megabytes=1500).text


def test_a_page_that_takes_too_much_memory_is_given_up():
    """The memory is that of the other process alone."""
    with pytest.raises(ReportError, match="memory"):
        take_apart_safely(SLOW, seconds=20, megabytes=250)
    assert take_apart_safely(GOOD, seconds=20, megabytes=250).text


def test_a_process_that_cannot_be_started(monkeypatch):
    """It is the installation that is wrong and not the page."""
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(ReportError, match="could not be started") as caught:
        worker._Pool().take(1500, 0)
    assert "depesche doctor" in str(caught.value.hint)


def test_a_process_that_was_killed_is_replaced():
    """Whoever killed it, the next page is read."""
    take_apart_safely(GOOD, seconds=20, megabytes=1500)
    process = waiting(1500)
    process.kill()
    process.wait()
    assert take_apart_safely(GOOD, seconds=20, megabytes=1500).text


def test_an_error_tells_what_and_not_how():
    """What is wrong with a page is known in the other process, and said in this one."""
    with pytest.raises(ReportError, match="shows no text"):
        take_apart_safely("<script>x</script>", seconds=20, megabytes=1500)


def test_modules_in_the_working_folder_are_not_run(tmp_path):
    """Reports may lie beside files of any name, `lxml.py` among them."""
    (tmp_path / "lxml.py").write_text("import os; os._exit(3)")
    (tmp_path / "json.py").write_text("import os; os._exit(3)")
    code = (
        "from depesche.ingest.pieces import Given\n"
        "from depesche.ingest.worker import pieces_of\n"
        "given = Given('a.html', raw=b'<p>Genf')\n"
        "print(next(pieces_of('page', given, seconds=20, megabytes=1500)).text)"
    )
    path = os.pathsep.join(entry for entry in sys.path if entry)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "Genf\n"


def test_nothing_is_left_running():
    """The process ends with ours, even if ours is killed."""
    code = (
        "import os; from depesche.ingest import worker; from depesche.ingest.pieces import Given\n"
        "list(worker.pieces_of('page', Given('a.html', raw=b'<p>Genf'), seconds=20, megabytes=1500))\n"
        "print(worker._WORKERS.waiting[1500, 0][0].process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        # Without a parent that waits for it, an ended process may stand in the table for a while.
        if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the process outlived its parent")

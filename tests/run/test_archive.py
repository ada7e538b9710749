"""An archive is the same data set byte for byte, whoever reads it, in which order, and whoever dies meanwhile."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import SAMPLE, a_report

from depesche.errors import SetupError, UsageError
from depesche.run import archive
from depesche.run.archive import read_archive
from depesche.run.archive_rows import report_of
from depesche.run.archive_tasks import rows_of
from depesche.run.engines import engine
from depesche.run.local import build
from depesche.run.storage import Storage
from depesche.settings import Settings
from depesche.store.case import Case

pytest.importorskip("pyarrow", reason="the extra arrow is not installed")


@pytest.fixture(autouse=True)
def _small_units(monkeypatch):
    """Two files a unit, so that the sample makes several tasks."""
    monkeypatch.setattr(archive, "_FILES", 2)
    monkeypatch.setattr(archive, "_STORIES", 1)


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    """The sample, read in this process."""
    to: Path = tmp_path_factory.mktemp("archive") / "plain"
    before = archive._FILES, archive._STORIES
    archive._FILES, archive._STORIES = 2, 1
    with engine("local", 1) as one:
        read_archive([str(SAMPLE)], str(to), one, settings=Settings())
    archive._FILES, archive._STORIES = before
    return to


def tree(folder: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def shown(folder: Path) -> dict[str, bytes]:
    """What readers of the data set see."""
    return {name: raw for name, raw in tree(folder).items() if not name.startswith("_")}


def read(paths, to, name="local", jobs=1, **how):
    with engine(name, jobs, **how) as one:
        return read_archive(list(map(str, paths)), str(to), one, settings=Settings())


def test_an_archive_holds_what_a_case_holds(plain, tmp_path):
    """Every report with its records, in the form of the case."""
    with Case.open(tmp_path / "x.depesche", create=True) as case:
        build(case, [str(SAMPLE)], settings=Settings())
        names = [row.name for row in case.rows()]
        read_there = {name: case.as_read(name) for name in names}
    store = Storage(str(plain))
    rows = [row for name in store.names("reports") for row in rows_of(store, name, None)]

    assert sorted(row["name"] for row in rows) == names
    for row in rows:
        mine, theirs = report_of(row), read_there[row["name"]]
        assert (mine.id, mine.text, mine.source) == (
            theirs.id,
            theirs.text,
            replace(theirs.source, origin=mine.source.origin),
        )
        assert [one.id for one in mine.statements] == [one.id for one in theirs.statements]
    records = [row for name in store.names("records") for row in rows_of(store, name, None)]
    assert sum(row["kind"] == "statement" for row in records) == sum(len(one.statements) for one in read_there.values())
    texts = {row["id"]: row["text"] for row in rows}
    whole = [row for row in records if row["words"] and " … " not in row["words"]]
    assert all(texts[row["report_id"]][row["start"] : row["end"]] == row["words"] for row in whole)


def test_processes_read_the_same_bytes(plain, tmp_path):
    """Two of them, and files named one by one in any order."""
    files = sorted(SAMPLE.iterdir())
    random.Random(1).shuffle(files)
    read([SAMPLE], tmp_path / "two", jobs=2)
    read(files, tmp_path / "shuffled")

    assert tree(tmp_path / "two") == tree(plain)
    assert shown(tmp_path / "shuffled").keys() == shown(plain).keys()
    assert {k: v for k, v in shown(tmp_path / "shuffled").items() if k.startswith("rec")} == {
        k: v for k, v in shown(plain).items() if k.startswith("rec")
    }


@pytest.mark.parametrize(("seed", "zone", "locale"), [("1", "Pacific/Auckland", "tr_TR.UTF-8"), ("77", "UTC", "C")])
def test_neither_hash_seed_nor_zone_nor_locale_matter(plain, tmp_path, seed, zone, locale):
    """In a process of its own with other ones."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": locale, "LC_ALL": locale}
    command = [sys.executable, "-m", "depesche", "read", str(SAMPLE), "--to", str(tmp_path / "x"), "-q", "-j", "1"]
    subprocess.run(command, env=environment, check=True, capture_output=True)

    assert {k: v for k, v in shown(tmp_path / "x").items() if k != "dataset.json"} == {
        k: v for k, v in shown(plain).items() if k != "dataset.json"
    }


def test_what_was_read_is_not_read_again(plain, tmp_path, monkeypatch):
    """A second run reads nothing; a new file is read alone."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for path in sorted(SAMPLE.iterdir())[:4]:
        (reports / path.name).write_bytes(path.read_bytes())
    read([reports], tmp_path / "x")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "x" / "_units").iterdir()}
    (reports / "zuletzt.txt").write_text("Genf, 8. März 2031. „Nein“, sagte Hallvik.", encoding="utf-8")
    done = read([reports], tmp_path / "x")

    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "x" / "_units").iterdir()}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 2
    assert done.reports == 5


def test_a_file_that_is_gone_leaves_the_data_set(tmp_path):
    """Nothing of it stays behind in any table."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, day in (("a.txt", 3), ("b.txt", 4)):
        (reports / name).write_text(f"Genf, {day}. März 2031. „Nein“, sagte Hallvik.", encoding="utf-8")
    read([reports], tmp_path / "x")
    (reports / "b.txt").unlink()
    read([reports], tmp_path / "x")
    read([reports], tmp_path / "y")

    assert tree(tmp_path / "x") == tree(tmp_path / "y")


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path):
    """One bad report never stops a run."""
    (tmp_path / "good.txt").write_text("Genf, 8. März 2031. „Nein“, sagte Hallvik.", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 9)
    done = read([tmp_path], tmp_path / "x")

    assert done.reports == 1
    assert [(name, what) for name, what, _ in done.failed] == [("bad.txt", "The bytes are no text.")]


def test_a_killed_process_costs_nothing_but_time(plain, tmp_path):
    """Another one does what it had begun."""
    with engine("local", 2) as two:
        killer = threading.Thread(target=_kill_one_child, args=(tmp_path / "x",))
        killer.start()
        read_archive([str(SAMPLE)], str(tmp_path / "x"), two, settings=Settings())
        killer.join()

    assert tree(tmp_path / "x") == tree(plain)


def _kill_one_child(to: Path) -> None:
    _wait_for(lambda: list(to.glob("_units/*.json")))
    found = subprocess.run(
        ["pgrep", "-P", str(os.getpid()), "-f", "spawn_main"], capture_output=True, text=True, check=False
    )
    for pid in found.stdout.split()[:1]:
        os.kill(int(pid), signal.SIGKILL)


def _wait_for(there) -> None:
    until = time.monotonic() + 60
    while not there() and time.monotonic() < until:
        time.sleep(0.02)


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers, each a process of its own: its address, and the workers."""
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    about = tmp_path / "scheduler.json"
    base = [sys.executable, "-m"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    start = [*base, "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(about)]
    scheduler = subprocess.Popen([*start, "--host", "127.0.0.1"], **quiet)
    _wait_for(about.exists)
    join = [
        *base,
        "distributed.cli.dask_worker",
        "--scheduler-file",
        str(about),
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
    ]
    workers = [subprocess.Popen(join, **quiet) for _ in range(2)]
    yield json.loads(about.read_text())["address"], workers
    for one in [*workers, scheduler]:
        one.kill()
        one.wait()


def test_a_cluster_reads_the_same_bytes_though_a_worker_is_killed(plain, tmp_path, cluster):
    """On a real scheduler with two workers, one of which dies in the middle."""
    address, workers = cluster

    def kill() -> None:
        _wait_for(lambda: list((tmp_path / "x").glob("_units/*.json")))
        workers[0].kill()

    killer = threading.Thread(target=kill)
    killer.start()
    read([SAMPLE], tmp_path / "x", "dask", scheduler=address)
    killer.join()

    assert workers[0].wait() == -signal.SIGKILL
    assert tree(tmp_path / "x") == tree(plain)


def test_a_scheduler_that_does_not_answer_is_named(tmp_path):
    """It is the set-up that is wrong, and it is said where."""
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    with pytest.raises(SetupError) as caught, engine("dask", scheduler="nowhere://x"):
        pass

    assert caught.value.where == "nowhere://x"


def test_what_makes_no_sense_is_refused(tmp_path):
    """An engine that there is not, and nothing to read."""
    with pytest.raises(UsageError, match="no engine"), engine("spark"):  # type: ignore[arg-type]
        pass
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="nothing to read"):
        read([tmp_path / "empty"], tmp_path / "x")


@pytest.fixture
def bucket(monkeypatch):
    """A store of objects on this machine that speaks S3."""
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    server = pytest.importorskip("moto.server", reason="moto is not installed").ThreadedMotoServer(
        "127.0.0.1", 0, verbose=False
    )
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }.items():
        monkeypatch.setenv(name, value)
    client = pytest.importorskip("boto3", reason="boto3 is not installed").client("s3")
    client.create_bucket(Bucket="archive")
    for path in SAMPLE.iterdir():
        client.put_object(Bucket="archive", Key=f"in/{path.name}", Body=path.read_bytes())
    yield "s3://archive"
    server.stop()


@pytest.mark.filterwarnings("ignore")  # of botocore's own
def test_objects_are_read_and_written(plain, tmp_path, bucket):
    """From a bucket into a bucket: the same records as from a folder into a folder."""
    read([f"{bucket}/in"], f"{bucket}/out")
    store = Storage(f"{bucket}/out")

    there = {name: store.read(name) for name in store.names("records")}
    assert there == {name: raw for name, raw in tree(plain).items() if name.startswith("records")}
    assert read([f"{bucket}/in"], f"{bucket}/out").reports == len(list(SAMPLE.iterdir()))


def test_evidence_of_what_has_pages_names_its_page():
    """Counted from 1; a report without pages has none."""
    report = a_report("Seite eins.\n\nSeite zwei.")
    paged = replace(report, source=replace(report.source, pages=(0, 13)))

    assert [paged.page_at(place) for place in (0, 12, 13, 20)] == [1, 1, 2, 2]
    assert report.page_at(3) is None

"""Nothing in the package needs POSIX: what only some systems have is asked for with care."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

import depesche

ROOT = Path(depesche.__file__).parent
NAMES = """
modules: crypt curses fcntl grp nis posix pty pwd readline resource spwd syslog termios tty
os: chown chroot fchmod fchown fork forkpty getegid geteuid getgid getloadavg getpgid getpgrp getuid killpg lchown
os: mkfifo mknod nice openpty pathconf posix_spawn pread pwrite sched_getaffinity sendfile setsid setuid statvfs
os: sysconf uname wait wait3 wait4 O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK WNOHANG
signal: SIGALRM SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGUSR1 SIGUSR2 alarm pause setitimer
"""
ONLY_THERE: dict[str, set[str]] = {}
for line in NAMES.split("\n"):
    ONLY_THERE.setdefault(line.partition(":")[0], set()).update(line.partition(":")[2].split())
OF_PROCESSES = frozenset({"preexec_fn", "start_new_session", "pass_fds", "process_group"})
CARE = frozenset({"ImportError", "ModuleNotFoundError", "AttributeError"})


def unguarded(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and name of everything that only POSIX has and that no `try` or `if` stands around."""
    return sorted((node.lineno, name) for node, name in _uses(tree, cared=False))


def _uses(node: ast.AST, *, cared: bool) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    if not cared and isinstance(node, ast.expr | ast.stmt):
        yield from ((node, name) for name in _names(node))
    if isinstance(node, ast.Try):
        tried = cared or any(_catches(one) for one in node.handlers)
        for child in ast.iter_child_nodes(node):
            yield from _uses(child, cared=tried if child in node.body or child in node.orelse else cared)
    elif isinstance(node, ast.If):
        asked = cared or _asks_for_the_system(node.test)
        for child in ast.iter_child_nodes(node):
            yield from _uses(child, cared=asked)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _uses(child, cared=cared)


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names if one.name.partition(".")[0] in ONLY_THERE["modules"])
    elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
        if node.module in ONLY_THERE["modules"]:
            yield node.module
        yield from (f"{node.module}.{one.name}" for one in node.names if _of(node.module, one.name))
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and _of(node.value.id, node.attr):
        yield f"{node.value.id}.{node.attr}"
    elif isinstance(node, ast.Call):
        yield from (one.arg for one in node.keywords if one.arg in OF_PROCESSES)


def _of(module: str, name: str) -> bool:
    return name in ONLY_THERE.get(module, set())


def _catches(handler: ast.ExceptHandler) -> bool:
    return bool(CARE & {one.id for one in ast.walk(handler.type or handler) if isinstance(one, ast.Name)})


def _asks_for_the_system(test: ast.expr) -> bool:
    said = ast.unparse(test)
    return "sys.platform" in said or "os.name" in said or "hasattr(" in said


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_needs_posix(path):
    """A module that can be loaded here can be loaded anywhere."""
    assert unguarded(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import fcntl", ["fcntl"]),
        ("from resource import setrlimit", ["resource"]),
        ("import os\nos.fork()", ["os.fork"]),
        ("from os import getuid", ["os.getuid"]),
        ("import signal\ndef stop(pid):\n    kill(pid, signal.SIGKILL)", ["signal.SIGKILL"]),
        ("Popen(['a'], start_new_session=True)", ["start_new_session"]),
        ("try:\n    x()\nexcept ValueError:\n    import pwd", ["pwd"]),
        ("try:\n    import pwd\nexcept ValueError:\n    pass", ["pwd"]),
        ("try:\n    import pwd\nexcept (ImportError, OSError):\n    pass", []),
        ("try:\n    os.getuid()\nexcept AttributeError:\n    pass", []),
        ("if hasattr(os, 'getuid'):\n    os.getuid()", []),
        ("if sys.platform != 'win32':\n    import termios", []),
        ("import os\nos.getpid()", []),
    ],
)
def test_the_test_would_find_it(code, found):
    """What stands bare is found, wherever it stands; what is asked for with care is not."""
    assert [name for _, name in unguarded(ast.parse(textwrap.dedent(code)))] == found

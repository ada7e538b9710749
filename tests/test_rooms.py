"""One direction: who may import whom, which modules may write SQL, and which may print."""

from __future__ import annotations

import ast
from pathlib import Path

import depesche

ROOT = Path(depesche.__file__).parent
GROUND = {
    "records",
    "extras",
    "relations",
    "wording",
    "stages",
    "errors",
    "settings",
    "texts",
    "paragraphs",
    "__init__",
}
MAY = {
    "packs": set(),
    "store": set(),
    "score": set(),
    "ingest": {"packs"},
    "clean": {"packs"},
    "language": {"packs"},
    "read": {"packs", "language"},
    "relate": {"packs", "language"},
    "run": {"packs", "ingest", "clean", "language", "read", "relate", "store"},
    "export": {"store"},
    "web": {"store", "export", "run"},
    "cli": {"packs", "ingest", "clean", "language", "read", "relate", "store", "run", "score", "export", "web"},
}


def modules():
    for path in sorted(ROOT.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    relative = path.relative_to(ROOT)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "depesche":  # `from depesche import store` names a room too
                yield from (f"depesche.{name.name}" for name in node.names if name.name in MAY)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_rooms_import_only_what_they_may():
    """Data flows one way: a room knows nothing of the rooms that come after it."""
    wrong = []
    for path, tree in modules():
        here = room_of(path)
        for name in imported(tree):
            parts = name.split(".")
            if parts[0] != "depesche" or len(parts) == 1:
                continue
            there = parts[1]
            allowed = (
                there in GROUND
                or there == here
                or here in {"__main__", "api", "spacy_component"}
                or there in MAY.get(here, set())
            )
            if not allowed:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_ground_floor_imports_nothing_of_ours():
    """What everybody imports must not import anybody but its like."""
    for path, tree in modules():
        if room_of(path) in GROUND:
            for name in imported(tree):
                assert not name.startswith("depesche.") or name.split(".")[1] in GROUND, (path, name)


def test_only_main_imports_cli():
    """The command line is the outermost door."""
    for path, tree in modules():
        if room_of(path) not in {"cli", "__main__"}:
            assert not any(name.startswith("depesche.cli") for name in imported(tree)), path


def test_only_cli_prints():
    """Nobody else writes to the terminal."""
    for path, tree in modules():
        if room_of(path) in {"cli", "__main__"}:
            continue
        for node in ast.walk(tree):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            assert not called, f"{path}:{getattr(node, 'lineno', 0)}"


def test_only_store_speaks_to_the_database():
    """SQL has one door."""
    for path, tree in modules():
        if room_of(path) != "store":
            assert not {"sqlite3", "sqlalchemy", "alembic"} & {name.split(".")[0] for name in imported(tree)}, path


def test_only_run_loads_packs():
    """Stages get their pack handed in, so that they stay pure."""
    for path, tree in modules():
        if room_of(path) not in {"run", "cli", "packs"}:
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and node.module == "depesche.packs":
                    assert {name.name for name in node.names} <= {"Pack"}, path
                elif isinstance(node, ast.ImportFrom) and node.module == "depesche":
                    assert "packs" not in {name.name for name in node.names}, path

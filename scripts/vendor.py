"""Fetches the browser libraries that the workbench ships, checks them against the digests below, and lays them into the package.

Run by hand when a version is raised: `python scripts/vendor.py`. Needs npm, which fetches from wherever it is set up to.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1] / "src" / "depesche" / "web" / "static" / "vendor"


@dataclass(frozen=True)
class Library:
    """A package: its version, licence and the sha512 of its archive, and which of its files is taken."""

    name: str
    version: str
    licence: str
    integrity: str
    path: str

    @property
    def file(self) -> str:
        """How the file is called here."""
        return self.path.rpartition("/")[2]


LIBRARIES = (
    Library(
        "vega",
        "6.4.0",
        "BSD-3-Clause",
        "rHXCq2LpEWCLMjXBEj7hocY9G0/i5TGYRayGGSj06VTF4+l2IG2Z7oeZKCjWbUh/7hTE/mVhbaOPB72wCElh6g==",
        "build/vega.min.js",
    ),
    Library(
        "vega-lite",
        "6.4.3",
        "BSD-3-Clause",
        "d/7hPjfz560UERaQuTmGgIVfXAe3g2hJWeC+igDeaGohUdEoNrHLXgR/yTOBT8vV/lIuuKnw+0/xWWblkDwkMQ==",
        "build/vega-lite.min.js",
    ),
    Library(
        "vega-interpreter",
        "2.3.2",
        "BSD-3-Clause",
        "JDAoi3taFcCDLujZG84TNNUXdkAZ5WsSHssx8lWVYaxb9Slsjk7v7PtRIYXpSlUwLaKGRBqoJ9KDs36Z0eMEIw==",
        "build/vega-interpreter.js",
    ),
    Library(
        "cytoscape",
        "3.34.4",
        "MIT",
        "msY99tMY8iWTg+sIPGfSqDcPNOt4xcj+v/K/7qUFaCUxxlqnMkUYLBjRUzn9W5CU/R2hrmtJa5+UtovrEM2ctg==",
        "dist/cytoscape.min.js",
    ),
)
# A browser finds no module by its bare name; vega itself has what the interpreter wants of it.
_BARE = b"import { ascending, isString, DisallowedObjectProperties } from 'vega-util';"
_OWN = b"const { ascending, isString, DisallowedObjectProperties } = globalThis.vega;"


def main() -> None:
    """Fetch all of them anew."""
    HERE.mkdir(exist_ok=True)
    for old in HERE.iterdir():
        old.unlink()
    listed = []
    with tempfile.TemporaryDirectory() as scratch:
        for one in LIBRARIES:
            data, licence = _fetched(one, Path(scratch))
            if one.name == "vega-interpreter":
                assert _BARE in data
                data = data.replace(_BARE, _OWN)
            data = b"\n".join(line for line in data.split(b"\n") if not line.startswith(b"//# sourceMappingURL"))
            (HERE / one.file).write_bytes(data)
            (HERE / f"{one.name}.LICENSE").write_bytes(licence)
            listed.append(
                {
                    "name": one.name,
                    "version": one.version,
                    "licence": one.licence,
                    "file": one.file,
                    "sha256": hashlib.sha256(data).hexdigest(),
                }
            )
    (HERE / "vendor.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


def _fetched(one: Library, folder: Path) -> tuple[bytes, bytes]:
    """The file and the licence of a package whose archive is the one that is meant."""
    packed = ["npm", "pack", f"{one.name}@{one.version}", "--silent"]
    name = subprocess.run(packed, check=True, cwd=folder, stdout=subprocess.PIPE, text=True).stdout.split()[-1]
    archive = (folder / name).read_bytes()
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if digest != one.integrity:
        raise SystemExit(f"{one.name} {one.version} is not what it was: sha512 {digest}")
    with tarfile.open(folder / name) as files:
        found = [files.extractfile(f"package/{path}") for path in (one.path, "LICENSE")]
        data, licence = (file.read() for file in found if file is not None)
    return data, licence


if __name__ == "__main__":
    main()

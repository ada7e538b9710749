"""Writes the bill of materials of the locked core as CycloneDX: `make sbom`. cyclonedx-bom makes it, and what it cannot know is put in.

That is: our version, licences, who needs whom, and the libraries of the workbench. The bytes depend only on the tree and what is installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from depesche import __version__
from licences import ROOT, US, packages, vendored

OUT = ROOT / "dist" / "depesche.cdx.json"
MAKER = ["cyclonedx_py", "requirements", "--output-reproducible", "--of", "JSON", "--sv", "1.6", "--no-validate"]


def main() -> None:
    """Write the bill, and check it against the schema of CycloneDX."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    _check(text)
    out.write_text(text, encoding="utf-8")
    print(f"Wrote {out}.")


def bill() -> dict[str, Any]:
    """The bill as JSON has it."""
    command = [sys.executable, "-W", "ignore", "-m", *MAKER, "--pyproject", "pyproject.toml", "requirements/lock.txt"]
    made: dict[str, Any] = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    root = made["metadata"]["component"]
    root |= {"version": __version__, "purl": f"pkg:pypi/{US}@{__version__}"}
    ours = {one.name: one for one in packages()}
    for one in made["components"]:
        one["bom-ref"] = one["name"]  # lines of a file are no names
        one.pop("description", None)
        one["licenses"] = [{"license": {"name": ours[one["name"]].licence}}]
    made["components"] += [_vendored(one) for one in vendored()]
    needs: dict[str, list[str]] = {one["bom-ref"]: [] for one in (root, *made["components"])}
    for package in ours.values():
        for who in package.needed_by:
            needs[root["bom-ref"] if who == US else who.partition(",")[0]].append(package.name)
    needs[root["bom-ref"]] += [one["name"] for one in vendored()]
    made["dependencies"] = [{"ref": ref, "dependsOn": sorted(needed)} for ref, needed in sorted(needs.items())]
    return made


def _vendored(one: dict[str, str]) -> dict[str, Any]:
    return {
        "bom-ref": one["name"],
        "type": "library",
        "name": one["name"],
        "version": one["version"],
        "purl": f"pkg:npm/{one['name']}@{one['version']}",
        "licenses": [{"license": {"id": one["licence"]}}],
        "hashes": [{"alg": "SHA-256", "content": one["sha256"]}],
    }


def _check(text: str) -> None:
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 (heavy)
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415 (heavy)

    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        sys.exit(f"The bill is no CycloneDX: {wrong}")


if __name__ == "__main__":
    main()

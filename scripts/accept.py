"""Write the records of the reports in tests/reports anew: read the difference before you commit it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> int:
    """Write what changed; say which reports that were."""
    from tests.reports.conftest import HERE, read, records  # noqa: PLC0415 (the tests' own folder, found from here)

    changed = []
    for path in sorted(HERE.glob("*.txt")):
        target, new = path.with_suffix(".json"), records(read(path))
        if not target.exists() or target.read_text(encoding="utf-8") != new:
            target.write_text(new, encoding="utf-8")
            changed.append(path.stem)
    print(f"Changed: {', '.join(changed)}. Review: git diff tests/reports" if changed else "Nothing changed.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

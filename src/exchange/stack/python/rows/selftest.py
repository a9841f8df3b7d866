"""Checks this folder with nothing but Python: rows can be read, and verdicts come to the scores they should."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from score import judged, read_rows, score  # noqa: E402


def check(holds: bool, what: str) -> None:
    """Ends with exit code 1 and one line where something does not hold."""
    if not holds:
        print(f"FAILED: {what}", file=sys.stderr)
        sys.exit(1)
    print(f"ok: {what}")


def main() -> None:
    """Reads every row, and scores answers that meet everything, nothing, and all but the faults."""
    rows = read_rows(HERE / "rows.jsonl")
    check(len(rows) > 0, f"rows.jsonl has {len(rows)} rows")
    check(all(row.items and all(item.text for item in row.items) for row in rows), "every criterion has a text")
    for number, row in enumerate(rows):
        good = [item.worth > 0 for item in row.items]
        if not any(good):
            check(score(row, good) is None, f"row {number}: no worth above 0, so there is no score")
            continue
        check(score(row, good) == 1, f"row {number}: an answer with all merits and no fault scores 1")
        check(score(row, [False] * len(good)) == 0, f"row {number}: an answer with neither scores 0")
        faults = [not merit for merit in good]
        lowest = 0 if row.format == "rar" else -1e9
        check(lowest <= (score(row, faults) or 0) <= 0, f"row {number}: faults never raise a score")
    asked = judged(rows[0], "an answer", lambda question, answer, criteria: [1.0] * len(criteria))
    check(asked == [True] * len(rows[0].items), "a judge is asked for one verdict per criterion")


if __name__ == "__main__":
    main()

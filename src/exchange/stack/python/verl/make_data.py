"""Writes prompts.jsonl as the parquet files that verl reads: `python3 make_data.py [--test-share 0.1]`.

Columns as in verl's docs/preparation/prepare_data.rst (0.9.0): data_source, prompt, ability, reward_model, extra_info.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCE = "focal_lab"


def row_of(line: dict[str, Any], index: int) -> dict[str, Any]:
    """A row of the parquet file. `line`: {"prompt": messages or text, "topic": index or null}."""
    prompt = line["prompt"]
    messages = [{"role": "user", "content": prompt}] if isinstance(prompt, str) else prompt
    topic = line.get("topic")
    return {
        "data_source": SOURCE,
        "prompt": messages,
        "ability": "rubric",
        "reward_model": {"style": "rule", "ground_truth": ""},
        # A topic below 0 is none: parquet columns have one type.
        "extra_info": {"index": index, "prompt": messages, "topic": -1 if topic is None else topic},
    }


def read_prompts(path: Path) -> list[dict[str, Any]]:
    """Rows of the parquet file, one per line of prompts.jsonl. Raises ValueError naming the line that is none."""
    rows = []
    # Not splitlines: JSON leaves characters such as U+2028 as they are, which are ends of lines to it.
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except ValueError as error:
            raise ValueError(f"{path}, line {number} is not JSON ({error}): {text[:80]}") from None
        prompt = line.get("prompt") if isinstance(line, dict) else None
        if not isinstance(prompt, (str, list)) or len(prompt) == 0:
            raise ValueError(f'{path}, line {number}: "prompt" has to be a text or a list of messages: {text[:80]}')
        rows.append(row_of(line, len(rows)))
    if not rows:
        raise ValueError(f"{path} has no rows.")
    return rows


def split(rows: list[dict[str, Any]], share: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows to train on and to test on. With a share of 0 the test has the same prompts: few are better met twice."""
    if not 0 <= share < 1:
        raise ValueError(f"--test-share is {share}; allowed is 0 up to, not including, 1")
    count = round(share * len(rows))
    if share > 0 and not 0 < count < len(rows):
        raise ValueError(
            f"--test-share is {share}, which of {len(rows)} prompts leaves {count}; leave it out, or add prompts"
        )
    return (rows, rows) if count == 0 else (rows[:-count], rows[-count:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=Path, default=HERE / "prompts.jsonl")
    parser.add_argument("--out", type=Path, default=HERE / "data")
    parser.add_argument("--test-share", type=float, default=0.0)
    args = parser.parse_args()
    import pyarrow
    import pyarrow.parquet

    train, test = split(read_prompts(args.prompts), args.test_share)
    args.out.mkdir(parents=True, exist_ok=True)
    for name, rows in (("train", train), ("test", test)):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), args.out / f"{name}.parquet")
        print(f"{args.out / name}.parquet: {len(rows)} prompts")


if __name__ == "__main__":
    main()

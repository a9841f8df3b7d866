"""Scores answers by HealthBench or RaR rows: a judge says which criteria are met, the rows say what each is worth.

    python3 score.py --rows rows.jsonl --answers answers.jsonl

`answers.jsonl` has one JSON object per line: {"row": 0, "answer": "..."}; `row` counts from 0. The judge is an
OpenAI-compatible server, set in the environment (README.md says how).

Checked on 2026-11-22 against healthbench_eval.py of openai/simple-evals (9e2fafd) and the card of the data set
ScaleAI/RaR-Medicine (66f9c8f).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple


sys.path.insert(0, str(Path(__file__).resolve().parent))

from focal_lab.conversation import prompt_text_of  # noqa: E402

MOST_IN_A_ROW = 3
"""Answers that the judge fails on, one after the other, before the rest is left alone."""


class Item(NamedTuple):
    """One criterion of a row: what is asked, and what it is worth (below 0 for a fault that shows)."""

    text: str
    worth: float


class Row(NamedTuple):
    """One row: the question asked, its criteria, and which format it came in."""

    question: str
    items: list[Item]
    format: str


def read_rows(path: Path) -> list[Row]:
    """Rows of a JSONL file, in the format of HealthBench (`rubrics`) or RaR (`rubric`).

    Raises ValueError naming the line where one is neither.
    """
    rows = []
    # Not splitlines: JSON leaves characters such as U+2028 as they are, which are ends of lines to it.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        row = json.loads(line)
        if "rubrics" in row:
            items = [Item(item["criterion"], float(item["points"])) for item in row["rubrics"]]
            question = prompt_text_of(row["prompt"]) if row.get("prompt") else ""
            rows.append(Row(question, items, "healthbench"))
        elif "rubric" in row:
            items = [Item(item["description"], float(item["weight"])) for item in row["rubric"]]
            rows.append(Row(row.get("question", ""), items, "rar"))
        else:
            raise ValueError(
                f"{path.name}, line {number}: has neither `rubrics` (HealthBench) nor `rubric` (RaR)"
            )
    return rows


def score(row: Row, met: list[bool]) -> float | None:
    """What verdicts come to: worth of what is met over all worth above 0; None where no worth is above 0.

    met: one verdict per criterion, in the order of the row; for a fault, True says that it shows.
    HealthBench (healthbench_eval.py of openai/simple-evals) lets one answer fall below 0. RaR's weighted sum
    is over weights above 0; faults below 0 count as in HealthBench, and the score stays in 0 to 1 (our reading).
    """
    if len(met) != len(row.items):
        raise ValueError(f"there are {len(met)} verdicts for {len(row.items)} criteria; one each is needed")
    possible = sum(item.worth for item in row.items if item.worth > 0)
    if possible == 0:
        return None
    reached = sum(item.worth for item, is_met in zip(row.items, met) if is_met) / possible
    return min(1.0, max(0.0, reached)) if row.format == "rar" else reached


def judged(row: Row, answer: str, judge: Any) -> list[bool]:
    """Verdicts [K] of a judge on one answer: every criterion is asked as a Hard Rule, met or not."""
    criteria = [
        {"id": f"criterion_{k + 1}", "name": f"criterion {k + 1}", "text": item.text,
         "kind": "hard-rule", "polarity": "positive"}
        for k, item in enumerate(row.items)
    ]  # fmt: skip
    return [value == 1 for value in judge(row.question, answer, criteria)]


def main() -> int:
    """Prints a score per answer and their mean; exit code 2: a file or setting is wrong; 1: the judge failed."""
    parser = argparse.ArgumentParser(description="Scores answers by HealthBench or RaR rows.")
    parser.add_argument("--rows", type=Path, default=Path("rows.jsonl"))
    parser.add_argument("--answers", type=Path, required=True)
    options = parser.parse_args()
    from focal_lab.judge import Judge, JudgeError

    try:
        rows = read_rows(options.rows)
        answers = [json.loads(line) for line in options.answers.read_text(encoding="utf-8").split("\n") if line.strip()]
        for answer in answers:
            if not isinstance(answer, dict):
                raise ValueError(f'{answer!r} is no answer; it looks like {{"row": 0, "answer": "..."}}')
            if not isinstance(answer.get("row"), int) or not 0 <= answer["row"] < len(rows):
                raise ValueError(f"row {answer.get('row')!r} is not a row; rows are 0 to {len(rows) - 1}")
            if not isinstance(answer.get("answer"), str):
                raise ValueError(f"answer {answer.get('answer')!r} is not a text")
        judge = Judge.from_environment()
    except (OSError, ValueError, JudgeError) as error:
        print(error, file=sys.stderr)
        return 2
    scores = []
    failed = in_a_row = 0
    for number, answer in enumerate(answers, 1):
        row = rows[answer["row"]]
        try:
            value = score(row, judged(row, answer["answer"], judge))
        except JudgeError as error:
            print(f"answer {number} was not judged: {error}", file=sys.stderr)
            failed += 1
            in_a_row += 1
            if error.hopeless or in_a_row == MOST_IN_A_ROW:
                print(f"{len(answers) - number} answers were not tried any more", file=sys.stderr)
                break
            value = None
        else:
            in_a_row = 0
        print(json.dumps({"row": answer["row"], "score": value}))
        if value is not None:
            scores.append(value)
    if scores:
        print(f"mean of {len(scores)}: {sum(scores) / len(scores):.4f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

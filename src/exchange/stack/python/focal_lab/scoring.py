"""Scores answers in every criterion of lab.json: by detectors where it has them, by a judge for the others."""

from __future__ import annotations

import hashlib
import json
import logging
import math
import operator
import os
import threading
from collections import OrderedDict, deque
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Callable, Mapping, Sequence

from .conversation import prompt_text_of, text_of
from .judge import Judge, JudgeError, NotJudged, judge_all
from .words import Language, score_tokens

FORMAT = "focal-lab-stack"
FORMAT_VERSION = 1
# Share of answers without verdicts with which a run goes on.
DEFAULT_MOST_FAILED = 0.2
# A batch of fewer answers says little by itself: then the latest answers count, up to RECENT, once there are so many.
FEWEST = 8
RECENT = 50
# Training and evaluation may take turns, and several threads may score at once.
REMEMBERED = 4

log = logging.getLogger("focal_lab")

JudgeCall = Callable[[str, str, Sequence[Mapping[str, Any]]], "list[float]"]


def load_lab(path: str | os.PathLike[str]) -> dict[str, Any]:
    """A lab.json, its format and version checked.

    Raises:
        ValueError: naming the file, what it holds, and what it has to hold.
    """
    text = Path(path).read_text(encoding="utf-8")
    try:
        lab = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{path} is no JSON: {error}") from None
    found = lab.get("format") if isinstance(lab, dict) else type(lab).__name__
    if found != FORMAT:
        raise ValueError(f'{path} has the format {found!r}; a lab.json has "format": "{FORMAT}". Export it again.')
    if lab.get("formatVersion") != FORMAT_VERSION:
        raise ValueError(
            f"{path} has the format version {lab.get('formatVersion')!r}; these files read {FORMAT_VERSION}. "
            "Export all files again, together."
        )
    missing = [name for name in ("criteria", "language", "method", "parameters", "training") if name not in lab]
    if missing:
        raise ValueError(f"{path} lacks {', '.join(missing)}. Export it again.")
    if not lab["criteria"]:
        raise ValueError(f"{path} has no criteria; a rubric has at least one.")
    return lab


def topic_of(value: Any) -> int | None:
    """A value of a `topic` column as an index, or None. A column with gaps arrives as 2.0 and NaN."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    try:
        if isinstance(value, bool):
            raise TypeError
        return int(value) if isinstance(value, float) and value.is_integer() else operator.index(value)
    except TypeError:
        raise ValueError(f"a topic is {value!r}; it has to be a whole number, or None for no topic.") from None


def _most_failed(environ: Mapping[str, str]) -> float:
    text = environ.get("FOCAL_JUDGE_MAX_FAILED", "").strip()
    try:
        value = float(text) if text else DEFAULT_MOST_FAILED
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        raise ValueError(f"FOCAL_JUDGE_MAX_FAILED is {text!r}; it has to be a share, 0 to 1.")
    return value


class Scorer:
    """Scores batches of answers in all K criteria, in the order of lab.json.

    The latest batches are remembered: K reward functions that are each called with the same prompts and completions
    cost one scoring. It may be called from many threads; who asks for a batch that is being scored waits for it.

    Args:
        lab: parsed lab.json.
        judge: a `Judge`, or a function `(prompt_text, answer, criteria) -> scores`. Left out, the first answer that
            needs one takes it from the environment.
    """

    def __init__(self, lab: Mapping[str, Any], judge: JudgeCall | None = None) -> None:
        self.criteria: list[dict[str, Any]] = list(lab["criteria"])
        self.language = Language(lab["language"])
        self.judged = [k for k, one in enumerate(self.criteria) if one["scoredBy"] == "judge"]
        self.most_failed = _most_failed(os.environ)
        #: Answers that were judged so far, and those among them that got no verdicts.
        self.asked = 0
        self.failed = 0
        self._judge = judge
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Future[list[list[float | None]]]] = OrderedDict()
        self._recent: deque[bool] = deque(maxlen=RECENT)

    def check(self) -> None:
        """Says now, not at the first answer, what is missing for a judge.

        Raises:
            JudgeError: where some criterion needs a judge and the environment names none.
        """
        if self.judged and self._judge is None:
            self._judge = Judge.from_environment()

    def score(
        self, prompts: Sequence[Any], completions: Sequence[Any], topics: Sequence[Any] | None = None
    ) -> list[list[float | None]]:
        """Scores of N answers.

        Args:
            prompts: N prompts, each a string or a conversation (`prompt_text_of` says what the judge reads).
            completions: N answers, each a string or a conversation; the content of its last message counts.
            topics: N indices of topics, None for prompts without one. Left out: none has.

        Returns:
            [N][K] scores in [0, 1]. None in the judged criteria of an answer that the judge failed on.

        Raises:
            JudgeError: where the judge fails on more than FOCAL_JUDGE_MAX_FAILED of the answers (default 0.2).
            ValueError: where lengths differ, or a detector asks for a topic that a prompt lacks.
        """
        given = [None] * len(prompts) if topics is None else list(topics)
        if not len(prompts) == len(completions) == len(given):
            raise ValueError(
                f"there are {len(prompts)} prompts, {len(completions)} completions and {len(given)} topics; "
                "each answer has one of each."
            )
        rows = [
            (prompt_text_of(prompt), text_of(completion), topic_of(topic))
            for prompt, completion, topic in zip(prompts, completions, given)
        ]
        key = hashlib.sha256(json.dumps(rows).encode()).hexdigest()
        with self._lock:
            known = self._known.get(key)
            if known is None:
                own: Future[list[list[float | None]]] = Future()
                self._known[key] = own
        if known is not None:
            return [list(row) for row in known.result()]
        try:
            scores = self._score(rows)
        except BaseException as error:
            with self._lock:
                self._known.pop(key, None)
            own.set_exception(error)
            raise
        own.set_result(scores)
        with self._lock:
            done = [one for one, future in self._known.items() if future.done()]
            for one in done[: max(0, len(done) - REMEMBERED)]:
                del self._known[one]
        return [list(row) for row in scores]

    def _score(self, rows: list[tuple[str, str, int | None]]) -> list[list[float | None]]:
        scores: list[list[float | None]] = []
        for _, answer, topic in rows:
            tokens = self.language.tokens(answer)
            scores.append(
                [
                    None if one["scoredBy"] == "judge" else score_tokens(one, tokens, topic, self.language)
                    for one in self.criteria
                ]
            )
        if self.judged and rows:
            for row, verdicts in zip(scores, self._verdicts(rows)):
                for k, verdict in zip(self.judged, verdicts):
                    row[k] = verdict
        return scores

    def _verdicts(self, rows: list[tuple[str, str, int | None]]) -> list[list[float]]:
        """Verdicts on each answer, none where the judge failed. The same answer to the same prompt is judged once."""
        self.check()
        judge = self._judge
        assert judge is not None
        criteria = [self.criteria[k] for k in self.judged]
        pairs = [(prompt, answer) for prompt, answer, _ in rows]
        different = list(dict.fromkeys(pairs))
        found = judge_all(
            judge,
            different,
            criteria,
            concurrency=getattr(judge, "concurrency", 1),
            # What is over the share by itself needs no further calls.
            most_failed=math.floor(self.most_failed * len(pairs)) if len(pairs) >= FEWEST else None,
        )
        for result in found:
            if not isinstance(result, JudgeError) and len(result) != len(criteria):
                raise ValueError(f"the judge gave {len(result)} scores for {len(criteria)} criteria: {result!r}")
        by_pair = dict(zip(different, found))
        results = [by_pair[pair] for pair in pairs]
        self._count(results)
        return [[] if isinstance(result, JudgeError) else result for result in results]

    def _count(self, results: list[list[float] | JudgeError]) -> None:
        judged = [result for result in results if not isinstance(result, NotJudged)]
        errors = [result for result in judged if isinstance(result, JudgeError)]
        small = len(results) < FEWEST
        with self._lock:
            self.asked += len(judged)
            self.failed += len(errors)
            self._recent.extend(isinstance(result, JudgeError) for result in judged)
            failed, count = (sum(self._recent), len(self._recent)) if small else (len(errors), len(results))
        if not errors:
            return
        log.warning(
            "The judge failed on %d of %d answers; their judged scores are None. First: %s",
            len(errors),
            len(judged),
            errors[0],
        )
        if count >= FEWEST and failed > self.most_failed * count:
            rest = f", and {len(results) - len(judged)} were not tried any more" if len(judged) < len(results) else ""
            raise JudgeError(
                f"the judge failed on {failed} of {count} answers{rest}; a run goes on with a share of up to "
                f"{self.most_failed:g} (FOCAL_JUDGE_MAX_FAILED). First: {errors[0]}"
            )

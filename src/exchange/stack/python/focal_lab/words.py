"""Scores answers by the words in them: the tokeniser and every detector a criterion can have.

An answer is read as a list of token ids: the place of each word in `language.words` of lab.json. Words that are
not in the language count for length and variety and belong to no group. Nothing here asks a language model.
"""

from __future__ import annotations

import math
import unicodedata
from typing import Callable

Detector = dict


def _fold(text: str) -> str:
    """One spelling for what differs in case or in how accents are encoded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


class Language:
    """The words of a scenario and the groups they belong to.

    Built from `language` of lab.json: `topics`, a list of names, and `words`, a list of
    `{"text", "class", "topic"}` by token id, with topic -1 for words of every topic.
    """

    def __init__(self, spec: dict) -> None:
        self.topics: list[str] = list(spec["topics"])
        self.words: list[dict] = list(spec["words"])
        self.classes = {word["class"] for word in self.words}
        self._members: dict[tuple[str, int | None], frozenset[int]] = {}
        # The end mark is no word: an answer that spells it out must not hide what follows it.
        writable = [(word["text"], token) for token, word in enumerate(self.words) if word["class"] != "end"]
        self._exact = {text: token for text, token in writable}
        self._folded: dict[str, int] = {}
        for text, token in writable:
            self._folded.setdefault(_fold(text), token)
        # A punctuation word with letters in it, which a scenario may have, is no ending: "stop" in "nonstop".
        marks = [(w["text"], t) for t, w in enumerate(self.words) if w["class"] == "punctuation"]
        self._marks = sorted(
            ((text, token) for text, token in marks if not any(c.isalnum() for c in text)),
            key=lambda mark: -len(mark[0]),
        )
        # Each of the two normalisations leaves a quarter of a text or more.
        self._longest = 16 * max((len(text) for text in (*self._exact, *self._folded)), default=0)

    def _find(self, piece: str) -> int | None:
        # A normalisation takes time by the square of a run of accents: what is too long for a word is left alone.
        if len(piece) > self._longest:
            return None
        token = self._exact.get(piece)
        return self._folded.get(_fold(piece)) if token is None else token

    def tokens(self, text: str) -> list[int]:
        """Token ids of the words of a text, in order.

        Pieces between white space are looked up as they are, then without regard to case, then with punctuation
        words split off their end: "Clouds fall." reads clouds, fall, full stop. Another piece gets a negative id,
        -1 for the first unknown word of the text, -2 for the next different one: equal ids are equal words.
        """
        unknown: dict[str, int] = {}
        found: list[int] = []
        for piece in text.split():
            endings: list[int] = []
            end = len(piece)
            token = self._find(piece)
            while token is None:
                mark = next((m for m in self._marks if len(m[0]) < end and piece.endswith(m[0], 0, end)), None)
                if mark is None:
                    rest = piece[:end]
                    same = _fold(rest) if end <= self._longest else rest.casefold()
                    token = unknown.setdefault(same, -1 - len(unknown))
                    break
                end -= len(mark[0])
                endings.append(mark[1])
                token = self._find(piece[:end]) if end <= self._longest else None
            found.append(token)
            found.extend(reversed(endings))
        return found

    def topic(self, prompt: int | None, why: str) -> int:
        """The topic of a prompt, 0 to T-1, where one is needed; `why` ends the sentence of the error."""
        if prompt is None:
            raise ValueError(
                f"{why} asks for the topic of the prompt, and this prompt has none: rows need a `topic` column, "
                f"0 to {len(self.topics) - 1} ({', '.join(self.topics)})."
            )
        if not 0 <= prompt < len(self.topics):
            raise ValueError(
                f"topic {prompt!r} is none of the {len(self.topics)} topics: `topic` is 0 to "
                f"{len(self.topics) - 1} ({', '.join(self.topics)})."
            )
        return prompt

    def members(self, group: str, prompt: int | None) -> frozenset[int]:
        """Token ids of a group as a prompt sees it: "own-fact" are the facts of its topic, "other-fact" the rest."""
        key = (group, prompt)
        if key not in self._members:
            self._members[key] = self._group(group, prompt)
        return self._members[key]

    def _group(self, group: str, prompt: int | None) -> frozenset[int]:
        relation, _, rest = group.partition("-")
        relative = relation in ("own", "other") and rest != ""
        name = rest if relative else group
        if name not in self.classes:
            raise ValueError(
                f"there is no word group {group!r} in lab.json; groups are {', '.join(sorted(self.classes))}, "
                "and own- or other- before topic and fact."
            )
        topic = self.topic(prompt, f"the word group {group!r}") if relative else None
        return frozenset(
            token
            for token, word in enumerate(self.words)
            if word["class"] == name and (not relative or (word["topic"] == topic) == (relation == "own"))
        )


def _starts_with(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    members = language.members(own["group"], prompt)
    return float(tokens[:1] != [] and tokens[0] in members)


def _ends_with(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    members = language.members(own["group"], prompt)
    return float(tokens[-1:] != [] and tokens[-1] in members)


def _contains(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    members = language.members(own["group"], prompt)
    return float(any(token in members for token in tokens))


def _avoids(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    return 1.0 - _contains(tokens, prompt, own, language)


def _count(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    members = language.members(own["group"], prompt)
    return min(sum(token in members for token in tokens), own["target"]) / own["target"]


def _distinct(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    different = language.members(own["group"], prompt).intersection(tokens)
    return min(1.0, len(different) / own["target"])


def _on_topic(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    asked = language.topic(prompt, "the detector 'on-topic'")
    topics = [language.words[token]["topic"] for token in tokens if token >= 0]
    content = [topic for topic in topics if topic >= 0]
    return content.count(asked) / len(content) if content else 0.0


def _neighbours(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    first = language.members(own["first"], prompt)
    second = language.members(own["second"], prompt)
    pairs = [pair for pair in zip(tokens, tokens[1:]) if pair[0] in first and pair[1] in second]
    different = {pair[0] if own["different"] == "first" else pair[1] for pair in pairs}
    return min(1.0, len(different) / own["target"])


def _chain(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    groups = [language.members(group, prompt) for group in own["groups"]]
    longest = 0
    for start in range(len(tokens)):
        run = 0
        for token, group in zip(tokens[start : start + len(groups)], groups):
            if token not in group:
                break
            run += 1
        longest = max(longest, run)
    return longest / len(groups)


def _order(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    first = language.members(own["first"], prompt)
    second = language.members(own["second"], prompt)
    earlier = next((at for at, token in enumerate(tokens) if token in first), -1)
    later = next((at for at, token in enumerate(tokens) if token in second), -1)
    return float(0 <= earlier < later)


def _alternates(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    first = language.members(own["first"], prompt)
    second = language.members(own["second"], prompt)
    items = 0
    is_open = False
    for token in tokens:
        if is_open and token in second:
            items += 1
            is_open = False
        elif token in first:
            is_open = True
    return min(items, own["target"]) / own["target"]


def _length(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    full, none = own["full"], own["none"]
    past = none - len(tokens) if full < none else len(tokens) - none
    whole = abs(none - full)
    return min(max(past, 0), whole) / whole


def _variety(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    return len(set(tokens)) / len(tokens) if tokens else 0.0


def _per_topic(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    group = own["groups"][language.topic(prompt, "the detector 'per-topic'")]
    return 1.0 if group is None else _contains(tokens, prompt, {"group": group}, language)


def _symbols(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> list[int]:
    """Classes of what an automaton reads: the mark before the words, the words, the mark after them.

    `classOf` holds a class for every word as each topic sees it, T * V of them, then for the two marks, then for
    a word that is not in the language: "." reads it, and so does "<!group>".
    """
    class_of: list[int] = own["automaton"]["classOf"]
    size = len(language.words)
    begin = size * len(language.topics)
    if len(class_of) != begin + 3:
        raise ValueError(
            f"the automaton of the pattern {own['pattern']!r} has {len(class_of)} symbols, and the language of "
            f"lab.json asks for {begin + 3}: export lab.json again."
        )
    if prompt is None:
        views = {tuple(class_of[start : start + size]) for start in range(0, begin, size)}
        topic = 0 if len(views) == 1 else language.topic(prompt, f"the pattern {own['pattern']!r}")
    else:
        topic = language.topic(prompt, "a pattern")
    words = [class_of[topic * size + token] if token >= 0 else class_of[begin + 2] for token in tokens]
    return [class_of[begin], *words, class_of[begin + 1]]


def _pattern(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    """Leftmost matches, each as long as it can be, none overlapping."""
    following: list[list[int]] = own["automaton"]["next"]
    accepts: list[bool] = own["automaton"]["accepts"]
    symbols = _symbols(tokens, prompt, own, language)
    matches = 0
    start = 0
    while start < len(symbols):
        end = start
        state = 0
        for at in range(start, len(symbols)):
            state = following[state][symbols[at]]
            if state < 0:
                break
            if accepts[state]:
                end = at + 1
        matches += end > start
        start = max(end, start + 1)
    return min(matches, own["target"]) / own["target"]


def _impossible(tokens: list[int], prompt: int | None, own: Detector, language: Language) -> float:
    return 0.0


DETECTORS: dict[str, Callable[[list[int], "int | None", Detector, Language], float]] = {
    "starts-with": _starts_with,
    "ends-with": _ends_with,
    "contains": _contains,
    "avoids": _avoids,
    "count": _count,
    "distinct": _distinct,
    "on-topic": _on_topic,
    "neighbours": _neighbours,
    "chain": _chain,
    "order": _order,
    "alternates": _alternates,
    "length": _length,
    "variety": _variety,
    "per-topic": _per_topic,
    "pattern": _pattern,
    "impossible": _impossible,
}


def degree(detector: Detector, tokens: list[int], prompt: int | None, language: Language) -> float:
    """How far an answer meets what a detector asks for.

    Args:
        detector: settings as in lab.json, e.g. `{"type": "count", "group": "own-fact", "target": 3}`.
        tokens: ids of the words of the answer [T], as `Language.tokens` gives them; T may be 0.
        prompt: topic of the prompt, 0 to the number of topics - 1; None where it has none.
        language: words and groups.

    Returns:
        A share of what is asked for, 0 to 1.

    Raises:
        ValueError: for an unknown detector or group, or a missing topic where one is asked for.
    """
    detect = DETECTORS.get(detector["type"])
    if detect is None:
        raise ValueError(
            f"there is no detector {detector['type']!r}; lab.json may name {', '.join(sorted(DETECTORS))}."
        )
    return detect(tokens, prompt, detector, language)


def _half_up(value: float) -> int:
    """The nearest whole number, halves upwards; Python's own `round` takes 2.5 to 2."""
    whole = math.floor(value)
    return whole + (value - whole >= 0.5)


def score_tokens(criterion: dict, tokens: list[int], prompt: int | None, language: Language) -> float:
    """`score` of an answer that is tokenised already."""
    if criterion["detector"] is None:
        raise ValueError(
            f"the criterion {criterion['id']!r} has no detector: a judge scores it (scoredBy in lab.json)."
        )
    found = degree(criterion["detector"], tokens, prompt, language)
    full = 1 if criterion["kind"] == "hard-rule" else 10
    met = int(found >= 1) if full == 1 else _half_up(10 * found)
    return (full - met if criterion["polarity"] == "negative" else met) / full


def score(criterion: dict, text: str, prompt: int | None, language: Language) -> float:
    """Score of an answer in one criterion, by its detector.

    A Hard Rule is met at degree 1 and not below; a Principle gets its degree in tenths. A criterion of negative
    polarity describes a fault: its score is 1 minus that. Source: the scoring of the lab this was exported from.

    Args:
        criterion: one of `criteria` of lab.json, with a detector.
        text: the answer.
        prompt: topic of the prompt, or None.
        language: words and groups.

    Returns:
        0 to 1, in tenths; more is better.
    """
    return score_tokens(criterion, language.tokens(text), prompt, language)

"""Text of prompts and answers, which trainers hand over as strings or as conversations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def _start(value: Any) -> str:
    return repr(value)[:80]


def _content(content: Any) -> str:
    """The text of a message: a string, or the texts of a list of parts: `{"type": "text", "text": "..."}`."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if isinstance(content, Sequence) and not isinstance(content, bytes):
        return "".join(
            part if isinstance(part, str) else part.get("text") or ""
            for part in content
            if isinstance(part, (str, Mapping))
        )
    raise TypeError(f"the content of a message is {_start(content)}; it has to be a string or a list of parts.")


def _messages(conversation: Any, what: str) -> list[Mapping[str, Any]]:
    # Some trainers hand over an array of messages rather than a list.
    alone = isinstance(conversation, Mapping) or not hasattr(conversation, "__iter__")
    found = [conversation] if alone else list(conversation)
    if not all(isinstance(one, Mapping) and "content" in one for one in found):
        raise TypeError(
            f'{what} is {_start(conversation)}; it has to be a string or a list of messages with "content".'
        )
    return found


def text_of(completion: Any) -> str:
    """The text of an answer: a string as it is, or the content of the last message of a conversation."""
    if isinstance(completion, str):
        return completion
    said = _messages(completion, "a completion")
    return _content(said[-1]["content"]) if said else ""


def prompt_text_of(prompt: Any) -> str:
    """What an answer replies to, as a judge reads it: a string as it is; of a conversation its one message, or all of
    them with who says each. A system message is for the model that answers, and is left out where there is another."""
    if isinstance(prompt, str):
        return prompt
    said = _messages(prompt, "a prompt")
    others = [message for message in said if message.get("role") != "system"] or said
    if len(others) == 1:
        return _content(others[0]["content"])
    return "\n\n".join(f"{message.get('role', 'user')}: {_content(message['content'])}" for message in others)

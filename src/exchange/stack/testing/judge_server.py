"""A chat completions server that answers by a script, and judges that ask it, for tests.

Reads {"cases": [...]} from standard input and prints one result per case, in order. A case:
    env          variables of the judge, beside its address
    criteria     what is asked about
    answers      [[prompt, answer], ...]; default one of each
    replies      what the server does, one per request, the last for all further ones:
                 {"content": "..."}            a chat completion
                 {"status": 429, "headers": {}, "body": "..."}
                 {"hang": true}                nothing, until the case is over
                 {"drop": true}                closes the connection
                 {"meet": 4, "content": "..."} waits until 4 requests are there at once
    most_failed  as `Judge.batch` takes it
A result: scores per answer or {"error", "hopeless"}, all that was asked (`requests`), seconds waited (`waits`).
"""

from __future__ import annotations

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from focal_lab.judge import Judge, JudgeError

PATIENCE = 30.0


class Case:
    """What the server does for one case, and what it was asked."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec = spec
        self.requests: list[dict[str, Any]] = []
        self.lock = threading.Lock()
        self.over = threading.Event()
        meets = [reply["meet"] for reply in spec["replies"] if "meet" in reply]
        self.barrier = threading.Barrier(meets[0]) if meets else None

    def reply(self, request: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            self.requests.append(request)
            replies = self.spec["replies"]
            return replies[min(len(self.requests), len(replies)) - 1]


CASES: list[Case] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Only a redirect that was followed comes here."""
        self.do_POST()

    def do_POST(self) -> None:
        case = CASES[int(self.path.split("/")[1])]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        authorization = self.headers.get("Authorization")
        reply = case.reply(
            {"path": self.path.split("/", 2)[2], "authorization": authorization, "body": json.loads(body or "null")}
        )
        if "meet" in reply:
            try:
                case.barrier.wait(PATIENCE)
            except threading.BrokenBarrierError:
                reply = {"status": 400, "body": "the requests did not come at once"}
        if reply.get("hang"):
            case.over.wait(PATIENCE)
            return
        if reply.get("drop"):
            self.close_connection = True
            return
        text = reply.get("body", "").replace("{authorization}", authorization or "")
        if "content" in reply:
            choice = {"message": {"role": "assistant", "content": reply["content"]}, **reply.get("choice", {})}
            text = json.dumps({"choices": [choice]})
        data = text.encode()
        self.send_response(reply.get("status", 200))
        for name, value in reply.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Standard error is for what went wrong."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that gave up is part of the test."""


def serve() -> int:
    """Starts the server; its port."""
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def run(case: Case, number: int, port: int) -> dict[str, Any]:
    spec = case.spec
    waits: list[float] = []

    def told(error: JudgeError) -> dict[str, Any]:
        return {"error": str(error), "hopeless": error.hopeless}

    try:
        judge = Judge.from_environment(
            {
                "FOCAL_JUDGE_BASE_URL": f"http://127.0.0.1:{port}/{number}",
                "FOCAL_JUDGE_MODEL": "toy-judge",
                "FOCAL_JUDGE_TIMEOUT": str(PATIENCE),
                **spec.get("env", {}),
            }
        )
        judge.sleep = waits.append
        answers = [tuple(pair) for pair in spec.get("answers", [["Tell me about rain.", "hello clouds"]])]
        results = [
            told(result) if isinstance(result, JudgeError) else result
            for result in judge.batch(answers, spec["criteria"], spec.get("most_failed"))
        ]
        shown = repr(judge)
    except JudgeError as error:
        results, shown = [told(error)], ""
    case.over.set()
    return {"results": results, "requests": case.requests, "waits": waits, "shown": shown}


if __name__ == "__main__":
    CASES.extend(Case(spec) for spec in json.load(sys.stdin)["cases"])
    port = serve()
    print(json.dumps([run(case, number, port) for number, case in enumerate(CASES)]))

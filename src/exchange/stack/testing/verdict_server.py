"""A chat completions server for tests, whose verdicts follow from the answer; started in a thread of its own."""

import json
import os
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Judge(BaseHTTPRequestHandler):
    """Verdicts follow from the answer's length; an answer with "broken" in it gets none."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = body["messages"][1]["content"]
        answer = re.search(r"the answer begins\n(.*)\n\[\w+\] the answer ends", text, re.S).group(1)
        verdicts = []
        for k, kind, name in re.findall(r"^(\d+)\. \[([\w ]+)\] \[(\w+)\]", text, re.M):
            number = len(answer) * int(k)
            verdicts.append(
                {"criterion": int(k), "reason": "so", name: number % 3 > 0 if kind == "Hard Rule" else number % 11}
            )
        content = "No." if "broken" in answer else json.dumps({"verdicts": verdicts})
        data = json.dumps({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def serve(most_failed):
    """Names it in the environment, as the judge of an exported folder asks."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Judge)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ["FOCAL_JUDGE_BASE_URL"] = f"http://127.0.0.1:{server.server_address[1]}/v1"
    os.environ["FOCAL_JUDGE_MODEL"] = "stand-in"
    os.environ["FOCAL_JUDGE_MAX_FAILED"] = most_failed

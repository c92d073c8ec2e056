"""Presidio's analyzer and anonymizer over HTTP: `python -m benchmarks.presidio_service PORT`."""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import RecognizerResult

from benchmarks.guard import presidio_analyzer

_ANALYZER, _ANONYMIZER = presidio_analyzer(), AnonymizerEngine()


def analyze(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the analyzer finds in a text."""
    kinds, least = asked.get("entities"), asked.get("score_threshold")
    found = _ANALYZER.analyze(asked["text"], asked["language"], kinds, score_threshold=least)
    return [
        {"entity_type": f.entity_type, "start": f.start, "end": f.end, "score": f.score}
        for f in found
    ]


def anonymize(asked: dict[str, Any]) -> dict[str, Any]:
    """Return a text with what was found replaced."""
    found = [RecognizerResult.from_json(one) for one in asked["analyzer_results"]]
    told: dict[str, Any] = json.loads(_ANONYMIZER.anonymize(asked["text"], found).to_json())
    return told


class _Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        work = analyze if self.path == "/analyze" else anonymize
        data = json.dumps(work(asked)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), _Service).serve_forever()

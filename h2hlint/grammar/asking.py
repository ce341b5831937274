"""Asks LanguageTool, each time within a deadline: what it could not do is one sentence, and then nobody asks it again."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, cast

from h2hlint.engines import Grammar
from h2hlint.errors import Shortfall, UserError
from h2hlint.grammar import worker

_SPARE = 5
"""Seconds that the process may take to end, and by which it is more patient than we are with it."""
_FETCH = 3600
_ROOT = str(Path(__file__).parents[2])
_SERVER = "or name a server: grammar: {{url: http://localhost:8081}}"
_SAID = {
    worker.NO_JAVA: f"LanguageTool runs on Java 17 or newer, and there is none; install it, {_SERVER}",
    worker.OLD_JAVA: f"LanguageTool cannot use this Java ({{detail}}); install Java 17 or newer, {_SERVER}",
    worker.NO_JAR: "there is no LanguageTool in {detail}; name its folder (grammar: {{path: …}} or LTP_PATH), or get it with"
    " “h2hlint grammar fetch”",
    worker.NO_START: "LanguageTool did not start ({detail}); see whether its folder is whole and Java works",
    worker.NO_SERVER: "the LanguageTool server at {url} does not answer; start it, or take url: out of the config",
    worker.LIMIT: "the LanguageTool server at {url} takes no more texts for now (its limit is reached); try later, or use one of your own",
    worker.BROKEN: "LanguageTool failed ({detail})",
}
_INSTALL = "grammar takes language-tool-python, which is not installed; pip install 'h2hlint[grammar]'"


class Asker:
    """One LanguageTool for a run, opened when first needed. What fails is told by `Shortfall`, once; `is_lost` from then on."""

    def __init__(self, wishes: Grammar) -> None:
        self._wishes = wishes
        self._worker: _Worker | None = None
        self.is_lost = False
        self.url = wishes.url
        self.languages: frozenset[str] = frozenset()

    def open(self) -> None:
        """Connect to LanguageTool, or start it; raises Shortfall."""
        if self._worker is not None or self.is_lost:
            return
        if find_spec("language_tool_python") is None:
            raise self._lost(_INSTALL)
        self._worker = _Worker()
        atexit.register(self.close)
        path = os.path.abspath(os.path.expanduser(self._wishes.path)) if self._wishes.path else ""
        answer = self._told(self._worker, {"do": "open", "url": self._wishes.url, "path": path, "timeout": self._wishes.timeout + _SPARE})
        self.url, self.languages = str(answer["url"]).removesuffix("v2/"), frozenset(answer["languages"])

    def check(self, params: Mapping[str, str]) -> list[dict[str, Any]]:
        """Return LanguageTool's matches; raises Shortfall, and nothing is found from then on."""
        self.open()
        return [] if self._worker is None else list(self._told(self._worker, {"do": "check", "params": params})["matches"])

    def close(self) -> None:
        """End the process, and the server with it."""
        process, self._worker = self._worker, None
        if process is not None:
            atexit.unregister(self.close)
            process.close()

    def _told(self, process: _Worker, order: Mapping[str, Any]) -> dict[str, Any]:
        answer = process.answer(order, self._wishes.timeout)
        if answer is None:
            remedy = "give it more (grammar: {timeout: …}), or see what holds it"
            raise self._lost(f"LanguageTool gave no answer within {self._wishes.timeout} seconds; {remedy}")
        if "failure" in answer:
            sentence = _SAID[answer["failure"]].format(detail=answer["detail"], url=self._wishes.url or self.url)
            raise self._lost(sentence)
        return answer

    def _lost(self, sentence: str) -> Shortfall:
        self.is_lost = True
        process, self._worker = self._worker, None
        if process is not None:
            atexit.unregister(self.close)
            process.kill()
        return Shortfall(f"{sentence}; this run goes on without grammar", *(self._wishes.place or ()), fails=self._wishes.required)


def fetch() -> str:
    """Download LanguageTool into the folder of language-tool-python and return where it lies; raises UserError."""
    if find_spec("language_tool_python") is None:
        raise UserError(_INSTALL)
    process = _Worker(quiet=False)
    try:
        answer = process.answer({"do": "fetch"}, _FETCH)
    finally:
        process.close()
    if answer is None or "failure" in answer:
        raise UserError(f"LanguageTool could not be fetched ({answer['detail'] if answer else f'not within {_FETCH} seconds'})")
    return str(answer["path"])


class _Worker:
    """The process that speaks to LanguageTool; it can be ended with all that it starts."""

    def __init__(self, *, quiet: bool = True) -> None:
        paths = os.pathsep.join([_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(  # noqa: S603  (this Python, this package)
            [sys.executable, "-m", worker.__name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else None,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=sys.platform != "win32",
        )
        self._orders = cast("IO[str]", self._process.stdin)
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def answer(self, order: Mapping[str, Any], timeout: float) -> dict[str, Any] | None:
        """Return the answer to an order, None where there was none in time."""
        try:
            self._orders.write(json.dumps(order) + "\n")
            self._orders.flush()
            line = self._lines.get(timeout=timeout)
        except queue.Empty:
            return None
        except OSError:
            line = ""
        return json.loads(line) if line else {"failure": worker.BROKEN, "detail": "its process ended"}

    def close(self) -> None:
        """Let the process end by itself, for which it needs to end its server first."""
        with contextlib.suppress(OSError):
            self._orders.close()
        try:
            self._process.wait(_SPARE)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the process and what it started, at once."""
        if sys.platform == "win32":
            command = ["taskkill", "/F", "/T", "/PID", str(self._process.pid)]
            subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _listen(self) -> None:
        for line in cast("IO[str]", self._process.stdout):
            self._lines.put(line)
        self._lines.put("")

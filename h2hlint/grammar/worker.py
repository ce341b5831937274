"""The process that speaks to LanguageTool through language-tool-python: orders come as lines of JSON, and so go answers.

It is started by `asking`, which ends it when an answer takes too long. Whatever goes wrong in here becomes an answer with
the name of what failed; nothing is ever downloaded but by the order `fetch`.
"""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

NO_JAVA, OLD_JAVA, NO_JAR, NO_START, NO_SERVER, LIMIT, BROKEN = "java", "old-java", "jar", "start", "server", "limit", "broken"
"""What can fail, as answers name it."""
_JARS = ("languagetool-server.jar", "languagetool.jar")
_FOLDER = re.compile(r"LanguageTool-(\d+\.\d+)$")
_CORE = re.compile(r"languagetool-core-(\d+\.\d+)\.jar$")
_STARTS = 3
"""A JVM that ends at once is started so often, each time on another port."""
Answer = dict[str, Any]
_scratch: list[Path] = []
"""Folders to be taken away at the end."""


class Failure(Exception):
    """What failed, and the words of who said so."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail


class Session:
    """One LanguageTool, started here or named by its address."""

    def __init__(self) -> None:
        self._tool: Any = None

    def obey(self, order: Mapping[str, Any]) -> Answer:
        """Do what an order says."""
        return {"open": self.open, "check": self.check, "fetch": self.fetch}[order["do"]](order)

    def open(self, order: Mapping[str, Any]) -> Answer:
        """Connect to the server at `url`, else start one from the folder `path`; say where it is and what it speaks."""
        self._tool = _connected(order["url"], order["timeout"]) if order["url"] else _started(order["path"], order["timeout"])
        return {"url": self._tool.url, "languages": sorted(filter(None, self._tool._get_languages()))}

    def check(self, order: Mapping[str, Any]) -> Answer:
        """Return what LanguageTool says of an annotated text."""
        answer = self._tool.asked(order["params"])
        if not isinstance(answer, dict) or not isinstance(answer.get("matches"), list):
            raise Failure(BROKEN, "its answer has no matches")
        return {"matches": answer["matches"]}

    def fetch(self, _order: Mapping[str, Any]) -> Answer:
        """Download the release that language-tool-python knows, unless it is there; say where it lies."""
        from language_tool_python.download_lt import LocalLanguageTool

        wanted = LocalLanguageTool.from_version_name()
        wanted.download()
        return {"path": str(wanted.get_directory_path())}


def _connected(url: str, timeout: float) -> Any:
    return _tool_class(timeout)("auto", remote_server=url.removesuffix("/").removesuffix("/v2") + "/")


def _started(path: str, timeout: float) -> Any:
    """Return a tool with a server of its own; the folder is shown to language-tool-python under the name that it looks for."""
    folder = Path(path) if path else _installed()
    jars = [folder / name for name in _JARS if (folder / name).is_file()]
    if not jars:
        raise Failure(NO_JAR, str(folder))
    version = _version(folder)
    home = folder.parent
    if folder.name != f"LanguageTool-{version}":
        home = Path(tempfile.mkdtemp(prefix="h2hlint-grammar-"))
        _scratch.append(home)
        (home / f"LanguageTool-{version}").symlink_to(folder, target_is_directory=True)
    os.environ["LTP_PATH"] = str(home)
    os.environ.pop("LTP_JAR_DIR_PATH", None)
    return _tool_class(timeout)("auto", language_tool_download_version=version)


def _installed() -> Path:
    """Return the newest LanguageTool in the folder of language-tool-python. Raises Failure."""
    from language_tool_python.download_lt import LocalLanguageTool

    home = Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python")
    if home.is_dir() and any((home / name).is_file() for name in _JARS):
        return home
    newest = LocalLanguageTool.get_latest_installed_version() if home.is_dir() else None
    if newest is None:
        raise Failure(NO_JAR, str(home))
    return Path(newest.get_directory_path())


def _version(folder: Path) -> str:
    """Return the version of LanguageTool in a folder, as its name or its jars say, else the one that is usual."""
    if named := _FOLDER.search(folder.name):
        return named[1]
    found = [shape[1] for path in folder.glob("**/languagetool-core-*.jar") if (shape := _CORE.search(path.name))]
    from language_tool_python.download_lt import LTP_DOWNLOAD_VERSION

    return found[0] if found else str(LTP_DOWNLOAD_VERSION)


def _tool_class(timeout: float) -> Any:
    import language_tool_python
    from language_tool_python.exceptions import ServerError

    class Tool(language_tool_python.LanguageTool):  # type: ignore[misc,unused-ignore]
        """The tool, made to send annotated texts, to wait no longer than told, and to give up on a server that does not start."""

        _TIMEOUT: Any = timeout

        def asked(self, params: Mapping[str, str]) -> Any:
            return self._query_server(f"{self._url}check", dict(params), num_tries=1, method="post")

        def _start_server_on_free_port(self) -> None:
            for turn in range(_STARTS):
                try:
                    self._start_local_server()
                    return
                except ServerError:
                    if turn + 1 == _STARTS:
                        raise
                    self._port = self._available_ports.pop()
                    self._url = f"http://{self._host}:{self._port}/v2/"

    return Tool


def _failure(error: BaseException) -> Failure:
    """Return what an exception of language-tool-python means."""
    from language_tool_python.exceptions import JavaError, RateLimitError, ServerError

    detail = " ".join(str(error).split())[:300]
    if isinstance(error, Failure):
        return error
    if isinstance(error, RateLimitError) or "too many" in detail.lower() or "limit" in detail.lower():
        return Failure(LIMIT, detail)
    if isinstance(error, ModuleNotFoundError | JavaError) and "java" in detail.lower():
        return Failure(NO_JAVA, detail)
    if isinstance(error, SystemError | SystemExit) and "ava" in detail:
        return Failure(OLD_JAVA, detail)
    if isinstance(error, FileNotFoundError):
        return Failure(NO_JAR, detail)
    cause = error.__cause__
    if isinstance(error, OSError) or (isinstance(cause, OSError) and not isinstance(cause, ValueError)):  # no JSON is both to requests
        return Failure(NO_SERVER, detail)
    return Failure(NO_START if isinstance(error, ServerError) else BROKEN, detail)


def _answer(obey: Callable[[Mapping[str, Any]], Answer], order: Mapping[str, Any]) -> Answer:
    try:
        return obey(order)
    except (Exception, SystemExit) as error:  # noqa: BLE001  (the library raises either for the user's mistakes)
        found = _failure(error)
        return {"failure": found.kind, "detail": found.detail}


def _end_with_parent(lines: queue.Queue[str]) -> None:
    """Hand on the orders; when the parent is gone, end, and the server with it, whatever else is being done."""
    for line in sys.stdin:
        lines.put(line)
    _end()


def _end() -> None:
    try:
        from language_tool_python.server import terminate_server

        terminate_server()
        for folder in _scratch:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os._exit(0)


def main() -> None:
    """Answer orders until there are no more."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the library prints is no answer
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_end_with_parent, args=(lines,), daemon=True).start()
    session = Session()
    while True:
        print(json.dumps(_answer(session.obey, json.loads(lines.get()))), file=out, flush=True)


if __name__ == "__main__":
    main()

"""The server itself: what the editor says, when a text is read, and what is sent back."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from h2hlint import __version__
from h2hlint.errors import UserError
from h2hlint.findings import Finding
from h2hlint.interrupting import Stale
from h2hlint.linters import unrepeated
from h2hlint.lsp.actions import range_of
from h2hlint.lsp.desk import Checked, Desk, Page, options_of
from h2hlint.lsp.grid import Grid
from h2hlint.reports.rows import url

_PAUSE = 0.1
"""So many seconds after the last key a text is read."""
_GRADES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_SOURCE = "h2hlint"
_Made = TypeVar("_Made")


@dataclass(slots=True)
class Open:
    """A text that lies open: its newest state, what was found in an older or this one, and what is under way."""

    page: Page
    checked: Checked | None = None
    timer: asyncio.TimerHandle | None = None
    reading: asyncio.Task[None] | None = field(default=None)


class _Protocol(LanguageServerProtocol):
    """Leaves changes to the server: pygls ends lines at more signs than the protocol does, and changes the places that it is told."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Hand a change on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None


class Server(LanguageServer):
    """The texts that lie open, and one thread that reads them, so that no reading holds up the next key."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__("h2hlint", __version__, types.TextDocumentSyncKind.Incremental, protocol_cls=_Protocol)
        self.given = options
        self.desk = Desk(options)
        self.open: dict[str, Open] = {}
        self._mistakes: dict[str, list[types.Diagnostic]] = {}
        self._worker = ThreadPoolExecutor(1, "h2hlint")

    @property
    def units(self) -> str:
        """What columns are counted in, as agreed with the editor."""
        return str(getattr(encoding := self.server_capabilities.position_encoding, "value", encoding) or "utf-16")

    async def work(self, make: Callable[[], _Made]) -> _Made:
        """Do something that uses linters in the thread that owns them."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, make)

    # --- what the editor works with --------------------------------------------------------------

    def begin(self, sent: object, folders: list[str]) -> None:
        """Take the editor's settings and folders; a setting that is none is said, and the others hold."""
        try:
            options = options_of(sent, self.given, folders[0] if folders else os.getcwd())
        except UserError as error:
            self.tell(str(error), types.MessageType.Error)
            options = dict(self.given)
        self.desk = Desk(options, folders)

    def configure(self, sent: object) -> None:
        """Take new settings, and read what lies open under them."""
        self.begin(sent, self.desk.folders)
        self.reload()

    def reload(self) -> None:
        """Read configs and rules anew, then all that lies open."""
        self._worker.submit(self.desk.reload)
        for uri, one in self.open.items():
            one.checked = None
            self.soon(uri, 0)

    def tell(self, message: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show a message to the writer."""
        self.window_show_message(types.ShowMessageParams(kind, message))

    # --- reading -----------------------------------------------------------------------------------

    def soon(self, uri: str, pause: float = _PAUSE) -> None:
        """Read a text after a pause, unless it changes again before."""
        one = self.open[uri]
        if one.timer:
            one.timer.cancel()
        one.timer = asyncio.get_running_loop().call_later(pause, self._read, uri)

    def _read(self, uri: str) -> None:
        if one := self.open.get(uri):
            one.timer = None
            one.reading = asyncio.ensure_future(self._check(one))

    async def _check(self, one: Open) -> None:
        page, desk = one.page, self.desk

        def is_stale() -> bool:
            return one.page is not page or self.open.get(page.uri) is not one or desk is not self.desk

        try:
            checked, errors = await self.work(lambda: (desk.check(page, is_stale), desk.linters.errors()))
        except Stale:
            return
        except Exception as error:  # noqa: BLE001  (a bug; the server must live on, and say so)
            message = f"a bug in h2hlint: {type(error).__name__}: {error}; please report it"
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))
            return
        if not is_stale():
            one.checked = checked
            self._publish_all(one, errors)

    async def checked(self, uri: str) -> Checked | None:
        """Return what is found in the newest state of a text, read at once where it was not yet; None for what is not open."""
        one = self.open.get(uri)
        while one and (one.checked is None or one.checked.page is not one.page):
            if one.timer:
                one.timer.cancel()
                one.timer = None
            page = one.page
            one.reading = asyncio.ensure_future(self._check(one))
            await one.reading
            if one.page is page and (one.checked is None or one.checked.page is not page):
                return None  # a bug, which was told
            one = self.open.get(uri)
        return one.checked if one else None

    # --- what is sent --------------------------------------------------------------------------------

    def _publish_all(self, one: Open, errors: list[UserError]) -> None:
        """Send the findings of a text, and what is wrong with the configs and rules that it was read with."""
        before, self._mistakes = self._mistakes, self._complaints(errors)
        told = {uri for uri in (*before, *self._mistakes) if before.get(uri) != self._mistakes.get(uri)}
        for uri in {one.page.uri, *told}:
            self.publish(uri)
        capabilities = self.client_capabilities.workspace
        if capabilities and capabilities.code_lens and capabilities.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def publish(self, uri: str) -> None:
        """Send all marks of one file."""
        one = self.open.get(uri)
        found = self._marks(one.checked) if one and one.checked and one.checked.page is one.page else []
        version = one.page.version if one else None
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, [*found, *self._mistakes.get(uri, [])], version))

    def _marks(self, checked: Checked) -> list[types.Diagnostic]:
        grid = Grid(checked.page.text, self.units)
        return [self._mark(grid, finding) for finding in checked.report.findings] if checked.report else []

    def _mark(self, grid: Grid, finding: Finding) -> types.Diagnostic:
        page = url(finding)
        about = types.CodeDescription(page) if page else None
        return types.Diagnostic(range_of(grid, finding.span), finding.message, _GRADES[finding.severity], finding.rule, about, _SOURCE)

    def _complaints(self, errors: list[UserError]) -> dict[str, list[types.Diagnostic]]:
        """Return what is wrong with the rules, the texts that lie open and their configs, by file."""
        mistakes = [one.checked.mistake for one in self.open.values() if one.checked and one.checked.mistake]
        found: dict[str, list[types.Diagnostic]] = {}
        for error in unrepeated([*errors, *mistakes]):
            uri = self._uri(error.path)
            place = types.Position(max((error.line or 1) - 1, 0), max((error.column or 1) - 1, 0))
            mark = types.Diagnostic(types.Range(place, place), error.message, types.DiagnosticSeverity.Error, source=_SOURCE)
            found.setdefault(uri, []).append(mark)
        return found

    def _uri(self, path: str | None) -> str:
        """Return the address of the file that a mistake speaks of; of no file it is the text that lies open first."""
        named = next((one.page.uri for one in self.open.values() if one.page.path == path), None)
        return named or (uris.from_fs_path(os.path.abspath(path)) if path else None) or next(iter(self.open), "")

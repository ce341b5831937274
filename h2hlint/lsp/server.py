"""The server itself: what the editor says, when a text is read, and what is sent back."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from h2hlint import __version__, config
from h2hlint.errors import UserError
from h2hlint.findings import Finding
from h2hlint.linters import once
from h2hlint.lsp import actions, commands, telling
from h2hlint.lsp.actions import range_of
from h2hlint.lsp.desk import Checked, Desk, Page, Stale, options_of
from h2hlint.lsp.grid import Cell, Grid, changed
from h2hlint.reports.rows import url
from h2hlint.text import Span

_PAUSE = 0.1
"""So many seconds after the last key a text is read."""
_GRADES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_SOURCE = "h2hlint"
_WATCHED = "**/*.{yml,yaml}"
"""Configs and house rules; which of them matter is asked when one changes."""
_Made = TypeVar("_Made")


@dataclass(slots=True)
class _Open:
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
        self.open: dict[str, _Open] = {}
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

    async def _check(self, one: _Open) -> None:
        page, desk = one.page, self.desk

        def is_stale() -> bool:
            return one.page is not page or self.open.get(page.uri) is not one or desk is not self.desk

        try:
            checked = await self.work(lambda: desk.check(page, is_stale))
        except Stale:
            return
        except Exception as error:  # noqa: BLE001  (a bug; the server must live on, and say so)
            message = f"a bug in h2hlint: {type(error).__name__}: {error}; please report it"
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))
            return
        if not is_stale():
            one.checked = checked
            self._publish_all(one)

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

    def _publish_all(self, one: _Open) -> None:
        """Send the findings of a text, and what is wrong with the configs and rules that it was read with."""
        before, self._mistakes = self._mistakes, self._complaints()
        for uri in {one.page.uri, *before, *self._mistakes}:
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

    def _complaints(self) -> dict[str, list[types.Diagnostic]]:
        """Return what is wrong with the texts, configs and rules, by file."""
        errors = [*self.desk.linters.errors(), *(one.checked.mistake for one in self.open.values() if one.checked and one.checked.mistake)]
        found: dict[str, list[types.Diagnostic]] = {}
        for error in once(errors):
            uri = self._uri(error.path)
            place = types.Position(max((error.line or 1) - 1, 0), max((error.column or 1) - 1, 0))
            mark = types.Diagnostic(types.Range(place, place), error.message, types.DiagnosticSeverity.Error, source=_SOURCE)
            found.setdefault(uri, []).append(mark)
        return found

    def _uri(self, path: str | None) -> str:
        """Return the address of the file that a mistake speaks of; of no file it is the text that lies open first."""
        named = next((one.page.uri for one in self.open.values() if one.page.path == path), None)
        return named or (uris.from_fs_path(os.path.abspath(path)) if path else None) or next(iter(self.open), "")


def make(options: Mapping[str, Any]) -> Server:
    """Return a server that reads with the options of `check`."""
    server = Server(options)
    _listen_for_texts(server)
    _listen_for_settings(server)
    _answer(server)
    commands.register(server)
    return server


def _page(server: Server, document: types.TextDocumentItem) -> Page:
    path = uris.to_fs_path(document.uri)
    if path is None:  # never saved: it has a name only
        folder = server.desk.folders[0] if server.desk.folders else os.getcwd()
        path = os.path.join(folder, os.path.basename(document.uri.partition(":")[2]) or "untitled")
    return Page(document.uri, os.path.abspath(path), document.language_id, document.version, document.text)


def _listen_for_texts(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.open[params.text_document.uri] = _Open(_page(server, params.text_document))
        server.soon(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: types.DidChangeTextDocumentParams) -> None:
        if one := server.open.get(params.text_document.uri):
            text = one.page.text
            for change in params.content_changes:
                text = _after(text, server.units, change)
            one.page = replace(one.page, text=text, version=params.text_document.version)
            server.soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        if one := server.open.pop(params.text_document.uri, None):
            if one.timer:
                one.timer.cancel()
            server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        path = uris.to_fs_path(params.text_document.uri)
        if path and server.desk.depends_on(path):
            server.reload()


def _after(text: str, units: str, change: types.TextDocumentContentChangeEvent) -> str:
    if isinstance(change, types.TextDocumentContentChangePartial):
        start, end = change.range.start, change.range.end
        return changed(text, units, Cell(start.line, start.character), Cell(end.line, end.character), change.text)
    return change.text


def _listen_for_settings(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        named = [folder.uri for folder in params.workspace_folders or []] or [params.root_uri or ""]
        folders = [path for uri in named if (path := uris.to_fs_path(uri))]
        if params.locale and not (server.given.get("ui_lang") or os.environ.get("H2HLINT_KEEP_LOCALE")):
            os.environ["LC_ALL"] = params.locale.replace("-", "_")  # the writer's language, unless the config names another
        server.begin(params.initialization_options, folders)

    @server.feature(types.INITIALIZED)
    async def initialized(_params: types.InitializedParams) -> None:
        watching = server.client_capabilities.workspace and server.client_capabilities.workspace.did_change_watched_files
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
            registration = types.Registration("h2hlint-configs", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        sent = params.settings
        server.configure(sent.get("h2hlint", sent) if isinstance(sent, dict) else sent)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        paths = [uris.to_fs_path(change.uri) for change in params.changes]
        if any(path and server.desk.depends_on(path) for path in paths):
            server.reload()


def _answer(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        checked = await server.checked(params.text_document.uri)
        if checked is None or checked.report is None or checked.linter is None:
            return None
        linter, reader = checked.linter, server.desk.reader(checked.page.path)
        grid = Grid(checked.page.text, server.units)
        at = grid.offset(params.position.line, params.position.character)
        here = [one for one in checked.report.findings if one.span.start <= at < max(one.span.end, one.span.start + 1)]
        if not here:
            return None
        country = config.country(server.desk.options, checked.page.path)
        told = await server.work(lambda: "\n\n---\n\n".join(telling.hover(one, linter, reader, country) for one in here))
        around = Span(max(one.span.start for one in here), min(one.span.end for one in here))
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told), range_of(grid, around))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, actions.FIX_ALL]),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        checked = await server.checked(params.text_document.uri)
        if checked is None:
            return []
        start, end = params.range.start, params.range.end
        span = Grid(checked.page.text, server.units).span(Cell(start.line, start.character), Cell(end.line, end.character))
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only or []]
        offered = actions.Offered(server.desk, checked, server.units, only)
        return await server.work(lambda: list(offered.actions(span, params.context.diagnostics)))

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions())
    async def code_lens(params: types.CodeLensParams) -> list[types.CodeLens]:
        checked = await server.checked(params.text_document.uri)
        if checked is None or checked.report is None:
            return []
        title = telling.score_line(checked.report, server.desk.reader(checked.page.path))
        top = types.Range(types.Position(0, 0), types.Position(0, 0))
        return [types.CodeLens(top, types.Command(title=title, command=actions.SCORE, arguments=[checked.page.uri]))] if title else []

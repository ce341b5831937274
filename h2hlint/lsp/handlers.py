"""What the editor says and asks, and who answers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lsprotocol import types
from pygls import uris

from h2hlint import config
from h2hlint.lsp import actions, commands, telling
from h2hlint.lsp.actions import range_of
from h2hlint.lsp.desk import SETTINGS, Page
from h2hlint.lsp.grid import Cell, Grid, changed
from h2hlint.lsp.server import Open, Server
from h2hlint.text import Span

_WATCHED = "**/*.{yml,yaml}"
"""Configs and house rules; which of them matter is asked when one changes."""


def make(options: Mapping[str, Any]) -> Server:
    """Return a server that reads with the options of `check`."""
    server = Server(options)
    _listen_for_texts(server)
    _listen_for_settings(server)
    _listen_for_changes(server)
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
        server.open[params.text_document.uri] = Open(_page(server, params.text_document))
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
        if params.locale:
            os.environ["LC_ALL"] = params.locale.replace("-", "_")  # the writer's language, unless the config names another
        server.begin(params.initialization_options, folders)

    @server.feature(types.INITIALIZED)
    async def initialized(_params: types.InitializedParams) -> None:
        watching = server.client_capabilities.workspace and server.client_capabilities.workspace.did_change_watched_files
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
            registration = types.Registration("h2hlint-configs", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([registration]))


def _listen_for_changes(server: Server) -> None:
    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        sent = params.settings
        if isinstance(sent, dict) and "h2hlint" in sent:
            server.configure(sent["h2hlint"])
        elif isinstance(sent, dict) and SETTINGS.keys() & sent.keys():  # other editors say nothing here, or what is not for us
            server.configure(sent)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_workspace_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = {uris.to_fs_path(folder.uri) for folder in params.event.removed}
        new = [path for folder in params.event.added if (path := uris.to_fs_path(folder.uri))]
        server.desk.folders = [folder for folder in server.desk.folders if folder not in gone] + [os.path.realpath(path) for path in new]
        server.reload()

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

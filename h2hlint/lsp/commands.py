"""What an editor calls back: accept a word, silence a finding in the config, open a rule, say how the score is made up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls import uris

from h2hlint import config
from h2hlint.errors import UserError
from h2hlint.findings import Finding
from h2hlint.lsp import adding, leaving, telling
from h2hlint.lsp.actions import ACCEPT, LEAVE, OPEN, SCORE
from h2hlint.lsp.desk import Checked
from h2hlint.lsp.grid import Grid
from h2hlint.lsp.words import say
from h2hlint.reports.rows import url
from h2hlint.text import Span

if TYPE_CHECKING:
    from h2hlint.lsp.server import Server


def register(server: Server) -> None:
    """Let the editor call the commands."""

    @server.command(ACCEPT)
    async def accept(uri: str, language: str, words: str, rule: str) -> None:
        await _accept(server, uri, language, words, rule)

    @server.command(LEAVE)
    async def leave(uri: str, rule: str, line: int, character: int, reason: str) -> None:
        await _leave(server, uri, rule, (line, character), reason)

    @server.command(OPEN)
    async def open_rule(uri: str, rule: str, language: str) -> None:
        await _open(server, uri, rule, language)

    @server.command(SCORE)
    async def show_score(uri: str) -> None:
        checked = await server.checked(uri)
        if checked and checked.report:
            server.tell(telling.score_parts(checked.report, server.desk.reader(checked.page.path)))


async def _accept(server: Server, uri: str, language: str, words: str, rule: str) -> None:
    """Add words to the vocabulary of the nearest config."""
    checked = await server.checked(uri)
    if checked is None:
        return
    reader, path = server.desk.reader(checked.page.path), _config(server, checked)
    if not await _write(server, path, lambda text: adding.added(text, ("vocabulary", "accept", language), adding.scalar(words), path)):
        return
    after = await server.checked(uri)
    is_read = uris.from_fs_path(path) not in server.open  # where it lies open it counts once it is saved
    still = is_read and after and after.report and any(one.rule == rule and one.words == words for one in after.report.findings)
    said = say("accepted", reader, words, os.path.basename(path))
    server.tell(f"{said} {say('still', reader, rule)}" if still else said)


async def _leave(server: Server, uri: str, rule: str, place: tuple[int, int], reason: str) -> None:
    """Add a suppression of a finding to the nearest config."""
    checked = await server.checked(uri)
    if checked is None or checked.report is None:
        return
    start = Grid(checked.page.text, server.units).offset(*place)
    found = next((one for one in checked.report.findings if one.rule == rule and one.span.start == start), None)
    if found is None:
        return
    finding, path = found, _config(server, checked)
    if await _write(server, path, lambda text: leaving.in_config(text, path, checked.page.path, finding, reason)):
        server.tell(say("left", server.desk.reader(checked.page.path), os.path.basename(path), finding.words or finding.rule))


def _config(server: Server, checked: Checked) -> str:
    """Return the config of a text; where it has none, the one to be made in its folder of work."""
    if named := server.desk.options.get("config"):
        return str(named)
    home = config.home(checked.page.path, server.desk.options)
    return os.path.join(home or server.desk.root(checked.page.path), config.NAME)


async def _write(server: Server, path: str, change: object) -> bool:
    """Change a config and read all anew: in the editor where it lies open there, else on the disk. Say why when it cannot be."""
    assert callable(change)  # noqa: S101
    uri = uris.from_fs_path(path) or ""
    lying = server.open.get(uri)
    try:
        before = lying.page.text if lying else _text(path)
        after: str = change(before)
        if lying:
            whole = types.Range(types.Position(0, 0), types.Position(*Grid(before, server.units).cell(len(before))))
            document = types.OptionalVersionedTextDocumentIdentifier(uri, lying.page.version)
            edit = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [types.TextEdit(whole, after)])])
            await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit))
        else:
            Path(path).write_text(after, encoding="utf-8", newline="")
    except UserError as error:
        server.tell(str(error), types.MessageType.Error)
        return False
    except OSError as error:
        server.tell(f"{path}: the config cannot be written: {error.strerror}", types.MessageType.Error)
        return False
    server.reload()
    return True


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise UserError("the config is not UTF-8; save it as UTF-8", path) from error


async def _open(server: Server, uri: str, rule: str, language: str) -> None:
    """Show a rule's page, or where a house's rule file has it."""
    checked = await server.checked(uri)
    if checked is None or checked.linter is None:
        return
    page = url(Finding("", Span(0, 0), rule, "note", language, "", "", ""))
    own = None if page else await server.work(lambda: telling.rule_of(rule, language, checked.linter) if checked.linter else None)
    if page:
        shown = types.ShowDocumentParams(page, external=True)
    elif own is not None and own.path:
        place = types.Position(max(own.place[0] - 1, 0), max(own.place[1] - 1, 0))
        shown = types.ShowDocumentParams(uris.from_fs_path(os.path.abspath(own.path)) or "", selection=types.Range(place, place))
    else:
        server.tell(say("no-page", server.desk.reader(checked.page.path), rule))
        return
    window = server.client_capabilities.window
    if window and window.show_document and window.show_document.support:
        await server.window_show_document_async(shown)
    else:
        server.tell(shown.uri)

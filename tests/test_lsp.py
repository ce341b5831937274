"""The language server, spoken to as an editor does (pytest-lsp)."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")
pytest.importorskip("pytest_lsp", reason="the extra dev is not installed")

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

from tests.conftest import HOUSE_RULE, Run

TEXT = "# Tea 😀\r\n\r\nÆ 😀 We make innovative tea, and world-class 😀 cups. 😀\r\n\r\n- Our innovative pot.\r\n"
UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Editor:
    """A client with one folder open."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder

    def uri(self, name: str) -> str:
        return name if ":" in name else (self.folder / name).as_uri()

    def open(self, name: str, text: str, kind: str = "markdown") -> str:
        uri = self.uri(name)
        item = types.TextDocumentItem(uri, kind, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, version: int, *changes: types.TextDocumentContentChangeEvent) -> None:
        document = types.VersionedTextDocumentIdentifier(version=version, uri=uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    def save(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(self.uri(name))))

    async def marks(self, uri: str) -> Sequence[types.Diagnostic]:
        """Return the marks of a text, once the server has read its newest state."""
        await self.client.text_document_code_lens_async(types.CodeLensParams(types.TextDocumentIdentifier(uri)))
        await asyncio.sleep(0.05)
        return self.client.diagnostics.get(uri, [])

    async def rules(self, uri: str) -> list[str]:
        return [str(one.code) for one in await self.marks(uri)]

    async def actions(self, uri: str, at: types.Range, *only: str) -> list[types.CodeAction]:
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(uri), at, types.CodeActionContext([], only=list(only) or None))
        )
        return [one for one in found or [] if isinstance(one, types.CodeAction)]

    async def call(self, action: types.CodeAction) -> None:
        assert action.command
        await self.client.workspace_execute_command_async(types.ExecuteCommandParams(action.command.command, action.command.arguments))

    async def until(self, name: str, count: int) -> Sequence[types.Diagnostic]:
        """Wait until a file has so many marks."""
        for _ in range(200):
            if len(found := self.client.diagnostics.get(self.uri(name), [])) == count and self.uri(name) in self.client.diagnostics:
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(self.client.diagnostics.get(self.uri(name)))


def _converter() -> Any:
    """Return lsprotocol's converter, which takes an action that calls a command for a bare command."""
    made: Any = default_converter()  # type: ignore[no-untyped-call]
    either = types.Command | types.CodeAction

    def structured(given: dict[str, Any], _: Any) -> Any:
        return made.structure(given, types.Command if isinstance(given.get("command"), str) else types.CodeAction)

    made.register_structure_hook(either, structured)
    from typing import Union

    made.register_structure_hook(Union[types.Command, types.CodeAction], structured)  # noqa: UP007
    return made


@asynccontextmanager
async def editing(
    folder: Path, *, options: Any = None, capabilities: types.ClientCapabilities | None = None, units: str = "utf-16", **more: Any
) -> AsyncIterator[Editor]:
    client = make_test_lsp_client()
    client.protocol._converter = _converter()
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    await client.start_io(sys.executable, "-m", "h2hlint.cli", "lsp", env=environment, cwd=str(folder))
    capabilities = capabilities or types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(units)]),
        window=types.WindowClientCapabilities(show_document=types.ShowDocumentClientCapabilities(support=True)),
    )
    folders = [types.WorkspaceFolder(folder.as_uri(), "here")]
    sent = {"language": "en", "uiLanguage": "en"} if options is None else options
    await client.initialize_session(
        types.InitializeParams(capabilities=capabilities, workspace_folders=folders, initialization_options=sent, **more)
    )
    yield Editor(client, folder)
    await client.shutdown_session()


def _range(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


# --- marks -------------------------------------------------------------------------------------


@pytest.mark.asyncio
@pytest.mark.parametrize("units", UNITS)
async def test_marks_are_those_of_check_in_the_units_agreed_on(run: Run, tmp_path: Path, units: str) -> None:
    (tmp_path / "page.md").write_bytes(TEXT.encode())
    found = json.loads(run("check", "--lang", "en", "--format", "json", "page.md").stdout)["files"][0]["findings"]
    lines = TEXT.split("\r\n")

    def place(at: dict[str, int]) -> tuple[int, int]:
        before = lines[at["line"] - 1][: at["column"] - 1]
        return at["line"] - 1, len(before.encode(UNITS[units])) // {"utf-8": 1, "utf-16": 2, "utf-32": 4}[units]

    async with editing(tmp_path, units=units) as editor:
        marks = await editor.marks(editor.open("page.md", TEXT))
    told = [(one.code, (one.range.start.line, one.range.start.character), (one.range.end.line, one.range.end.character)) for one in marks]
    assert told == [(one["rule"], place(one["start"]), place(one["end"])) for one in found]
    assert [one.message for one in marks] == [one["message"] for one in found]
    assert {one.source for one in marks} == {"h2hlint"}
    assert all(one.code_description and one.code_description.href.endswith(f"{one.code}.md") for one in marks)


@pytest.mark.asyncio
@pytest.mark.parametrize("units", UNITS)
async def test_typing_moves_marks_in_a_text_that_was_never_saved(tmp_path: Path, units: str) -> None:
    length = {"utf-8": 4, "utf-16": 2, "utf-32": 1}[units]
    async with editing(tmp_path, units=units) as editor:
        uri = editor.open("untitled:Untitled-1", "😀 tea\u2028\x0c\n😀 pot\n")
        assert await editor.rules(uri) == []
        editor.change(uri, 2, types.TextDocumentContentChangePartial(_range(1, length, length), " innovative"))
        marks = await editor.marks(uri)
        assert [one.range for one in marks] == [_range(1, length + 1, length + 11)]
        editor.change(uri, 3, types.TextDocumentContentChangePartial(_range(1, length + 1, length + 11), "old"))
        assert await editor.rules(uri) == []
        editor.change(uri, 4, types.TextDocumentContentChangeWholeDocument("We make innovative tea."))
        assert await editor.rules(uri) == ["buzzword/empty-adjective"]


@pytest.mark.asyncio
async def test_fast_typing_is_read_once_and_its_end_is_what_counts(tmp_path: Path) -> None:
    seen: list[int | None] = []
    async with editing(tmp_path) as editor:
        published = editor.client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]

        def note(params: types.PublishDiagnosticsParams) -> None:
            seen.append(params.version)
            published(params)

        editor.client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = note
        uri = editor.open("page.md", "Some tea.\n")
        for number, sign in enumerate("innovative cups", 2):
            editor.change(uri, number, types.TextDocumentContentChangePartial(_range(0, number + 3, number + 3), sign))
            await asyncio.sleep(0.005)
        await editor.until("page.md", 1)
        assert seen[-1] == 16
        assert len(seen) <= 4


@pytest.mark.asyncio
async def test_a_long_text_holds_nobody_up_and_its_old_state_is_given_up(tmp_path: Path) -> None:
    async with editing(tmp_path) as editor:
        long = editor.open("long.md", "We make innovative tea with our own hands here.\n\n" * 20_000)
        short = editor.open("page.md", "Some tea.\n")
        await asyncio.sleep(0.3)
        editor.change(long, 2, types.TextDocumentContentChangeWholeDocument("Some tea.\n"))
        async with asyncio.timeout(8):
            assert await editor.rules(long) == []
            assert await editor.rules(short) == []


@pytest.mark.asyncio
async def test_a_text_in_two_languages_is_read_in_both(tmp_path: Path) -> None:
    danish = "Vi udvikler innovative løsninger til alle, som gerne vil have varme i stuen om vinteren."
    polish = "Oferujemy innowacyjne rozwiązania dla każdego, kto chce mieć zimą ciepło w swoim domu i nie tylko tam."
    async with editing(tmp_path, options={}) as editor:
        uri = editor.open("page.html", f'<p lang="da">{danish}</p>\n<p lang="pl">{polish}</p>\n', "html")
        lines = {one.range.start.line for one in await editor.marks(uri)}
    assert lines == {0, 1}


@pytest.mark.asyncio
async def test_what_check_leaves_alone_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".h2hlint.yml").write_text("exclude: [old/]\ninclude: [copy.json]\n", encoding="utf-8")
    bad = '{"a": "We make innovative tea."}'
    async with editing(tmp_path) as editor:
        for name, kind, count in [
            ("old/page.md", "markdown", 0),
            ("settings.json", "json", 0),
            ("copy.json", "json", 1),
            ("locales/en.json", "json", 1),
            ("tea.py", "python", 0),
            ("noted", "plaintext", 1),
        ]:
            text = bad if kind == "json" else "We make innovative tea."
            assert len(await editor.rules(editor.open(name, text, kind))) == count, name


@pytest.mark.asyncio
async def test_a_text_that_cannot_be_read_says_where_and_is_well_again(tmp_path: Path) -> None:
    async with editing(tmp_path) as editor:
        uri = editor.open("locales/en.json", '{"a": "tea",\n "b" 1}', "json")
        (mark,) = await editor.marks(uri)
        assert (mark.severity, mark.range.start.line) == (types.DiagnosticSeverity.Error, 1)
        editor.change(uri, 2, types.TextDocumentContentChangeWholeDocument('{"a": "tea"}'))
        assert list(await editor.marks(uri)) == []
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["neovim", "visual_studio_code", "emacs"])
async def test_editors_as_they_introduce_themselves(tmp_path: Path, name: str) -> None:
    async with editing(tmp_path, capabilities=client_capabilities(name)) as editor:
        assert await editor.rules(editor.open("page.md", "We make innovative tea.\n")) == ["buzzword/empty-adjective"]


# --- configs -----------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_configs_and_house_rules_are_read_anew(tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(HOUSE_RULE, encoding="utf-8")
    async with editing(tmp_path) as editor:
        uri = editor.open("page.md", "We make innovative synergy.\n")
        assert "house/rule" not in await editor.rules(uri)
        editor.save(".h2hlint.yml", "rules: [house.yml]\nignore: [buzzword]\n")
        assert await editor.rules(uri) == ["house/rule"]
        (tmp_path / "house.yml").write_text(HOUSE_RULE.replace('["synergy"]', '["make"]'), encoding="utf-8")
        change = types.FileEvent(editor.uri("house.yml"), types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        assert [one.range for one in await editor.marks(uri)] == [_range(0, 3, 7)]


@pytest.mark.asyncio
async def test_a_broken_config_is_marked_where_it_is_broken(tmp_path: Path) -> None:
    async with editing(tmp_path) as editor:
        uri = editor.open("page.md", "We make innovative tea.\n")
        assert len(await editor.marks(uri)) == 1
        editor.save(".h2hlint.yml", "language: en\nselekt: [x]\n")
        (mark,) = await editor.until(".h2hlint.yml", 1)
        assert mark.range.start == types.Position(1, 0)
        assert "selekt" in mark.message
        editor.save(".h2hlint.yml", "language: en\n")
        await editor.until(".h2hlint.yml", 0)
        await editor.until("page.md", 1)


@pytest.mark.asyncio
async def test_settings_of_the_editor(tmp_path: Path) -> None:
    async with editing(tmp_path, options={"langauge": "en"}) as editor:
        uri = editor.open("page.md", "We make innovative tea.\n")
        await editor.marks(uri)
        assert "“langauge” is no setting" in editor.client.messages[0].message
        settings = {"h2hlint": {"language": "en", "uiLanguage": "de", "select": ["buzzword"]}}
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
        (mark,) = await editor.marks(uri)
        assert "„innovative“" in mark.message


@pytest.mark.asyncio
@pytest.mark.parametrize("said", [{}, None, {"python": {"lint": True}}])
async def test_what_an_editor_says_to_others_changes_nothing(tmp_path: Path, said: Any) -> None:
    async with editing(tmp_path, options={"language": "en", "uiLanguage": "de"}) as editor:
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(said))
        (mark,) = await editor.marks(editor.open("page.md", "We make innovative tea.\n"))
        assert "„innovative“" in mark.message
        assert editor.client.messages == []


@pytest.mark.asyncio
async def test_a_folder_more_has_its_own_config(tmp_path: Path) -> None:
    for name, config in [("one", "ignore: [buzzword]\n"), ("two", "severity: {buzzword: error}\n")]:
        (tmp_path / name).mkdir()
        (tmp_path / name / ".h2hlint.yml").write_text(config, encoding="utf-8")
    async with editing(tmp_path / "one") as editor:
        assert await editor.rules(editor.open("page.md", "We make innovative tea.\n")) == []
        added = types.WorkspaceFoldersChangeEvent([types.WorkspaceFolder((tmp_path / "two").as_uri(), "two")], [])
        editor.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(added))
        (mark,) = await editor.marks(editor.open((tmp_path / "two" / "page.md").as_uri(), "We make innovative tea.\n"))
        assert mark.severity == types.DiagnosticSeverity.Error


@pytest.mark.asyncio
async def test_the_editors_language_is_the_readers(tmp_path: Path) -> None:
    async with editing(tmp_path, options={"language": "en"}, locale="pl") as editor:
        (lens,) = await _lens(editor, editor.open("page.md", "Some tea.\n"))
    assert lens.command
    assert lens.command.title.startswith("Wynik: 100,0 na 100")


# --- reasons, score ----------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_hover_explains(tmp_path: Path) -> None:
    async with editing(tmp_path) as editor:
        uri = editor.open("page.md", TEXT)
        at = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(2, 16))
        told = await editor.client.text_document_hover_async(at)
        nothing = await editor.client.text_document_hover_async(types.HoverParams(at.text_document, types.Position(0, 1)))
    assert nothing is None
    assert told
    assert isinstance(told.contents, types.MarkupContent)
    for part in ("_why:_", "_instead:_", "✗", "✓", "_sources:_", "[buzzword/empty-adjective](https://"):
        assert part in told.contents.value


async def _lens(editor: Editor, uri: str) -> Sequence[types.CodeLens]:
    return await editor.client.text_document_code_lens_async(types.CodeLensParams(types.TextDocumentIdentifier(uri))) or []


@pytest.mark.asyncio
async def test_the_lens_has_the_score_of_check(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(TEXT.encode())
    value = json.loads(run("check", "--lang", "en", "--format", "json", "page.md").stdout)["files"][0]["score"]
    async with editing(tmp_path) as editor:
        uri = editor.open("page.md", TEXT)
        (lens,) = await _lens(editor, uri)
        assert lens.command
        assert f"Score: {value} of 100" in lens.command.title
        command = types.ExecuteCommandParams(lens.command.command, lens.command.arguments)
        await editor.client.workspace_execute_command_async(command)
        assert "buzzwords −" in editor.client.messages[-1].message


# --- actions -----------------------------------------------------------------------------------


def _edited(text: str, action: types.CodeAction) -> str:
    """Return an ASCII text with the one edit of an action."""
    assert action.edit
    assert action.edit.document_changes
    (document,) = action.edit.document_changes
    assert isinstance(document, types.TextDocumentEdit)
    (edit,) = document.edits
    assert isinstance(edit, types.TextEdit)
    lines = [*text.splitlines(keepends=True), ""]
    start, end = (sum(map(len, lines[: at.line])) + at.character for at in (edit.range.start, edit.range.end))
    return text[:start] + edit.new_text + text[end:]


HOUSE = """language: en
rules:
  - id: house/plain
    message: "“{match}” is said more simply."
    terms:
      utilisation: {suggest: [use], safe: true}
      "lamp of light": {suggest: [lamp, light]}
    examples: {bad: ["[utilisation]"], good: ["use"]}
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "house.yml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / ".h2hlint.yml").write_text("# ours\nrules: [house.yml]\n", encoding="utf-8")
    return tmp_path


@pytest.mark.asyncio
async def test_a_wording_is_taken_and_all_safe_ones_at_once(house: Path) -> None:
    text = "The lamp of light. Our utilisation of it.\n\nUtilisation is low.\n"
    async with editing(house) as editor:
        uri = editor.open("page.md", text)
        actions = {one.title: one for one in await editor.actions(uri, _range(0, 6, 6))}
        assert _edited(text, actions["Write “light”"]) == text.replace("lamp of light", "light")
        assert not actions["Write “light”"].is_preferred
        (preferred,) = [one for one in await editor.actions(uri, _range(0, 30, 30)) if one.is_preferred]
        assert preferred.title == "Write “use”"
        (all_safe,) = await editor.actions(uri, _range(0, 0, 0), "source.fixAll")
        assert _edited(text, all_safe) == "The lamp of light. Our use of it.\n\nUse is low.\n"
        assert all_safe.kind == "source.fixAll.h2hlint"


LEFT = {
    "page.md": "# Tea\n\n- Some synergy.\n- Another synergy.\n",
    "page.html": "<main>\n  <p>Some synergy.</p><p>Another synergy.</p>\n</main>\n",
    "page.rst": "Tea\n===\n\nSome synergy.\n\nAnother synergy.\n",
    "page.tex": "\\begin{document}\nSome synergy.\n\nAnother synergy.\n\\end{document}\n",
    "page.org": "* Tea\n\nSome synergy.\n\nAnother synergy.\n",
    "page.adoc": "= Tea\n\nSome synergy.\n\nAnother synergy.\n",
    "page.html.j2": "<p>Some synergy.</p>\n<p>Another synergy.</p>\n",
    "locales/en.yml": "en:\n  a: Some synergy.\n  b: Another synergy.\n",
    "locales/en.properties": "a=Some synergy.\nb=Another synergy.\n",
    "locales/en.po": 'msgid "a"\nmsgstr "Some synergy."\n\nmsgid "b"\nmsgstr "Another synergy."\n',
}


@pytest.mark.asyncio
async def test_a_finding_is_left_by_a_comment_that_touches_no_other(tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(HOUSE_RULE, encoding="utf-8")
    (tmp_path / ".h2hlint.yml").write_text("rules: [house.yml]\nselect: [house, suppression]\n", encoding="utf-8")
    async with editing(tmp_path) as editor:
        for name, text in LEFT.items():
            uri = editor.open(name, text, "")
            first, second = await editor.marks(uri)
            actions = {one.title: one for one in await editor.actions(uri, first.range)}
            after = _edited(text, actions["Leave it: we quote somebody"])
            assert "ignore-next house/rule we quote somebody" in after, name
            editor.change(uri, 2, types.TextDocumentContentChangeWholeDocument(after))
            (left,) = await editor.marks(uri)
            assert left.code == second.code, name
            unsaid = _edited(text, actions["Leave it, with a reason of your own"])
            editor.change(uri, 3, types.TextDocumentContentChangeWholeDocument(unsaid))
            assert sorted(await editor.rules(uri)) == ["house/rule", "suppression/no-reason"], name


@pytest.mark.asyncio
async def test_without_comments_the_config_says_why_a_finding_is_left(house: Path) -> None:
    async with editing(house) as editor:
        uri = editor.open("locales/en.json", '{"a": "The lamp of light."}', "json")
        (mark,) = await editor.marks(uri)
        actions = {one.title: one for one in await editor.actions(uri, mark.range)}
        await editor.call(actions["Leave it: the product is called so"])
        assert await editor.rules(uri) == []
    config = (house / ".h2hlint.yml").read_text(encoding="utf-8")
    assert config.startswith("# ours\nrules: [house.yml]\n")
    assert "reason: the product is called so" in config


@pytest.mark.asyncio
async def test_a_word_of_the_house_goes_into_the_nearest_config(tmp_path: Path) -> None:
    async with editing(tmp_path) as editor:
        uri = editor.open("page.md", "We make innovative tea.\n")
        (mark,) = await editor.marks(uri)
        actions = {one.title: one for one in await editor.actions(uri, mark.range)}
        await editor.call(actions["“innovative” is one of our words"])
        assert await editor.rules(uri) == []
        assert "“innovative” is now one of the house's words in .h2hlint.yml." in editor.client.messages[-1].message
    assert (tmp_path / ".h2hlint.yml").read_text(encoding="utf-8") == "vocabulary:\n  accept:\n    en:\n      - innovative\n"


@pytest.mark.asyncio
async def test_a_config_that_lies_open_is_changed_there_and_counts_once_saved(tmp_path: Path) -> None:
    config = "# ours\nlanguage: en\n"
    (tmp_path / ".h2hlint.yml").write_text(config, encoding="utf-8")
    changes: list[types.ApplyWorkspaceEditParams] = []
    async with editing(tmp_path) as editor:

        @editor.client.feature(types.WORKSPACE_APPLY_EDIT)  # type: ignore[untyped-decorator]
        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            changes.append(params)
            return types.ApplyWorkspaceEditResult(applied=True)

        editor.open(".h2hlint.yml", config, "yaml")
        uri = editor.open("page.md", "We make innovative tea.\n")
        (mark,) = await editor.marks(uri)
        actions = {one.title: one for one in await editor.actions(uri, mark.range)}
        await editor.call(actions["“innovative” is one of our words"])
        assert editor.client.messages[-1].message == "“innovative” is now one of the house's words in .h2hlint.yml."
        after = _edited(config, types.CodeAction("", edit=changes[0].edit))
        assert after == config + "vocabulary:\n  accept:\n    en:\n      - innovative\n"
        assert (tmp_path / ".h2hlint.yml").read_text(encoding="utf-8") == config
        editor.save(".h2hlint.yml", after)
        assert await editor.rules(uri) == []


@pytest.mark.asyncio
async def test_a_rule_is_opened_a_shipped_one_as_its_page_a_house_s_in_its_file(house: Path) -> None:
    async with editing(house) as editor:
        for text, column, address in [
            ("An innovative lamp.\n", 5, "https://github.com/h2hlint/h2hlint/"),
            ("Utilisation.\n", 2, (house / "house.yml").as_uri()),
        ]:
            uri = editor.open("page.md", text)
            (action,) = [one for one in await editor.actions(uri, _range(0, column, column)) if one.title.startswith("Open the rule")]
            await editor.call(action)
            assert editor.client.shown_documents[-1].uri.startswith(address)


@pytest.mark.asyncio
async def test_a_change_that_does_not_fit_is_not_offered(house: Path) -> None:
    async with editing(house) as editor:
        uri = editor.open("page.html", "<p>Our util<b>isation</b> of it.</p>\n", "html")
        (mark,) = await editor.marks(uri)
        assert not [one for one in await editor.actions(uri, mark.range) if one.title.startswith("Write")]


# --- without pygls -----------------------------------------------------------------------------


def test_without_pygls_it_says_what_to_install(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ImportError('none here')\n", encoding="utf-8")
    done = run("lsp", PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr == "h2hlint: the language server needs pygls; install it with: pip install 'h2hlint[lsp]'\n"

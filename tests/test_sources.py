"""Files, folders and standard input: what is read, in which order, and what is said when it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from h2hlint.errors import UserError
from h2hlint.formats import SUFFIXES
from h2hlint.sources import Filter, Finder, find, from_stdin, read

NO_ROOT = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for suffix in (".json", ".yml", ".properties", ".po"):
        monkeypatch.setitem(SUFFIXES, suffix, suffix[1:])
    return tmp_path


def write(folder: Path, *names: str, text: str = "Ring til os.") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def found(*paths: str, wanted: Filter | None = None) -> list[str]:
    return [item.replace(os.sep, "/") for item in find(paths, wanted) if isinstance(item, str)]


def problems(*paths: str) -> list[UserError]:
    return [item for item in find(paths) if isinstance(item, UserError)]


class TestFind:
    def test_walks_the_current_folder_in_a_stable_order(self, site: Path) -> None:
        write(site, "b.md", "a/z.html", "a/b/c.txt", "a.md", "a/b.md", "logo.png", "Makefile")
        assert found() == ["a/b/c.txt", "a/b.md", "a/z.html", "a.md", "b.md"]
        assert found(".") == found("./") == found()

    def test_gives_paths_as_they_were_given(self, site: Path) -> None:
        write(site, "docs/a.md", "docs/b/c.md", "om.md")
        assert found("docs/") == ["docs/a.md", "docs/b/c.md"]
        assert found("./docs", "./om.md") == ["./docs/a.md", "./docs/b/c.md", "./om.md"]
        assert found(str(site / "om.md")) == [(site / "om.md").as_posix()]

    def test_skips_what_nobody_wrote_for_readers(self, site: Path) -> None:
        write(site, ".git/a.md", ".venv/a.md", ".hidden/a.md", "node_modules/x/a.md", "__pycache__/a.md", "a.md", ".b.md")
        assert found() == ["a.md"]

    def test_a_file_or_folder_that_is_named_is_read_even_so(self, site: Path) -> None:
        write(site, "node_modules/x/a.md", "ignored.md", ".hidden/b.md")
        (site / ".gitignore").write_text("ignored.md\n")
        assert found("ignored.md", ".hidden", "node_modules") == ["ignored.md", ".hidden/b.md", "node_modules/x/a.md"]

    def test_gives_each_real_file_once(self, site: Path) -> None:
        write(site, "docs/a.md")
        assert found("docs/a.md", "docs", "./docs/a.md", str(site)) == ["docs/a.md"]

    def test_a_search_in_several_calls_remembers(self, site: Path) -> None:
        write(site, "docs/a.md", "docs/b.md")
        finder = Finder()
        assert [*finder.find("docs/b.md"), *finder.find("docs"), *finder.find("docs/a.md")] == ["docs/b.md", os.path.join("docs", "a.md")]

    @pytest.mark.usefixtures("site")
    def test_passes_standard_input_through(self) -> None:
        assert found("-") == ["-"]

    def test_respects_gitignore_at_every_level(self, site: Path) -> None:
        write(site, "top/site/a.md", "top/site/old/b.md", "top/site/old/keep.md", "top/site/x/c.md", "top/site/draft.md")
        (site / "top/.git").mkdir()
        (site / "top/.gitignore").write_text("draft*\n/site/x\n")
        (site / "top/site/.gitignore").write_text("old/*\n!keep.md\n")
        assert found("top/site") == ["top/site/a.md", "top/site/old/keep.md"]

    def test_a_repository_inside_another_starts_afresh(self, site: Path) -> None:
        write(site, "inner/a.md", "inner/.git/HEAD", "b.md", "c.txt")
        (site / ".git").mkdir()
        (site / ".gitignore").write_text("*.md\n")
        assert found() == ["c.txt", "inner/a.md"]

    def test_data_files_only_where_copy_lives(self, site: Path) -> None:
        write(
            site,
            "package.json",
            "conf.yml",
            "locales/da.json",
            "app/messages_da.properties",
            "src/i18n/pl/site.yml",
            "x.po",
        )
        assert found() == ["app/messages_da.properties", "locales/da.json", "src/i18n/pl/site.yml", "x.po"]
        assert found("src/i18n/pl") == ["src/i18n/pl/site.yml"]
        assert found("package.json") == ["package.json"]

    def test_include_and_exclude_of_the_config(self, site: Path) -> None:
        write(site, "copy/a.json", "copy/b.yml", "other/c.json", "a.md", "old/b.md")
        wanted = Filter(include="copy/**/*.json\n", exclude="/old/\n", base=str(site))
        assert found(wanted=wanted) == ["a.md", "copy/a.json"]

    def test_a_folder_given_from_inside_still_knows_its_name(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(site, "locales/da.json")
        monkeypatch.chdir(site / "locales")
        assert found() == ["da.json"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
class TestLinks:
    def test_a_loop_is_visited_once_and_reported_as_nothing(self, site: Path) -> None:
        write(site, "docs/a.md", "docs/b/c.md")
        (site / "docs/b/up").symlink_to("..")
        (site / "docs/out").symlink_to(site)
        (site / "docs/self").symlink_to("self")
        assert found("docs") == ["docs/a.md", "docs/b/c.md"]
        assert problems("docs") == []

    def test_a_file_goes_by_its_own_name(self, site: Path) -> None:
        write(site, "docs/z.md", "shared/s.md")
        (site / "docs/a.md").symlink_to("z.md")
        (site / "docs/m").symlink_to(site / "shared")
        assert found("docs") == ["docs/m/s.md", "docs/z.md"]
        assert found("docs", "shared") == ["docs/m/s.md", "docs/z.md"]

    def test_a_link_to_nowhere_is_told(self, site: Path) -> None:
        (site / "gone.md").symlink_to("nowhere.md")
        assert found() == ["gone.md"]
        with pytest.raises(UserError, match=r"link to a file that is not there \(nowhere.md\)"):
            read("gone.md")
        assert "link to a file" in problems("gone.md")[0].message

    def test_two_hundred_folders_that_link_to_each_other(self, site: Path) -> None:
        for name in "abcdef":
            write(site, f"{name}/x.md")
            for other in "abcdef":
                (site / name / f"to-{other}").symlink_to(site / other)
        assert found() == [f"{name}/x.md" for name in "abcdef"]


class TestProblems:
    def test_a_missing_file_and_its_neighbour(self, site: Path) -> None:
        write(site, "kontakt.md")
        (problem,) = problems("kontact.md")
        assert problem.path == "kontact.md"
        assert "did you mean kontakt.md?" in problem.message
        assert "check the spelling" in problems("helt/væk.md")[0].message

    def test_the_rest_goes_on(self, site: Path) -> None:
        write(site, "a.md", "b.doc", "c.md")
        kinds = [type(item).__name__ for item in find(["a.md", "no.md", "b.doc", "c.md"])]
        assert kinds == ["str", "UserError", "UserError", "str"]

    def test_an_unknown_suffix_names_what_is_read(self, site: Path) -> None:
        write(site, "a.doc", "b.htlm", "README")
        docx, htlm, readme = problems("a.doc", "b.htlm", "README")
        assert docx.message.startswith("h2hlint does not read .doc; ")
        assert "--stdin-filename" in docx.message
        assert "did you mean .htm" in htlm.message
        assert "files without a suffix" in readme.message
        with pytest.raises(UserError, match=r"does not read \.doc"):
            read("a.doc")

    def test_a_format_given_by_hand_settles_it(self, site: Path) -> None:
        write(site, "README")
        assert read("README", "markdown").format == "markdown"

    def test_a_folder_is_not_a_file(self, site: Path) -> None:
        (site / "a.md").mkdir()
        with pytest.raises(UserError, match="this is a folder"):
            read("a.md")

    @pytest.mark.parametrize("path", ["a\0b.md", "\udce6.md", "x" * 5000 + ".md"])
    @pytest.mark.usefixtures("site")
    def test_odd_paths(self, path: str) -> None:
        assert len(problems(path)) == 1
        with pytest.raises(UserError):
            read(path)

    @NO_ROOT
    def test_what_may_not_be_opened(self, site: Path) -> None:
        write(site, "a.md", "shut/b.md", "c.md")
        (site / "a.md").chmod(0)
        (site / "shut").chmod(0)
        try:
            with pytest.raises(UserError, match="no permission"):
                read("a.md")
            assert "cannot open this folder" in problems(".")[0].message
            assert "no permission" in problems("shut/b.md")[0].message
            assert found(".") == ["a.md", "c.md"]
        finally:
            (site / "shut").chmod(0o700)


TEXT = "Vi hører dig – også i Łódź. 😀 e\u0301\r\nLinje to\rtre\n"


class TestRead:
    def test_keeps_the_newlines_and_the_path(self, site: Path) -> None:
        write(site, "a.md", text="\ufeff" + TEXT)
        source = read("./a.md")
        assert (source.path, source.text, source.format, source.bom) == ("./a.md", TEXT, "markdown", True)

    def test_names_the_file_in_a_decoding_error(self, site: Path) -> None:
        (site / "a.md").write_bytes(b"\xe6")
        with pytest.raises(UserError) as caught:
            read("a.md")
        assert caught.value.path == "a.md"

    def test_standard_input(self) -> None:
        assert from_stdin("Hej 😀".encode(), None).path == "-"
        assert from_stdin(b"Hej", "om-os.da.md").format == "markdown"
        with pytest.raises(UserError, match=r"does not read \.doc"):
            from_stdin(b"Hej", "a.doc")

    def test_starts_without_heavy_imports(self) -> None:
        code = "import sys, h2hlint.sources; print([m for m in ('pathspec', 'email', 'difflib') if m in sys.modules])"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"

"""Gettext catalogues, PO and POT: the translations; where a catalogue is its own source, the messages themselves."""

from __future__ import annotations

import re

from h2hlint.formats.decoding import Text, TextBuilder, character
from h2hlint.formats.keys import language_of
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.values import Copy
from h2hlint.formats.wishes import READ, Wishes
from h2hlint.patterns import possessive
from h2hlint.text import Block, Source

_LINE = re.compile(r"[ \t]*([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_KEYWORD = re.compile(r"(?:msgctxt|msgid_plural|msgid|msgstr(?:\[[ \t]*(\d{1,2})[ \t]*\])?)(?=[ \t\"])")
_STRING = re.compile(possessive(r"[ \t]*\"((?:[^\"\\\r\n]++|\\[^\r\n])*+)\"[ \t]*"))
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{1,4})|([0-7]{1,3})|(.))")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a"}
_LANGUAGE = re.compile(r"^(?:X-)?Language:[ \t]*([A-Za-z_@-]+)[ \t]*$", re.MULTILINE)
_ORIGINAL = re.compile(r"^X-Source-Language:[ \t]*([A-Za-z_-]+)[ \t]*$", re.MULTILINE)
_ENGLISH = "en"
"""What the messages themselves are in where the header does not say."""
_TEMPLATE = re.compile(r"\.pot\Z", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[a-zA-Z][\w-]*(?:[._][\w-]+)+\Z")
_LONGEST_NAME = 80


def extract(source: Source) -> list[Block]:
    """Return the translations; fuzzy, obsolete and untranslated entries are left out. Raise UserError for any other line."""
    return _Reader(source).read()


def wished(source: Source, wishes: Wishes) -> list[Block]:
    """Return the translations as `extract` does, if so wished with fuzzy entries and, in their own language, untranslated messages."""
    return _Reader(source, wishes).read()


class _Entry:
    """An entry in the making: its texts by keyword, and whether a translator should look at it again."""

    def __init__(self) -> None:
        self.texts: dict[str, TextBuilder] = {}
        self.fuzzy = False

    def text(self, keyword: str) -> Text | None:
        builder = self.texts.get(keyword)
        return builder.text() if builder else None


class _Reader:
    """Reads line by line."""

    def __init__(self, source: Source, wishes: Wishes | None = None) -> None:
        self._wants_fuzzy = wishes is not None and wishes.fuzzy == READ
        self._wants_untranslated = wishes is not None and wishes.untranslated == READ
        self._original = _ENGLISH
        self._source = source
        self._copy = Copy(source)
        self._entry = _Entry()
        self._builder: TextBuilder | None = None
        self._language: str | None = None
        self._is_template = bool(_TEMPLATE.search(source.path))
        self._first = True

    def read(self) -> list[Block]:
        text, at = self._source.text, 0
        while at < len(text):
            line = _LINE.match(text, at)
            if line is None:
                break
            self._line(line.start(1), line.end(1))
            at = max(line.end(), at + 1)
        self._end()
        return self._copy.finish()

    def _line(self, start: int, end: int) -> None:
        text = self._source.text
        if start == end:
            self._builder = None
        elif text[start] == "#":
            self._comment(start, end)
        elif text[start] == '"':
            self._string(start, end)
        elif keyword := _KEYWORD.match(text, start, end):
            self._begin(keyword)
            self._string(keyword.end(), end)
        else:
            message = 'a line of a catalogue begins with msgid, msgstr, msgctxt, “"” or “#”; comment this one out with “# ”'
            raise malformed(self._source, start, message)

    def _comment(self, start: int, end: int) -> None:
        """Read a comment, which may belong to the entry that follows."""
        self._end_if("msgstr")
        if self._source.text.startswith("#,", start):
            self._entry.fuzzy = self._entry.fuzzy or "fuzzy" in self._source.text[start:end]
        self._copy.comment(start + (2 if self._source.text[start + 1 : start + 2] in (".", ":") else 1), end)

    def _begin(self, keyword: re.Match[str]) -> None:
        name = keyword[0].replace(" ", "").replace("\t", "")
        if name in ("msgctxt", "msgid"):
            self._end_if("msgstr")
        self._builder = TextBuilder(self._source.text)
        self._entry.texts[name] = self._builder

    def _end_if(self, keyword: str) -> None:
        """End the entry if it has a translation: what comes now belongs to the next."""
        if any(name.startswith(keyword) for name in self._entry.texts):
            self._end()

    def _string(self, start: int, end: int) -> None:
        string = _STRING.match(self._source.text, start, end)
        if string is None or string.end() < end:
            at = string.end() if string else start
            message = 'a text of a catalogue stands between two “"” on its line; write “\\"” for a quotation mark inside'
            raise malformed(self._source, at, message)
        if self._builder is None:
            raise malformed(self._source, start, "this text belongs to nothing; put msgid or msgstr before it, and no blank line between")
        self._builder.add_decoded(*string.span(1), _ESCAPE, _unescaped)

    def _end(self) -> None:
        """Take the entry that ends here."""
        entry, self._entry, self._builder = self._entry, _Entry(), None
        message = entry.text("msgid")
        if message is None:
            return
        if not message.text and self._first:
            self._header(entry)
        elif not entry.fuzzy or self._wants_fuzzy:
            self._take(entry, message)
        self._first = False

    def _header(self, entry: _Entry) -> None:
        header = entry.text("msgstr")
        found = _LANGUAGE.search(header.text) if header else None
        self._language = language_of(found[1].partition("@")[0]) if found else None
        original = _ORIGINAL.search(header.text) if header else None
        self._original = (language_of(original[1]) if original else None) or _ENGLISH

    def _take(self, entry: _Entry, message: Text) -> None:
        context = entry.text("msgctxt")
        name = " ".join(message.text[:_LONGEST_NAME].split())
        key = f"{context.text}: {name}" if context else name
        about = context.text if context else _identifier(message.text)
        translations = [text for keyword in entry.texts if keyword.startswith("msgstr") and (text := entry.text(keyword)) and text.text]
        if not translations and self._wants_untranslated and not _identifier(message.text):
            for text in filter(None, (entry.text(keyword) for keyword in ("msgid", "msgid_plural"))):
                self._copy.add(key, text, self._original, about=about)
            return
        if self._is_template or (not translations and (self._language or "").startswith("en") and not _identifier(message.text)):
            translations = [text for keyword in ("msgid", "msgid_plural") if (text := entry.text(keyword))]
        for text in translations:
            self._copy.add(key, text, self._language, about=about)


def _identifier(message: str) -> str:
    """Return a message that is a name such as `cart.button.pay`, empty for one in words."""
    return message if _IDENTIFIER.match(message) else ""


def _unescaped(found: re.Match[str]) -> str:
    if found[1] or found[2]:
        return character(found[1], 16) if found[1] else character(found[2], 8)
    return _ESCAPED.get(found[3], found[3])

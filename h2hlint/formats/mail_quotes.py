"""What in a mail its writer did not write now: earlier mails quoted, and where the signature begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_INK = re.compile(r"[^\r\n]")
_VERB = re.compile(r"\b(?:wrote|writes|schrieb|skrev|napisał(?:\(a\)|a)?|pisze|écrit|escribió|ha scritto|schreef)(?!\w)", re.IGNORECASE)
_OPENING = re.compile(r"(?:On|Am|Den|Le|El|Il|Op|W dniu|Dnia)\b", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}\b")
_DATE = re.compile(r"\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d{2}\b|@")
_EARLIER = re.compile(
    r"[-_*>\s]*(?:original message|forwarded message|oprindelig meddelelse|opprinnelig melding|ursprüngliche nachricht"
    r"|videresendt (?:meddelelse|melding|besked|e-mail|e-post)|weitergeleitete nachricht|wiadomość oryginalna"
    r"|oryginalna wiadomość|(?:treść )?przekazan\w+ wiadomoś\w+)\s*(?:-{2,}|_{2,})\s*"
    r"|(?:begin forwarded message|videresendt (?:meddelelse|melding|besked)|anfang der weitergeleiteten nachricht)\s*:",
    re.IGNORECASE,
)
_SENDER = re.compile(r"[*\s]*(?:from|fra|von|od)\s*:[*\s]*\S", re.IGNORECASE)
_OTHER_FIELD = re.compile(
    r"[*\s]*(?:sent|date|to|cc|subject|sendt|dato|til|emne|gesendet|datum|an|betreff|wysłano|wysłane|data|do|dw|temat)\s*:",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"[*\s]*(?:subject|emne|betreff|temat)\s*:", re.IGNORECASE)
_FIELDS_IN_ROW = re.compile(
    r"[*\s]*(?:from|fra|von|od)\s*:.{1,200}?\b(?:sent|date|sendt|dato|gesendet|datum|wysłano|wysłane|data|to|til|an|do)\s*:"
    r".{1,400}?\b(?:subject|emne|betreff|temat)\s*:",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:we|you|vi|jeg|du|dere|wir|ich|ihnen|my|nasz)\b", re.IGNORECASE)
_LONGEST = 400
_TAIL = 120
_SIGNATURE_LINES = 15


@dataclass(frozen=True, slots=True)
class Own:
    """A mail's text with all that is not its writer's own blanked out, and where its signature begins."""

    text: str
    signature: int


def own(text: str) -> Own:
    """Blank out earlier mails, the lines that introduce them and the line above a signature; no offset moves.

    Lines that begin with `>` stay: plain text says itself that they are quotes.
    """
    lines = _LINE.findall(text)
    blanked, cut = _quoted([line.strip() for line in lines])
    signature = _signature(lines, cut)
    blanked.update(range(cut, len(lines)))
    if signature < cut:
        blanked.add(signature)
    if not blanked:
        return Own(text, len(text))
    shown = (_INK.sub(" ", line) if index in blanked else line for index, line in enumerate(lines))
    return Own("".join(shown), sum(map(len, lines[:signature])) if signature < cut else len(text))


def is_cut(text: str) -> bool:
    """Say whether a paragraph announces an earlier mail that follows it."""
    return _announces(text) or bool(_EARLIER.match(text) or _FIELDS_IN_ROW.match(text))


def _quoted(lines: Sequence[str]) -> tuple[set[int], int]:
    """Return the numbers of lines that introduce `>` lines, and of the line from which all is an earlier mail."""
    blanked: set[int] = set()
    for index, line in enumerate(lines):
        if _EARLIER.match(line) or _is_field_block(lines, index):
            return blanked, index
        if line.endswith(":"):
            first = _attribution(lines, index)
            if first is not None and not _is_quote_next(lines, index):
                return blanked, first
            blanked.update(range(index + 1 if first is None else first, index + 1))
    return blanked, len(lines)


def _attribution(lines: Sequence[str], last: int) -> int | None:
    """Return the first of up to three lines that say “On … somebody wrote:”, or None."""
    for first in range(last, max(last - 3, -1), -1):
        if not lines[first] or lines[first].startswith(">"):
            return None
        if _announces(" ".join(lines[first : last + 1])):
            return first
    return None


def _announces(text: str) -> bool:
    if len(text) > _LONGEST or not text.endswith(":"):
        return False
    verb = _VERB.search(text)
    if not verb or len(text) - verb.end() > _TAIL or not _DATE.search(text) or _WE.search(text):
        return False
    return bool(_OPENING.match(text) or _TIME.search(text, 0, verb.start()))


def _is_quote_next(lines: Sequence[str], index: int) -> bool:
    following = (line for line in lines[index + 1 : index + 4] if line)
    return next(following, "").startswith(">")


def _is_field_block(lines: Sequence[str], index: int) -> bool:
    """Say whether the header of an earlier mail, as mail programs copy it, begins here; a ticket has no subject."""
    if not _SENDER.match(lines[index]):
        return False
    following = (line for line in lines[index + 1 : index + 10] if line)
    return any(map(_SUBJECT.match, takewhile(_OTHER_FIELD.match, following)))


def _signature(lines: Sequence[str], cut: int) -> int:
    """Return the number of the line `-- `, or of a short ending's `--`; `cut` when there is none."""
    for index in range(cut):
        if lines[index].rstrip("\r\n") == "-- ":
            return index
    for index in range(max(cut - _SIGNATURE_LINES, 0), cut):
        if lines[index].rstrip("\r\n") == "--":
            return index
    return cut

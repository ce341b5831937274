"""Maps from decoded text back to the file."""

from __future__ import annotations

from h2hlint.formats.decoded import Decoded, Runs, Sextets, Shift, Utf8
from h2hlint.text import Block, BlockBuilder, Piece, Span


def block(text: str) -> Block:
    builder = BlockBuilder("paragraph")
    builder.add_source(text, 0, len(text))
    built = builder.build()
    assert built
    return built


class TestRuns:
    def test_every_unit_has_its_share(self) -> None:
        runs = Runs()
        runs.add(3, 10, 13)
        runs.add(2, 13, 19)
        assert runs.span(1, 2) == (11, 12)
        assert runs.span(2, 4) == (12, 16)
        assert runs.span(4, 5) == (16, 19)

    def test_what_is_between_runs_belongs_to_none(self) -> None:
        runs = Runs()
        runs.add(2, 0, 2)
        runs.add(2, 5, 7)
        assert runs.span(1, 2) == (1, 2)
        assert runs.span(2, 3) == (5, 6)
        assert runs.span(0, 4) == (0, 7)

    def test_a_whole_stands_for_all_of_it(self) -> None:
        runs = Runs()
        runs.add_whole(2, 4, 5)
        runs.add(1, 5, 6)
        assert runs.span(1, 2) == (4, 5)
        assert runs.span(1, 3) == (4, 6)
        assert runs.length == 3

    def test_nothing_maps_to_nothing(self) -> None:
        runs = Runs()
        runs.add(0, 3, 3)
        assert runs.span(0, 0) == (0, 0)


class TestSteps:
    def test_sextets_hold_bytes(self) -> None:
        sextets = Sextets(Shift(100))
        assert [sextets.span(byte, byte + 1) for byte in range(4)] == [(100, 102), (101, 103), (102, 104), (104, 106)]
        assert sextets.span(0, 3) == (100, 104)

    def test_after_padding_the_bits_begin_anew(self) -> None:
        sextets = Sextets(Shift(0))
        sextets.restart(1, 2)
        assert sextets.span(0, 1) == (0, 2)
        assert sextets.span(1, 2) == (2, 4)

    def test_utf8_counts_bytes_across_its_marks(self) -> None:
        text = "aæ€😀\udc80" * 400
        steps = Utf8(text)
        for char in (0, 1, 2, 3, 4, 511, 512, 513, 1024, 1999):
            before = len(text[:char].encode("utf-8", "surrogateescape"))
            assert steps.span(char, char + 1) == (
                before,
                before + len(text[char].encode("utf-8", "surrogateescape")),
            )


class TestDecoded:
    def test_steps_are_taken_one_after_the_other(self) -> None:
        decoded = Decoded("æb", (Utf8("æb"), Shift(7)))
        assert decoded.to_source(0, 1) == (7, 9)
        assert decoded.to_source(0, 2) == (7, 10)

    def test_pieces_are_made_when_asked_for_and_behave_like_a_tuple(self) -> None:
        (placed,) = Decoded("æ  b", (Utf8("æ  b"), Shift(7))).place([block("æ  b")])
        pieces = placed.pieces
        assert tuple(pieces) == (
            Piece(Span(0, 1), Span(7, 9)),
            Piece(Span(1, 2), Span(9, 11)),
            Piece(Span(2, 3), Span(11, 12)),
        )
        assert len(pieces) == 3
        assert pieces[-1] == pieces[2]
        assert pieces[:2] == (pieces[0], pieces[1])
        assert pieces == tuple(pieces)
        assert hash(pieces) == hash(tuple(pieces))
        assert placed.to_source(Span(0, 3)) == (7, 12)

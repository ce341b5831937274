"""The phrase language, seen through a house rule with one phrase."""

from __future__ import annotations

import pytest

from tests.conftest import Matches

CASES = [
    pytest.param("synergy", "Synergies and synergy.", ["Synergies", "synergy"], id="any inflection"),
    pytest.param("=synergy", "Synergies and Synergy.", ["Synergy"], id="this form only"),
    pytest.param("==Apple", "An apple from Apple.", ["Apple"], id="this case too"),
    pytest.param("disrupt*", "Disruption disrupts; erupt.", ["Disruption", "disrupts"], id="prefix"),
    pytest.param("'*lamp'", "A desklamp, floorlamps, lampoon.", ["desklamp", "floorlamps"], id="suffix takes any form"),
    pytest.param("=*ane", "Humane, membrane, anes.", ["Humane", "membrane"], id="suffix of just these letters"),
    pytest.param("'*max*'", "We climax and maximise.", ["climax", "maximise"], id="infix"),
    pytest.param("super*boss", "Superduperbosses, bosses, superb.", ["Superduperbosses"], id="begins and ends"),
    pytest.param("(big|very large) data", "Big data, very large data, small data.", ["Big data", "very large data"], id="either"),
    pytest.param("best [possible] price", "Best price, best possible price.", ["Best price", "best possible price"], id="may be absent"),
    pytest.param("reach ... out", "Reach one two three four out.", ["Reach one two three four out"], id="gap of four"),
    pytest.param("reach ... out", "Reach one two three four five out.", [], id="gap no longer than four"),
    pytest.param("reach ...6 out", "Reach one two three four five out.", ["Reach one two three four five out"], id="gap as asked"),
    pytest.param("reach ... out", "Reach me. Come out.", [], id="gap never across a sentence end"),
    pytest.param("reach ... out", "Reach Dr. Smith out there.", ["Reach Dr. Smith out"], id="an abbreviation ends no sentence"),
    pytest.param("best in class", "Best-in-class and best, in class.", ["Best-in-class", "best, in class"], id="hyphen, comma, space"),
    pytest.param(
        "game changer", "A game changer, Game-Changers, gamechanger.", ["game changer", "Game-Changers", "gamechanger"], id="joined"
    ),
    pytest.param("game-changer", "A game changer, gamechangers.", ["game changer", "gamechangers"], id="written with a hyphen"),
    pytest.param("don't wait", "Don’t wait. Don't wait.", ["Don’t wait", "Don't wait"], id="apostrophes"),
    pytest.param("optimise", "Optimize, optimised, optimizing.", ["Optimize", "optimised", "optimizing"], id="ise is ize"),
    pytest.param("<number:5..> =days", "In 4 days, 5-8 days, twelve days.", ["5-8 days", "twelve days"], id="number with limits"),
    pytest.param("<email>", "Write to ann@example.org now.", ["ann@example.org"], id="a class alone"),
    pytest.param("hello <placeholder>", "Hello {{first_name}}, hello you.", ["Hello {{first_name}}"], id="placeholder"),
    pytest.param("sent by <name>", "Sent by Friday, sent by Ann Lee.", ["sent by Ann Lee"], id="days are no names"),
    pytest.param(
        "dear <mergefield>", "Dear *|FNAME|*, dear {name}, dear [FIRST NAME].", ["Dear *|FNAME|*", "dear [FIRST NAME]"], id="merge field"
    ),
    pytest.param("<ellipsis>", "Maps, searches, ... and tea.", ["searches"], id="a list that trails off"),
    pytest.param("synergy", "He said “synergy” and 'synergy'.", [], id="quotations are masked"),
    pytest.param("synergy", "See https://example.org/synergy and synergy@example.org.", [], id="addresses are masked"),
    pytest.param("wait (list|line)*", "Waitlist? A wait listing, wait lines.", ["wait listing", "wait lines"], id="star behind a group"),
]


@pytest.mark.parametrize(("phrase", "text", "expected"), CASES)
def test_english(matches: Matches, phrase: str, text: str, expected: list[str]) -> None:
    quoted = phrase if phrase.startswith("'") else '"' + phrase + '"'
    assert matches(f"terms: [{quoted}]", text) == expected


GERMAN = [
    pytest.param("an+bieten", "Wir bieten Ihnen viel an.", ["bieten Ihnen viel an"], id="detached"),
    pytest.param(
        "an+bieten", "Was wir anbieten, angeboten haben oder anzubieten wissen.", ["anbieten", "angeboten", "anzubieten"], id="joined"
    ),
    pytest.param("an+bieten", "Wir bieten Kaffee an der Theke.", [], id="the particle must close its clause"),
    pytest.param(
        "Kunde", "Kund:innen, Kund*innen, KundInnen und Kunden.", ["Kund:innen", "Kund*innen", "KundInnen", "Kunden"], id="gender"
    ),
    pytest.param("maßgeschneidert", "Massgeschneiderte Hosen.", ["Massgeschneiderte"], id="ss is ß"),
    pytest.param("Lösung", "Loesungen", ["Loesungen"], id="oe is ö"),
    pytest.param("*lösung", "Softwarelösungen und Auflösung.", ["Softwarelösungen", "Auflösung"], id="compounds"),
]


@pytest.mark.parametrize(("phrase", "text", "expected"), GERMAN)
def test_german(matches: Matches, phrase: str, text: str, expected: list[str]) -> None:
    assert matches(f'terms: ["{phrase}"]', text, language="de") == expected


@pytest.mark.parametrize(
    ("language", "phrase", "text", "expected"),
    [
        ("da", "skræddersyet løsning", "Skræddersyede løsninger.", ["Skræddersyede løsninger"]),
        ("nb", "helhetlig løsning", "Helhetlige løsninger.", ["Helhetlige løsninger"]),
        ("pl", "kompleksowy rozwiązanie", "Kompleksowych rozwiązań.", ["Kompleksowych rozwiązań"]),
        ("da", "*løsning", "Softwareløsningerne.", ["Softwareløsningerne"]),
    ],
)
def test_inflection_in_phrases(matches: Matches, language: str, phrase: str, text: str, expected: list[str]) -> None:
    assert matches(f'terms: ["{phrase}"]', text, language=language) == expected

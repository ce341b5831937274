"""Inflection of well-known words, of unknown ones, and of anything at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.language.inflection import LANGUAGES, load

INFLECTED = [
    ("da", "løsning", "løsningen løsninger løsningerne løsningernes"),
    ("da", "skræddersyet", "skræddersyede"),
    ("da", "skræddersy", "skræddersyr skræddersyede skræddersyet"),
    ("da", "optimere", "optimerer optimeres optimeret optimerede optimerende"),
    ("da", "gå", "går gik gået"),
    ("da", "barn", "barnet børn børnene børns"),
    ("da", "forretningsmand", "forretningsmænd"),
    ("da", "god", "godt gode bedre bedst bedste"),
    ("da", "være", "er var været"),
    ("nb", "løsning", "løsningen løsninga løsninger løsningene løsningens"),
    ("nb", "sak", "saken saker sakene"),
    ("nb", "gå", "går gikk gått"),
    ("nb", "liten", "lite små mindre minst"),
    ("nb", "skreddersydd", "skreddersydde"),
    ("de", "Lösung", "lösungen"),
    ("de", "maßgeschneidert", "maßgeschneiderte maßgeschneiderten maßgeschneidertes"),
    ("de", "anbieten", "anbietet angeboten angebotene anzubieten"),
    ("de", "groß", "großen größer größere größten"),
    ("de", "Kunde", "kunden kundin kundinnen"),
    ("de", "sein", "bin ist sind war gewesen"),
    ("de", "müssen", "muss müsst musste"),
    ("de", "hängen", "hing hängte gehangen"),
    ("pl", "rozwiązanie", "rozwiązania rozwiązaniami rozwiązań"),
    ("pl", "optymalizować", "optymalizujemy optymalizował optymalizowano optymalizowanych"),
    ("pl", "kompleksowy", "kompleksowa kompleksowych kompleksowymi"),
    ("pl", "nowoczesny", "nowocześniejszy najnowocześniejszych"),
    ("pl", "klient", "klienci klientów klientom"),
    ("en", "empower", "empowers empowered empowering"),
    ("en", "synergy", "synergies"),
    ("en", "plan", "planned planning"),
    ("en", "easy", "easier easiest"),
    ("en", "woman", "women"),
    ("en", "be", "am is are was were been being"),
]
UNKNOWN = [
    ("da", "softwareløsning", "softwareløsningen softwareløsningernes"),
    ("da", "onboarde", "onboarder onboardede onboardet"),
    ("da", "chatbot-løsning", "chatbot-løsninger"),
    ("nb", "skyløsningspakke", "skyløsningspakker"),
    ("nb", "onboarde", "onboarder onboardet"),
    ("de", "Softwarelösung", "softwarelösungen"),
    ("de", "onboarden", "onboardet onboarded onboardete geonboardet"),
    ("de", "streamen", "streamt streamte gestreamt"),
    ("de", "weiterklicken", "weiterklickt weitergeklickt weiterzuklicken"),
    ("de", "weiterlesen", "weiterliest weitergelesen weiterzulesen"),
    ("de", "hyperskalierbar", "hyperskalierbare hyperskalierbaren"),
    ("pl", "targetować", "targetuje targetował targetowanych"),
    ("pl", "onboarding", "onboardingu"),
    ("en", "upskill", "upskilled upskilling"),
    ("en", "gamify", "gamifies gamified gamifying"),
    ("en", "co-create", "co-creating"),
]
ALONE = {
    "da": "for at om så der den ved til en gratis måske løsningen skræddersyede annoncepartnere banebrydende",
    "nb": "for at om så der den ved til en kanskje løsningen webløsninger",
    "de": "der die das um und bereits sofort Lösungen anbietet Nutzungsbedingungen fortfährst weiterzulesen",
    "pl": "na do nie my to rozwiązaniami",
    "en": "for to in on like just well may synergies",
}


@pytest.mark.parametrize(("language", "word", "forms"), INFLECTED)
def test_a_lemma_gives_its_forms(language: str, word: str, forms: str) -> None:
    lexicon = load(language)
    assert set(forms.split()) <= lexicon.forms(word)
    assert lexicon.is_lemma(word)


@pytest.mark.parametrize(("language", "word", "forms"), UNKNOWN)
def test_an_unknown_word_inflects_like_its_last_part_or_its_ending(language: str, word: str, forms: str) -> None:
    assert set(forms.split()) <= load(language).forms(word)


@pytest.mark.parametrize(("language", "words"), ALONE.items())
def test_function_words_and_inflected_forms_stay_alone(language: str, words: str) -> None:
    for word in words.split():
        assert load(language).forms(word) == {word.lower()}


@pytest.mark.parametrize(
    ("language", "word", "wrong"),
    [
        ("da", "teste", "testen"),
        ("de", "gut", "güter"),
        ("de", "Gut", "besser"),
        ("de", "kaufen", "kauf"),
        ("pl", "optymalizować", "nieoptymalizowany"),
        ("pl", "kompleksowy", "kompleksowo"),
        ("en", "can", "cans"),
    ],
)
def test_other_words_stay_out(language: str, word: str, wrong: str) -> None:
    assert wrong not in load(language).forms(word)


@pytest.mark.parametrize(("prefix", "verb"), [("an", "bieten"), ("bereit", "stellen"), ("los", "brainstormen")])
def test_separable_verbs_come_joined_and_parted(prefix: str, verb: str) -> None:
    joined, finite = load("de").separable(prefix, verb)
    assert {prefix + verb, f"{prefix}zu{verb}"} <= joined
    assert all(form.startswith(prefix) for form in joined)
    assert verb in finite
    assert not any(form.startswith("ge") for form in finite)


def test_separable_forms_of_a_strong_verb() -> None:
    joined, finite = load("de").separable("an", "bieten")
    assert {"angebotenen", "anbietet", "anbietende"} <= joined
    assert {"biete", "bietest", "bietet", "bot", "boten"} <= finite
    assert not finite & {"geboten", "bietend", "bietende"}


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("da", "børnene", "barn"),
        ("nb", "gikk", "gå"),
        ("de", "angeboten", "anbieten"),
        ("de", "anzubieten", "anbieten"),
        ("pl", "rozwiązaniami", "rozwiązanie"),
        ("pl", "najlepszych", "dobry"),
        ("en", "synergies", "synergy"),
    ],
)
def test_forms_lead_back_to_their_lemma(language: str, form: str, lemma: str) -> None:
    lexicon = load(language)
    assert lexicon.knows(form)
    assert lemma in lexicon.lemmas(form)
    assert form in lexicon.forms(lemma)


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_strings_are_not_known(language: str) -> None:
    lexicon = load(language)
    assert not lexicon.knows("xqzwrt")
    assert not lexicon.is_lemma("xqzwrt")


def test_a_language_without_data_is_refused() -> None:
    assert {"da", "nb", "de", "pl", "en"} <= set(LANGUAGES)
    with pytest.raises(KeyError):
        load("xx")


@pytest.mark.parametrize("language", LANGUAGES)
@given(word=st.text(max_size=20) | st.text("abdegilnorstuvæøåäöüßłąę-", max_size=14))
def test_any_string_is_accepted_and_among_its_forms(language: str, word: str) -> None:
    lexicon = load(language)
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).lower())
    forms = lexicon.forms(word)
    assert plain in forms
    assert forms == lexicon.forms(word)
    assert lexicon.forms(unicodedata.normalize("NFD", word)) == forms


@pytest.mark.parametrize("language", LANGUAGES)
@given(prefix=st.text(max_size=4), verb=st.text(max_size=8))
def test_any_prefix_and_verb_are_accepted(language: str, prefix: str, verb: str) -> None:
    joined, finite = load(language).separable(prefix, verb)
    assert joined
    assert finite

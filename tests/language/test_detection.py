"""Languages of short texts, of texts in languages without rules, and of texts without a language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.language import detection, detection_data
from tests.patience import patience

SENTENCES = {
    "da": """
        Læs mere
        Læs mere om vores kaffekurser
        Hvad koster det at få malet et værelse?
        Vi ringer til dig i morgen tidlig
        Du kan altid skrive til os
        Har du spørgsmål, så ring til os
        Vi sender din ordre samme dag
        Tilmeld dig vores nyhedsbrev
        Du skal ikke betale noget nu
        Så meget koster en ny cykel
        Nogle af vores kunder henter selv varerne
        Hvordan får jeg slettet min konto?
        Vælg den dag, der passer dig bedst
        Bagefter får du en mail med billetten
        Butikken er åben hver dag undtagen søndag
        Undskyld, vi har lavet en fejl
        Log ind for at se dine køb
        Vi bruger kun oplysningerne til at levere pakken
        Jeg bliver glad for at høre fra jer
        Tak fordi du handlede hos os
        Kom forbi og smag vores nybagte brød
        Hvis du fortryder, kan du sende varen retur
        Det er gratis og tager fem minutter
        Gå tilbage til forsiden
        """,
    "nb": """
        Les mer
        Les mer om kaffekursene våre
        Hva koster det å få malt et rom?
        Vi ringer deg i morgen tidlig
        Du kan alltid skrive til oss
        Har du spørsmål, så ring oss
        Vi sender bestillingen din samme dag
        Meld deg på nyhetsbrevet vårt
        Du trenger ikke å betale noe nå
        Så mye koster en ny sykkel
        Noen av kundene våre henter varene selv
        Hvordan sletter jeg kontoen min?
        Velg den dagen som passer deg best
        Etterpå får du en e-post med billetten
        Butikken er åpen hver dag unntatt søndag
        Beklager, vi har gjort en feil
        Logg inn for å se kjøpene dine
        Vi bruker bare opplysningene til å levere pakken
        Jeg blir glad for å høre fra dere
        Takk for at du handlet hos oss
        Kom innom og smak det nybakte brødet vårt
        Hvis du angrer, kan du sende varen i retur
        Det er gratis og tar fem minutter
        Gå tilbake til forsiden
        """,
    "de": """
        Mehr erfahren
        Was kostet ein neues Fahrrad?
        Wir rufen Sie morgen früh an
        Du kannst uns jederzeit schreiben
        Melden Sie sich zum Newsletter an
        Das ging leider daneben
        Ihr Paket ist unterwegs
        Passwort vergessen?
        """,
    "pl": """
        Czytaj więcej
        Ile kosztuje nowy rower?
        Zadzwonimy jutro rano
        Zawsze możesz do nas napisać
        Zapisz się do newslettera
        Przepraszamy, coś poszło nie tak
        Twoja paczka jest już w drodze
        Nie pamiętasz hasła?
        """,
    "en": """
        Read more
        How much is a new bike?
        We will call you tomorrow morning
        You can write to us any time
        Sign up for our newsletter
        Sorry, that did not work
        Your parcel is on its way
        Forgot your password?
        """,
    "nn": """
        Kva kostar det å få måla eit rom?
        Me ringjer deg i morgon tidleg
        Du kan alltid skriva til oss, så får du svar frå ein av dei tilsette
        Nokre av kundane våre hentar varene sjølve
        Korleis slettar eg kontoen min?
        Vel den dagen som passar deg best
        Etterpå får du ein e-post med billetten
        """,
    "sv": """
        Vad kostar det att måla om ett rum?
        Vi hör av oss till dig i morgon bitti
        Du kan alltid skriva till oss
        Några av våra kunder hämtar varorna själva
        Hur tar jag bort mitt konto?
        Välj den dag som passar dig bäst
        Tack för att du handlade hos oss
        """,
    "nl": """
        Hoeveel kost een nieuwe fiets?
        We bellen je morgenochtend
        Je kunt ons altijd schrijven
        Sommige klanten halen hun bestelling zelf op
        Hoe verwijder ik mijn account?
        Bedankt voor je bestelling bij ons
        """,
    "cs": """
        Kolik stojí nové kolo?
        Zavoláme vám zítra ráno
        Vždycky nám můžete napsat
        Omlouváme se, něco se nepovedlo
        """,
    "sk": "Koľko to stojí a ako dlho to trvá?\nZavoláme vám zajtra ráno\nVždy nám môžete napísať, radi pomôžeme",
    "is": "Hvað kostar nýtt reiðhjól?\nVið hringjum í þig á morgun\nÞú getur alltaf skrifað okkur",
    "fi": "Kuinka paljon uusi polkupyörä maksaa?\nSoitamme sinulle huomenna aamulla\nVoit aina kirjoittaa meille",
    "fr": "Combien coûte un nouveau vélo ?\nNous vous appelons demain matin\nVous pouvez toujours nous écrire",
    "es": "¿Cuánto cuesta una bicicleta nueva?\nTe llamamos mañana por la mañana\nSiempre puedes escribirnos",
    "it": "Quanto costa una bicicletta nuova?\nTi chiamiamo domani mattina\nPuoi sempre scriverci",
    "pt": "Quanto custa uma bicicleta nova?\nLigamos para você amanhã de manhã\nVocê pode sempre nos escrever",
    "hu": "Mennyibe kerül egy új kerékpár?\nHolnap reggel felhívjuk önt",
    "ro": "Cât costă o bicicletă nouă?\nVă sunăm mâine dimineață",
    "et": "Kui palju maksab uus jalgratas?\nHelistame teile homme hommikul",
    "lt": "Kiek kainuoja naujas dviratis?\nPaskambinsime jums rytoj ryte",
    "lv": "Cik maksā jauns velosipēds?\nMēs jums piezvanīsim rīt no rīta",
    "tr": "Yeni bir bisiklet ne kadar?\nSizi yarın sabah arayacağız",
    "uk": "Скільки коштує новий велосипед?",
    "ru": "Сколько стоит новый велосипед?",
    "el": "Πόσο κοστίζει ένα καινούργιο ποδήλατο;",
    "ja": "新しい自転車はいくらですか",
    "zh": "一辆新自行车多少钱",
}
CASES = [(language, line.strip()) for language, lines in SENTENCES.items() for line in lines.strip().splitlines()]
COVERED = ("da", "nb", "de", "pl", "en")


@pytest.mark.parametrize(("language", "text"), CASES)
def test_short_sentence(language: str, text: str) -> None:
    assert detection.detect(text) == language


@pytest.mark.parametrize(
    "text", ["", "  ", "\n", "123 456", "12.11.2026 – 14:30", "→ …", "OK", "Kontakt", "A", "+45 33 12 34 56", "x@y.dk", "{name}"]
)
def test_no_ground(text: str) -> None:
    assert detection.detect(text) is None


def test_names_alone_have_no_language() -> None:
    for name in ("Anna", "Lars Jensen", "Anna Müller", "Oslo"):
        assert detection.detect(name) is None, name


@pytest.mark.parametrize("language", COVERED)
def test_addresses_and_placeholders_do_not_count(language: str) -> None:
    text = " ".join(line for code, line in CASES if code == language)
    noise = "https://www.example.com/read-more-about-the-company you@company-of-the-year.com {{ user.first_name }} %(count)s `the value`"
    assert detection.detect(f"{noise}\n{text}\n{noise}") == language


@pytest.mark.parametrize("language", COVERED)
def test_capitals_and_spacing_do_not_count(language: str) -> None:
    text = ". ".join(line for code, line in CASES if code == language)
    assert detection.detect(text.upper()) == language
    assert detection.detect(text.replace(" ", "\n")) == language


@pytest.mark.parametrize("language", COVERED)
def test_own_text_agrees(language: str) -> None:
    text = ". ".join(line for code, line in CASES if code == language)
    assert detection.agrees(text, language)
    assert detection.clearly(text, language) is None


@pytest.mark.parametrize("language", COVERED)
def test_text_of_another_language_does_not_agree(language: str) -> None:
    for other in ("da", "nb", "de", "pl", "en", "sv", "nl", "fr"):
        text = ". ".join(line for code, line in CASES if code == other)
        assert other == language or not detection.agrees(text, language), other
        assert other == language or detection.clearly(text, language) == other


def test_names_and_titles_are_not_clearly_another_language() -> None:
    assert detection.clearly("Microsoft Office Professional Plus Home and Business Edition", "da") is None


def test_a_few_foreign_letters_do_not_change_a_text() -> None:
    assert detection.detect("Vi har spist ramen (ラーメン) i Tokyo, og det var dejligt varmt") == "da"


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    assert detection.detect(text) in {None, *detection.known()}
    for language in (*COVERED, "xx"):
        assert detection.agrees(text, language) in (True, False)
    assert detection.clearly(text, "da") in {None, *detection.known()} - {"da"}


@given(st.text(alphabet="<>{}[]`%@:/.&;#(s ", max_size=2000))
def test_nothing_but_signs(text: str) -> None:
    assert detection.detect(text) in {None, *detection.known()}


@pytest.mark.parametrize("text", ["{" * 100_000, "a" * 1_000_000, "a/" * 100_000, "å" * 1_000_000, "Vi ringer til dig. " * 50_000])
def test_long_texts_cost_no_more_than_short_ones(text: str) -> None:
    with patience():
        detection.detect(text)
        detection.agrees(text, "da")


def test_the_file_is_written_as_it_is_read() -> None:
    raw = detection_data.PATH.read_bytes()
    assert len(raw) <= 400_000
    assert detection_data.pack(detection_data.load()) == raw


def test_longest_word_does_not_overflow() -> None:
    word = "ß" * detection.LONGEST_WORD
    assert len(detection.parts(word)) < 256
    assert all(abs(weight) < 127 * 256 for weight in detection_data.load().weights(detection.parts(word)))

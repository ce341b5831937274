"""Sentences end where a reader sees them end; no finding crosses or cuts one. A bar in a text below is a sentence's end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from h2hlint import cli
from h2hlint.language import facts, tokens

DATA = Path(facts.__file__).parent.parent / "data"
TEXTS = {
    "da": [
        "Vi har åbent kl. 10-16, bl.a. i påsken.|Ring på tlf. 12 34 56 78.",
        "Vi sender te, kaffe osv.|Du betaler ved døren.",
        "Prisen er 49 kr.|Du kan betale i butikken.",
        "Det koster kr. 500 pr. år, f.eks. for en cykel.",
        "Kom den 3. maj.|Vi glæder os.",
        "Tag med den 3. maj eller den 12. juni.",
        "Det er ca. 1.250 kr., dvs. 3,5 pct. mere.",
        "Skriv til Hr. Holm eller dr. Lund.|De svarer.",
        "Vi tænkte … ja, hvad tænkte vi?|Det ved vi ikke.",
        "»Kommer du?« spurgte hun.|Han nikkede.",
        "H. C. Andersen boede her.|Nu bor vi her.",
        "1. Åbn låget.|2. Tryk på knappen.",
        "Vi lukker i 2027.|Tak for alt.",
        "Se afsnit nr. 4, jf. side 12.|Skriv, hvis du er i tvivl.",
        "Hvad kan du tænke på?|Hvem taler du med?|Skriv!",
    ],
    "nb": [
        "Vi har åpent kl. 10–16, bl.a. i påsken.|Ring på tlf. 12 34 56 78.",
        "Vi sender te, kaffe osv.|Du betaler ved døra.",
        "Prisen er 49 kr.|Du kan betale i butikken.",
        "Det koster kr. 500 pr. år, f.eks. for en sykkel.",
        "Kom den 17. mai.|Vi gleder oss.",
        "Det er ca. 1.250 kr., dvs. 3,5 prosent mer.",
        "Dette er huset vi bor i.|Nå pusser vi det opp.",
        "Katten er min.|Hunden er din.",
        "Vi tenkte … ja, hva tenkte vi?|Det vet vi ikke.",
        "«Kommer du?» spurte hun.|Han nikket.",
        "J. P. Lund bodde her.|Nå bor vi her.",
        "1. Åpne lokket.|2. Trykk på knappen.",
        "Det står på side 12, jf. nr. 4.|Skriv om du lurer.",
        "Vi stenger i 2027.|Takk for alt.",
    ],
    "de": [
        "Wir liefern z. B. Tee, d. h. grünen Tee.|Rufen Sie an unter Tel. 030 123.",
        "Am 3. Mai öffnen wir.|Kommen Sie vorbei!",
        "Das kostet ca. 1.250,50 Euro inkl. MwSt. und Versand.",
        "Wir schicken Tee, Kaffee usw.|Sie zahlen später.",
        "Frau Dr. Holm und Hr. Lund beraten Sie.|Fragen Sie nach.",
        "Im 6. Jahrhundert n. Chr. stand hier ein Turm.|Heute steht hier ein Café.",
        "Wir überlegten … ja, was eigentlich?|Wir wissen es nicht.",
        "„Kommst du?“ fragte sie.|Er nickte.",
        "J. P. Holm wohnte hier.|Jetzt wohnen wir hier.",
        "Siehe Nr. 4, Abs. 2, S. 12 ff. im Heft.|Schreiben Sie uns.",
        "1. Deckel öffnen.|2. Knopf drücken.",
        "Wir schließen 2027.|Danke für alles.",
        "Der 1. Stock ist voll, das 2. Haus auch.",
        "Das dauert evtl. bis Di., den 5. Juni.",
    ],
    "pl": [
        "Wysyłamy np. herbatę, m.in. zieloną.|Zadzwoń: tel. 12 345.",
        "Sklep jest przy ul. Długiej 3.|Zapraszamy.",
        "Spotkajmy się 3. maja o godz. 10.",
        "Otworzyliśmy w 2019 r.|Od tego czasu pieczemy chleb.",
        "W 2019 r. otworzyliśmy sklep.",
        "To kosztuje ok. 1.250,50 zł, tj. 3,5 proc. więcej.",
        "Wysyłamy herbatę, kawę itd.|Płacisz później.",
        "Dr Holm i prof. Lund odpowiedzą.|Proszę pytać.",
        "Myśleliśmy… no, o czym myśleliśmy?|Nie wiemy.",
        "„Idziesz?” – zapytała.|Kiwnął głową.",
        "J. P. Holm tu mieszkał.|Teraz mieszkamy my.",
        "1. Otwórz pokrywę.|2. Naciśnij guzik.",
        "Zob. nr 4, art. 5 ust. 2 na str. 12.|Napisz do nas.",
        "Lipa Sp. z o.o. działa od 2001 r.|Znamy się.",
    ],
    "en": [
        "We sell tea, e.g. green tea, i.e. not coffee.|Call us.",
        "Ask Mr. Holm or Dr. Lund.|They will help.",
        "We are open from 10 a.m. to 4 p.m. on Sundays.",
        "We open at 10 a.m.|Come early.",
        "We send tea, coffee, etc.|You pay later.",
        "It costs 1,250.50 pounds, i.e. 3.5 per cent more.",
        "We thought … well, what did we think?|We do not know.",
        "“Are you coming?” she asked.|He nodded.",
        "J. P. Holm lived here.|Now we live here.",
        "1. Open the lid.|2. Press the button.",
        "See no. 4 on p. 12.|Write to us.",
        "We close in 2027.|Thank you!|See you.",
        "Holm Ltd. makes bread.|Lund Inc. eats it.",
    ],
}
CASES = [(language, text) for language, texts in TEXTS.items() for text in texts]


def sentences(language: str, text: str) -> list[str]:
    """Return the sentences of a text."""
    content = yaml.load((DATA / language / "language.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    read = tokens.Tokens(text, facts.from_mapping(language, content))
    return [text[span.start : span.end] for span in read.sentences()]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_a_sentence_ends_where_a_reader_sees_it(language: str, text: str) -> None:
    assert sentences(language, text.replace("|", " ")) == [part.lstrip("»«„“”") for part in text.split("|")]


@pytest.mark.parametrize("language", TEXTS)
def test_a_heading_without_a_point_is_a_sentence_of_its_own(language: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Om 3. sal\n\nTe\n\n- Kaffe\n- Brød\n", encoding="utf-8")
    done = CliRunner().invoke(cli.main, ["inspect", "--isolated", "--lang", language, "--format", "json", str(page)])
    source = page.read_text(encoding="utf-8")
    places = json.loads(done.output)["files"][0]["sentences"]
    assert [source[place["start"] : place["end"]] for place in places] == ["Om 3. sal", "Te", "Kaffe", "Brød"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We work together, e.g. on Mondays.", 1),
        ("We work. Together we sing.", 0),
        ("We work … together.", 1),
        ("We work (really!) together.", 1),
        ("We work; together we sing.", 0),
    ],
)
def test_no_finding_crosses_or_cuts_a_sentence(text: str, count: int, tmp_path: Path) -> None:
    rules = tmp_path / "house.yml"
    rules.write_text(
        "language: en\nrules:\n  - id: house/gap\n    severity: error\n    message: found\n    terms: [work ...3 together]\n"
        "    examples:\n      bad: [we work well together]\n      good: [we sing]\n",
        encoding="utf-8",
    )
    page = tmp_path / "page.txt"
    page.write_text(text + "\n", encoding="utf-8")
    options = ["check", "--isolated", "--lang", "en", "--no-default-rules", "--rules", str(rules), "--format", "json", str(page)]
    found = json.loads(CliRunner().invoke(cli.main, options).output)["files"][0]["findings"]
    assert len(found) == count

"""The component for spaCy's pipelines: found by its entry point, in one process and in several, with its settings."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

TEXTS = ["We make 😀 innovative tea.", "The kettle is ready.", "Our innovative kettle."] * 2


@pytest.mark.parametrize("processes", [1, 2])
def test_findings_stand_on_each_doc(processes: int) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("h2hlint", config={"select": ["buzzword"]})
    docs = list(nlp.pipe(TEXTS, n_process=processes, batch_size=2))
    assert [[one["text"] for one in doc._.h2hlint] for doc in docs] == [["innovative"], [], ["innovative"]] * 2
    (one,) = docs[0]._.h2hlint
    assert (one["rule"], one["start"]["offset"], one["tokens"]) == ("buzzword/empty-adjective", 10, [3, 4])
    assert docs[0][3:4].text == "innovative"


def test_settings_reach_it(tmp_path: Path) -> None:
    house = tmp_path / "house.yml"
    house.write_text(
        "language: en\nrules:\n  - id: house/tea\n    message: tea\n    terms: [tea]\n    channels: email\n"
        "    examples: {bad: [x], good: [y]}\n",
        encoding="utf-8",
    )
    for channel, found in (("email", ["house/tea"]), ("website", [])):
        nlp = spacy.blank("en")
        nlp.add_pipe("h2hlint", config={"channel": channel, "rules": [str(house)], "default_rules": False})
        assert [one["rule"] for one in nlp("A cup of tea.")._.h2hlint] == found


def test_a_pipeline_with_it_is_kept_and_loaded(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("h2hlint", config={"format": "html", "select": ["buzzword"]})
    nlp.to_disk(tmp_path / "nlp")
    (one,) = spacy.load(tmp_path / "nlp")("<p title='x'>Wir gehen <b>innovative</b> Wege.</p>")._.h2hlint
    assert one["text"].startswith("innovative")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"channel": "fax"}, "“fax” is no channel"),
        ({"format": "papyrus"}, "there is no format “papyrus”"),
        ({"rules": ["none.yml"]}, "none.yml"),
        ({"select": ["buzwords"]}, "there is no rule “buzwords”"),
    ],
)
def test_a_wrong_setting_is_a_sentence(config: dict[str, object], message: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("h2hlint", config=config)
    with pytest.raises(Exception, match=message):
        nlp("A cup of tea.")

"""spaCy pipelines by language: blank ones for what needs no model, else the one that the user names, loaded once.

A named pipeline is loaded from its folder of data, never by importing its package: packages of the same names that other
people have put on the index hold no such folder, and their code is not run.
"""

from __future__ import annotations

import json
import sys
import warnings
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from h2hlint.engines import Engine
from h2hlint.errors import UserError
from h2hlint.pipelines.official import NAMES
from h2hlint.settings import Place

INSTALL = "spaCy is not installed; pip install 'h2hlint[spacy]'"
_SETS = {
    "LEMMA": "token.lemma", "POS": "token.pos", "TAG": "token.tag", "MORPH": "token.morph", "DEP": "token.dep", "ENT_TYPE": "doc.ents",
    "ENT_IOB": "doc.ents", "ENT_ID": "doc.ents", "ENT_KB_ID": "doc.ents",
}  # fmt: skip
"""What spaCy calls each label in the facts about a pipeline's parts."""
_LONGEST_TEXT = 10_000_000


def usual() -> dict[str, Engine]:
    """Return for each language its first official pipeline that is installed, else the smallest one, which will be missed when needed."""
    return {
        language: Engine(language, next((name for name in names if find_spec(name) is not None), names[0]))
        for language, names in NAMES.items()
    }


@cache
def blank(language: str) -> Any:
    """Return spaCy's own way to cut a language's texts into tokens."""
    import spacy

    nlp = spacy.blank(language)
    nlp.max_length = _LONGEST_TEXT
    return nlp


def loaded(engine: Engine) -> Any:
    """Return the pipeline of an engine; raises UserError for one that is not there, or no pipeline."""
    return _loaded(engine.language, engine.model, engine.place)


@cache
def _loaded(language: str, model: str, place: Place | None) -> Any:
    folder = _folder(language, model, place)
    import spacy

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about versions that differ by little
            nlp = spacy.util.load_model_from_path(folder)
    except Exception as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UserError(f"the spaCy pipeline {model} cannot be loaded: {said[:200]}", *(place or ())) from error
    if nlp.lang != language:
        raise UserError(f"the spaCy pipeline {model} is for {nlp.lang}, not for {language}", *(place or ()))
    nlp.max_length = _LONGEST_TEXT
    return nlp


def _folder(language: str, model: str, place: Place | None) -> Path:
    """Return the folder that holds a pipeline's data; raises UserError."""
    if find_spec("spacy") is None:
        raise UserError(INSTALL, *(place or ()))
    if model not in NAMES.get(language, ()):
        if (Path(model) / "config.cfg").is_file():
            return Path(model)
        raise UserError(f"there is no spaCy pipeline in {model}; name a folder with a config.cfg", *(place or ()))
    spec = find_spec(model)
    get = f"{Path(sys.executable).name} -m spacy download {model}"
    if spec is None or not spec.submodule_search_locations:
        raise UserError(f"the spaCy pipeline {model} is not installed; get it with “{get}”", *(place or ()))
    folder = _data_of(Path(next(iter(spec.submodule_search_locations))), model)
    if folder is None:
        raise UserError(f"the package {model} that is installed here is not spaCy's: uninstall it, and get the real one with “{get}”",
                        *(place or ()))  # fmt: skip
    return folder


def _data_of(package: Path, model: str) -> Path | None:
    """Return the folder of data in a package that spaCy's makers have built, None where there is none."""
    try:
        meta = json.loads((package / "meta.json").read_text(encoding="utf-8"))
        found = package / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if found.name.startswith(model + "-") and (found / "config.cfg").is_file() else None


def trouble(rule: str, labels: tuple[str, ...], language: str, engine: Engine | None) -> str:
    """Say in a sentence why a rule that looks at spaCy's tokens cannot run, nothing when it can."""
    if find_spec("spacy") is None:
        return f"{rule} looks at spaCy's tokens, and {INSTALL}"
    if not labels:
        return ""
    asked = ", ".join(labels)
    if engine is None:
        name = NAMES.get(language, ("a pipeline",))[0]
        return (
            f"{rule} looks at {asked}, which takes a spaCy pipeline for {language}; name one in the config, engines: {{{language}: {name}}}"
        )
    lacking = [label for label in labels if not _is_set(loaded(engine), label)]
    return (
        f"{rule} looks at {', '.join(lacking)}, which the spaCy pipeline {engine.model} does not set; name a fuller one" if lacking else ""
    )


def _is_set(nlp: Any, label: str) -> bool:
    """Say whether some part of a pipeline sets a label."""
    parts = [nlp.get_pipe_meta(name) for name in nlp.pipe_names]
    if any(part.factory == "attribute_ruler" for part in parts) and label in ("POS", "TAG", "MORPH", "LEMMA"):
        return True
    return any(_SETS[label] in part.assigns or (label == "LEMMA" and "lemmatizer" in part.factory) for part in parts)

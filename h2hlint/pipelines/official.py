"""The pipelines that spaCy's makers publish, by language: only these are named to users."""

from __future__ import annotations

NAMES: dict[str, tuple[str, ...]] = {
    "da": ("da_core_news_sm", "da_core_news_md", "da_core_news_lg", "da_core_news_trf"),
    "de": ("de_core_news_sm", "de_core_news_md", "de_core_news_lg", "de_dep_news_trf"),
    "en": ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf"),
    "nb": ("nb_core_news_sm", "nb_core_news_md", "nb_core_news_lg"),
    "pl": ("pl_core_news_sm", "pl_core_news_md", "pl_core_news_lg"),
}
"""The first of each is the smallest."""

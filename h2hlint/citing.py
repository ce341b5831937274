"""What stands behind the sources that rules name: title, exact place and address of each."""

from __future__ import annotations

from h2hlint import places, yamlfile


def sources(country: str | None) -> dict[str, str]:
    """Return what stands behind each source's key; of national ones, those of `country`, all for None."""
    path = places.RULES / "sources.yml"
    tree = yamlfile.load(path.read_text(encoding="utf-8"), str(path))
    found = {}
    for key, node in tree.mapping("sources").items():
        entry = {name: value.text(name) for name, value in node.mapping(key).items()}
        if country and entry.get("country", country) != country:
            continue
        found[key] = ", ".join(part for part in (entry.get("title"), entry.get("place"), entry.get("url")) if part)
    return found

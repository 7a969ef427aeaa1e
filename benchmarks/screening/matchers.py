"""The matchers that are compared, each `make(entries) -> screen(query) -> [(entry id, score)]`.

Nothing but the standard library is imported above: each matcher runs in a process of its own,
those of other packages under another interpreter, and pays for its own imports there.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import count

Answer = list[tuple[str, float]]
BEST = 10
"""Answers that a matcher may give to one name."""


def ours(entries: list[dict]) -> Callable[[dict], Answer]:
    """The product's engine behind the adapter."""
    from benchmarks.screening.adapter import make

    screen = make(entries)

    def asked(query: dict) -> Answer:
        return screen(
            query["name"],
            query["kind"],
            country=query["country"],
            birth_date=query["birth_date"],
        )

    return asked


def plain(name: str) -> str:
    """Lower case, no marks, words and spaces alone: what one does before comparing letters."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return " ".join(re.findall(r"\w+", "".join(c for c in letters if not unicodedata.combining(c))))


def rapidfuzz(scorer: str):
    """A score of rapidfuzz over all names of the same kind; neither countries nor dates."""

    def make(entries: list[dict]) -> Callable[[dict], Answer]:
        from rapidfuzz import fuzz, process

        score = {
            "token_sort": fuzz.token_sort_ratio,
            "token_set": fuzz.token_set_ratio,
            "wratio": fuzz.WRatio,
        }[scorer]
        names = {"person": [], "org": []}
        owners = {"person": [], "org": []}
        for entry in entries:
            for name in entry["names"]:
                names[entry["kind"]].append(plain(name["name"]))
                owners[entry["kind"]].append(entry["id"])

        def asked(query: dict, best_of: int = BEST) -> Answer:
            kind = query["kind"]
            found = process.extract(
                plain(query["name"]), names[kind], scorer=score, processor=None, limit=3 * best_of
            )
            best = {}
            for _, points, place in found:
                best.setdefault(owners[kind][place], points / 100)
            return list(best.items())[:best_of]

        return asked

    return make


def nomenklatura(algorithm: str):
    """An algorithm of nomenklatura over the candidates that come with a query."""

    def make(entries: list[dict]) -> Callable[[dict], Answer]:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm

        chosen = get_algorithm(algorithm)
        config = chosen.default_config() if hasattr(chosen, "default_config") else None

        def proxy(key, kind, names, countries, births):
            entity = model.make_entity("Person" if kind == "person" else "Organization")
            entity.id = key
            for name in names:
                weak = name.get("quality") == "low"
                alias = name.get("type") not in ("primary", None)
                entity.add("weakAlias" if weak else "alias" if alias else "name", name["name"])
            entity.add("country", countries)
            if kind == "person":
                entity.add("birthDate", births)
            return entity

        known = {
            entry["id"]: proxy(
                entry["id"], entry["kind"], entry["names"], entry["countries"], days(entry)
            )
            for entry in entries
        }

        numbers = count()

        def asked(query: dict) -> Answer:
            own = proxy(
                f"query-{next(numbers)}",  # what is known of a name is kept by this key
                query["kind"],
                [{"name": query["name"]}],
                [query["country"]] if query["country"] else [],
                [query["birth_date"]] if query["birth_date"] else [],
            )
            scored = [
                (key, chosen.compare(own, known[key], config).score) for key in query["candidates"]
            ]
            return sorted(scored, key=lambda each: -each[1])[:BEST]

        return asked

    return make


def days(entry: dict) -> list[str]:
    """Birth dates as text, whole or the year alone; each year of a range."""
    found = []
    for birth in entry["births"]:
        if "date" in birth or "year" in birth:
            found.append(str(birth.get("date") or birth["year"]))
        else:
            found += [str(year) for year in range(birth["from"], birth["to"] + 1)]
    return found


PEERS = {"logic-v1": nomenklatura("logic-v1"), "logic-v2": nomenklatura("logic-v2")}
FLOORS = {f"{name}": rapidfuzz(name) for name in ("token_sort", "token_set", "wratio")}
MATCHERS = {"ours": ours, **PEERS, **FLOORS}

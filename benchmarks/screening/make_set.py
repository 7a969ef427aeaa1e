"""The labelled set: which names must be found, which must not, drawn with a fixed seed.

    python -m benchmarks.screening.make_set [--lists FOLDER] [--out FILE]

Kinds and how many there are of each stand in `COUNTS`; the README says what they mean.
"""

import argparse
import json
import os
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from random import Random

from rapidfuzz import fuzz

from benchmarks.screening import other_lists
from benchmarks.screening.entries import DEFAULT_FOLDER, Absent, ofac
from benchmarks.screening.negatives import Listed, Negatives, tokens_of
from benchmarks.screening.scripts import original
from benchmarks.screening.variants import VARIANTS
from benchmarks.screening.vocabulary import people

SEED = 20211105
PERSONS, ORGANIZATIONS = 850, 350
COUNTS = {
    "positive/exact": 208,
    "positive/alias": 203,
    "positive/word_order": 386,
    "positive/typo1": 365,
    "positive/typo2": 339,
    "positive/romanisation": 222,
    "positive/initials": 222,
    "positive/dropped_middle": 126,
    "positive/title_added": 247,
    "positive/spacing": 104,
    "positive/legal_form": 133,
    "positive/abbreviation": 66,
    "positive/original_script": 165,
    "unreachable/alias_unrelated": 65,
    "negative/person_synthetic_global": 900,
    "negative/person_real_politician": 200,
    "negative/person_same_surname": 300,
    "negative/person_shares_tokens": 350,
    "negative/person_other_list": 500,
    "negative/org_other_list": 450,
    "negative/org_same_generic_words": 260,
    "negative/org_generic_only": 120,
    "negative/org_university": 400,
    "negative/org_company_us": 300,
    "negative/org_aid_body": 344,
    "negative/org_ngo_mena": 259,
    "negative/org_ngo_arabic": 291,
    "namesake/namesake_conflict": 150,
}
SCRIPTS = {"ARABIC": 130, "CYRILLIC": 25, "OTHER": 10}
"""How the names in original script are shared out."""
TRIES = 60
"""Draws for each name wanted, before a kind is left as it is."""


def make(folder: Path, seed: int = SEED) -> dict:
    """`{entries, queries}`: what the matcher gets, and what it is asked.

    A query: `{group, label, kind, name, country, birth_date, entry}`; `entry` is None for a clean
    name. Aliases that are asked for stand in no entry.
    """
    rng = Random(seed)
    un = other_lists.un(folder)
    everybody = [entry for entry in ofac(folder) if usable(entry)]
    ours = without(everybody, un)
    chosen = drawn(rng, ours)
    taken = {entry["id"] for entry in chosen}
    queries = held_out(rng, chosen)
    queries += positives(rng, chosen)
    rest = [entry for entry in ours if entry["id"] not in taken]
    clean = Negatives(rng, chosen, rest, other_lists.banks(folder))
    queries += negatives(rng, clean, Listed(chosen, chosen + un))
    queries += namesakes(rng, chosen)
    return {"entries": chosen, "queries": queries}


def usable(entry: dict) -> bool:
    """Whether the main name has letters enough to be asked for."""
    return sum(letter.isalpha() for letter in entry["names"][0]["name"]) >= 4


def key_of(name: str) -> str:
    """Equal for names that differ in case, marks and order alone."""
    return " ".join(sorted(tokens_of(name)))


def without(entries: list[dict], other: list[dict]) -> list[dict]:
    """Entries of which the other list names nobody: the set must not teach what the UN's holds."""
    keys = {key_of(name["name"]) for entry in other for name in entry["names"]}
    return [e for e in entries if not any(key_of(name["name"]) in keys for name in e["names"])]


def drawn(rng: Random, entries: list[dict]) -> list[dict]:
    """Persons and organizations of the set.

    Entries with aliases and with names of three words are likelier, as on the UN list.
    """
    chosen = []
    for kind, count in (("person", PERSONS), ("org", ORGANIZATIONS)):
        ranked = sorted(
            (entry for entry in entries if entry["kind"] == kind),
            key=lambda entry: rng.random() ** (1 / weight(entry)),
            reverse=True,
        )
        chosen += ranked[:count]
    for entry in chosen:
        entry["names"] = [dict(name) for name in entry["names"]]
    return chosen


def weight(entry: dict) -> float:
    """How likely an entry is to be drawn."""
    long = len(entry["names"][0]["name"].split()) > 2
    known = entry["kind"] == "org" and any(original(n["name"], "org", []) for n in entry["names"])
    return min(len(entry["names"]), 5) * (3 if long else 1) * (6 if known else 1)


def held_out(rng: Random, chosen: list[dict]) -> list[dict]:
    """Queries for aliases that are then taken out of their entries, near and unrelated ones."""
    queries = []
    wanted = {label: COUNTS[label] for label in ("positive/alias", "unreachable/alias_unrelated")}
    for entry in rng.sample(chosen, len(chosen)):
        aliases = [name for name in entry["names"][1:] if name["quality"] == "good"]
        rng.shuffle(aliases)
        for alias in aliases:
            others = [name["name"] for name in entry["names"] if name is not alias]
            near = nearness(alias["name"], others)
            label = "positive/alias" if near >= 0.5 else "unreachable/alias_unrelated"
            unclear = 0.2 < near < 0.5 or any(key_of(o) == key_of(alias["name"]) for o in others)
            if not unclear and wanted[label]:
                wanted[label] -= 1
                entry["names"].remove(alias)
                queries.append(asked(rng, label, entry, alias["name"]))
                break
    return queries


def nearness(alias: str, names: list[str]) -> float:
    """The largest share of the alias's words that one of the names holds, spelt alike."""
    words = [word for word in tokens_of(alias) if len(word) > 2] or tokens_of(alias)
    return max(
        sum(
            max(fuzz.ratio(word, other) for other in tokens_of(name) or [""]) >= 75
            for word in words
        )
        / len(words)
        for name in names
    )


def positives(rng: Random, chosen: list[dict]) -> list[dict]:
    """Variants of listed names."""
    queries = []
    for label, count in COUNTS.items():
        group, _, name = label.partition("/")
        if group == "positive" and name in VARIANTS:
            queries += variants_of(rng, chosen, label, VARIANTS[name], count)
    return queries + originals(rng, chosen)


def originals(rng: Random, chosen: list[dict]) -> list[dict]:
    """Names in the script of their bearers, most of them Arabic, as on the UN list."""
    label, queries, left = "positive/original_script", [], dict(SCRIPTS)
    for entry in rng.sample(chosen, len(chosen)):
        good = [name["name"] for name in entry["names"] if name["quality"] == "good"]
        texts = [original(name, entry["kind"], entry["countries"]) for name in good]
        text = next(filter(None, texts), None)
        script = unicodedata.name(text[0]).partition(" ")[0] if text else ""
        if left.get(script, left["OTHER"] if text else 0):
            left[script if script in left else "OTHER"] -= 1
            queries.append(asked(rng, label, entry, text, plain=True))
    return queries


def variants_of(rng: Random, chosen: list[dict], label: str, change, count: int) -> list[dict]:
    """`count` queries of one kind, as many entries as there are before one comes twice."""
    queries, left, written = [], [], set()
    for _ in range(count * TRIES):
        if len(queries) == count:
            break
        left = left or rng.sample(chosen, len(chosen))
        entry = left.pop()
        good = [name["name"] for name in entry["names"] if name["quality"] == "good"]
        name = good[0] if rng.random() < 0.6 else rng.choice(good)
        text = change(rng, name, entry["kind"])
        same = text and any(text.lower() == name["name"].lower() for name in entry["names"])
        if text and text.lower() not in written and (not same or label == "positive/exact"):
            written.add(text.lower())
            queries.append(asked(rng, label, entry, text))
    return queries


def asked(rng: Random, label: str, entry: dict, text: str, plain: bool = False) -> dict:
    """A query that means this entry, often with a country or a birth date that agrees."""
    how = rng.random()
    if not plain:
        text = text.title() if how < 0.4 else text.lower() if how < 0.45 else text
    births = [birth for each in entry["births"] if (birth := a_day(rng, each))]
    return {
        "group": label.partition("/")[0],
        "label": label,
        "kind": entry["kind"],
        "name": text,
        "country": rng.choice(entry["countries"])
        if entry["countries"] and rng.random() < 0.6
        else None,
        "birth_date": rng.choice(births) if births and rng.random() < 0.5 else None,
        "entry": entry["id"],
    }


def a_day(rng: Random, birth: dict) -> str | None:
    """A day that agrees with what the list says."""
    if "date" in birth:
        return birth["date"]
    year = birth["year"] if "year" in birth else rng.randint(birth["from"], birth["to"])
    return f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def any_day(rng: Random) -> str:
    """A birth date of a grown-up."""
    return f"{rng.randint(1945, 1998)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def negatives(rng: Random, clean: Negatives, listed: Listed) -> list[dict]:
    """Clean names, each once."""
    queries, written = [], set()
    for label, count in COUNTS.items():
        group, _, name = label.partition("/")
        if group != "negative":
            continue
        kind, found = name.partition("_")[0], 0
        for _ in range(count * TRIES):
            if found == count:
                break
            try:
                drawn_ = getattr(clean, name)()
            except IndexError:
                break
            if not drawn_ or drawn_[0].lower() in written or listed.bears(drawn_[0]):
                continue
            text, country = drawn_
            found += 1
            written.add(text.lower())
            queries.append(
                {
                    "group": group,
                    "label": label,
                    "kind": kind,
                    "name": text,
                    "country": country if country and rng.random() < 0.6 else None,
                    "birth_date": any_day(rng) if kind == "person" and rng.random() < 0.5 else None,
                    "entry": None,
                }
            )
    return queries


def namesakes(rng: Random, chosen: list[dict]) -> list[dict]:
    """The very name of an entry, with another birth date and another country."""
    label = "namesake/namesake_conflict"
    dated = [
        entry
        for entry in chosen
        if entry["kind"] == "person" and entry["countries"]
        and any("date" in birth for birth in entry["births"])
        and len(entry["names"][0]["name"].split()) > 1
    ]  # fmt: skip
    queries = []
    for entry in rng.sample(dated, min(COUNTS[label], len(dated))):
        years = [
            year
            for birth in entry["births"]
            for year in (int(birth["date"][:4]) if "date" in birth else 0, birth.get("year", 0),
                         birth.get("from", 0), birth.get("to", 0))
            if year
        ]  # fmt: skip
        day = any_day(rng)
        while min(abs(int(day[:4]) - year) for year in years) < 8:
            day = any_day(rng)
        country = rng.choice([each for each in people() if each not in entry["countries"]])
        query = asked(rng, label, entry, entry["names"][0]["name"])
        queries.append(query | {"country": country, "birth_date": day})
    return queries


def main() -> int:
    """Write the set to a file or count it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lists", type=Path, default=os.environ.get("ENGAGEMENT_LISTS"))
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    try:
        made = make(Path(chosen.lists or DEFAULT_FOLDER))
    except Absent as absent:
        print(absent)
        return 1
    counts = Counter(query["label"] for query in made["queries"])
    for label, count in COUNTS.items():
        print(f"{label:34}{counts[label]:6}{'' if counts[label] == count else f'  of {count}'}")
    names = sum(len(entry["names"]) for entry in made["entries"])
    print(f"{len(made['queries'])} queries, {len(made['entries'])} entries, {names} names")
    if chosen.out:
        chosen.out.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

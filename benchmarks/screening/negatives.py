"""Names that no list holds, from easy to hard: each function gives (name, country) or None."""

import re
from collections import Counter, defaultdict
from random import Random

from benchmarks.screening.scripts import folded, key_of, tokens_of
from benchmarks.screening.vocabulary import organization_words, people, public_figures
from benchmarks.screening.words import LEGAL_FORMS

PEOPLE = people()
WORDS = organization_words()
FORMS = {
    re.sub(r"\W", "", word.lower())
    for line in LEGAL_FORMS
    for form in line
    for word in form.split()
}


class Listed:
    """Who is on the lists, so that no clean name is by mistake somebody's real name."""

    def __init__(self, chosen: list[dict], everybody: list[dict]):
        self.keys = {key_of(name["name"]) for entry in everybody for name in entry["names"]}
        self.names, self.having = [], defaultdict(set)
        for entry in chosen:
            for name in entry["names"]:
                tokens = set(tokens_of(name["name"]))
                for token in tokens:
                    self.having[token].add(len(self.names))
                self.names.append(tokens)

    def bears(self, name: str) -> bool:
        """Whether this is a listed name, part of one, or one with more added to it."""
        tokens = tokens_of(name)
        if key_of(name) in self.keys:
            return True
        if len(tokens) > 1 and set.intersection(*(self.having[token] for token in tokens)):
            return True
        near = set().union(*(self.having[token] for token in tokens))
        return any(len(self.names[each]) > 1 and self.names[each] <= set(tokens) for each in near)


class Negatives:
    """Draws clean names beside the entries of a set."""

    def __init__(self, rng: Random, chosen: list[dict], rest: list[dict], banks: dict):
        self.rng, self.banks = rng, {kind: list(names) for kind, names in banks.items()}
        self.persons = [entry for entry in chosen if entry["kind"] == "person"]
        self.orgs = [entry for entry in chosen if entry["kind"] == "org"]
        self.rest = [entry for entry in rest if entry["kind"] == "person"]
        self.figures = public_figures()
        self.common = Counter(
            token
            for entry in (*chosen, *rest)
            if entry["kind"] == "org"
            for token in {t for name in entry["names"] for t in tokens_of(name["name"])}
        )
        for names in (*self.banks.values(), self.rest, self.figures):
            rng.shuffle(names)
        self.aid = [(name, None) for name in WORDS["aid_bodies"]]

    def person_synthetic_global(self):
        """Given and family name of one of two dozen countries, now and then with a second name."""
        country = self.rng.choice(list(PEOPLE))
        given, family = PEOPLE[country]
        parts = self.rng.sample(given, 2 if self.rng.random() < 0.25 else 1)
        families = self.rng.sample(family, 2 if country in ("ES", "MX") else 1)
        return " ".join([*parts, *families]), country

    def person_real_politician(self):
        """Somebody in public office."""
        return self.figures.pop() if self.figures else None

    def person_same_surname(self):
        """The family name of an entry under ordinary given names."""
        entry = self.rng.choice(self.persons)
        family = re.split(r"\s+", entry["names"][0]["name"])[-1]
        if len(family) < 4 or family.lower() in ("sr.", "jr."):
            return None
        country = self.rng.choice(list(PEOPLE))
        if entry["countries"] and self.rng.random() < 0.4:
            country = self.rng.choice(entry["countries"])
        given = PEOPLE.get(country, PEOPLE[self.rng.choice(["EG", "SY", "IR", "RU", "MX"])])[0]
        return " ".join([*self.rng.sample(given, self.rng.choice((1, 1, 2))), family]), country

    def person_shares_tokens(self):
        """Parts of the names of two or three entries, as another person could be called."""
        entries = self.rng.sample(self.persons, self.rng.choice((2, 3, 3)))
        named = [each["names"][0]["name"].split() for each in entries]
        if any(len(each) < 2 or len(each[0]) < 3 for each in named):
            return None
        parts = [each[0] for each in named[:-1]] + [named[-1][-1]]
        places = entries[-1]["countries"] or [None]
        return " ".join(parts), self.rng.choice(places)

    def person_other_list(self):
        """Half from development banks, half from OFAC's entries that are not in the set."""
        if self.banks["person"] and self.rng.random() < 0.5:
            return self.banks["person"].pop()
        entry = self.rest.pop()
        return entry["names"][0]["name"], next(iter(entry["countries"]), None)

    def org_other_list(self):
        """A firm of a development bank's list."""
        return self.banks["org"].pop()

    def org_same_generic_words(self):
        """The frame of an entry around another name: 'X Trading Company', 'Y Trading Company'."""
        entry = self.rng.choice(self.orgs)
        good = [name["name"] for name in entry["names"] if name["quality"] == "good"]
        parts = self.rng.choice(good).split()
        folds = [re.sub(r"\W", "", folded(part)) for part in parts]
        own = [at for at, fold in enumerate(folds) if self.common[fold] <= 2 and len(fold) > 2]
        frame = [fold for at, fold in enumerate(folds) if at not in own and self.common[fold] >= 8]
        if not 1 <= len(own) <= 2 or len(frame) < 2 or len(own) + len(frame) < len(parts) - 2:
            return None
        for at in own:
            brand = self.rng.choice(WORDS["brands"])
            parts[at] = brand.upper() if parts[at].isupper() else brand
        return " ".join(parts), self.rng.choice(entry["countries"] or [None])

    def org_generic_only(self):
        """Nothing but words that many organizations bear."""
        parts = [self.rng.choice(WORDS["generic_places"]), self.rng.choice(WORDS["generic"])]
        parts.append(self.rng.choice(WORDS["generic_endings"]))
        return " ".join(filter(None, parts)), None

    def org_university(self):
        """A place of learning in an ordinary town."""
        return self._framed(WORDS["universities"])

    def org_company_us(self):
        """A company as exchanges list it."""
        rng, family = self.rng, [name for country in ("US", "GB") for name in PEOPLE[country][1]]
        frame = rng.choice(WORDS["company_frames"])
        a, b = rng.sample([*family, *WORDS["brands"][:60]], 2)
        noun, city = rng.choice(WORDS["company_nouns"]), rng.choice(WORDS["cities"])
        return frame.format(
            a=a, b=b, noun=noun, city=city, noun2=rng.choice(WORDS["company_endings"])
        ), "US"

    def org_aid_body(self):
        """Known bodies first, then local ones."""
        if self.aid:
            return self.aid.pop()
        return self._framed(WORDS["aid_frames"])

    def org_ngo_mena(self):
        """A body of the Middle East or North Africa in Latin letters."""
        frame, word = self.rng.choice(WORDS["mena_frames"]), self.rng.choice(WORDS["mena_words"])
        return frame.format(word=word), self.rng.choice(("EG", "JO", "TN", "MA", "LB", "DZ", "PS"))

    def org_ngo_arabic(self):
        """The same in Arabic letters."""
        frame, word = (
            self.rng.choice(WORDS["arabic_frames"]),
            self.rng.choice(WORDS["arabic_words"]),
        )
        return frame.format(word=word), self.rng.choice(("EG", "JO", "TN", "MA", "LB", "DZ", "PS"))

    def _framed(self, frames):
        return self.rng.choice(frames).format(city=self.rng.choice(WORDS["cities"])), None

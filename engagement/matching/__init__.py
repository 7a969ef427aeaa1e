"""Names in all scripts: one way to fold, find, compare, flag and screen them.

A pure library: text in, text and numbers out. It knows no session, no request and no other package.

Names of organizations of ours:

- `names`: `normalise` for comparing, `clean` for storing, `sort_key` for listing, `problems` for
  what a reviewer should look at twice, `skeleton` for look-alike letters.
- `terms`: the words of the search index, their one-letter-less forms for slips of the finger, and
  PostgreSQL's literal forms of both.
- `romanization`: `latin`, a rough Latin form of Arabic, Cyrillic and Greek, and `consonants`.
- `duplicates`: `keys` to store, `score` and `best` to rank, and keys for registration numbers and
  web domains. Behind it: `folding` (tables of characters), `vocabulary` (frequent words), `words`
  (what a word of a name weighs), `alignment` (one name against another), `identifiers`.

Persons and organizations against published lists:

- `parties`: who is screened and what is listed. `reasons`: a hit, its reason, all codes.
- `screener`: `Screener(source).screen(party)`, `compare` and `explain` for one pair.
- `candidates`: where candidates come from. `index` keeps them in memory, `snapshot` is its bytes,
  `keys` what a table of keys holds instead.
- `prepared`: names as words (`tokens`), by `person_names` and `organization_names`, which know
  titles (`person_words`), ordinary words in many languages (`nouns`, `places`), legal forms, and
  how frequent a word is (`rarity`, `common_names`).
- `similarity` of two words by their letters and `sounds`; `scoring` of two names; `evidence`
  beside the names. `writing` is the only module that calls rigour, normality and, with
  `alignment`, rapidfuzz.
"""

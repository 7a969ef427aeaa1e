"""Names of organizations in six scripts: one way to fold, find, compare and flag them.

A pure library: text in, text and numbers out. It knows no session, no request and no other package.

- `names`: `normalise` for comparing, `clean` for storing, `sort_key` for listing, `problems` for
  what a reviewer should look at twice, `skeleton` for look-alike letters.
- `terms`: the words of the search index, their one-letter-less forms for slips of the finger, and
  PostgreSQL's literal forms of both.
- `romanization`: `latin`, a rough Latin form of Arabic, Cyrillic and Greek, and `consonants`.
- `duplicates`: `keys` to store, `score` and `best` to rank, and keys for registration numbers and
  web domains.

Behind them: `folding` (tables of characters), `vocabulary` (frequent words), `words` (what a word
of a name weighs), `alignment` (one name against another), `identifiers` (numbers and domains).
"""

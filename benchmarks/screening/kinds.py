"""Kinds of queries of the labelled set and how many there are of each."""

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
TRIES = 60
"""Draws for each name wanted, before a kind is left as it is."""

SCRIPTS = {"ARABIC": 130, "CYRILLIC": 25, "OTHER": 10}
"""How the names in original script are shared out."""

"""Complete answers of a company on both paths; none of them raises a flag."""

from engagement.screening.questionnaire import ALL, NO, YES, Kind

OWN = {
    "company": {
        "legal_form": "Limited company",
        "registration_number": "C-2211",
        "registration_authority": "Registrar of Companies, Nairobi",
        "registered_on": "2015-03-02",
    },
    "owners": {"has_owners": "yes"},
    "activity": {
        "products": "Solar pumps and drip irrigation for small farms.",
        "countries": ["KE", "UG"],
    },
    "group": {
        "part_of_group": "no",
        "parent": "",
        "ultimate": "none",
        "ultimate_owner": "",
        "state_share": 0,
    },
    "global_compact": {"participates": "no", "global_compact_number": ""},
    "accounts": {
        "currency": "KES",
        "last_year": 2025,
        "turnover": 84000000,
        "profitable": "yes",
        "audited": "yes",
    },
    "principles": {"commitment": "yes", "responsible": "Amina Otieno"},
    "contacts": {
        "address": "P.O. Box 2, Nairobi",
        "first_name": "Amina Otieno",
        "first_email": "amina@pumps.example",
        "first_phone": "",
        "second_name": "",
        "second_email": "",
        "second_phone": "",
    },
}


def harmless(question):
    """An answer of the question that raises no flag."""
    if question.kind == Kind.TEXT:
        return ""
    if question.kind == Kind.AMOUNT:
        return None
    choices = [value for value, _ in question.choices] or [YES, NO]
    return next(each for each in choices if each not in question.flag_when)


def company_answers() -> dict[str, dict]:
    """By section, as the profile stores them."""
    answers = {key: dict(values) for key, values in OWN.items()}
    for question in ALL:
        given = harmless(question)
        section = answers.setdefault(str(question.stored_in), {})
        section[question.key] = given
        if question.details_when:
            explained = given in question.details_when
            section[question.details_key] = "As our report says." if explained else ""
    return answers

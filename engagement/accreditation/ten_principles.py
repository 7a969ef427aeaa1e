"""The ten principles of the United Nations Global Compact, in its own words and order."""

from flask_babel import lazy_gettext as _l

TEN_PRINCIPLES = (
    (
        _l("Human rights"),
        (
            _l(
                "Businesses should support and respect the protection of internationally proclaimed"
                " human rights; and"
            ),
            _l("make sure that they are not complicit in human rights abuses."),
        ),
    ),
    (
        _l("Labour"),
        (
            _l(
                "Businesses should uphold the freedom of association and the effective recognition"
                " of the right to collective bargaining;"
            ),
            _l("the elimination of all forms of forced and compulsory labour;"),
            _l("the effective abolition of child labour; and"),
            _l("the elimination of discrimination in respect of employment and occupation."),
        ),
    ),
    (
        _l("Environment"),
        (
            _l("Businesses should support a precautionary approach to environmental challenges;"),
            _l("undertake initiatives to promote greater environmental responsibility; and"),
            _l("encourage the development and diffusion of environmentally friendly technologies."),
        ),
    ),
    (
        _l("Anti-corruption"),
        (
            _l(
                "Businesses should work against corruption in all its forms, including extortion"
                " and bribery."
            ),
        ),
    ),
)
"""(area, principles); they are numbered through from 1 to 10."""

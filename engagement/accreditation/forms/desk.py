"""Pages of reviewers."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from engagement.accreditation.models import Verdict
from engagement.web.base_form import Form
from engagement.web.fields import LabelledField, options

REASON = Length(max=3000, message=_l("Use at most 3,000 characters."))
PAGES = Regexp(r"^[0-9٠-٩۰-۹\s,،;]*$", message=_l("Write numbers of pages with commas between."))


class FindingForm(Form):
    """Judge one criterion."""

    documents: list = []

    verdict = LabelledField(
        _l("Your finding"), Verdict, missing=_l("Choose met, not met or unclear.")
    )
    reason = TextAreaField(
        _l("Why?"),
        validators=[InputRequired(_l("Say what your finding rests on.")), REASON],
    )
    note = TextAreaField(_l("Note for the desk"), validators=[REASON])

    def validate(self, extra_validators=None):
        """A page that is cited has to be one of its document."""
        valid = super().validate(extra_validators)
        for number, document in enumerate(self.documents):
            field, last = self[f"pages_{number}"], document.get("pages")
            pages = [int(page) for page in re.findall(r"\d+", field.data or "")]
            if pages and (min(pages) < 1 or (last is not None and max(pages) > last)):
                field.errors = [
                    *field.errors,
                    _("Name pages of this document; its last page is %(page)s.", page=last or ""),
                ]
                valid = False
        return valid

    def evidence(self) -> list[dict]:
        """What was ticked and typed, as it is stored (`citations`)."""
        cited = []
        for value in self["cited"].data or []:
            kind, first, *rest = value.split(".")
            if rest:
                cited.append({"round": int(first), "question": int(rest[0])})
            else:
                cited.append({"section": kind, "answer": first})
        for number, document in enumerate(self.documents):
            for page in re.findall(r"\d+", self[f"pages_{number}"].data or ""):
                cited.append({"document": document["id"], "page": int(page)})
        return cited


def finding_form(cited_answers, documents, data=None) -> FindingForm:
    """The form with answers to tick, and a box for pages beside each document.

    `cited_answers` are (value, label) pairs whose value is `section.answer`, or
    `question.round.number` for what was answered in a round; `documents` are those of the
    snapshot. `data` is an own finding to change: verdict, reason, note, evidence.
    """
    fields = {
        "cited": SelectMultipleField(
            _l("Answers that it rests on"),
            choices=options(cited_answers),
            option_widget=CheckboxInput(),
            widget=ListWidget(prefix_label=False),
        )
    }
    filled = dict(data or {})
    evidence = filled.pop("evidence", [])
    filled["cited"] = [
        f"{each['section']}.{each['answer']}" for each in evidence if "answer" in each
    ] + [f"question.{each['round']}.{each['question']}" for each in evidence if "round" in each]
    for number, document in enumerate(documents):
        name = f"pages_{number}"
        fields[name] = StringField(
            pages_of(document["name"]),
            validators=[PAGES, Length(max=60, message=_l("Name at most a few pages."))],
        )
        pages = [str(each["page"]) for each in evidence if each.get("document") == document["id"]]
        filled[name] = ", ".join(pages)
    form = type("FindingFormOfCase", (FindingForm,), fields)(data=filled)
    form.documents = [each | {"box": f"pages_{number}"} for number, each in enumerate(documents)]
    return form


def pages_of(name: str) -> Markup:
    """The label of the box for the pages of a file, whose name stands by itself."""
    return Markup(escape(_("Pages of %(name)s"))) % {"name": Markup("<bdi>{}</bdi>").format(name)}


class RecommendationForm(Form):
    """Advise whoever decides."""

    accredit = RadioField(
        _l("Your recommendation"),
        choices=options([("yes", _l("Accredit")), ("no", _l("Refuse"))]),
        validators=[InputRequired(_l("Choose what you recommend."))],
    )
    reason = TextAreaField(
        _l("Reasons for the approver"),
        validators=[InputRequired(_l("Give your reasons in a few sentences.")), REASON],
    )

"""One request for the floor: its place and why, and the text that interpreters get before."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.documents import opening, receiving, serving
from engagement.documents import settings as document_settings
from engagement.meetings.commands import interventions as commands
from engagement.meetings.forms.registrations import ConfirmForm
from engagement.meetings.forms.speaking import TextForm
from engagement.meetings.forms.statements import StatementPaperForm
from engagement.meetings.queries import speaking as queries
from engagement.meetings.queries import speaking_line as lines
from engagement.meetings.queries import speaking_texts as texts
from engagement.meetings.speaking_permissions import Speaking
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.sending import done
from engagement.meetings.views.speaking import SPEAKER, TONES, place_and_reason
from engagement.meetings.views.words_of_files import words_in
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.odd_input import takes_file
from engagement.web.two_zones import reader_zone

PAPER = "/speakers/papers/<uuid:speaker_paper_id>"


@bp.get(SPEAKER)
@access(Speaking.VIEW, queries.get_speaker)
def show_speaker(speaker):
    """For who asked and for officers: place, reason, hour, text."""
    return speaker_page(speaker)


@bp.route(f"{SPEAKER}/hand-in", methods=["GET", "POST"])
@access(Speaking.CHANGE, queries.get_speaker)
def hand_in_text(speaker):
    """Write what is going to be said, or choose a statement; said at once whether it is too long.

    A text that is too long is kept nevertheless: who speaks faster is heard, if not well.
    """
    form = TextForm(
        data={
            "text": speaker.text,
            "statement": str(speaker.statement_id or ""),
            "text_public": speaker.text_public,
        }
    ).offer(queries.own_statements(speaker), minor=speaker.registration.is_minor)

    def act():
        commands.hand_in_text(speaker, form.text.texts, actor=actor(), **form.handed_in())

    if done(form, act):
        for pace in texts.paces(speaker):
            if pace.too_fast:
                flash(
                    _("It is kept, but it is too long for your time: see below."),
                    "warning",
                )
                break
        else:
            flash(_("Your text is kept. Interpreters can read it."), "success")
        return redirect(url_for(".show_speaker", speaker_id=speaker.id))
    return render_template(
        "meetings/hand_in_text.html",
        form=form,
        speaker=speaker,
        meeting=speaker.meeting,
        words=texts.fitting(speaker.allotted, "en"),
        characters=texts.fitting(speaker.allotted, "zh"),
        due=texts.texts_due(speaker.speakers_list),
        reader_zone=reader_zone(),
    ), status_of(form)


@bp.post(f"{SPEAKER}/add-paper")
@takes_file
@access(Speaking.CHANGE, queries.get_speaker)
def add_speaker_paper(speaker):
    """Hand the text in as a document."""
    form = StatementPaperForm()
    if not form.validate_on_submit():
        return speaker_page(speaker, paper_form=form, status=422)
    taken, status = receiving.take_upload(form.file)
    if taken is None:
        return speaker_page(speaker, paper_form=form, status=status)
    words, language = words_in(taken), form.language.data
    pace = texts.Pace(language, words or 0, speaker.allotted)
    return acted(
        lambda: commands.add_paper(
            speaker, language, taken, words=words, actor=actor(), key=form.key
        ),
        speaker,
        _("It is kept, but it is too long for your time: see below.")
        if pace.too_fast
        else _("The document is kept. Interpreters can read it."),
        "warning" if pace.too_fast else "success",
    )


@bp.post(f"{PAPER}/remove")
@access(Speaking.CHANGE, queries.get_paper)
def remove_speaker_paper(paper):
    """Take a document out again."""
    return acted(
        lambda: commands.remove_paper(paper, actor=actor()),
        paper.speaker,
        _("The document is removed."),
    )


@bp.get(PAPER)
@public
def download_speaker_paper(speaker_paper_id):
    """The original, for who may read the text."""
    paper = queries.get_paper(speaker_paper_id)
    if paper is None or not can(actor(), Speaking.READ_TEXT, paper):
        abort(404)
    return opening.original(paper.document)


@bp.get(f"{SPEAKER}/words")
@public
def read_intervention(speaker_id):
    """What was said, for everybody where its author agreed; before, for its people and officers."""
    speaker = queries.get_speaker(speaker_id)
    if speaker is None or not can(actor(), Speaking.READ_TEXT, speaker):
        abort(404)
    return render_template(
        "meetings/read_intervention.html",
        speaker=speaker,
        speakers_list=speaker.speakers_list,
        meeting=speaker.meeting,
        voice=lines.public_voice(speaker),
        may_download=serving.may_download,
    )


def acted(act, speaker, words, kind="success"):
    """Do something to a request, and lead back to its page with what came of it."""
    speaker_id = speaker.id
    try:
        act()
    except RuleViolation as refusal:
        flash(refusal.sentence, "error")
    else:
        flash(words, kind)
    return redirect(url_for(".show_speaker", speaker_id=speaker_id))


def speaker_page(speaker, *, paper_form=None, status=200):
    """The page of a request, with the form for a document that was refused."""
    speakers_list, me = speaker.speakers_list, actor()
    own = can(me, Speaking.CHANGE, speaker)
    writable = own and speaker.state not in commands.OVER
    if paper_form and not writable:
        raise RuleViolation(MOVED_ON)
    line = lines.public_line(speakers_list)
    return render_template(
        "meetings/show_speaker.html",
        speaker=speaker,
        speakers_list=speakers_list,
        meeting=speakers_list.meeting,
        place=place_and_reason(speaker, line),
        at=lines.hours_of(speakers_list, line.waiting, line.floor).get(speaker.id),
        waiting=len(line.waiting),
        own=own,
        writable=writable,
        handles=can(me, Speaking.HANDLE, speaker),
        voice=lines.staff_voice(speaker),
        paces=texts.paces(speaker),
        due=texts.texts_due(speakers_list),
        is_late=texts.is_late(speaker),
        tones=TONES,
        form=paper_form or ConfirmForm(formdata=None),
        plain=ConfirmForm(formdata=None),
        paper_form=paper_form or StatementPaperForm(formdata=None),
        may_download=serving.may_download,
        largest=document_settings.largest_megabytes(),
        reader_zone=reader_zone(),
    ), status

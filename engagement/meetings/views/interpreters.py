"""Interpreters read the texts of a session by a personal link; officers send and revoke it."""

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.documents import opening, serving
from engagement.meetings.commands import interpreters as commands
from engagement.meetings.forms.registrations import ConfirmForm
from engagement.meetings.forms.speaking import InterpreterForm
from engagement.meetings.queries import speaking as speaking
from engagement.meetings.queries import speaking_line as lines
from engagement.meetings.queries import speaking_texts as queries
from engagement.meetings.queries.meetings import get_session
from engagement.meetings.speaking_permissions import Speaking
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.personal_links import opened
from engagement.meetings.views.sending import done
from engagement.meetings.views.sessions import SESSION
from engagement.meetings.views.speaking import TONES
from engagement.organizations.public import public_view
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of

LINK = "/interpret/<string(maxlength=100):interpreter_token>"


@bp.route(f"{SESSION}/interpreters", methods=["GET", "POST"])
@access(Speaking.INTERPRETERS, get_session)
def list_interpreters(session):
    """Who interprets a session, and a link for one more."""
    form = InterpreterForm()

    def act():
        commands.invite_interpreter(
            session,
            name=form.name.data,
            email=form.email.data,
            language=form.language.data,
            actor=actor(),
            key=form.key,
        )

    if done(form, act):
        flash(_("The link is on its way by mail."), "success")
        return redirect(url_for(".list_interpreters", meeting_session_id=session.id))
    return render_template(
        "meetings/list_interpreters.html",
        form=form,
        session=session,
        meeting=session.meeting,
        interpreters=queries.interpreters_of(session),
        parts=[
            (each.item, [one for one in each.speakers if can(actor(), Speaking.HANDLE, one)])
            for each in queries.parts_of(session)
        ],
        plain=ConfirmForm(formdata=None),
    ), status_of(form)


@bp.post("/interpreters/<uuid:interpreter_id>/revoke")
@access(Speaking.INTERPRETERS, queries.get_interpreter)
def revoke_interpreter(interpreter):
    """Let somebody's link open nothing any more."""
    form, session_id = ConfirmForm(), interpreter.session_id
    if done(form, lambda: commands.revoke_interpreter(interpreter, actor=actor())):
        flash(_("The link is revoked: it opens nothing any more."), "success")
    else:
        flash(next(iter(form.form_errors), MOVED_ON), "error")
    return redirect(url_for(".list_interpreters", meeting_session_id=session_id))


def _interpreter(interpreter_token):
    return opened("interpreter-link", queries.interpreter_by_token(interpreter_token))


@bp.get(LINK)
@public
def interpret(interpreter_token):
    """Who speaks in a session, and what has been handed in: words, and words a minute."""
    session = _interpreter(interpreter_token).session
    page = render_template(
        "meetings/interpret.html",
        session=session,
        meeting=session.meeting,
        token=interpreter_token,
        parts=queries.parts_of(session),
        voice=lines.public_voice,
        paces=queries.paces,
        is_late=queries.is_late,
        texts_due=queries.texts_due,
        count_words=queries.count_words,
        may_download=serving.may_download,
        public_view=public_view,
        tones=TONES,
    )
    return _unkept(page)


@bp.get(f"{LINK}/texts/<uuid:speaker_id>")
@public
def read_as_interpreter(interpreter_token, speaker_id):
    """One text, to be read or printed; it does not load itself again."""
    session = _interpreter(interpreter_token).session
    speaker = queries.spoken_text(speaker_id, session) or abort(404)
    return _unkept(
        render_template(
            "meetings/read_as_interpreter.html",
            session=session,
            meeting=session.meeting,
            token=interpreter_token,
            speaker=speaker,
            voice=lines.public_voice(speaker),
            paces=queries.paces(speaker),
            may_download=serving.may_download,
        )
    )


@bp.get(f"{LINK}/papers/<uuid:speaker_paper_id>")
@public
def download_as_interpreter(interpreter_token, speaker_paper_id):
    """The text as a document."""
    session = _interpreter(interpreter_token).session
    paper = speaking.get_paper(speaker_paper_id)
    if paper is None or queries.spoken_text(paper.speaker_id, session) is None:
        abort(404)
    return opening.original(paper.document)


def _unkept(page):
    """An answer that nobody keeps, and that tells its address to nobody."""
    answer = make_response(page)
    answer.cache_control.no_store = True
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer

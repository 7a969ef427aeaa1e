"""Staff act for an organization that writes on paper (ux 6.2): enter, print, post."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.by_post import ByPostForm, PostedForm
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import track_for
from engagement.accreditation.views import answers
from engagement.accreditation.views.blueprint import bp
from engagement.core.clock import today
from engagement.organizations import queries as organizations
from engagement.organizations.permissions import Organizations
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import country_name, format_date, language, speaking
from engagement.web.pages import keyset


@bp.route("/by-post/<uuid:organization_id>", methods=["GET", "POST"])
@access(Organizations.EDIT, organizations.get_organization)
def start_by_post(organization):
    """Open the draft; its sections are then filled in as anybody's."""
    if not organization.kept_by_staff:
        return redirect(url_for(".start_application", organization_id=organization.id))
    track = track_for(organization.kind)
    if request.method == "GET" and queries.accreditation_held(organization.id, track.key):
        return redirect(url_for("organizations.show_organization", organization_id=organization.id))
    form = ByPostForm(data={"language": language()})
    if form.validate_on_submit():
        application = commands.start_application(
            organization,
            actor=actor(),
            track=track.key,
            language=form.language.data,
            received_by_post_on=form.received_on.data,
            outdated=answers.outdated_sections(organization),
        )
        return redirect(url_for(".show_application", application_id=application.id))
    return render_template(
        "accreditation/start_by_post.html", organization=organization, form=form
    ), status_of(form)


@bp.get("/by-post/drafts")
@access(Accreditations.LIST_POST)
def list_drafts_by_post():
    """Applications that staff began to enter and nobody has submitted."""
    return render_template(
        "accreditation/list_drafts_by_post.html",
        page=keyset(queries.drafts_by_post(actor()), queries.DRAFT_ORDER),
    )


@bp.get("/by-post/letters")
@access(Accreditations.LIST_POST)
def list_letters_to_post():
    """Letters that wait to be printed and posted, oldest first."""
    return render_template(
        "accreditation/list_letters_to_post.html",
        page=keyset(queries.letters_to_post(actor()), queries.LETTER_ORDER),
    )


@bp.get("/by-post/letters/<uuid:message_id>")
@access(Accreditations.HANDLE, queries.get_postal_letter)
def print_letter(letter):
    """A letter to be printed, with the address that the organization gave."""
    with speaking(letter.message.language):
        written_on = format_date(letter.message.created_at)
        country = country_name(letter.organization.country)
    application = queries.application_of_letter(letter)
    snapshot = application.snapshot if application else None
    sections = snapshot.content["sections"] if snapshot else {}
    return render_template(
        "accreditation/print_letter.html",
        letter=letter,
        application=application,
        message=letter.message,
        address=sections.get("contacts", {}).get("address"),
        country=country,
        written_on=written_on,
    )


@bp.route("/by-post/letters/<uuid:message_id>/post-letter", methods=["GET", "POST"])
@access(Accreditations.POST_LETTER, queries.get_postal_letter)
def post_letter(letter):
    """Say on which day the letter was posted."""
    form = PostedForm(data={"posted_on": today()}, written_on=letter.message.created_at.date())
    if form.validate_on_submit():
        commands.note_posted(letter, actor=actor(), posted_on=form.posted_on.data)
        flash(_("Noted: the letter is posted."), "success")
        return redirect(url_for(".list_letters_to_post"))
    return render_template(
        "accreditation/post_letter.html", letter=letter, message=letter.message, form=form
    ), status_of(form)

"""Staff enter an application on behalf of an organization that wrote on paper (ux 6.2)."""

from flask import redirect, render_template, request, url_for

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.by_post import ByPostForm
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.accreditation.views import answers
from engagement.accreditation.views.blueprint import bp
from engagement.organizations import queries as organizations
from engagement.organizations.permissions import Organizations
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import language


@bp.route("/by-post/<uuid:organization_id>", methods=["GET", "POST"])
@access(Organizations.EDIT, organizations.get_organization)
def start_by_post(organization):
    """Open the draft; its sections are then filled in as anybody's."""
    if not organization.kept_by_staff:
        return redirect(url_for(".start_application", organization_id=organization.id))
    if request.method == "GET" and queries.accreditation_held(organization.id, MAJOR_GROUP.key):
        return redirect(url_for("organizations.show_organization", organization_id=organization.id))
    form = ByPostForm(data={"language": language()})
    if form.validate_on_submit():
        application = commands.start_application(
            organization,
            actor=actor(),
            track=MAJOR_GROUP.key,
            language=form.language.data,
            received_by_post_on=form.received_on.data,
            outdated=answers.outdated_sections(organization),
        )
        return redirect(url_for(".show_application", application_id=application.id))
    return render_template(
        "accreditation/start_by_post.html", organization=organization, form=form
    ), status_of(form)

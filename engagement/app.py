"""The application factory: settings, extensions, blueprints; no logic."""

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from engagement import cli
from engagement.accounts import invariants as accounts_invariants
from engagement.accounts import personal_data as accounts_personal_data
from engagement.accounts import retention as accounts_retention
from engagement.accounts import session_cookie
from engagement.accounts import views as accounts
from engagement.accreditation import indicators as accreditation_indicators
from engagement.accreditation import invariants as accreditation_invariants
from engagement.accreditation import jobs as accreditation_jobs
from engagement.accreditation import personal_data as accreditation_personal_data
from engagement.accreditation import retention as accreditation_retention
from engagement.accreditation import services as accreditation_services
from engagement.accreditation import views as accreditation
from engagement.action_plan import invariants as action_plan_invariants
from engagement.action_plan import jobs as action_plan_jobs
from engagement.action_plan import personal_data as action_plan_personal_data
from engagement.action_plan import views as action_plan
from engagement.audit import invariants as audit_invariants
from engagement.audit import views as audit
from engagement.bodies import invariants as bodies_invariants
from engagement.bodies import personal_data as bodies_personal_data
from engagement.bodies import public_pages as bodies_public_pages
from engagement.bodies import services as bodies_services
from engagement.bodies import views as bodies
from engagement.core import config, db
from engagement.core.permissions import can
from engagement.directory import invariants as directory_invariants
from engagement.directory import jobs as directory_jobs
from engagement.directory import personal_data as directory_personal_data
from engagement.directory import public_pages as directory_public_pages
from engagement.directory import retention as directory_retention
from engagement.directory import services as directory_services
from engagement.directory import views as directory
from engagement.documents import invariants as documents_invariants
from engagement.documents import jobs as documents_jobs
from engagement.documents import personal_data as documents_personal_data
from engagement.home import navigation
from engagement.home import services as home_services
from engagement.home import views as home
from engagement.jobs import housekeeping
from engagement.jobs import retention as jobs_retention
from engagement.jobs import views as jobs
from engagement.mail import invariants as mail_invariants
from engagement.mail import jobs as mail_jobs
from engagement.mail import retention as mail_retention
from engagement.mail import views as mail
from engagement.meetings import indicators as meetings_indicators
from engagement.meetings import invariants as meetings_invariants
from engagement.meetings import jobs as meetings_jobs
from engagement.meetings import personal_data as meetings_personal_data
from engagement.meetings import retention as meetings_retention
from engagement.meetings import services as meetings_services
from engagement.meetings import views as meetings
from engagement.operations import jobs as operations_jobs
from engagement.operations import logging
from engagement.operations import views as operations
from engagement.organizations import invariants as organizations_invariants
from engagement.organizations import jobs as organizations_jobs
from engagement.organizations import personal_data as organizations_personal_data
from engagement.organizations import retention as organizations_retention
from engagement.organizations import views as organizations
from engagement.organizations.queries import actor_for
from engagement.outreach import jobs as outreach_jobs
from engagement.outreach import personal_data as outreach_personal_data
from engagement.outreach import retention as outreach_retention
from engagement.outreach import services as outreach_services
from engagement.outreach import views as outreach
from engagement.partnerships import indicators as partnerships_indicators
from engagement.partnerships import invariants as partnerships_invariants
from engagement.partnerships import jobs as partnerships_jobs
from engagement.partnerships import personal_data as partnerships_personal_data
from engagement.partnerships import retention as partnerships_retention
from engagement.partnerships import services as partnerships_services
from engagement.partnerships import views as partnerships
from engagement.protocol import indicators as protocol_indicators
from engagement.protocol import invariants as protocol_invariants
from engagement.protocol import jobs as protocol_jobs
from engagement.protocol import personal_data as protocol_personal_data
from engagement.protocol import retention as protocol_retention
from engagement.protocol import services as protocol_services
from engagement.protocol import views as protocol
from engagement.screening import indicators as screening_indicators
from engagement.screening import invariants as screening_invariants
from engagement.screening import jobs as screening_jobs
from engagement.screening import personal_data as screening_personal_data
from engagement.screening import services as screening_services
from engagement.screening import views as screening
from engagement.settings import views as settings_views
from engagement.signing import views as signing
from engagement.standing import indicators as standing_indicators
from engagement.standing import invariants as standing_invariants
from engagement.standing import jobs as standing_jobs
from engagement.standing import personal_data as standing_personal_data
from engagement.standing import retention as standing_retention
from engagement.standing import views as standing
from engagement.standing.commands import posted_notices as standing_posted_notices
from engagement.web import (
    access,
    assets,
    cache,
    compiled,
    errors,
    i18n,
    odd_input,
    security,
    templating,
    two_zones,
)

BLUEPRINTS = (
    home.bp,
    accounts.bp,
    organizations.bp,
    accreditation.bp,
    accreditation.verification,
    standing.bp,
    standing.credentials,
    standing.published_documents,
    directory.bp,
    directory.companies_bp,
    action_plan.bp,
    bodies.bp,
    protocol.bp,
    outreach.bp,
    partnerships.bp,
    meetings.bp,
    meetings.badges,
    meetings.calendars,
    meetings.participation,
    screening.bp,
    audit.bp,
    mail.bp,
    jobs.bp,
    settings_views.bp,
    signing.bp,
    signing.keys,
    operations.bp,
)

DECLARING = (
    accounts_personal_data,
    accreditation_indicators,
    bodies_public_pages,
    bodies_services,
    protocol_indicators,
    protocol_services,
    standing_indicators,
    accreditation_personal_data,
    accreditation_services,
    action_plan_invariants,
    action_plan_jobs,
    action_plan_personal_data,
    directory_personal_data,
    documents_personal_data,
    organizations_personal_data,
    bodies_personal_data,
    protocol_personal_data,
    accounts_invariants,
    accreditation_invariants,
    accreditation_jobs,
    audit_invariants,
    directory_invariants,
    directory_jobs,
    directory_public_pages,
    directory_services,
    documents_invariants,
    documents_jobs,
    home_services,
    housekeeping,
    mail_invariants,
    mail_jobs,
    operations_jobs,
    organizations_invariants,
    standing_invariants,
    standing_jobs,
    standing_personal_data,
    standing_posted_notices,
    bodies_invariants,
    protocol_invariants,
    protocol_jobs,
    accounts_retention,
    directory_retention,
    organizations_jobs,
    accounts_retention,
    accreditation_retention,
    jobs_retention,
    mail_retention,
    organizations_retention,
    standing_retention,
    protocol_retention,
    outreach_jobs,
    outreach_personal_data,
    screening_indicators,
    screening_invariants,
    screening_jobs,
    screening_personal_data,
    screening_services,
    outreach_retention,
    outreach_services,
    partnerships_indicators,
    partnerships_invariants,
    partnerships_jobs,
    partnerships_personal_data,
    partnerships_retention,
    partnerships_services,
    meetings_indicators,
    meetings_invariants,
    meetings_jobs,
    meetings_personal_data,
    meetings_retention,
    meetings_services,
)
"""Modules imported for what they declare: jobs must be known by name, invariants be listed."""


def create_app(settings: config.Settings | None = None) -> Flask:
    """The application for `settings`, by default those of the environment (SettingsError)."""
    settings = settings or config.from_environment()
    app = Flask("engagement", template_folder="../templates", static_folder="../static")
    app.jinja_environment = templating.Environment
    app.jinja_options = templating.OPTIONS
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        TESTING=settings.testing,
        SQLALCHEMY_ENGINES=db.engines(settings.database_url),
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=1000,
        TRUSTED_HOSTS=[settings.host] if settings.production else None,
        SESSION_COOKIE_NAME="__Host-form" if settings.production else "form",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        WTF_CSRF_SSL_STRICT=False,
        COMPRESS_MIMETYPES=["text/html", "text/css", "application/javascript", "image/svg+xml"],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=2,
        COMPRESS_MIN_SIZE=500,
    )
    logging.configure()
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    cache.init_app(app)
    security.init_app(app, production=settings.production, proxy_hops=settings.proxy_hops)
    i18n.init_app(app)
    two_zones.init_app(app)
    templating.init_app(app)
    compiled.init_app(app)
    assets.init_app(app)
    errors.init_app(app)
    odd_input.init_app(app)
    CSRFProtect(app)
    Compress(app)
    accounts.init_app(app, session_cookie.init_app(app))
    app.extensions["actor_for"] = actor_for
    app.before_request(access.begin_request)
    app.after_request(_after_read)
    app.context_processor(navigation.of_page)
    app.jinja_env.globals["can"] = lambda permission, subject=None: can(
        access.actor(), permission, subject
    )
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    cli.init_app(app)
    access.refuse_undeclared_routes(app)
    return app


def _after_read(response):
    db.after_read()
    return response

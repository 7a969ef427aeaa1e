"""Running the platform: what owns the processes, and how they say that all is well.

`supervisor` is the process behind `bootstrap.py run`: it holds the lock on `var/running`, prepares
the database and keeps three children alive:

    supervisor ── database   the embedded PostgreSQL, unless ENGAGEMENT_DATABASE_URL names another
               ├─ web        gunicorn
               └─ worker     jobs: mail, previews, deadlines

They are stopped in the opposite order: web and worker first, then the database they write to. A
server in production has systemd in this place, see docs/deploy.md.
"""

"""The public page of alert rates: how often comparing raised a match, by region and script."""

from flask import render_template, request

from engagement.screening import words
from engagement.screening.queries import alert_rates as queries
from engagement.screening.views.blueprint import bp
from engagement.web.access import public


@bp.get("/screening/alert-rates")
@public
def show_alert_rates():
    """The years that are over, one at a time."""
    years = queries.years()
    asked = request.args.get("year", type=int)
    year = asked if asked in years else (years[0] if years else None)
    return render_template(
        "screening/show_alert_rates.html",
        years=years,
        year=year,
        rates=queries.of_year(year) if year else None,
        script_label=words.script_label,
    )

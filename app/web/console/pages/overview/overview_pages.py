"""The overview: its page, and each figure of it as a picture and as a file."""

from flask import Response, request, url_for
from werkzeug.exceptions import NotFound as NoPage

from app.domain.reporting.periods import LENGTHS, Period, last_days
from app.domain.staff.roles import Permission
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.csv_files import csv_answer, write_csv
from app.web.console.pages.overview.charts import HEADERS, chart_size, draw_chart
from app.web.console.pages.overview.figure_table import FigureTable, day_name, shown_number
from app.web.console.pages.overview.figures import FIGURES, figures_of
from app.web.console.rendering import page
from app.web.console.texts import say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_overview", __name__)


@blueprint.page("/overview", Permission.VIEW_OVERVIEW)
def overview() -> Response:
    """All figures that one may see, of some days."""
    staff = signed_in()
    with container().database.reading() as opened:
        period = last_days(opened, _days())
        tables = [each.make(opened, staff, period) for each in figures_of(staff).values()]
    return page(
        "overview.html",
        say("Overview"),
        tables=tables,
        days=period.days,
        first=day_name(period.first),
        last=day_name(period.last),
        lengths=[(each, url_for("console_overview.overview", days=each)) for each in LENGTHS],
        number=shown_number,
        size=chart_size,
    )


@blueprint.page("/overview/chart.svg", Permission.VIEW_OVERVIEW)
def show_chart() -> Response:
    """One figure as a picture."""
    table, _ = _figure()
    answer = Response(draw_chart(table, say("Nothing was counted yet.")), mimetype="image/svg+xml")
    answer.headers.update(HEADERS)
    return answer


@blueprint.page("/overview/table.csv", Permission.VIEW_OVERVIEW)
def download_table() -> Response:
    """One figure as CSV, safe from formula injection."""
    table, period = _figure()
    return csv_answer(f"lango-{table.name}-{period.first}-{period.last}.csv", [write_csv(table.lines)])


def _days() -> int:
    """The number of days that was chosen; the first of LENGTHS where it is none of them."""
    chosen = request.args.get("days", "")
    return next((days for days in LENGTHS if str(days) == chosen), LENGTHS[0])


def _figure() -> tuple[FigureTable, Period]:
    """The figure that is asked for, and its period. Raises NotFound (404) for one that the reader may not see."""
    staff = signed_in()
    wanted = figures_of(staff).get(request.args.get("figure", next(iter(FIGURES))))
    if wanted is None:
        raise NoPage
    with container().database.reading() as opened:
        period = last_days(opened, _days())
        return wanted.make(opened, staff, period), period

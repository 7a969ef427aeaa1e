"""The steps of made-up lives by their names, in which the paths are written."""

from engagement.demo import applicants, office, standing

STEPS = {
    step.__name__: step
    for step in (
        applicants.join,
        applicants.found,
        office.enter,
        applicants.invite,
        applicants.write,
        office.reply,
        applicants.ask_again,
        office.uphold,
        office.overturn,
        office.close,
        applicants.protect,
        applicants.withhold,
        office.confirm,
        applicants.start,
        applicants.fill,
        applicants.fill_half,
        applicants.submit,
        office.accept,
        office.send_back,
        applicants.complete,
        office.ask,
        applicants.answer,
        applicants.withdraw,
        office.judge,
        office.judge_some,
        office.recommend,
        office.judge_again,
        office.recommend_again,
        office.accredit,
        office.refuse,
        office.effect,
        standing.report,
        standing.accept_report,
        standing.tell,
        standing.respond,
        standing.suspend,
        standing.move_seat,
        standing.rename,
    )
}
"""Name of a step -> what it does."""

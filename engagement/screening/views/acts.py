"""What every page with one form on a case does: show it, call one command, go back."""

from flask import flash, redirect, render_template

from engagement.documents import receiving
from engagement.documents import settings as document_settings
from engagement.web.base_form import status_of

CASE_PAGE = "screening/act_on_case.html"


def form_page(form, *, title, send, back, status=None, **more):
    """A page with one form; `back` is the address and the words of the way back."""
    return render_template(
        more.pop("template", CASE_PAGE),
        form=form,
        title=title,
        send=send,
        back_url=back[0],
        back_words=back[1],
        largest=document_settings.largest_megabytes(),
        **{"about": None, "intro": None, "quoted": None, "kind": "primary"} | more,
    ), status or status_of(form)


def act(form, do, *, done, **page):
    """The page of a form, or what follows when it was sent: `do`, a message, the way back."""
    if form.validate_on_submit():
        do()
        flash(done, "success")
        return redirect(page["back"][0])
    return form_page(form, **page)


def act_with_files(form, do, *, done, **page):
    """The same with files: `do` gets those that were taken in."""
    if not form.validate_on_submit():
        return form_page(form, **page)
    files = []
    for field in form.chosen_files():
        taken, status = receiving.take_upload(field)
        if taken is None:
            return form_page(form, status=status, **page)
        files.append(taken)
    do(tuple(files))
    flash(done, "success")
    return redirect(page["back"][0])

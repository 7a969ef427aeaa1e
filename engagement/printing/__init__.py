"""Papers as PDF: HTML that is ready goes to a limited child process, a tagged PDF comes back.

`pdf.py` asks the child (`child.py`) and says why there is none; `fonts.py` names the typefaces,
which come as Python packages; `answers.py` makes the answer to a request, `lists.py` that of a list
as CSV, workbook or paper. Nothing is fetched:
no network, no file but the fonts, pictures only as `data:` in the text itself.
"""

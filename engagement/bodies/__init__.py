"""Bodies: the governing bodies of UNEP, with what they met on and what they decided (I.B.3).

Which bodies there are stands in the code (`models.BodyKey`); mandate, bureau, meetings, decisions
are kept by protocol officers, each with the audit trail. Nothing is here before somebody entered
it. Meetings for which people register are another matter; here are those of bodies, for readers.

Where to look: `commands.py` writes, `queries.py` reads, `views.py` shows; texts in several
languages are kept by language, `core/text.py`, `text_in`, says which of them a reader gets.
"""

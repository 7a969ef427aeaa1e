"""Catalogues of words, one folder a language; `catalogues.py` keeps them whole.

The message identifiers are the English texts, so English needs no catalogue.
"""

"""One cell, several names: each rule on an example of its kind, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.screening.list_files.entries import ListedName
from engagement.screening.list_files.written_names import cut, once


def pairs(text, kind="primary"):
    return [(name.text, name.kind) for name in cut(text, kind)]


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("  Ali\n   Noor ", "alias", [("Ali Noor", "alias")]),
        ("“Chief Noor”", "weak", [("Chief Noor", "weak")]),
        ("A Nor; B Nor", "alias", [("A Nor", "alias"), ("B Nor", "alias")]),
        ("Ali Nor b) Aly Noor", "weak", [("Ali Nor", "weak"), ("Aly Noor", "weak")]),
        ("Nour Salim (نور سليم)", "alias", [("Nour Salim", "alias"), ("نور سليم", "original")]),
        ("نور سليم (Nour; Nur Salim)", "alias",
         [("نور سليم", "original"), ("Nour", "alias"), ("Nur Salim", "alias")]),
        ("Jin Tiesan (金铁三)", "alias", [("Jin Tiesan", "alias"), ("金铁三", "original")]),
        ("Nor (original script: Нор)", "weak", [("Nor", "weak"), ("Нор", "original")]),
        ("Lakes Trade Front (LTF)", "primary",
         [("Lakes Trade Front", "primary"), ("LTF", "acronym")]),
        ("LAKES (LKS) TRADING LTD", "primary",
         [("LAKES TRADING LTD", "primary"), ("LKS", "acronym")]),
        ("LAKES FRONT / LAF", "primary", [("LAKES FRONT", "primary"), ("LAF", "acronym")]),
        ("TOUS POUR LA PAIX (NGO)", "primary", [("TOUS POUR LA PAIX (NGO)", "primary")]),
        ("AID FOUNDATION (KENYA)", "primary", [("AID FOUNDATION (KENYA)", "primary")]),
        ("華信船務(香港)有限公司", "alias", [("華信船務(香港)有限公司", "original")]),
        ("Nor Salim (birth name)", "alias", [("Nor Salim", "alias")]),
        ("Nor Salim, born in Kabul on 01 Jan. 1967", "alias", [("Nor Salim", "alias")]),
        ("Lakes Ltd (formerly Old Lakes Ltd)", "primary",
         [("Lakes Ltd", "primary"), ("Old Lakes Ltd", "former")]),
        ("Lakes Ltd. Formerly known as Ponds Ltd.", "primary",
         [("Lakes Ltd.", "primary"), ("Ponds Ltd.", "former")]),
        ("Lakes Ltd aka Ponds Ltd", "primary", [("Lakes Ltd", "primary"), ("Ponds Ltd", "alias")]),
        ("f/k/a Ponds Ltd", "alias", [("Ponds Ltd", "former")]),
        ("Aka Kouassi", "primary", [("Aka Kouassi", "primary")]),
        ("Empresa Constructora Ruiz (Constructora Ruiz)", "primary",
         [("Empresa Constructora Ruiz", "primary"), ("Constructora Ruiz", "alias")]),
        ("Lom Butayev (Butaev)", "alias", [("Lom Butayev", "alias"), ("Lom Butaev", "alias")]),
        ("Closed Company Sharora\"", "primary", [("Closed Company Sharora", "primary")]),
        (") Nor Salim,", "alias", [("Nor Salim", "alias")]),
        ("Nor\u202eSalim\x07 Khan", "alias", [("NorSalim Khan", "alias")]),
        (" () ; ", "alias", []),
    ],
)  # fmt: skip
def test_cells_are_taken_apart(text, kind, names):
    assert pairs(text, kind) == names


def test_a_name_is_kept_once_with_its_best_standing():
    names = [
        ListedName("ALI NOOR", "primary"),
        ListedName("Abu Ali", "weak"),
        ListedName("Ali Noor", "weak"),
        ListedName("abu ali", "alias"),
    ]
    assert once(names) == (ListedName("ALI NOOR", "primary"), ListedName("Abu Ali", "alias"))


@given(st.text(st.sampled_from('aB;,()（）[]/ ."“نЖ金1\x00\u202e'), max_size=300))
def test_any_text_gives_names_that_show_something(text):
    names = cut(text, "alias")
    assert all(any(each.isalnum() for each in name.text) for name in names)
    assert names or not any(each.isalnum() for each in text)


@pytest.mark.parametrize(
    "text", ["a" * 5000, "ن(a" * 2000, "(" * 5000, ",; " * 2000, "A/ B" * 1000, ", " * 2500]
)
def test_hostile_texts_are_bounded(text):
    assert all(len(name.text) <= 600 for name in cut(text * 5000, "alias"))

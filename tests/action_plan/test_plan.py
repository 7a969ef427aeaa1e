"""The 88 actions are those of the source, word for word; every one has its page."""

import hashlib
from pathlib import Path

import pytest
import yaml

from engagement.action_plan import plan
from engagement.core.text import LANGUAGES

SOURCE = Path(__file__).resolve().parents[3] / "shared" / "data" / "action_plan.yaml"
DIGEST = "30ba5504bb46a4f06039d34bb00832f991cc9b9448d807c36ae3572c46559962"
"""SHA-256 of code and Chinese text of the 88 actions, line by line, as in the source."""


def digest(texts) -> str:
    return hashlib.sha256(
        "\n".join(f"{code}\t{words}" for code, words in texts).encode()
    ).hexdigest()


def test_there_are_88_actions_with_the_chinese_text_of_the_source():
    originals = [(one.id, one.original) for one in plan.actions().values()]

    assert len(originals) == 88
    assert [len(section.actions) for section in plan.sections()] == [8, 9, 18, 9, 15, 9, 6, 14]
    assert digest(originals) == DIGEST


def test_all_actions_equal_the_source_where_it_is_at_hand():
    """The source lies beside the project while it is made; elsewhere its digest stands for it."""
    if not SOURCE.exists():
        assert digest((one.id, one.original) for one in plan.actions().values()) == DIGEST
        return
    source = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    kept = [as_in_source(section) for section in plan.sections()]

    wanted = [without_notes(section) for section in source["sections"]]
    assert kept == wanted
    texts = [
        (action["id"], action["text_zh"])
        for section in source["sections"]
        for part in section["subsections"]
        for action in part["actions"]
    ]
    assert digest(texts) == DIGEST


def titles(one):
    return {f"title_{lang}": words for lang, words in one.titles.items()}


def as_in_source(section):
    return {
        "id": section.id,
        "paragraph_88_letter": section.letter,
        **titles(section),
        "subsections": [
            {
                "id": part.id,
                "letter": part.letter,
                **titles(part),
                "actions": [action_as_in_source(each) for each in part.actions],
            }
            for part in section.parts
        ],
    }


def action_as_in_source(action):
    clean = {"text_zh_clean": action.chinese} if action.chinese != action.original else {}
    footnote = {"footnote": action.footnote} if action.footnote else {}
    return {
        "id": action.id,
        **titles(action),
        "text_zh": action.original,
        "text_en": action.english,
        "touches": action.relation.value,
        **clean,
        **footnote,
    }


def without_notes(section):
    """Notes of the source are for those who make the platform."""
    parts = [
        {
            **part,
            "actions": [
                {key: value for key, value in action.items() if key != "platform"}
                | {"touches": action["platform"]["touches"]}
                for action in part["actions"]
            ],
        }
        for part in section["subsections"]
    ]
    return {**section, "subsections": parts}


def test_every_action_s_page_shows_chinese_and_english_at_once(client):
    for number, action in enumerate(plan.actions().values()):
        lang = LANGUAGES[number % len(LANGUAGES)]
        page = client.get(f"/{lang}/plan/actions/{action.id}")

        assert page.status_code == 200
        assert f'<p lang="zh-Hans" dir="ltr">{escaped(action.chinese)}</p>' in page.text
        assert f'<p lang="en" dir="ltr">{escaped(action.english)}</p>' in page.text


def escaped(words):
    return words.replace("&", "&amp;").replace('"', "&#34;").replace("'", "&#39;")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_stand_in_the_page_s_language_where_they_are_translated(client, lang):
    page = client.get(f"/{lang}/plan").text

    for section in plan.sections():
        title = section.title(lang)
        tag = "zh-Hans" if title.language == "zh" else title.language
        assert f'<bdi lang="{tag}">{escaped(title.words)}</bdi>' in page
    assert plan.section("VIII").title(lang).language == lang


def test_what_is_no_action_and_no_section_is_not_found(client):
    for path in ("plan/actions/IX.A.1", "plan/actions/viii.a.4", "plan/IX", "plan/indicators/none"):
        assert client.get(f"/en/{path}").status_code == 404


def test_readers_of_a_language_without_the_plan_are_told(client, db):
    for path in ("plan", "plan/I"):
        told = {
            lang: 'class="hint">' in client.get(f"/{lang}/{path}").text.split("<h2>")[0]
            for lang in ("en", "zh", "ar")
        }
        assert told == {"en": False, "zh": False, "ar": True}, path

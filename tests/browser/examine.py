"""What is asked of every page in a browser: WCAG 2.2 AA, its direction, no sideways scroll."""

import re

from axe_playwright_python.sync_playwright import Axe

from engagement.core.text import RIGHT_TO_LEFT
from tests.thorough import THOROUGH

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
QUICKLY = {"resultTypes": ["violations"], "preload": False}
"""What passes is not described node by node, and nothing is loaded again: twice as fast."""
CONTRAST = "color-contrast"
"""The one rule that takes longer than all others together."""
NARROWEST = 320
SEEN: set[tuple] = set()
"""Pages, their shapes and their elements that were examined in this process."""
LOOKS: set[str] = set()
"""Elements with all that they stand in, whose contrast was examined in this process."""
_axe = Axe()


def is_new(language: str, path: str, status: int, text: str) -> bool:
    """Whether the page at `path` shows something that was not examined yet; from now on it was.

    That is another page (its ids apart), or one with an element that no other had. A thorough run
    examines each page whose elements are not all those of one other page, too: the same for
    another record, another role, another state.
    """
    if status >= 400:  # a refusal is one page, whichever address was refused
        path, text = "", re.sub(r' (href|action)="[^"]*"', "", text)
    tags = re.findall(r"<[a-z][^>]*>", text)
    elements = {(language, kind_of(tag)) for tag in tags}
    page = language, re.sub(r"[^/]*(\d|[^/]{25})[^/]*", "", path), status
    shape = language, status, frozenset(kind_of(tag) for tag in tags)
    new = not SEEN.issuperset({page, *elements}) or (THOROUGH and shape not in SEEN)
    SEEN.update({page, shape, *elements})
    return new


def kind_of(tag: str) -> str:
    """An element without what it says, names or leads to."""
    told = r" (?:class|type|role|dir|open|multiple|required|disabled|checked|aria-[a-z]+)\b"
    name = re.match(r"<[a-z0-9]+", tag).group()
    return name + "".join(re.findall(told + r'(?:="[^" ]*)?', tag))


def faults_of(page, name: str, language: str) -> list[str]:
    """What is wrong with the page that stands in the browser.

    An Arabic page is the English one with other words in the other direction: axe looks at it
    when the run is a thorough one, its direction and its width are looked at always.
    """
    by_rule = THOROUGH or language not in RIGHT_TO_LEFT
    seen = look_at(page, by_rule=by_rule)
    broken = seen["violations"] + (low_contrast(page, seen["looks"]) if not THOROUGH else [])
    faults = [
        f"{name}: {one['id']} {[node['html'][:120] for node in one['nodes'][:3]]}" for one in broken
    ]
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    if seen["dir"] != direction:
        faults.append(f"{name}: not {direction}")
    if seen["width"] > NARROWEST:
        faults.append(f"{name}: {seen['width']} px wide, {page.evaluate(WIDEST)}")
    return faults


def look_at(page, *, by_rule: bool) -> dict:
    """Direction and width of a page; `by_rule` what axe finds, too, and all looks on it.

    One question to the browser, for the way there and back costs more than most answers.
    """
    if not by_rule:
        return page.evaluate(SHAPE) | {"violations": [], "looks": []}
    rules = {} if THOROUGH else {"rules": {CONTRAST: {"enabled": False}}}
    return ask_axe(page, SEEN_BY_RULE, QUICKLY | {"runOnly": list(RULES)} | rules)


def broken_rules(page, options: dict) -> list[dict]:
    """What axe finds on a page by rules of one's own choice."""
    return ask_axe(page, VIOLATIONS, {"resultTypes": ["violations"]} | options)


def ask_axe(page, script: str, options: dict):
    """What `script` answers, which needs axe.

    axe stays with all pages to come of this browser: it is not sent again for each.
    """
    answer = page.evaluate(script, options)
    if answer is None:
        page.context.add_init_script(_axe.axe_script)
        page.evaluate(_axe.axe_script)
        answer = page.evaluate(script, options)
    return answer


def low_contrast(page, looks: list[str]) -> list[dict]:
    """What axe finds of contrast.

    How an element looks follows from what it is and from all that it stands in, so the contrast of
    one that stood in the same before is not measured again; in a thorough run everything is.
    """
    new = [look for look in looks if look not in LOOKS]
    if not new:
        return []
    LOOKS.update(new)
    return page.evaluate(OF_LOOKS, [new, QUICKLY | {"runOnly": [CONTRAST]}])


LOOK = """one => {
    const told = ['class', 'type', 'role', 'dir', 'open', 'disabled', 'readonly', 'checked'];
    const parts = [];
    for (let each = one; each !== document.documentElement; each = each.parentElement)
        parts.push(each.tagName + [...each.attributes].filter(
            given => told.includes(given.name) || given.name.startsWith('aria-')
        ).map(given => given.name === 'id' || given.value.length > 60 || /[0-9]/.test(given.value)
            ? given.name : given.name + given.value).sort().join());
    return parts.join('<');
}"""
"""An element and all that it stands in, without what they say or name."""
SHAPE = """() => ({dir: document.dir, width: document.documentElement.scrollWidth})"""
SEEN_BY_RULE = f"""async options => {{
    if (!window.axe) return null;
    const look = {LOOK};
    const looks = [...document.body.querySelectorAll('*')].map(look);
    const found = await axe.run(document, options);
    return {{...({SHAPE})(), violations: found.violations, looks: [...new Set(looks)]}};
}}"""
VIOLATIONS = "async options => window.axe ? (await axe.run(document, options)).violations : null"
"""Nothing where axe is not there yet."""
OF_LOOKS = f"""async ([looks, options]) => {{
    const wanted = new Set(looks);
    const look = {LOOK};
    const where = [...document.body.querySelectorAll('*')].filter(one => wanted.has(look(one)));
    return (await axe.run(where, options)).violations;
}}"""
"""The rules of axe over the elements with certain looks."""


WIDEST = """() => {
    const over = [...document.body.querySelectorAll('*')].filter(one => {
        const box = one.getBoundingClientRect();
        return box.width && (box.right > innerWidth + 1 || box.left < -1);
    });
    return over.slice(-2).map(one => one.outerHTML.slice(0, 120)).join(' | ');
}"""
"""The innermost elements that stick out."""

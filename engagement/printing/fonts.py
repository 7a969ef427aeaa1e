"""The typefaces of papers, from Python packages: the same letters on every machine.

Amiri sets Arabic: of the free ones it is a typeface whose letters can be read back out of the PDF
in their order, so that a paper can be searched and heard. Simplified Chinese forms of the pan-CJK
face are chosen by the language of the text.
"""

import unicodedata
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

PACKAGES = ("fontpkg_noto_sans", "fontpkg_amiri", "cvttf_NotoSansCJK_Regular")

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def folders() -> list[Path]:
    """Where the font files are. Raises `ModuleNotFoundError` naming a package that is missing."""
    found = []
    for name in PACKAGES:
        specification = find_spec(name)
        if specification is None or specification.origin is None:
            raise ModuleNotFoundError(f"the fonts of {name} are not installed", name=name)
        found.append(Path(specification.origin).parent)
    return found


def configuration(cache: Path) -> str:
    """What fontconfig reads instead of the system's own: these folders and no others."""
    lines = "\n".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders())
    return CONFIGURATION.format(folders=lines, cache=escape(str(cache)))


def uncovered(text: str) -> set[str]:
    """The signs of `text` that none of the typefaces has: on paper each would be an empty box.

    Looked for typeface by typeface, the largest last; needs fontTools, which comes with WeasyPrint.
    """
    from fontTools.ttLib import TTFont

    missing = {sign for sign in text if unicodedata.category(sign)[0] not in "CZ"}
    for folder in folders():
        for file in sorted((*folder.rglob("*.ttf"), *folder.rglob("*.otf"))):
            if not missing:
                return missing
            with TTFont(file, lazy=True) as font:
                known = font.getBestCmap()
            missing = {sign for sign in missing if ord(sign) not in known}
    return missing

"""Pictures, in the child: decoded for real, shown only as a new picture without what was in them
beside the pixels (place, time, camera, thumbnails, profiles)."""

import io
from contextlib import suppress
from typing import BinaryIO

from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from engagement.documents.limits import (
    MAX_HEIGHT,
    MAX_PAGES,
    MAX_PIXELS,
    SMALL_PICTURE,
    Refused,
)

# Only these decoders: Pillow looks no further when the format asked for is already registered.
DECODERS = {
    "jpeg": JpegImagePlugin.JpegImageFile.format,
    "png": PngImagePlugin.PngImageFile.format,
    "webp": WebPImagePlugin.WebPImageFile.format,
    "tiff": TiffImagePlugin.TiffImageFile.format,
}
ORIENTATION = 0x0112
PLACE = 0x8825
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = {TURNS[5], TURNS[6], TURNS[7], TURNS[8]}
Image.MAX_IMAGE_PIXELS = None  # Our own limits answer with a sentence.


def facts(file: BinaryIO, kind: str) -> dict:
    """Pages, pixels of the first page, and warnings; every page has been decoded once."""
    picture = _opened(file, kind)
    pages = getattr(picture, "n_frames", 1) if kind == "tiff" else 1
    if pages > MAX_PAGES:
        raise Refused("too_many_pages")
    width, height = picture.size
    warnings = []
    with suppress(Exception):
        # Exif is often broken in pictures that are otherwise whole; it is never needed.
        if picture.getexif().get_ifd(PLACE):
            warnings.append("location")
    if max(width, height) < SMALL_PICTURE:
        warnings.append("small_picture")
    for number in range(pages):
        _seek(picture, kind, number)
        picture.draft(None, (1, 1))
        picture.load()
    return {"pages": pages, "pixels": width * height, "warnings": warnings}


def page(file: BinaryIO, kind: str, number: int, width: int) -> bytes:
    """Page `number` (from 1) as WebP, the right way up, at most `width` pixels wide."""
    picture = _opened(file, kind)
    if number > 1:
        if kind != "tiff" or number > picture.n_frames:
            raise Refused("no_such_page")
        _seek(picture, kind, number - 1)
    turn = _turn(picture)
    size = _fitted(picture.size, width, sideways=turn in SIDEWAYS)
    picture.draft("RGB", size)
    if picture.mode in {"RGBA", "LA"}:
        picture = picture.resize(size)
    plain = flattened(picture)
    if plain.size != size:
        plain = plain.resize(size, reducing_gap=2.0)
    return encoded(plain if turn is None else plain.transpose(turn))


def text(file: BinaryIO, kind: str) -> str:
    """There is none in pixels."""
    return ""


def flattened(picture: Image.Image) -> Image.Image:
    """The picture in grey or RGB, 8 bits, on white where it was transparent."""
    if picture.mode.startswith(("I", "F")):
        deep = picture.convert("F")
        most = max(deep.getextrema()[1], 255.0)
        return deep.point(lambda value: value * (255.0 / most)).convert("L")
    if picture.has_transparency_data:
        pixels = picture.convert("RGBA")
        paper = Image.new("RGB", pixels.size, "white")
        paper.paste(pixels, mask=pixels.getchannel("A"))
        return paper
    return picture if picture.mode in {"L", "RGB"} else picture.convert(_plain_mode(picture.mode))


def encoded(picture: Image.Image) -> bytes:
    """WebP of the pixels and nothing else: nothing beside them is handed to the encoder."""
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=78, method=2)
    return file.getvalue()


def _fitted(size: tuple[int, int], width: int, *, sideways: bool) -> tuple[int, int]:
    """The size before turning that is at most `width` wide after it, never enlarged."""
    across, down = size[::-1] if sideways else size
    scale = min(1.0, width / across, MAX_HEIGHT / down)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _plain_mode(mode: str) -> str:
    return "L" if mode == "1" else "RGB"


def _opened(file: BinaryIO, kind: str) -> Image.Image:
    picture = Image.open(file, formats=[DECODERS[kind]])
    _refuse_flood(picture, kind)
    return picture


def _seek(picture: Image.Image, kind: str, frame: int) -> None:
    if frame:
        picture.seek(frame)
        _refuse_flood(picture, kind)


def _refuse_flood(picture: Image.Image, kind: str) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS[kind]:
        raise Refused("too_many_pixels")


def _turn(picture: Image.Image) -> Image.Transpose | None:
    with suppress(Exception):
        return TURNS.get(picture.getexif().get(ORIENTATION, 1))
    return None

"""Every picture is drawn anew before it is kept: what a camera wrote into it is gone."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

LONGEST_SIDE = 2400
QUALITY = {"JPEG": 86, "WEBP": 86, "AVIF": 75}
KEEPS_CLEAR = {"PNG", "WEBP", "AVIF", "GIF"}


def reencoded(file: Any) -> "ContentFile[bytes]":
    """The first picture only: what moves by itself keeps people from reading."""
    file.seek(0)
    with Image.open(file) as found:
        kind = found.format or "PNG"
        picture = _upright(found)
    if max(picture.size) > LONGEST_SIDE:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return ContentFile(_written(picture, kind), name=file.name)


def _upright(found: Image.Image) -> Image.Image:
    found.seek(0)
    picture = _in_plain_colours(ImageOps.exif_transpose(found))
    clear = "A" in picture.getbands() or "transparency" in found.info
    picture = picture.convert("RGBA" if clear else "RGB")
    # A new picture with the same dots: nothing that hangs on the old one comes along.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    """The profile goes as well: it names the device."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            mode = "RGBA" if picture.mode == "RGBA" else "RGB"
            plain = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except (ImageCms.PyCMSError, OSError):
            return picture
        return plain or picture
    return picture


def _written(picture: Image.Image, kind: str) -> bytes:
    if kind not in KEEPS_CLEAR and picture.mode == "RGBA":
        picture = picture.convert("RGB")
    out = BytesIO()
    quality = {"quality": QUALITY[kind]} if kind in QUALITY else {}
    picture.save(out, format=kind, **quality)
    return out.getvalue()


def before_saving(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Whichever way a picture comes in, this is the last door before the disk."""
    file = instance.file
    if file and not file._committed:
        instance.file = reencoded(file)
        instance._set_image_file_metadata()

"""The sizes and formats a picture is shown in: made when its page is published, and
fetched for a whole page at once.
"""

import logging
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from wagtail.fields import StreamField
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Image, Rendition, SourceImageIOError
from wagtail.models import Page
from wagtail.signals import page_published

log = logging.getLogger(__name__)

# What `templates/knowledge/blocks/picture.html` asks for; the last for phones that know
# neither of the others.
FORMATS = ("avif", "webp", "jpeg")
FILTERS = [f"format-{form}|width-{width}" for form in FORMATS for width in (960, 480)]


def fetch(images: Iterable[Image | None]) -> None:
    """One question for all, where the template would ask one for each."""
    ready = Rendition.objects.filter(filter_spec__in=FILTERS)
    prefetch_related_objects(
        [image for image in images if image is not None],
        Prefetch("renditions", ready, to_attr="prefetched_renditions"),
    )


def connect() -> None:
    page_published.connect(_on_publish, dispatch_uid="pictures")


def _on_publish(instance: Page, **more: Any) -> None:
    # Files are made when it is sure that the page is published; the first reader would
    # wait a second for each picture.
    transaction.on_commit(partial(make, list(on(instance))))


def on(page: Page) -> Iterator[Image]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                if block.block_type == "picture" and block.value["image"]:
                    yield block.value["image"]


def make(images: Iterable[Image]) -> None:
    for image in images:
        try:
            image.get_renditions(*FILTERS)
        except (SourceImageIOError, InvalidFilterSpecError, OSError) as error:
            # The page is published all the same; it shows that the picture is broken.
            log.warning("A picture was not made: %s", type(error).__name__)

import pytest
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.models import Document

from knowledge.blocks.media import PictureBlock, VideoBlock
from knowledge.editing import alt_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words", ["IMG 3", "a.jpeg", "Foto van ons", "een beeld van x"]
)
def test_words_that_say_nothing_are_refused(words):
    with pytest.raises(Exception, match=r"bestand|Laat"):
        alt_text.validate(words)


@pytest.mark.parametrize("words", ["Een brug", "Twee mensen bij een raam", "Foto's"])
def test_words_that_say_what_is_to_be_seen_are_taken(words):
    alt_text.validate(words)


def test_a_video_has_a_film_and_captions_and_not_the_other_way_round():
    film = Document.objects.create(title="a", file="documents/a.mp4")
    words = Document.objects.create(title="b", file="documents/b.vtt")
    block = VideoBlock()
    value = {"title": "T", "video": film, "captions": words, "transcript": "<p>x</p>"}
    block.clean(block.to_python(block.get_prep_value(block.normalize(value))))
    turned = block.normalize(value | {"video": words, "captions": film})
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(turned)
    assert set(refused.value.block_errors) == {"video", "captions"}


def test_a_picture_without_words_is_refused():
    block = PictureBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize({"image": None, "alt": "", "caption": ""}))
    assert "alt" in refused.value.block_errors

"""Every picture is drawn anew: where it was taken can never be served."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from wagtail.documents.models import Document
from wagtail.images.models import Image as Picture

GPS, MAKER = 0x8825, "Camera of Noor"
SEEN = "Een brug over het water"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    for name in ("base_location", "location"):
        monkeypatch.setitem(default_storage._wrapped.__dict__, name, str(tmp_path))
    return tmp_path


def photo(kind="JPEG", size=(60, 40), **more):
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[GPS] = {1: "N", 2: (52.0, 22.0, 1.0), 3: "E", 4: (4.0, 53.0, 1.0)}
    Image.new("RGB", size, "green").save(out, kind, exif=exif, **more)
    return out.getvalue()


def send(eva, content, name="brug.jpg", **changed):
    file = SimpleUploadedFile(name, content)
    form = {"title": "Brug", "description": SEEN, "file": file, "collection": "1"}
    return eva.post(reverse("wagtailimages:add"), form | changed)


def kept(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_neither_place_nor_maker_reaches_the_disk(eva, folder, kind):
    content = photo(kind)
    assert MAKER.encode() in content, "the premise"
    assert Image.open(BytesIO(content)).getexif().get_ifd(GPS)
    assert send(eva, content, f"brug.{kind.lower()}").status_code == 302
    Picture.objects.get().get_rendition("width-50|format-jpeg")
    assert len(kept(folder)) == 2
    for path in kept(folder):
        assert MAKER.encode() not in path.read_bytes()
        with Image.open(path) as served:
            assert not dict(served.getexif())
            assert not {"exif", "icc_profile", "comment"} & served.info.keys()


def test_a_profile_and_a_comment_stay_behind_too(eva, folder):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    noted = PngInfo()
    noted.add_text("Comment", MAKER)
    content = photo("PNG", pnginfo=noted, icc_profile=profile)
    send(eva, content, "brug.png")
    with Image.open(kept(folder)[0]) as served:
        assert not served.info


def test_a_picture_is_no_larger_than_any_page_needs(eva, folder):
    send(eva, photo(size=(5000, 100)))
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (2400, 48)
    assert picture.file_size == kept(folder)[0].stat().st_size


def test_a_picture_lies_as_it_was_held(eva):
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (60, 40)).save(out, "JPEG", exif=exif)
    send(eva, out.getvalue())
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (40, 60)


def test_what_moves_by_itself_stands_still(eva, folder):
    out = BytesIO()
    frames = [Image.new("P", (9, 9), colour) for colour in range(3)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    send(eva, out.getvalue(), "dans.gif")
    with Image.open(kept(folder)[0]) as served:
        assert served.n_frames == 1


@pytest.mark.parametrize(
    "words", ["", "IMG_2041.jpg", "brug.png", "Foto van een brug", "photo of a bridge"]
)
def test_a_picture_needs_words_that_say_what_is_to_be_seen(eva, words):
    answer = send(eva, photo(), description=words)
    assert answer.context["form"].errors["description"]
    assert not Picture.objects.exists()


def document(eva, name, content):
    file = SimpleUploadedFile(name, content)
    form = {"title": "Iets", "file": file, "collection": "1"}
    return eva.post(reverse("wagtaildocs:add"), form)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHoi"),
        ("a.mp4", b"\0\0\0\x18ftypisom"),
        ("a.webm", b"\x1a\x45\xdf\xa3"),
    ],
)
def test_a_video_and_its_captions_are_taken_in(eva, name, content):
    assert document(eva, name, content).status_code == 302
    assert Document.objects.exists()


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.vtt", "a.pdf"])
def test_a_file_that_is_not_what_its_name_says_is_refused(eva, name):
    document(eva, name, b"<script>alert(1)</script>")
    assert not Document.objects.exists()


def test_the_next_upload_of_a_name_has_another_address(eva):
    addresses = []
    for _ in range(2):
        send(eva, photo())
        document(eva, "a.pdf", b"%PDF-1.7")
        picture, paper = Picture.objects.get(), Document.objects.get()
        shown = picture.get_rendition("width-50")
        addresses.append({picture.file.url, shown.file.url, paper.file.url})
        for each in (shown, picture, paper):
            each.file.delete(save=False)
            each.delete()
    assert not addresses[0] & addresses[1]


def test_a_picture_is_not_replaced_under_the_pages_that_show_it(eva):
    send(eva, photo())
    picture = Picture.objects.get()
    before = picture.file.name, picture.file_hash
    form = {"title": "Anders", "description": SEEN, "collection": "1"}
    file = SimpleUploadedFile("ander.png", photo("PNG"))
    url = reverse("wagtailimages:edit", args=[picture.pk])
    assert 'name="file"' not in eva.get(url).content.decode()
    eva.post(url, form | {"file": file})
    picture.refresh_from_db()
    assert picture.title == "Anders"
    assert (picture.file.name, picture.file_hash) == before


def test_nor_is_a_document(eva):
    document(eva, "a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHoi")
    kept = Document.objects.get()
    before = kept.file.name
    file = SimpleUploadedFile("b.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nDag")
    url = reverse("wagtaildocs:edit", args=[kept.pk])
    assert 'name="file"' not in eva.get(url).content.decode()
    eva.post(url, {"title": "Anders", "file": file, "collection": "1"})
    kept.refresh_from_db()
    assert (kept.title, kept.file.name) == ("Anders", before)
    assert b"Hoi" in kept.file.read()

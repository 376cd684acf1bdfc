import pytest
from babel.messages.catalog import Catalog

from platform_site import catalogue


@pytest.fixture
def english():
    made = Catalog(locale="en")
    made.add("Hallo %(name)s", "Hello %(name)s")
    return made


def test_all_words_of_the_product_exist_in_english():
    assert catalogue.faults(catalogue.update()) == []


def test_words_are_found_in_code_and_in_templates():
    found = {place for message in catalogue.collected() for place in message.locations}
    suffixes = {name.rpartition(".")[2] for name, _line in found}
    assert {"py", "html"} <= suffixes


def test_a_whole_translation_has_no_faults(english):
    assert catalogue.faults(english) == []


@pytest.mark.parametrize(
    ("string", "fault"),
    [("", "No English"), ("Hello", "Other placeholders"), ("Hello %(nam)s", "Other")],
)
def test_a_missing_or_misfilled_translation_is_a_fault(english, string, fault):
    english["Hallo %(name)s"].string = string
    assert [line[: len(fault)] for line in catalogue.faults(english)] == [fault]


def test_an_unsure_translation_is_a_fault(english):
    english["Hallo %(name)s"].flags.add("fuzzy")
    assert len(catalogue.faults(english)) == 1


def test_a_compiled_catalogue_can_be_read_back(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "PATH", tmp_path / "en" / "django.po")
    made = Catalog(locale="en")
    made.add("Dag", "Bye")
    (tmp_path / "en").mkdir()
    catalogue.write(made)
    assert catalogue.read()["Dag"].string == "Bye"
    assert b"Bye" in catalogue.compile_catalogue().read_bytes()

import pytest

from knowledge.search import stems, words
from knowledge.search.similarity import edits, nearest

SAME = [
    ("pinpas", "pinpasjes"),
    ("schuld", "schulden"),
    ("geldezel", "geldezels"),
    ("foto", "fotos"),
    ("bedreigen", "bedreigd"),
    ("bedreiging", "bedreigd"),
    ("uitlenen", "uitgeleend"),
    ("wapen", "wapens"),
    ("ronselen", "geronseld"),
    ("terugbetalen", "terugbetaald"),
    ("melden", "meldt"),
    ("straf", "gestraft"),
    ("kind", "kinderen"),
    ("chantage", "chanteren"),
    ("chantage", "gechanteerd"),
]
OTHERS = [("schuld", "school"), ("pinpas", "pincode"), ("melden", "moeder")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_a_word_share_a_key(one, other):
    assert stems.keys("nl", one) & stems.keys("nl", other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_words_share_none(one, other):
    assert not stems.keys("nl", one) & stems.keys("nl", other)


def test_a_language_without_a_stemmer_has_the_word_itself():
    assert stems.keys("pap", "kas") == {"kas"}


def test_accents_capitals_and_marks_make_no_difference():
    assert words.split("Zorgcoördinátor!") == ["zorgcoordinator"]
    assert words.split("foto’s, foto's") == ["foto", "foto"]
    assert words.split("a \x00 NEAR( * \ud800 _ 12") == ["near", "12"]


def test_a_word_with_a_hyphen_is_found_in_parts_and_whole():
    assert words.all_in("Je IP-adres") == ["je", "ip", "adres", "ipadres"]


def test_a_swap_costs_less_than_two_changes():
    assert edits("poltiie", "politie") < edits("polxxie", "politie")
    assert edits("politie", "politie") == 0


def test_the_word_that_sounds_the_same_is_nearest():
    assert nearest("nl", "vrient", {"vriend", "vrij", "patient"}) == "vriend"
    assert nearest("en", "lawer", {"later", "lawyer", "lower"}) == "lawyer"


def test_nothing_is_near_to_a_short_or_a_strange_word():
    assert nearest("nl", "vof", {"vog"}) is None
    assert nearest("nl", "banaan", {"banken", "samen", "gaan"}) is None

import re
from pathlib import Path

from chat.e2ee.words_nl import WORDS
from chat.management.commands.wordlist import TARGET, as_module

REFUSED = Path(__file__).parents[3] / "docs/decisions/refused-words.txt"


def refused_words():
    lines = REFUSED.read_text(encoding="ascii").splitlines()
    return {word for line in lines if line[:1] != "#" for word in line.split()}


def test_the_list_has_2048_words():
    assert len(WORDS) == 2048


def test_the_words_stand_in_order():
    assert list(WORDS) == sorted(WORDS)


def test_four_letters_tell_every_word_apart():
    assert len({word[:4] for word in WORDS}) == len(WORDS)


def test_every_word_is_four_to_seven_plain_letters():
    assert [word for word in WORDS if not re.fullmatch("[a-z]{4,7}", word)] == []


def test_no_word_has_a_sound_that_is_spelled_in_two_ways():
    twofold = re.compile("(?<!o)ei|ij|au|ou|[qxy]")
    assert twofold.search("konijn")
    assert not twofold.search("bloeien")
    assert [word for word in WORDS if twofold.search(word)] == []


def test_no_refused_word_is_in_the_list():
    assert {"kogel", "hulp", "lover"} <= refused_words()
    assert refused_words().isdisjoint(WORDS)


def test_the_browser_reads_the_same_list():
    assert TARGET.read_text(encoding="ascii") == as_module(WORDS)

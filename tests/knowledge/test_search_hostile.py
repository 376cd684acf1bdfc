import pytest
from hypothesis import example, given, strategies as st

from knowledge.models import Word
from knowledge.search import spelling
from knowledge.search.ask import NothingAskedError, TooLongError, ask
from knowledge.search.reply import reply
from knowledge.search.words import split
from tests.knowledge.searching import asked
from tests.properties import tried

HOSTILE = [
    "'",
    '"',
    '""""',
    "pinpas' OR 1=1 --",
    'pinpas" OR "politie',
    "NEAR(pinpas politie, 2)",
    "pinpas NEAR politie NOT AND OR",
    "heading:pinpas",
    "{edged} : pinpas",
    "pin*",
    "^pinpas",
    "-pinpas +politie",
    "&|!<->:*",
    "pinpas & !politie | (schuld)",
    "%_%",
    "\\",
    "pin\x00pas",
    "\x00" * 50,
    "%s %d {0} {{ x }} {% y %}",
    "\u202epinpas\u200b",
    "𝖕𝖎𝖓𝖕𝖆𝖘 İıẞﬁ",
    "بطاقة بنكية",
    "卡" * 40,
    "😀" * 60,
    "x" * 10_240,
    "pinpas " * 1_500,
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_hostile_text_gets_an_answer(reader, planted, text, language):
    answer = asked(reader, text, language)
    assert answer["said"]


def test_a_nul_in_the_middle_parts_words_and_nothing_more(reader, planted):
    assert asked(reader, "pinpas\x00politie")["results"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_word_is_never_put_in_the_vocabulary(planted, text):
    before = Word.objects.count()
    reply(text, "nl")
    assert Word.objects.count() == before


@pytest.mark.hypothesis
@tried(60, with_fixtures=True)
@given(text=st.text(max_size=110), language=st.sampled_from(["nl", "en", "", "xx"]))
@example(text="ﬀﬀﬀﬀ pinpas", language="nl")
def test_any_text_gets_an_answer(planted, text, language):
    answer = reply(text, language)
    assert answer["said"]
    for found in answer["results"]:
        assert found["url"].startswith("/")
        assert found["title"]


@pytest.mark.hypothesis
@tried(60, with_fixtures=True)
@given(
    words=st.lists(
        st.text("abcdefgeijnoprst'\"*", min_size=1, max_size=12), max_size=12
    )
)
def test_what_was_meant_is_always_made_of_our_own_words(planted, words):
    try:
        answer = ask(" ".join(words), "nl")
    except (NothingAskedError, TooLongError):
        return
    known = set(Word.objects.filter(language="nl").values_list("word", flat=True))
    assert set(answer.missed) <= known
    mended = set(answer.meant.split()) - set(split(" ".join(words)))
    assert mended <= known


@pytest.mark.hypothesis
@tried(40, with_fixtures=True)
@given(st.data())
def test_a_word_of_ours_with_one_letter_wrong_is_found_again(planted, data):
    ours = sorted(Word.objects.filter(language="nl").values_list("word", flat=True))
    word = data.draw(st.sampled_from([word for word in ours if len(word) > 7]))
    at = data.draw(st.integers(1, len(word) - 1))
    wrong = word[:at] + word[at + 1 :]
    meant = spelling.mend("nl", [wrong], surely=False)
    # Another word of ours may be as near, but there is always one.
    assert wrong in ours or wrong in meant

import pytest

from knowledge.editing.faults import TELLING
from knowledge.models import DoorPage, SearchEntry, Synonym, Term
from tests.knowledge.searching import asked, slugs

pytestmark = pytest.mark.usefixtures("planted")

CARD = "pas-en-rekening"


def headings(reader, words, language="nl"):
    return [found["title"] for found in asked(reader, words, language)["results"]]


# What people type, and a word of the heading that must be among the first three.
DUTCH = [
    ("pinpas", "pinpas"),
    ("pinpasje", "pinpas"),
    ("PINPASJES", "pinpas"),
    ("pin pas", "pinpas"),
    ("pimpas", "pinpas"),
    ("bankpas", "pinpas"),
    ("bankrekening uitgeleend", "pinpas"),
    ("geldezels", "pinpas"),
    ("geldesel", "pinpas"),
    ("schulden", "Schuld"),
    ("schuld", "Schuld"),
    ("foto's", "foto"),
    ("fotos", "foto"),
    ("naaktfoto", "foto"),
    ("nudes", "foto"),
    ("klusje", "klusje"),
    ("kluse", "klusje"),
    ("klusie", "klusje"),
    ("runner", "klusje"),
    ("politie", "politie"),
    ("polietie", "politie"),
    ("scotoe", "politie"),
    ("vog", "VOG"),
    ("straf", "gestraft"),
    ("uithaler", "haven"),
    ("explosief", "Explosief"),
    ("bom", "Explosief"),
    ("advokaat", "gestraft"),
    ("papieren", "papieren"),
    ("telefoonabonement", "abonnement"),
    ("stoppen", "eruit"),
    ("mijn kind", "kind"),
    ("leerling spijbelt", "school"),
    ("meldcode", "uitbuiting"),
    ("lvb", "begrijpen"),
    ("doorverwijzen", "Doorverwijzen"),
    ("privacy", "Privacy"),
    ("dubbelrol", "Verdacht"),
    ("gechanteerd", "Gechanteerd"),
    ("chantage", "Gechanteerd"),
    ("terugbetalen", "Schuld"),
    ("ronselaar", "ronselen"),
]
ENGLISH = [
    ("bank card", "bank card"),
    ("bankcard", "bank card"),
    ("money mule", "bank card"),
    ("debts", "Owing"),
    ("blackmailed", "Blackmailed"),
    ("blakmail", "Blackmailed"),
    ("police", "police"),
    ("feds", "police"),
    ("polise", "police"),
    ("jobs", "job"),
    ("punishment", "punished"),
    ("explosives", "Explosives"),
    ("undocumented", "papers"),
    ("harbour", "port"),
    ("my child", "child"),
]


@pytest.mark.parametrize(("words", "told"), DUTCH)
def test_dutch_words_find_the_page_about_them(reader, words, told):
    assert any(told in title for title in headings(reader, words)[:3])


@pytest.mark.parametrize(("words", "told"), ENGLISH)
def test_english_words_find_the_page_about_them(reader, words, told):
    assert any(told in title for title in headings(reader, words, "en")[:3])


def test_every_page_is_found_by_its_own_heading(reader):
    # Of these every word stands on every page.
    empty = ["Wie zijn wij?", "Who are we?"]
    for entry in SearchEntry.objects.exclude(heading__in=empty):
        found = headings(reader, entry.heading[:100], entry.language)
        assert entry.heading in found[:4], entry.heading


def test_each_language_finds_only_its_own(reader):
    assert all("/en/" not in found["url"] for found in asked(reader, "chat")["results"])
    english = asked(reader, "chat", "en")["results"]
    assert english
    assert all(found["url"].startswith("/en/") for found in english)


def test_a_mistake_is_told_and_already_searched(reader):
    answer = asked(reader, "polietie")
    assert answer["meant"] == "politie"
    assert "‘politie’" in answer["said"]
    assert answer["results"] == asked(reader, "politie")["results"]


def test_a_word_that_is_right_is_not_mistaken_for_another(reader):
    assert asked(reader, "pinpasjes")["meant"] == ""


def test_a_strange_word_beside_a_found_one_is_not_turned_into_another(reader):
    answer = asked(reader, "cobra neerleggen")
    assert answer["results"]
    assert answer["meant"] == ""


def test_nonsense_finds_nothing_and_says_what_to_do(reader):
    answer = asked(reader, "qxzvwq")
    assert answer["results"] == []
    assert "chat" in answer["said"]


def test_a_new_synonym_works_at_once_and_a_removed_one_no_more(reader):
    assert slugs(reader, "zwiebertje") == []
    synonym = Synonym.objects.create(language="nl", word="zwiebertje", means="pinpas")
    assert CARD in slugs(reader, "zwiebertje")
    assert CARD in slugs(reader, "zwibertje"), "also written wrong"
    synonym.delete()
    assert slugs(reader, "zwiebertje") == []


def test_a_synonym_may_be_a_phrase(reader):
    Synonym.objects.create(language="nl", word="gekke henkie spelen", means="pinpas")
    assert CARD in slugs(reader, "ik moest gekke henkie spelen")


def test_a_hard_word_is_explained_first(reader):
    first = asked(reader, "katvangers")["results"][0]
    assert first["title"] == "katvanger"
    term = Term.objects.get(word="katvanger")
    assert first["url"].endswith(f"/#{term.anchor}")
    assert f'id="{term.anchor}"' in reader.get(first["url"]).content.decode()


def test_no_result_leads_to_an_address_that_tells(reader):
    # Professionals have no history to hide; their pages may be called what they are.
    work = tuple(
        door.get_url() for door in DoorPage.objects.filter(audience="professional")
    )
    asked_for = [(words, "nl") for words, _ in DUTCH]
    asked_for += [(words, "en") for words, _ in ENGLISH]
    asked_for += [(term.word, term.locale.language_code) for term in Term.objects.all()]
    # The premise: words that tell are among them, and are found.
    assert asked(reader, "slachtoffer")["results"][0]["title"] == "slachtoffer"
    for words, language in asked_for:
        for found in asked(reader, words, language)["results"]:
            at_work = found["url"].startswith(work)
            assert at_work or not TELLING.search(found["url"]), found


def test_a_result_says_behind_which_door_it_stands(reader):
    assert asked(reader, "pinpas")["results"][0]["kind"] == "Voor mezelf"

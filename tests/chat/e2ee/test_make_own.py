from tests.vectors import make_own


def test_our_own_vectors_are_what_their_generator_makes():
    assert make_own.TARGET.read_text() == make_own.text()

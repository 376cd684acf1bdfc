"""Together: one question at a time becomes one for all, and each has its own answer."""

import asyncio
import threading

import pytest
from hypothesis import given, strategies as st

from chat.realtime.together import Together, Unanswered
from tests.properties import tried


class Book:
    """Answers doubles; odd ones are refused; holds a batch until it is let go."""

    def __init__(self):
        self.batches = []
        self.go = threading.Event()
        self.go.set()

    def ask(self, numbers):
        self.batches.append(list(numbers))
        self.go.wait(60)
        return [ValueError(n) if n % 2 else 2 * n for n in numbers]


async def on_a_thread(function, questions):
    return await asyncio.to_thread(function, questions)


async def gathered(together, numbers):
    asked = [asyncio.ensure_future(together(n)) for n in numbers]
    return await asyncio.gather(*asked, return_exceptions=True)


def right(numbers, answers):
    for n, answer in zip(numbers, answers, strict=True):
        assert isinstance(answer, ValueError) if n % 2 else answer == 2 * n


async def busy(book, together):
    """A first question that is under way until the book is let go."""
    book.go.clear()
    first = asyncio.ensure_future(together(0))
    while not book.batches:
        await asyncio.sleep(0)
    return first


async def test_what_is_asked_in_one_breath_is_asked_once():
    book = Book()
    answers = await gathered(Together(book.ask, on_a_thread), range(50))
    right(range(50), answers)
    assert book.batches == [list(range(50))]


async def test_what_comes_meanwhile_waits_and_is_asked_together():
    book = Book()
    together = Together(book.ask, on_a_thread)
    first = await busy(book, together)
    later = [asyncio.ensure_future(together(n)) for n in (2, 4, 6)]
    await asyncio.sleep(0)
    book.go.set()
    assert await asyncio.gather(first, *later) == [0, 4, 8, 12]
    assert book.batches == [[0], [2, 4, 6]]


async def test_no_batch_is_larger_than_was_allowed_and_none_is_forgotten():
    book = Book()
    answers = await gathered(Together(book.ask, on_a_thread, most=7), range(30))
    right(range(30), answers)
    assert max(map(len, book.batches)) == 7
    assert sum(book.batches, []) == list(range(30))


async def test_a_store_that_is_away_is_everybodys_answer_and_then_over():
    def away(numbers):
        raise OSError

    together = Together(away, on_a_thread)
    answers = await gathered(together, [1, 2])
    assert [type(answer) for answer in answers] == [OSError, OSError]
    together._ask = Book().ask
    assert await together(4) == 8


async def test_nobody_waits_for_ever_for_who_was_ended():
    book = Book()
    together = Together(book.ask, on_a_thread, most=1)
    book.go.clear()
    asked = [asyncio.ensure_future(together(n)) for n in (2, 4)]
    while not book.batches:
        await asyncio.sleep(0)
    together._task.cancel()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(answer) for answer in answers] == [Unanswered] * 2
    book.go.set()
    assert await together(6) == 12


async def test_who_goes_away_takes_nobodys_answer():
    book = Book()
    together = Together(book.ask, on_a_thread)
    book.go.clear()
    asked = [asyncio.ensure_future(together(n)) for n in (2, 4, 6)]
    while not book.batches:
        await asyncio.sleep(0)
    asked[1].cancel()
    await asyncio.sleep(0)
    book.go.set()
    assert await asyncio.gather(asked[0], asked[2]) == [4, 12]


async def test_drained_means_that_everything_has_been_answered():
    book = Book()
    together = Together(book.ask, on_a_thread, most=2)
    asked = [asyncio.ensure_future(together(n)) for n in (0, 2, 4, 6, 8)]
    await asyncio.sleep(0)
    await together.drain()
    assert all(one.done() for one in asked)
    await together.drain()


def test_a_new_loop_begins_anew():
    together = Together(Book().ask, on_a_thread)
    for _ in range(2):
        assert asyncio.run(together(2)) == 4


@tried(100)
@given(
    st.lists(st.lists(st.integers(0, 20), max_size=8), max_size=5), st.integers(1, 5)
)
def test_whatever_the_order_each_gets_its_own_answer(rounds, most):
    async def play():
        book = Book()
        together = Together(book.ask, on_a_thread, most=most)
        asked = []
        for numbers in rounds:
            asked += [(n, asyncio.ensure_future(together(n))) for n in numbers]
            await asyncio.sleep(0)
        results = await asyncio.gather(*(f for _, f in asked), return_exceptions=True)
        right([n for n, _ in asked], results)
        assert sum(map(len, book.batches)) == len(asked)

    asyncio.run(play())


@pytest.mark.parametrize("most", [1, 200])
async def test_one_at_a_time_gives_the_same(most):
    answers = await gathered(Together(Book().ask, on_a_thread, most=most), range(9))
    right(range(9), answers)


async def test_who_went_away_is_asked_for_only_where_it_is_owed():
    for owed, batches in ((False, [[0], [4]]), (True, [[0], [2, 4]])):
        book = Book()
        together = Together(book.ask, on_a_thread, even_unheard=owed)
        first = await busy(book, together)
        gone, stays = (asyncio.ensure_future(together(n)) for n in (2, 4))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        book.go.set()
        assert await asyncio.gather(first, stays) == [0, 8]
        assert book.batches == batches


async def test_nothing_is_asked_when_all_have_gone():
    book = Book()
    together = Together(book.ask, on_a_thread)
    first = await busy(book, together)
    gone = asyncio.ensure_future(together(2))
    await asyncio.sleep(0)
    gone.cancel()
    book.go.set()
    await first
    await together.drain()
    assert book.batches == [[0]]

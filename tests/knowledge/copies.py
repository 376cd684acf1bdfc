"""Copies of pages as the cache keeps them, without a server around them."""

from knowledge.made_of import Recipe, written_now
from platform_site.page_cache.entry import made
from platform_site.page_cache.news import News
from platform_site.page_cache.store import Store


def rendered(reader, path):
    answer = reader.get(path)
    return answer.status_code, answer.content


class Copies:
    """What was rendered before; `fresh` gives a store that holds all of it."""

    def __init__(self, reader, paths):
        self.reader = reader
        self.html = {path: rendered(reader, path) for path in paths}
        self.recipes = {path: self._recipe(path) for path in paths}

    def _recipe(self, path):
        recipe = Recipe()
        token = written_now.set(recipe)
        try:
            assert rendered(self.reader, path) == self.html[path]
        finally:
            written_now.reset(token)
        return recipe

    def fresh(self):
        store = Store()
        news = News(store)
        news.look()
        for path, recipe in self.recipes.items():
            entry = made([], self.html[path][1])
            assert store.put(path, entry, recipe, begun=store.turn), path
        return store, news

    def changed(self):
        now = {path: rendered(self.reader, path) for path in self.html}
        return {path for path, html in self.html.items() if now[path] != html}

"""Walks a whole site by its links, as a search engine does, and keeps what it read."""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

# What a page makes a browser fetch, or hand over to somebody.
FETCHING = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("track", "src"),
    ("use", "href"),
    ("form", "action"),
}
FETCHED_LINKS = re.compile(r"stylesheet|icon|preload|manifest|modulepreload")
INLINE_EVENT = re.compile(r"^on[a-z]+$")
DATA_BLOCK = {"application/ld+json", "application/json"}


@dataclass
class Read(HTMLParser):
    """One page: where it leads, what it loads, and what should not be there."""

    address: str
    status: int
    headers: list
    text: str
    links: set = field(default_factory=set)
    loads: set = field(default_factory=set)
    ids: list = field(default_factory=list)
    h1s: int = 0
    inline: list = field(default_factory=list)
    without_alt: list = field(default_factory=list)
    alternates: dict = field(default_factory=dict)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if found.get("id") else []
        self.h1s += tag == "h1"
        if tag == "a" and found.get("href"):
            self.links.add(urljoin(self.address, found["href"]))
        if tag == "img" and found.get("alt") is None:
            self.without_alt.append(found.get("src"))
        self._see_what_it_loads(tag, found)
        self._see_what_is_inline(tag, found)

    def _see_what_it_loads(self, tag, found):
        for name in ("src", "href", "action"):
            if (tag, name) in FETCHING and found.get(name):
                self.loads.add(urljoin(self.address, found[name]))
        if tag == "link" and FETCHED_LINKS.search(found.get("rel", "")):
            self.loads.add(urljoin(self.address, found["href"]))
        if tag == "link" and found.get("rel") == "alternate" and "hreflang" in found:
            self.alternates[found["hreflang"]] = found["href"]

    def _see_what_is_inline(self, tag, found):
        script = tag == "script" and "src" not in found
        if script and found.get("type") not in DATA_BLOCK:
            self.inline.append("script")
        if tag == "style" or "style" in found:
            self.inline.append(f"{tag} style")
        self.inline += [name for name in found if INLINE_EVENT.match(name)]


def read(address, context=None):
    try:
        answer = urllib.request.urlopen(address, context=context)
    except urllib.error.HTTPError as error:
        answer = error
    text = answer.read().decode("utf-8", "replace")
    kind = answer.headers.get_content_type()
    return Read(
        address, answer.status, answer.headers.items(), text if "html" in kind else ""
    )


def crawl(site, *, starts=("/",), context=None):
    """Every page of the site that links lead to, by its address without anchor."""
    found, waiting = {}, [site + start for start in starts]
    while waiting:
        address = urldefrag(waiting.pop()).url
        if address in found or not address.startswith(site + "/"):
            continue
        found[address] = read(address, context)
        waiting += found[address].links
    return found

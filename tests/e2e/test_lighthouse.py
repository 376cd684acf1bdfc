"""What search engines and readers' tools find on the real site, not the demo."""

import pytest

from tests.e2e.lighthouse import audit

KINDS = ("accessibility", "best-practices", "seo")
HOME, ARTICLE = "/", "/voor-mezelf/geld/pas-en-rekening/"


@pytest.mark.parametrize("path", [HOME, ARTICLE])
def test_nothing_costs_a_point(real_site, tmp_path, path):
    marks, why = audit(real_site.site + path, tmp_path, *KINDS)
    assert marks == dict.fromkeys(KINDS, 100), why


def test_a_demo_asks_not_to_be_found(real_site, lasting_server, tmp_path):
    [marks, why] = audit(lasting_server.site + HOME, tmp_path, "seo")
    assert marks["seo"] < 100
    assert any(one.startswith("is-crawlable") for one in why)
    assert b"noindex" not in real_site.read(HOME).read()

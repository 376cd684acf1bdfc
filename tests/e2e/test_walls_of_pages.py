"""What a page may run, keep and ask: scripts of ours, no cookie, nobody else."""

from urllib.parse import urlsplit

import pytest

from tests.e2e.navigators import Visitor, demo_counsellor
from tests.e2e.test_walls import log_in_to_cms

INJECTED = """
<script>document.documentElement.dataset.inline = "ran"</script>
<img src="/no-such-image" onerror="document.documentElement.dataset.handler = 'ran'">
<a id="evil" href="javascript:void(document.documentElement.dataset.link = 'ran')">x</a>
<script src="data:text/javascript,document.documentElement.dataset.data='ran'"></script>
"""
WAYS = ("eval", "html", "inline", "handler", "link", "data")
RAN = "(ways) => ways.every((way) => document.documentElement.dataset[way] === 'ran')"
# Behind a timer: what the test itself evaluates is beyond the page's policy.
EVAL = """() => new Promise((resolve) => setTimeout(() => {
    try { resolve(globalThis.eval("'ran'")) } catch (error) { resolve(error.name) }
}))"""
HTML = """() => new Promise((resolve) => setTimeout(() => {
    const place = document.createElement("div");
    try { place.innerHTML = "<b>x</b>"; resolve("ran") }
    catch (error) { resolve(error.name) }
}))"""


def inject(page, url, *, policy):
    """As if somebody had got words of their own into what the server sends."""

    def changed(route):
        answer = route.fetch()
        headers = dict(answer.headers)
        if not policy:
            del headers["content-security-policy"]
        body = answer.text().replace("</body>", INJECTED + "</body>")
        route.fulfill(response=answer, headers=headers, body=body)

    page.route(url, changed)


def what_ran(page, url, *, all_of_it):
    page.goto(url, wait_until="networkidle")
    page.locator("#evil").evaluate("(link) => link.click()")
    if all_of_it:
        page.wait_for_function(RAN, arg=WAYS[2:])
    else:
        page.wait_for_timeout(500)
    ran = page.evaluate("({...document.documentElement.dataset})")
    return {"eval": page.evaluate(EVAL), "html": page.evaluate(HTML)} | ran


@pytest.fixture
def server(lasting_server):
    """What one of these tests leaves behind, the others do not mind."""
    return lasting_server


@pytest.mark.parametrize("path", ["/chat/", "/console/"])
def test_words_that_got_into_a_page_do_not_run(server, open_browser, path):
    url = server.chat + path
    page = open_browser().new_page()
    if path == "/console/":
        demo_counsellor(page, server)
    inject(page, url, policy=True)
    assert what_ran(page, url, all_of_it=False) == {
        "eval": "EvalError",
        "html": "TypeError",
    }
    # The premise: without the policy all of it does.
    page.unroute_all()
    inject(page, url, policy=False)
    assert what_ran(page, url, all_of_it=True) == dict.fromkeys(WAYS, "ran")


def asked_of(context):
    return {urlsplit(url).netloc for _, url, _ in context.record.requests}


def netloc(origin):
    return urlsplit(origin).netloc


def test_readers_get_no_cookie_and_meet_nobody_else(server, visitor, elsewhere):
    visitor.goto(f"{server.site}/")
    links = visitor.locator("a[href^='/']").evaluate_all(
        "(all) => all.map((a) => a.href)"
    )
    addresses = {*links, f"{server.site}/en/", f"{server.site}/no-such-page/"}
    for address in [*addresses, f"{server.chat}/chat/", f"{server.chat}/en/chat/"]:
        visitor.goto(address, wait_until="networkidle")
        assert visitor.evaluate("document.cookie") == ""
    assert visitor.context.cookies() == []
    assert asked_of(visitor.context) == {netloc(server.site), netloc(server.chat)}
    # The premise: a question to somebody else would have been seen.
    visitor.goto(elsewhere.url)
    assert netloc(elsewhere.url) in asked_of(visitor.context)


def test_the_cms_asks_nobody_else(server, counsellor):
    log_in_to_cms(counsellor, server)
    for path in ("pages/", "images/", "documents/", "reports/site-history/"):
        counsellor.goto(f"{server.site}/cms/{path}", wait_until="networkidle")
    edit = counsellor.goto(f"{server.site}/cms/pages/3/edit/", wait_until="networkidle")
    assert edit.status == 200
    assert asked_of(counsellor.context) == {netloc(server.site)}


def test_no_script_sees_a_cookie_and_no_origin_gets_the_others(
    start_server, open_browser
):
    # Names tell the origins apart here, as in real use; ports alone share cookies.
    server = start_server()
    server.kill()
    server.site = server.site.replace("127.0.0.1", "localhost")
    server.env["SITE_ORIGIN"] = server.site
    server.start()
    context = open_browser()
    ana = demo_counsellor(context.new_page(), server)
    cms = context.new_page()
    log_in_to_cms(cms, server)
    alma = Visitor(context.new_page(), server)
    alma.open_chat()
    alma.start()
    kept = {cookie["name"]: cookie for cookie in context.cookies()}
    for cookie in kept.values():
        assert cookie["httpOnly"], cookie["name"]
        assert cookie["sameSite"] in {"Strict", "Lax"}, cookie["name"]
    assert {kept[name]["expires"] for name in ("staff", "console", "s")} == {-1}
    for page in (ana.page, cms, alma.page):
        assert page.evaluate("document.cookie") == ""
    sent = [
        {c["name"] for c in context.cookies(at)} for at in (server.site, server.chat)
    ]
    assert sent == [{"staff"}, {"console", "s"}]

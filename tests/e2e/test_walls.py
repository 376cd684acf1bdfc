"""Two origins: whatever slips into the CMS must not reach a conversation."""

import pytest
from playwright.sync_api import Error, expect

from tests.e2e import browsers
from tests.e2e.navigators import Counsellor, Visitor, demo_account, demo_counsellor
from tests.e2e.stores import wait_for

EVIL = "<title>ran</title><script>document.title = 'ran'; window.ran = true</script>"
EVIL_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg"><title>ran</title>'
    "<script>document.title = 'ran'; window.ran = true</script></svg>"
)
EVIL_FILES = {
    "page.html": EVIL,
    "page.svg": EVIL_SVG,
    "script.js": "window.ran = true",
    "false.jpg": EVIL,
    "false.gif": EVIL_SVG,
    "false.txt": EVIL,
}


def log_in_to_cms(page, server, login="eva"):
    page.goto(f"{server.site}/cms/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", demo_account(server, login)["password"])
    page.get_by_role("button", name="Verder").click()
    # In full: the address of the login ends with the one it leads to.
    page.wait_for_url(f"{server.site}/cms/")


@pytest.fixture
def server(lasting_server):
    """What one of these tests leaves behind, the others do not mind."""
    return lasting_server


@pytest.fixture
def both(server, open_browser):
    """One browser, its own content policies off: an editor's CMS beside a console."""
    context = open_browser(bypass_csp=True)
    ana = demo_counsellor(context.new_page(), server)
    cms = context.new_page()
    log_in_to_cms(cms, server)
    return cms, ana


READ = """async (url) => {
    const opened = window.open(url);
    const titled = () => { try { return opened.document.title } catch { return "" } };
    for (let tries = 0; tries < 600 && !opened.closed && !titled(); tries++)
        await new Promise((resolve) => setTimeout(resolve, 100));
    const read = { closed: opened.closed };
    try { read.title = opened.document.title } catch (error) { read.error = error.name }
    return read;
}"""


def test_a_window_opened_from_the_cms_cannot_read_the_console(server, both):
    cms, _ = both
    # The premise: of its own origin it reads everything.
    own = cms.evaluate(READ, f"{server.site}/")
    assert own == {"closed": False, "title": own["title"]}
    with cms.context.expect_page() as opening:
        read = cms.evaluate(READ, f"{server.chat}/console/")
    console = opening.value
    expect(console.get_by_role("heading", name="Je kluis")).to_be_attached()
    assert console.evaluate("window.opener") is None
    assert read == {"closed": True, "error": "SecurityError"}


FRAME = """async (url) => {
    const frame = document.createElement("iframe");
    frame.src = url;
    document.body.append(frame);
    await new Promise((resolve) => { frame.onload = resolve });
    return frame.contentDocument?.title ?? null;
}"""


REFUSED = "chrome-error://chromewebdata/"


def shown_in_frame(page):
    page.wait_for_timeout(50)
    return page.frames[-1].url


def test_the_console_and_the_chat_show_in_no_frame(server, open_browser, both):
    cms, _ = both
    for path in ("/console/", "/chat/"):
        page = open_browser().new_page()
        page.goto(f"{server.site}/health/")
        assert page.evaluate(FRAME, server.chat + path) is None
        wait_for(lambda page=page: shown_in_frame(page) == REFUSED)
    assert cms.evaluate(FRAME, f"{server.chat}/console/") is None


TRY = """async ([url, options]) => {
    try {
        const answer = await fetch(url, { credentials: "include", ...options });
        return `${answer.type} ${answer.status}`;
    } catch (error) {
        return error.name;
    }
}"""
SOCKET = """(url) => new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.onclose = () => resolve("closed");
    socket.onopen = () => socket.send('{"type": "hello", "v": 1, "at": []}');
    socket.onmessage = ({ data }) => resolve(JSON.parse(data).type);
})"""


def test_a_script_in_the_cms_reaches_neither_api_nor_socket(server, both):
    cms, ana = both
    queue = [f"{server.chat}/console/api/queue/", {}]
    socket = server.chat.replace("http", "ws", 1) + "/ws/console/"
    # The premise: the console itself may.
    assert ana.page.evaluate(TRY, queue) == "basic 200"
    assert ana.page.evaluate(SOCKET, socket) == "ready"

    assert cms.evaluate(TRY, queue) == "TypeError"
    assert cms.evaluate(SOCKET, socket) == "closed"
    answers = answers_to(cms)
    blind = {"method": "POST", "mode": "no-cors", "body": "{}"}
    for path in ("console/api/ready/", "console/api/grants/", "chat/api/leave/"):
        cms.evaluate(TRY, [f"{server.chat}/{path}", blind])
    wait_for(lambda: cms.wait_for_timeout(50) or len(answers) == 3)
    assert answers == [403, 403, 403]


def answers_to(page):
    """The status of every answer, also of those that no script may see."""
    answers = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.responseReceivedExtraInfo",
        lambda answer: answers.append(answer["statusCode"]),
    )
    return answers


UPLOAD = """async ([url, name, text]) => {
    const body = new FormData();
    body.append("title", name);
    body.append("collection", "1");
    body.append("files[]", new File([text], name));
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(url, { method: "POST", body, headers });
    return (await answer.json()).success;
}"""


def test_the_cms_refuses_files_that_could_run(server, open_browser):
    page = open_browser().new_page()
    log_in_to_cms(page, server)
    for kind in ("documents", "images"):
        page.goto(f"{server.site}/cms/{kind}/multiple/add/")
        for name in ("page.html", "page.svg", "script.js"):
            sent = [page.url, name, EVIL_FILES[name]]
            assert page.evaluate(UPLOAD, sent) is False, name
    page.goto(f"{server.site}/cms/documents/multiple/add/")
    assert page.evaluate(UPLOAD, [page.url, "notes.txt", "hello"]) is True


def test_a_file_that_got_in_all_the_same_runs_on_neither_origin(server, open_browser):
    folder = server.var / "uploads" / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in EVIL_FILES.items():
        (folder / name).write_text(text)
    page = open_browser().new_page()
    for origin in (server.site, server.chat):
        for name in EVIL_FILES:
            url = f"{origin}/uploads/documents/{name}"
            page.goto(f"{origin}/health/")
            try:
                page.goto(url)
            except Error as refused:
                assert "Download is starting" in refused.message  # noqa: PT017
            assert page.title() != "ran", url
            assert not page.evaluate("window.ran"), url
            page.goto(f"{server.site}/")
            page.evaluate(ADD_SCRIPT, url)
            assert not page.evaluate("window.ran"), url


ADD_SCRIPT = """(url) => new Promise((resolve) => {
    const script = document.createElement("script");
    script.onload = script.onerror = resolve;
    try { script.src = url } catch { resolve() }
    document.head.append(script);
})"""


def test_a_login_on_one_origin_is_none_on_the_other(server, open_browser):
    console, cms = open_browser(), open_browser()
    ana = Counsellor(console.new_page(), server)
    known = demo_account(server, "ana")
    ana.log_in("ana", known["password"])
    log_in_to_cms(cms.new_page(), server)
    for context, ours, other, name in (
        (console, server.chat, server.site, "staff"),
        (cms, server.site, server.chat, "console"),
    ):
        page = context.new_page()
        page.goto(f"{ours}/staff/")
        assert page.url == f"{ours}/staff/"
        page.goto(f"{other}/staff/")
        assert "/login/" in page.url
        # Not even when the one cookie is copied under the name of the other.
        key = context.cookies()[0]["value"]
        context.add_cookies([{"name": name, "value": key, "url": other}])
        page.goto(f"{other}/staff/")
        assert "/login/" in page.url


def test_only_a_question_and_an_answer_cross_between_tabs(start_server, open_browser):
    server = start_server()
    context = open_browser(viewport=browsers.PHONE)
    said = []
    context.expose_function("heard", lambda *words: said.append(words))
    context.add_init_script(
        "const post = BroadcastChannel.prototype.postMessage;"
        "BroadcastChannel.prototype.postMessage = function (data) {"
        "  heard(this.name, data); return post.call(this, data); };"
    )
    ana = demo_counsellor(context.new_page(), server)
    alma = Visitor(context.new_page(), server)
    alma.open_chat()
    alma.start()
    alma.say("hallo")
    ana.claim()
    ana.reads("hallo")
    alma.page.reload()
    alma.reads("hallo")
    second = Visitor(context.new_page(), server)
    second.open_chat()
    second.page.get_by_role("heading", name="open in een ander tabblad").wait_for()
    assert ("tabs", {"ask": True}) in said
    assert ("tabs", {"here": True}) in said
    allowed = ({"ask": True}, {"here": True})
    assert [words for words in said if words[1] not in allowed] == []

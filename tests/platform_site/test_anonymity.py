from platform_site.anonymity import Anonymous

ADDRESS = b"127.66.77.88"
HEADERS = [
    (b"host", b"chat.test"),
    (b"cookie", b"console=abc"),
    (b"origin", b"http://chat.test"),
    (b"x-forwarded-proto", b"https"),
    (b"User-Agent", b"Marker/1.0"),
    (b"user-agent", b"Marker/1.0"),
    (b"referer", b"https://marker.example/"),
    (b"forwarded", b"for=127.66.77.88"),
    (b"x-forwarded-for", ADDRESS),
    (b"x-forwarded-host", b"marker.example"),
    (b"x-real-ip", ADDRESS),
    (b"cf-connecting-ip", ADDRESS),
    (b"sec-ch-ua", b"Marker"),
    (b"sec-ch-ua-platform", b"Marker"),
    (b"accept-language", b"marker"),
]
KEPT = [b"host", b"cookie", b"origin", b"x-forwarded-proto"]


async def seen_by_the_application(kind):
    seen = {}

    async def application(scope, receive, send):
        seen.update(scope)

    scope = {"type": kind, "path": "/", "client": (ADDRESS.decode(), 4711)}
    await Anonymous(application)(scope | {"headers": HEADERS}, None, None)
    return seen


async def test_a_page_request_carries_no_address_agent_or_referrer():
    seen = await seen_by_the_application("http")
    assert "client" not in seen
    assert [name for name, _ in seen["headers"]] == KEPT
    assert "arker" not in repr(seen)


async def test_a_socket_carries_none_either():
    seen = await seen_by_the_application("websocket")
    assert "client" not in seen
    assert [name for name, _ in seen["headers"]] == KEPT
    assert ADDRESS.decode() not in repr(seen)


async def test_what_is_not_about_a_person_stays():
    seen = await seen_by_the_application("http")
    assert seen["type"] == "http"
    assert seen["path"] == "/"


def test_the_application_is_wrapped_outermost():
    from platform_site.asgi import application

    assert isinstance(application, Anonymous)

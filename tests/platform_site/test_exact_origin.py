import pytest
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from platform_site.origins import exact_origin
from platform_site.sockets import walled

STRANGERS = [
    "http://portal.test",
    "https://chat.test",
    "http://chat.test:81",
    "http://chat.test.evil.example",
    "http://sub.chat.test",
    "null",
]


def view(request):
    return HttpResponse("in")


async def async_view(request):
    return HttpResponse("in")


def posted(origin):
    headers = {"origin": origin} if origin else {}
    return RequestFactory(headers=headers).post("/")


async def accepting(scope, receive, send):
    await receive()
    await send({"type": "websocket.accept"})


async def opens(origin, host="chat.test"):
    headers = [(b"host", host.encode())]
    headers += [(b"origin", origin.encode())] if origin else []
    socket = WebsocketCommunicator(walled(accepting), "/ws/chat/", headers)
    connected, _ = await socket.connect()
    return connected


def test_a_post_from_the_chat_page_is_let_in():
    assert exact_origin(view)(posted(settings.CHAT_ORIGIN)).status_code == 200


@pytest.mark.parametrize("origin", [*STRANGERS, None])
def test_a_post_from_anywhere_else_is_refused(origin):
    assert exact_origin(view)(posted(origin)).status_code == 403


async def test_an_asynchronous_view_is_guarded_alike():
    guarded = exact_origin(async_view)
    assert (await guarded(posted(settings.CHAT_ORIGIN))).status_code == 200
    assert (await guarded(posted("http://portal.test"))).status_code == 403


def test_such_a_view_needs_no_csrf_token():
    assert exact_origin(view).csrf_exempt


async def test_a_socket_from_the_chat_page_opens():
    assert await opens(settings.CHAT_ORIGIN)


@pytest.mark.parametrize("origin", [*STRANGERS, None])
async def test_a_socket_from_anywhere_else_does_not(origin):
    assert not await opens(origin)


async def test_no_socket_opens_on_the_portals_host():
    assert not await opens(settings.CHAT_ORIGIN, host="portal.test")

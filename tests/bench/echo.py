"""The floor: a bare ASGI application that sends back what comes, on Daphne."""

import sys

from daphne.server import Server


async def echo(scope, receive, send):
    assert scope["type"] == "websocket"
    await receive()
    await send({"type": "websocket.accept"})
    while (event := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": event["text"]})


def serve(application, port):
    endpoint = f"tcp:port={port}:interface=127.0.0.1"
    Server(application, endpoints=[endpoint], verbosity=0).run()


if __name__ == "__main__":
    serve(echo, int(sys.argv[1]))

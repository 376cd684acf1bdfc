"""One application for both origins and both kinds of connection."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "platform_site.settings")

pages = get_asgi_application()

# After the registry is loaded: consumers import models.
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

from chat.routing import sockets  # noqa: E402
from knowledge import refresh  # noqa: E402
from platform_site import checks  # noqa: E402
from platform_site.anonymity import Anonymous  # noqa: E402
from platform_site.lifespan import Lifespan  # noqa: E402
from platform_site.page_cache.wrapper import PageCache  # noqa: E402
from platform_site.sockets import WithPolls, walled  # noqa: E402

checks.refuse_demo_rows()

page_cache = PageCache(pages)
refresh.tell(page_cache.news.look)
line = walled(URLRouter(sockets))
lifespan = Lifespan(
    ProtocolTypeRouter({"http": WithPolls(page_cache, line), "websocket": line})
)
application = Anonymous(lifespan)

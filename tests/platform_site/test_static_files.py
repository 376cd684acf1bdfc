from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.test import RequestFactory, override_settings
from servestatic.middleware import ServeStaticMiddleware

from platform_site.static_files import HashedModules

MODULE = 'import { b } from "./b.js";\n\nb();\n'


@pytest.fixture
def collected(tmp_path):
    """Two modules and a sheet, hashed as collectstatic does it."""
    (tmp_path / "a.js").write_text(MODULE)
    (tmp_path / "b.js").write_text("export function b() {}\n")
    (tmp_path / "c.css").write_text("a { color: red }\n")
    storage = HashedModules(location=tmp_path, base_url="/static/")
    paths = {name: (storage, name) for name in ("a.js", "b.js", "c.css")}
    list(storage.post_process(paths))
    return storage


async def answer(storage, name):
    async def absent(request):
        raise AssertionError("not served")

    hashing = {"BACKEND": "platform_site.static_files.HashedModules"}
    storages = settings.STORAGES | {"staticfiles": hashing}
    with override_settings(STATIC_ROOT=storage.location, STORAGES=storages):
        middleware = ServeStaticMiddleware(absent)
        return await middleware(RequestFactory().get(f"/static/{name}"))


def test_a_module_imports_its_neighbour_under_its_hashed_name(collected):
    assert isinstance(collected, ManifestStaticFilesStorage)
    hashed = collected.hashed_files["b.js"]
    module = collected.path(collected.hashed_files["a.js"])
    assert hashed in Path(module).read_text()


async def test_a_hashed_file_may_be_kept_for_ever(collected):
    kept = await answer(collected, collected.hashed_files["a.js"])
    assert "immutable" in kept.headers["Cache-Control"]
    loose = await answer(collected, "a.js")
    assert "immutable" not in loose.headers["Cache-Control"]


@pytest.mark.parametrize(("name", "kind"), [("a.js", "javascript"), ("c.css", "css")])
async def test_a_file_says_what_it_is_and_for_whom(collected, name, kind):
    served = await answer(collected, name)
    assert kind in served.headers["Content-Type"]
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert served.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in served.headers

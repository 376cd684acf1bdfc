"""Every address that a URLconf can answer, with an example for each parameter."""

from django.urls import URLResolver, get_resolver
from django.utils.regex_helper import normalize

EXAMPLES = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000"}


def leaves(resolver, prefix=(), converters=()):
    for entry in resolver.url_patterns:
        patterns = (*prefix, entry.pattern.regex.pattern)
        known = (*converters, *entry.pattern.converters.items())
        if isinstance(entry, URLResolver):
            yield from leaves(entry, patterns, known)
        else:
            yield "".join(part.removeprefix("^") for part in patterns), dict(known)


def example(name, converters):
    kind = type(converters.get(name)).__name__.removesuffix("Converter").lower()
    return EXAMPLES.get(kind, "1")


def addresses(urlconf):
    for regex, converters in leaves(get_resolver(urlconf)):
        for form, names in normalize(regex):
            values = {name: example(name, converters) for name in names}
            yield "/" + form % values

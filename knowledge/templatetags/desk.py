"""The chat's status on a page: neutral words that the browser brings up to date."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from knowledge.templatetags.portal import language_prefix

register = template.Library()


@register.simple_tag
def desk_status(fragment: str = "_desk_status.html") -> SafeString:
    return render_to_string(fragment, {"status_url": f"{language_prefix()}status/"})

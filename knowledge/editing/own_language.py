"""A translated page leads on to pages in its own language, not to the original's."""

import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ForeignKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

# Attributes stand in any order, so the whole tag is looked at.
LINK = re.compile(r"<a [^>]*>")
NUMBER = re.compile(r'(\bid=\\?")(\d+)(\\?")')
CHOSEN = {"related"}
Twins = dict[int, int]


def lead_on(page: Page) -> None:
    """Changes the page in memory; whoever asked for this saves it."""
    fields = [field for field in page._meta.concrete_fields if _may_lead_on(field)]
    twins = _twins(page, {pk for field in fields for pk in _leads_to(field, page)})
    if not twins:
        return
    for field in fields:
        value = field.value_from_object(page)
        if isinstance(field, ForeignKey):
            setattr(page, field.attname, twins.get(value, value))
        elif isinstance(field, StreamField):
            rows = [_row(row, twins) for row in value.get_prep_value()]
            setattr(page, field.name, _written(rows))
        else:
            setattr(page, field.name, _text(value, twins))


def _written(rows: Any) -> str:
    """A date that comes from a form is not yet a text."""
    return json.dumps(rows, cls=DjangoJSONEncoder)


def _may_lead_on(field: Any) -> bool:
    if isinstance(field, ForeignKey):
        return field.related_model is Page and field.editable and not field.primary_key
    return isinstance(field, RichTextField | StreamField)


def _leads_to(field: Any, page: Page) -> set[int]:
    value = field.value_from_object(page)
    if isinstance(field, ForeignKey):
        return {value} if value else set()
    if isinstance(field, StreamField):
        rows = value.get_prep_value()
        chosen = {_number(item) for row in rows for item in _chosen(row)}
        return chosen | _linked(_written(rows))
    return _linked(value)


def _linked(text: str) -> set[int]:
    return {
        int(found[1]) for tag in LINK.findall(text) for found in NUMBER.findall(tag)
    }


def _chosen(row: dict[str, Any]) -> list[Any]:
    return row["value"] if row["type"] in CHOSEN else []


def _number(item: Any) -> int:
    """A list that was never opened in the CMS holds the bare numbers."""
    return int(item["value"] if isinstance(item, dict) else item)


def _twins(page: Page, pks: set[int]) -> Twins:
    """Of pages in another language, the page in this one that everybody may read."""
    foreign = dict(
        Page.objects.filter(pk__in=pks)
        .exclude(locale_id=page.locale_id)
        .values_list("translation_key", "pk")
    )
    readable = Page.objects.live().public()
    own = readable.filter(locale_id=page.locale_id, translation_key__in=foreign)
    return {foreign[key]: pk for key, pk in own.values_list("translation_key", "pk")}


def _row(row: dict[str, Any], twins: Twins) -> dict[str, Any]:
    for at, item in enumerate(_chosen(row)):
        twin = twins.get(_number(item), _number(item))
        row["value"][at] = item | {"value": twin} if isinstance(item, dict) else twin
    changed: dict[str, Any] = json.loads(_text(_written(row), twins))
    return changed


def _text(text: str, twins: Twins) -> str:
    def number(found: re.Match[str]) -> str:
        pk = int(found[2])
        return f"{found[1]}{twins.get(pk, pk)}{found[3]}"

    def tag(found: re.Match[str]) -> str:
        is_page = "linktype" in found[0] and "page" in found[0]
        return NUMBER.sub(number, found[0]) if is_page else found[0]

    return LINK.sub(tag, text)

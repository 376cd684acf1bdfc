"""Puts a text file into a page."""

import json
from typing import Any

from django.db.models import CharField, DateField, TextField
from wagtail.fields import RichTextField

from knowledge.models import HomePage, PortalPage, ReadingPage, SelfCheckPage
from knowledge.starter import bodies
from knowledge.starter.rich import PageIds, rich

Text = dict[str, Any]


def fill(page: PortalPage, text: Text, ids: PageIds) -> None:
    for field in page._meta.concrete_fields:
        if field.name in text:
            value = text[field.name]
            if isinstance(field, RichTextField):
                setattr(page, field.name, rich(value, ids))
            elif isinstance(field, CharField | DateField | TextField):
                setattr(page, field.name, value)
    if isinstance(page, ReadingPage):
        page.body = json.dumps(bodies.body(text["blocks"], ids))
        page.sources = json.dumps(bodies.rows("source", text.get("sources", [])))
    elif isinstance(page, SelfCheckPage):
        _fill_self_check(page, text, ids)
    elif isinstance(page, HomePage):
        page.signs_page_id = ids["zelftest"] or None
        page.step_list = json.dumps(bodies.rows("step", text["steps"]))


def _fill_self_check(page: SelfCheckPage, text: Text, ids: PageIds) -> None:
    page.statements = json.dumps(bodies.rows("statement", text["statements"]))
    for outcome, words in text["results"].items():
        setattr(page, f"{outcome}_heading", words["heading"])
        setattr(page, f"{outcome}_text", rich(words["text"], ids))

"""An editor puts a number into prose: as a reference to a figure, found in the ledger, never typed."""

import re

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from datastory.stories.models import ChapterPage

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("story")]


def test_a_figure_is_inserted_by_its_command_and_saved_as_a_reference(page: Page, served: str) -> None:
    get_user_model().objects.create_superuser("editor", "editor@example.org", "a-long-password")
    chapter = ChapterPage.objects.get(slug="the-question")
    page.goto(f"{served}/admin/login/?next=/admin/pages/{chapter.pk}/edit/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "a-long-password")
    page.click("button[type=submit]")
    editor = page.locator(".public-DraftEditor-content").first
    expect(editor.locator(".record-entity").first).to_have_text("$15")
    editor.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("/figure")
    page.get_by_role("option", name="Figure from the ledger").click()
    page.get_by_role("link", name="First-day closing price").click()
    expect(editor.locator(".record-entity").first).to_have_text("First-day closing price")
    expect(page.locator("input[name=body-0-value]")).to_have_value(re.compile('"text":"First-day closing priceA share'))
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("body")).to_contain_text("has been updated")
    draft = ChapterPage.objects.get(pk=chapter.pk).get_latest_revision_as_object()
    assert str(draft.body.raw_data[0]["value"]).count('embedtype="figure"') == (
        str(chapter.body.raw_data[0]["value"]).count('embedtype="figure"') + 1
    )

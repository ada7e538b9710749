"""What holds for every page: it answers, it keeps nobody out, it fits the screen, and it runs nothing that is not ours."""

from __future__ import annotations

import pytest

from depesche.web.ways import ways

PATHS = [way.path for _, group in ways() for way in group]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_page_of_the_menu_answers(client, path, lang):
    """In both languages."""
    client.cookies.set("depesche-lang", lang)
    answer = client.get(path)

    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_used_by_everybody(open_sheet, address, width, scheme):
    """Axe finds nothing serious, nothing is wider than the screen, and the console stays empty."""
    sheet = open_sheet(address, width=width, scheme=scheme)
    found = {}
    for path in PATHS:
        sheet.go(path)
        found[path] = sheet.faults()

    assert found == {path: [] for path in PATHS}

"""The pages: every model of the argument has one, and no link leads nowhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [page for folder in (".", "docs", "docs/models", "papers/*", "analyses/*") for page in ROOT.glob(f"{folder}/*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if "://" not in target and not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "models").glob("*.md")), ids=lambda page: page.stem)
def test_a_page_of_a_model_has_its_picture_and_is_listed(page):
    text = page.read_text(encoding="utf-8")
    assert re.search(r"!\[[^\]]+\]\(([\w-]+\.png)\)", text), "a picture with a description"
    assert f"(models/{page.name})" in (ROOT / "docs" / "README.md").read_text(encoding="utf-8")

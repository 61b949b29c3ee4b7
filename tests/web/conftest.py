"""Fixtures that several pages' tests share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.web.deal_pages import Pages


@pytest.fixture
def pages(app: Flask, world: Cast, client: Callable[..., CheckedClient]) -> Pages:
    """The application with its cast, for pages of deals."""
    return Pages(app, world, client)

"""Fixtures that several test modules share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.studio import SCREENPLAY, build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the small film has been built. Tests must not change it: they work on a copy."""
    folder = tmp_path_factory.mktemp("built")
    result = build(folder, SCREENPLAY)
    assert result.code == 0, result.told
    return folder


@pytest.fixture
def studio(built: Path, tmp_path: Path) -> Path:
    """A copy of that folder, cache and film included, times of files kept."""
    folder = tmp_path / "studio"
    shutil.copytree(built, folder, copy_function=shutil.copy2)
    return folder

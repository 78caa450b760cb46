"""What a machine refuses, refused on purpose."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Let the system refuse to write further than `size` bytes in any file, as it does when a disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Stop being root, whom nothing is refused; `folder` is given to the user that this becomes."""
    if os.geteuid() != 0:
        yield
        return
    os.chown(folder, NOBODY, NOBODY)
    try:
        os.seteuid(NOBODY)
    except PermissionError:
        pytest.skip("this root cannot become another user")
    try:
        yield
    finally:
        os.seteuid(0)

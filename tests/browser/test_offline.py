"""Without any network the pages answer and draft as they do with one.

The same tests are run again where there is no interface but loopback, server, browser and all.
"""

import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT

_ALONE = "GLOSE_TESTS_ALONE"
_SAME = (
    "test_guichet.py::test_a_question_is_answered_with_quotations_whose_source_is_open_beside_them",
    "test_redaction.py::test_a_pdf_becomes_an_entry_and_the_entry_a_file",
    "test_offline.py::test_no_other_machine_can_be_reached",
)
_LOOPBACK_UP = """
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    # SIOCSIFFLAGS, IFF_UP: as `ip link set lo up` does, which is not everywhere.
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", 1))
os.execv(sys.executable, [sys.executable, "-m", "pytest", *sys.argv[1:]])
"""


@pytest.mark.slow
def test_the_pages_answer_and_draft_with_the_network_cut(browser) -> None:
    unshare = shutil.which("unshare")
    apart = [str(unshare), "--map-root-user", "--net", "--"]
    if unshare is None or subprocess.run([*apart, "true"], capture_output=True).returncode:
        pytest.skip("this machine does not let us make a network namespace (unshare --map-root-user --net)")
    tests = [f"tests/browser/{name}" for name in _SAME]
    command = [*apart, sys.executable, "-c", _LOOPBACK_UP, "-p", "no:cacheprovider", "-rs", *tests]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, _ALONE: "1"}, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{len(_SAME)} passed" in run.stdout, "one of them was skipped"


@pytest.mark.skipif(_ALONE not in os.environ, reason="run by the test above, in its namespace")
def test_no_other_machine_can_be_reached() -> None:
    """Without the `socket` module, which tests patch: the routes of the kernel, and a program of its own."""
    import socket

    assert [name for _, name in socket.if_nameindex()] == ["lo"]
    probe = "import socket; socket.create_connection(('192.0.2.1', 80), 3)"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
    assert "Network is unreachable" in run.stderr

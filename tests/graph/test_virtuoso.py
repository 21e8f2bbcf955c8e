"""Virtuoso 7 of Debian answers wrongly where nobody acts, and what is checked: it is refused."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

import pytest

from minkg.exports.formats import quads_text
from minkg.graph.remote import Remote
from minkg.knowledge import KnowledgeGraph, open_graph
from minkg.words import Unavailable
from tests.tools.endpoints import free_port

SETTINGS = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 7000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""


@contextmanager
def virtuoso(folder, quads):
    """Run a Virtuoso of a throw-away folder, filled with these N-Quads; give its address."""
    assert shutil.which("virtuoso-t"), "no Virtuoso is here; `CI=1 make test` installs one"
    port, web = free_port(), free_port()
    folder.mkdir()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(port=port, web=web))
    (folder / "all.nq").write_text(quads, encoding="utf-8")
    command, quiet = (
        ["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"],
        subprocess.DEVNULL,
    )
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as server:
        try:
            wait(web, server)
            fill = "log_enable(2, 1); TTLP(file_to_string_output('all.nq'), '', 'urn:x', 512);"
            load = ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={fill}"]
            subprocess.run(load, check=True, stdout=quiet, timeout=30)
            yield f"http://127.0.0.1:{web}/sparql"
        finally:
            server.kill()


def wait(port, server):
    for _ in range(900):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the server ended"
        time.sleep(0.1)
    raise TimeoutError(port)


if os.environ.get("CI"):

    def test_virtuoso_is_refused(kg, tmp_path):
        with virtuoso(tmp_path / "whole", quads_text(kg)) as url:
            trusted = KnowledgeGraph(kg.home, Remote(url))
            assert len(trusted.query("gaps")) > len(kg.query("gaps")), "a better one? trust it"
            for checked_only in (False, True):
                with pytest.raises(Unavailable) as error:
                    open_graph(url, checked_only=checked_only)
                assert "otherwise than its own facts: which passages are checked" in str(
                    error.value
                )
                assert error.value.exit_code == 2

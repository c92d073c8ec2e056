"""More of what goes wrong: documents that swell, a disk that takes no more, providers that say nothing at all."""

import base64
import io
import resource
import time
import zipfile
from contextlib import contextmanager

import httpx
import pytest

from proxy import audit, building
from proxy.settings import Upstream as To
from tests.proxy.running import KEY, Running
from tests.proxy.test_faults import ASKED, MAIL, PATHS, is_error, works


def swelling() -> str:
    """A Word document of 0.4 MB that unpacks to 400 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("word/document.xml", "w") as part:
            for _ in range(400):
                part.write(bytes(1_000_000))
    return base64.b64encode(file.getvalue()).decode()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_document_that_swells_goes_nowhere(client, upstream):
    bomb = swelling()
    file = {"filename": "a.docx", "file_data": f"data:{WORD};base64,{bomb}"}
    source = {"type": "base64", "media_type": WORD, "data": bomb}
    parts = [{"type": "file", "file": file}, {"type": "document", "source": source}]
    for path, part in zip(PATHS, parts, strict=True):
        body = ASKED | {"messages": [{"role": "user", "content": [part]}]}
        began = time.process_time()
        reply = client.post(path, json=body)
        is_error(reply, path, 400)
        assert "Nothing was sent" in reply.text and time.process_time() - began < 5
    assert upstream.asked == []
    uploaded = client.post("/v1/files", files={"file": ("a.docx", base64.b64decode(bomb), WORD)}, data={"purpose": "user_data"})  # fmt: skip
    part = {"type": "file", "file": {"file_id": uploaded.json().get("id", "file-none")}}
    body = ASKED | {"messages": [{"role": "user", "content": [part]}]}
    is_error(client.post(PATHS[0], json=body), PATHS[0], 400)
    assert upstream.asked == []
    works(client)


@contextmanager
def full_disk(size):
    """The kernel lets no file grow beyond a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("path", PATHS)
def test_a_disk_that_takes_no_more_stops_the_request(client, upstream, proxy, own_home, path):
    works(client)
    asked = len(upstream.asked)
    log = next(own_home.rglob("proxy.db-wal"))
    with full_disk(log.stat().st_size):
        reply = client.post(path, json=ASKED)
    is_error(reply, path, 503, "store_unavailable")
    assert "Nothing was sent" in reply.text and len(upstream.asked) == asked
    works(client)
    found = audit.verify(building.database(proxy.settings), building.secret())
    assert found.broken == "" and found.records == 5  # of the start, and of two requests


@pytest.mark.parametrize("path", PATHS)
def test_a_provider_that_says_nothing_at_all_is_told(body_guard, upstream, own_home, path):
    upstream.reply = lambda handler, received: upstream.released.wait(10)
    to = (To(url=upstream.url, retries=0, silent_seconds=0.3),)
    with Running(body_guard, upstreams=to) as proxy:
        headers = {"x-api-key": KEY}
        with httpx.Client(base_url=proxy.url, headers=headers, trust_env=False) as client:
            is_error(client.post(path, json=ASKED), path, 504, "upstream_silent")
            upstream.reply = None
            works(client)
    assert not upstream.holds(MAIL)


def test_headers_that_never_end_hold_up_nobody(client, proxy):
    import socket

    slow = [socket.create_connection(("127.0.0.1", proxy.port)) for _ in range(50)]
    try:
        for connection in slow:
            connection.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nx-a: ")
        works(client)
        slow[0].sendall(b"a" * 200_000)
        slow[0].settimeout(5)
        assert b" 400 " in slow[0].recv(4_000)
    finally:
        for connection in slow:
            connection.close()

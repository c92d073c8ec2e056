"""The screens in a browser: our page, the loopback alone, a secret in the address, nothing from outside."""

import asyncio
import base64
import json
import os
import shutil
import subprocess
import sys
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp
import pytest

_SERVE = "from assistant import config, i18n; i18n.choose('en'); from tui.serve_adapter import run; run(config.load())"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@asynccontextmanager
async def served():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-u", "-c", _SERVE, stdout=asyncio.subprocess.PIPE, env={**os.environ}
    )
    try:
        line = (await process.stdout.readline()).decode()
        yield line.split()[-1]
    finally:
        process.terminate()
        await process.wait()


async def test_only_the_secret_address_of_this_machine_is_answered():
    async with served() as address, aiohttp.ClientSession() as session:
        parts = urlsplit(address)
        assert parts.hostname == "127.0.0.1"
        async with session.get(address) as found:
            page = await found.text()
            assert found.status == 200
            assert "default-src 'none'" in found.headers["Content-Security-Policy"]
            assert "https://" not in page
        root = f"http://{parts.netloc}"
        for path, headers in (
            (f"{root}/", {}),
            (f"{root}/ws", {}),
            (f"{root}/guess/", {}),
            (address, {"Host": "evil.example:80"}),
            (f"{address}ws", {"Origin": "http://evil.example"}),
        ):
            async with session.get(path, headers=headers) as refused:
                assert refused.status in (403, 404), path


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
async def test_the_first_start_in_a_browser_asks_nothing_of_the_outside(tmp_path):
    async with served() as address, browser(tmp_path) as page:
        await page.send("Page.navigate", url=address)
        await page.seen("Votre langue")
        await page.click()
        await page.enter()
        for words in ("Nothing confidential leaves", "no keyring", "Enter: begin"):
            await page.seen(words)
            await page.enter()
        await page.seen("guard:")
        await page.send("Input.insertText", text="Bonjour hygie")
        await asyncio.sleep(2)
        # Letters may have been drawn one by one: another size has the screen drawn whole.
        await page.send(
            "Emulation.setDeviceMetricsOverride", width=1000, height=700, deviceScaleFactor=1, mobile=False
        )  # fmt: skip
        await page.seen("Bonjour")
        hosts = {urlsplit(url).hostname for url in page.asked if url.startswith(("http", "ws"))}
        assert hosts == {"127.0.0.1"}


class Page:
    """One page by the browser's own protocol: what it asked for, and what the terminal in it got."""

    def __init__(self, socket) -> None:
        self._socket, self._number = socket, 0
        self.asked: list[str] = []
        self.got = ""

    async def send(self, method, **params):
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})

    async def listen(self):
        async for message in self._socket:
            event = json.loads(message.data)
            params = event.get("params", {})
            if event.get("method") == "Network.requestWillBeSent":
                self.asked.append(params["request"]["url"])
            elif event.get("method") == "Network.webSocketCreated":
                self.asked.append(params["url"])
            elif event.get("method") == "Network.webSocketFrameReceived":
                frame = params["response"]
                data = frame["payloadData"]
                if frame["opcode"] == 2:
                    self.got += base64.b64decode(data).decode("utf-8", "replace")

    async def seen(self, words):
        async with asyncio.timeout(90):
            while words not in self.got:
                await asyncio.sleep(0.1)
        self.got = ""
        await asyncio.sleep(1)

    async def click(self):
        for kind in ("mousePressed", "mouseReleased"):
            await self.send(
                "Input.dispatchMouseEvent", type=kind, x=20, y=20, button="left", clickCount=1
            )
        await asyncio.sleep(0.5)

    async def enter(self):
        for kind in ("keyDown", "keyUp"):
            await self.send(
                "Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter",
                windowsVirtualKeyCode=13, text="\r" if kind == "keyDown" else "",
            )  # fmt: skip


@asynccontextmanager
async def browser(folder):
    process = subprocess.Popen(
        [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={folder}",
            "--window-size=1200,800", "--disable-background-networking", "about:blank",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        file = folder / "DevToolsActivePort"
        async with asyncio.timeout(60):
            while not file.exists():
                await asyncio.sleep(0.2)
        await asyncio.sleep(0.5)
        port = file.read_text().split()[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as listed:
                target = next(t for t in await listed.json() if t["type"] == "page")
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = Page(socket)
                listening = asyncio.create_task(page.listen())
                await page.send("Network.enable")
                await page.send("Page.enable")
                yield page
                listening.cancel()
    finally:
        process.terminate()
        process.wait()

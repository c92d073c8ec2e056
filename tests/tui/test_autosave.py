"""What is being written is kept, whatever is pressed while the disk is slow."""

import asyncio

from textual.app import App

from tests.tui.fakes import until
from tui.autosave import Kept


class Disk:
    """An engine that keeps drafts one after the other, once it is let."""

    running = True

    def __init__(self):
        self.asked, self.drafts, self.free = asyncio.Event(), {}, asyncio.Event()

    async def one(self, call, *, key, text):
        self.asked.set()
        await self.free.wait()
        self.drafts[key] = text.reveal()


class Line(App):
    def compose(self):
        yield Kept()


async def test_what_waits_is_kept_though_more_is_written_meanwhile():
    async with Line().run_test() as pilot:
        kept, disk = pilot.app.query_one(Kept), Disk()
        kept.keep(disk, "text", "Dear")
        kept.keep(disk, "attached", "plan.pdf")
        await asyncio.wait_for(disk.asked.wait(), 10)
        assert not kept.safe
        kept.keep(disk, "text", "Dear all")
        disk.free.set()
        await until(pilot, lambda: kept.safe)
        assert disk.drafts == {"text": "Dear all", "attached": "plan.pdf"}

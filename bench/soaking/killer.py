"""Kills, stops and restarts servers at random, and keeps a log of it."""
import dataclasses
import random
import signal
import threading
import time

from soaking.processes import await_answer, end


@dataclasses.dataclass
class Outage:
    """When a server was away, by the clock of this machine; `end` is when it answered again."""
    server: str
    kind: str
    begin: float
    end: float

    def length(self):
        return self.end - self.begin

    def meets(self, begin, end_, grace=0.0):
        return begin <= self.end + grace and end_ >= self.begin


class Killer(threading.Thread):
    """Disturbs one server after the other, each on a thread of its own, until it is stopped."""
    KINDS = ["kill", "stop", "restart"]

    def __init__(self, server, seed, pause, length):
        super().__init__(daemon=True)
        self.server, self.pause, self.length = server, pause, length
        self.random = random.Random(f"{seed}/{server.name}")
        self.stopped = threading.Event()
        self.log, self.failure = [], ""

    def run(self):
        try:
            while not self.stopped.wait(self.random.uniform(*self.pause)):
                self.disturb(self.random.choice(self.KINDS), self.random.uniform(*self.length))
        except Exception as mistake:  # pylint: disable=broad-except
            self.failure = f"{self.server.name} could not be restarted: {mistake}"

    def disturb(self, kind, seconds):
        server = self.server
        outage = Outage(server.name, kind, time.time(), float("inf"))
        self.log.append(outage)
        if kind == "stop":
            server.process.send_signal(signal.SIGSTOP)
            self.stopped.wait(seconds)
            server.process.send_signal(signal.SIGCONT)
            await_answer(server.port, server.process)
        else:
            if kind == "kill":
                server.kill()
                self.stopped.wait(seconds)
            else:
                end(server.process)
            server.start()
        outage.end = time.time()

    def finish(self):
        self.stopped.set()
        self.join(90)

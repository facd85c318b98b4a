"""What is read of the tool throughout: the event stream, the polls of a watch, the runs of a workload, and resources."""
import collections
import datetime
import json
import socket
import subprocess
import threading
import time
import typing

from soaking.processes import resources, start, tool


def seconds(instant):
    return datetime.datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp()


class Check(typing.NamedTuple):
    """A check of a target that has ended."""
    condition: str
    began: float
    ended: float
    run: int


class EventStream(threading.Thread):
    """Reads the server-sent events from the beginning: their ids, and how each check of a target ended."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.ids, self.checks, self.resets, self.ended = [], collections.defaultdict(list), 0, False
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.socket.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")

    def run(self):
        kind, rest = "", b""
        try:
            while block := self.socket.recv(1 << 16):
                *lines, rest = (rest + block).split(b"\n")
                for line in lines:
                    name, _, value = line.decode().rstrip("\r").partition(": ")
                    if name == "id":
                        self.ids.append(int(value))
                    elif name == "event":
                        kind = value
                        self.resets += kind == "reset"
                    elif name == "data" and kind == "target":
                        self.keep(json.loads(value))
        except OSError:
            pass
        self.ended = True

    def keep(self, target):
        check = target["lastCheck"]
        if check:
            self.checks[target["name"]].append(
                Check(target["condition"], seconds(check["startedAt"]), seconds(check["endedAt"]), check["run"]))

    def gaps(self):
        return sum(after != before + 1 for before, after in zip(self.ids, self.ids[1:]))


class Watch(threading.Thread):
    """`imports watch --follow` and the numbers of its polls."""

    def __init__(self, servers):
        super().__init__(daemon=True)
        self.polls, self.other = collections.defaultdict(list), 0
        hosts = ",".join(f"127.0.0.1:{server.port}" for server in servers)
        self.process = start(
            [tool(), "imports", "watch", "--follow", "-t", "30d", "-H", hosts, "-u", "root", "--no-password", "--interval", "1s",
             "--connect-timeout", "2s", "--read-timeout", "2s", "--progress", "none", "-o", "ndjson"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def run(self):
        for line in self.process.stdout:
            event = json.loads(line)
            if event["event"] == "poll":
                self.polls[event["target"]].append(event["poll"])
            else:
                self.other += 1

    def gaps(self):
        return sum(after != before + 1 for numbers in self.polls.values() for before, after in zip(numbers, numbers[1:]))


class Workload(threading.Thread):
    """`verify-isolation` again and again."""

    def __init__(self, database):
        super().__init__(daemon=True)
        self.database, self.runs, self.stopped, self.process = database, [], False, None

    def run(self):
        while not self.stopped:
            begin = time.time()
            self.process = start(
                [tool(), "verify-isolation", "-H", f"127.0.0.1:{self.database.port}", "-u", "root", "--no-password", "--for", "8s",
                 "-n", "4", "--progress", "none", "--connect-timeout", "2s", "-o", "json"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            output, _ = self.process.communicate()
            if not self.stopped:
                self.runs.append((begin, time.time(), self.process.returncode, output))
                time.sleep(1)


class Resources(threading.Thread):
    """Samples of what processes use."""

    def __init__(self, pids, period, falsify):
        super().__init__(daemon=True)
        self.pids, self.period, self.falsify = pids, period, falsify
        self.samples = {name: [] for name in pids}
        self.stopped = threading.Event()

    def run(self):
        while not self.stopped.wait(self.period):
            for name, pid in self.pids.items():
                try:
                    resident, threads, descriptors = resources(pid)
                except OSError:
                    continue
                grown = len(self.samples[name]) if self.falsify == "MEMORY" else 0
                self.samples[name].append((resident + 2 * grown, threads, descriptors))

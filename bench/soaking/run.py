"""A soak test from its start to its verdict."""
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

from soaking.killer import Killer
from soaking.observers import EventStream, Resources, Watch, Workload
from soaking.processes import Database, Sandbox, end, start, tool
from soaking import verdict

TARGETS = 10
DISTURBED = 5
INTERRUPTED = 130
EVENT_CLIENTS = 200


class Soak:
    def __init__(self, minutes, seed, falsify):
        self.seconds, self.seed, self.falsify = minutes * 60, seed, falsify
        self.faults = []
        self.closers = []
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="soak-"))

    def run(self):
        print(f"seed           {self.seed}\ntool           {tool()}", flush=True)
        try:
            return self.observe()
        finally:
            for close in reversed(self.closers):
                close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def observe(self):
        sandboxes = [Sandbox(f"target-{number}") for number in range(TARGETS)]
        database = Database()
        self.closers.append(database.end)
        for server in [*sandboxes, database]:
            self.closers.append(server.end)
            server.start()
        serve, url = self.serve(sandboxes)
        stream = EventStream(int(url.rstrip("/").rsplit(":", 1)[1]))
        stream.start()
        watch = Watch(sandboxes[DISTURBED - 3:DISTURBED + 2])
        self.closers.append(lambda: end(watch.process))
        watch.start()
        workload = Workload(database)
        workload.start()
        self.closers.append(lambda: self.stop(workload))
        self.await_up(url)
        begun = time.time()
        resources = Resources({"serve": serve.pid, "watch": watch.process.pid}, min(5, self.seconds / 60), self.falsify)
        resources.start()
        killers = [Killer(server, self.seed, (4, 16), (1, 16)) for server in sandboxes[:DISTURBED]]
        killers.append(Killer(database, self.seed, (12, 40), (1, 6)))
        for killer in killers:
            killer.start()
        self.wait(url, serve, watch)
        for killer in killers:
            killer.finish()
            self.faults += [killer.failure] if killer.failure else []
        settled = time.time() + verdict.Timing.SEEN_WITHIN
        while time.time() < settled:
            time.sleep(0.2)
        resources.stopped.set()
        self.stop(workload)
        self.end_of("serve", serve, signal.SIGTERM, 0)
        self.end_of("imports watch", watch.process, signal.SIGINT, INTERRUPTED)
        stream.join(10)
        watch.join(10)
        self.judge(begun, killers, stream, watch, workload, resources)
        return self.report()

    def serve(self, sandboxes):
        file = self.folder / "tidb-client.yaml"
        targets = "".join(f"    - {{name: {server.name}, host: '127.0.0.1:{server.port}'}}\n" for server in sandboxes)
        file.write_text(
            "user: root\nno-password: true\nretry-attempts: 1\nconnect-timeout: 2s\nread-timeout: 2s\n"
            f"timeout: {verdict.Timing.TIMEOUT}s\nserve:\n  every: {verdict.Timing.INTERVAL}s\n  targets:\n{targets}", encoding="utf-8")
        log = open(self.folder / "serve.log", "w", encoding="utf-8")
        process = start([tool(), "serve", "--listen", "127.0.0.1:0", "--config", file], stdout=subprocess.PIPE, stderr=log, text=True)
        self.closers.append(lambda: end(process))
        url = process.stdout.readline().strip()
        if not url:
            raise SystemExit("soak: serve did not start: " + (self.folder / "serve.log").read_text(encoding="utf-8"))
        return process, url

    def await_up(self, url):
        deadline = time.monotonic() + 60
        while json.load(urllib.request.urlopen(url + "api/v1/status", timeout=10))["counts"]["up"] < TARGETS:
            if time.monotonic() > deadline:
                raise SystemExit("soak: the targets are not up after a minute")
            time.sleep(0.2)

    def wait(self, url, serve, watch):
        port = int(url.rstrip("/").rsplit(":", 1)[1])
        leaked, deadline = [], time.monotonic() + self.seconds
        while time.monotonic() < deadline:
            time.sleep(1)
            if self.falsify == "DESCRIPTORS" and len(leaked) < EVENT_CLIENTS:
                # One that sends no request is closed by the server after ten seconds.
                leaked.append(EventStream(port))
            for name, process in (("serve", serve), ("imports watch", watch.process)):
                if process.poll() is not None:
                    raise SystemExit(f"soak: {name} ended with {process.returncode}")

    def stop(self, workload):
        workload.stopped = True
        if workload.process:
            end(workload.process, signal.SIGINT)

    def end_of(self, name, process, number, expected):
        begin = time.monotonic()
        code = end(process, number)
        took = time.monotonic() - begin
        print(f"{'end of ' + name:<32}{took:>14.1f} s", flush=True)
        if code != expected:
            self.faults.append(f"{name} ended with {code}, not {expected}, after {took:.1f} s")

    def judge(self, begun, killers, stream, watch, workload, resources):
        now = time.time()
        outages = {killer.server.name: list(killer.log) for killer in killers}
        if self.falsify == "LOG":
            longest = max((outage for log in outages.values() for outage in log if outage.server != "database"), key=lambda o: o.length())
            outages[longest.server].remove(longest)
        if self.falsify == "EVENT" and len(stream.ids) > 2:
            del stream.ids[len(stream.ids) // 2]
        print(f"{'':<16}{'':>14}{'first quarter':>16}{'last quarter':>16}")
        for name, samples in resources.samples.items():
            for figure, first, last, grown in verdict.growth(samples):
                print(f"{name:<16}{figure:<14}{first:>16.0f}{last:>16.0f}{'  GROWN' if grown else ''}")
                if grown:
                    self.faults.append(f"{figure} of {name} grew from {first:.0f} to {last:.0f}")
        checks, seen, all_outages, alarms, unseen = 0, 0, 0, [], []
        for number in range(TARGETS):
            name = f"target-{number}"
            log = outages.get(name, [])
            # The first checks may time out while all of these processes start.
            ended = [check for check in stream.checks[name] if check.began >= begun]
            checks += len(ended)
            all_outages += len(log)
            seen += verdict.seen(log, ended)
            unseen += verdict.missed(log, ended, now)
            alarms += [f"{name}: {alarm}" for alarm in verdict.false_alarms(log, ended)]
        failed = list(verdict.workload(workload.runs, outages["database"]))
        polls = sum(len(numbers) for numbers in watch.polls.values())
        print(f"checks          {checks}, of {TARGETS} targets\noutages         {all_outages} of {DISTURBED} targets, {seen} seen,"
              f" {len(unseen)} missed\nfalse alarms    {len(alarms)}\nevents          {len(stream.ids)}, {stream.gaps()} gaps,"
              f" {stream.resets} resets\npolls           {polls} of {len(watch.polls)} servers, {watch.gaps()} gaps\n"
              f"workload        {len(workload.runs)} runs, {len(failed)} failed;"
              f" its server was away {len(outages['database'])} times")
        self.faults += unseen + alarms + failed
        for what, count in (("the event stream has a gap", stream.gaps()), ("the event stream was reset", stream.resets),
                            ("the polls of the watch have a gap", watch.gaps()), ("no event arrived", not stream.ids),
                            ("no poll arrived", not polls), ("no run of the workload ended", not workload.runs)):
            if count:
                self.faults.append(what)

    def report(self):
        for fault in self.faults[:20]:
            print("FAILED  " + fault, file=sys.stderr)
        print("FAILED" if self.faults else "OK")
        return 1 if self.faults else 0

"""Processes of a soak test: each ends with the one that started it."""
import concurrent.futures
import ctypes
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
# The signal is sent when the thread ends that started a process, so that one thread starts all of them.
STARTER = concurrent.futures.ThreadPoolExecutor(1)


def tool():
    built = ROOT / "target" / "tidb-client"
    return os.environ.get("TOOL") or str(built if built.exists() else ROOT / "tidb-client")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def environment():
    """Without settings of the tool. A JVM gets a heap so small that it is collected: resident memory then shows what is kept."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TIDB_")}
    return inherited | {"XDG_CONFIG_HOME": "/nonexistent", "JAVA_TOOL_OPTIONS": "-Xmx96m"}


def prepare():
    """In the new process. A shell that runs the test in the background has it ignore SIGINT, which processes inherit."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def start(command, **streams):
    """Starts a process of its own session, which the kernel kills when this one has ended."""
    return STARTER.submit(
        subprocess.Popen, [str(word) for word in command], start_new_session=True, env=environment(), stdin=subprocess.DEVNULL,
        preexec_fn=prepare, **streams).result()


def end(process, number=signal.SIGTERM, within=20):
    """Ends a process, also one that is stopped, and returns its exit code."""
    if process.poll() is None:
        process.send_signal(signal.SIGCONT)
        process.send_signal(number)
        try:
            process.wait(within)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


def answers(port):
    """Whether a server at the port sends a greeting."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            return len(connection.recv(16)) > 0
    except OSError:
        return False


def await_answer(port, process, within=60):
    deadline = time.monotonic() + within
    while not answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the server at port {port} does not answer")
        time.sleep(0.05)


class Server:
    """A server at a port of its own, which can be killed, stopped and started again."""

    def __init__(self, name):
        self.name, self.port, self.process = name, free_port(), None

    def start(self):
        self.process = start(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        await_answer(self.port, self.process)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        if self.process:
            end(self.process)


class Sandbox(Server):
    def command(self):
        return [tool(), "sandbox", "--port", self.port, "--layout", 21, "--jobs-for", "40s"]


class Database(Server):
    """A MariaDB, or the TiDB of TIDB_SERVER_BIN, with a folder of its own."""

    def __init__(self):
        super().__init__("database")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="soak-database-"))
        self.tidb = os.environ.get("TIDB_SERVER_BIN")
        if not self.tidb:
            self.install()

    def install(self):
        program = shutil.which("mariadb-install-db")
        if not program:
            raise SystemExit("soak: install mariadb-server, or name a TiDB by TIDB_SERVER_BIN.")
        subprocess.run(
            [program, "--no-defaults", f"--datadir={self.folder}/data", "--auth-root-authentication-method=normal",
             "--skip-test-db", f"--user={self.user()}"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    @staticmethod
    def user():
        return subprocess.run(["id", "-un"], check=True, capture_output=True, text=True).stdout.strip()

    def command(self):
        if self.tidb:
            return [self.tidb, "--host=127.0.0.1", "-P", self.port, "--store=unistore", f"--path={self.folder}/data",
                    f"--temp-dir={self.folder}/temp", "--socket=", "--report-status=false", "-L", "error"]
        daemon = shutil.which("mariadbd") or "/usr/sbin/mariadbd"
        return [daemon, "--no-defaults", f"--datadir={self.folder}/data", "--bind-address=127.0.0.1", f"--port={self.port}",
                f"--socket={self.folder}/socket", f"--pid-file={self.folder}/pid", "--innodb-buffer-pool-size=32M",
                f"--user={self.user()}"]

    def end(self):
        super().end()
        shutil.rmtree(self.folder, ignore_errors=True)


def resources(pid):
    """Resident memory in MB, threads and open descriptors of a process."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    resident = int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024
    threads = int(re.search(r"Threads:\s+(\d+)", status).group(1))
    return resident, threads, len(os.listdir(f"/proc/{pid}/fd"))

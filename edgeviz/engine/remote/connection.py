"""A remote device over the person's own ssh: starts the agent there, sends requests, understands its answers."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from edgeviz.core.device.host import Host
from edgeviz.engine.remote import agent, failures
from edgeviz.engine.remote.command import ssh_command

Answer = dict[str, Any]
Report = Callable[[Answer], None]

#: Bytes of a line, of what is kept of stderr, and of what may come before the agent's first answer (a banner).
MAX_LINE, MAX_STDERR, MAX_BANNER = 64 << 20, 16 << 10, 256 << 10
#: Seconds to wait between looks at the cancel flag, and for ssh to end by itself after its connection broke.
TICK, GOODBYE = 0.05, 2.0
#: Seconds that ssh and the agent have to end by themselves when their input ends.
PATIENCE = 0.7


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: ``connect`` for ssh, ``start`` for Python to load what it needs, ``run`` without any end in sight.

    While a model is on its way, ``run`` counts from the last piece that arrived.
    """

    connect: int = 10
    start: float = 60.0
    run: float = 300.0


class Connection:
    """Use it as a context manager: whatever happens inside, ssh is ended, and with it the agent.

    ``check`` is called all the time and may raise to cancel. ``command`` replaces ssh, for tests.
    """

    def __init__(
        self,
        host: Host,
        check: Callable[[], None] = lambda: None,
        limits: Limits = Limits(),
        command: Sequence[str] | None = None,
    ) -> None:
        self.host, self.limits, self._check = host, limits, check
        self._command = list(command) if command is not None else ssh_command(host, limits.connect)
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes | None] = queue.Queue(1024)
        self._stderr = b""
        self._threads: list[threading.Thread] = []
        self._writers: list[threading.Thread] = []
        self._closing = threading.Event()
        self._spoke = False
        self._banner = b""
        #: What the agent says of its device: CPU, cores, versions (see ``agent.environment``).
        self.environment: Answer = {}

    @property
    def pid(self) -> int | None:
        """The process of ssh."""
        return self._process.pid if self._process else None

    def __enter__(self) -> Connection:
        try:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except OSError as error:
            raise failures.no_client(self._command[0]) from error
        try:
            assert self._process.stdout is not None and self._process.stderr is not None
            self._start(self._read_lines, self._process.stdout)
            self._start(self._read_stderr, self._process.stderr)
            script = Path(agent.__file__).with_suffix(".py").read_bytes()  # in a bundle it says .pyc
            self._send([b"%d\n" % len(script), script])
            self.environment = self._wait("hello", self.limits.connect + self.limits.start, "connecting")["environment"]
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def request(self, header: Answer, pieces: Iterable[bytes], report: Report = lambda answer: None) -> Answer:
        """Send a request with its bytes and wait for the result; ``report`` hears of progress.

        Raises EdgeVizError for whatever goes wrong here, on the way, or there.
        """
        text = json.dumps(header).encode()
        self._send([b"%d\n" % len(text), text, *pieces])
        return self._wait("result", self.limits.run, "measuring", report)

    def close(self) -> None:
        self._closing.set()
        process = self._process
        if process is None:
            return
        if not any(thread.is_alive() for thread in self._writers) and process.stdin is not None:
            # The agent hears that nobody asks any more, and leaves nothing behind.
            with contextlib.suppress(OSError, ValueError):
                process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE)
        # A thread that writes into a full pipe is let go by this alone.
        process.kill()
        process.wait()
        for thread in self._threads:
            thread.join(GOODBYE)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()

    # ---- threads

    def _start(self, work: Callable[..., None], *arguments: Any) -> threading.Thread:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _send(self, pieces: Sequence[bytes]) -> None:
        """Write in a thread: nobody could cancel while a slow link takes a large model."""
        assert self._process is not None and self._process.stdin is not None
        self._writers.append(self._start(self._write, self._process.stdin, pieces))

    @staticmethod
    def _write(stream: IO[bytes], pieces: Sequence[bytes]) -> None:
        # Where it breaks, ssh or the agent has ended, and whoever waits for the answer hears why.
        with contextlib.suppress(OSError, ValueError):
            for piece in pieces:
                stream.write(piece)
            stream.flush()

    def _read_lines(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while line := stream.readline(MAX_LINE):
                self._put(line)
        self._put(None)

    def _put(self, line: bytes | None) -> None:
        while not self._closing.is_set():
            with contextlib.suppress(queue.Full):
                self._lines.put(line, timeout=TICK)
                return

    def _read_stderr(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while data := stream.read1(4096):  # type: ignore[attr-defined]
                self._stderr = (self._stderr + data)[-MAX_STDERR:]

    # ---- answers

    def _wait(self, wanted: str, seconds: float, during: str, report: Report = lambda answer: None) -> Answer:
        deadline = time.monotonic() + seconds
        while True:
            self._check()
            try:
                line = self._lines.get(timeout=TICK)
            except queue.Empty:
                if time.monotonic() > deadline:
                    raise failures.timed_out(self.host, seconds, during, self._said()) from None
                continue
            if line is None:
                raise self._ended()
            answer = self._understood(line)
            if answer is None:
                continue
            kind = answer.get("kind")
            if kind == "error":
                raise failures.reported(self.host, answer)
            if kind == "progress":
                if answer.get("stage") == "receive":
                    deadline = time.monotonic() + seconds
                report(answer)
            elif kind == wanted:
                return answer

    def _understood(self, line: bytes) -> Answer | None:
        """The answer in ``line``; None where it is what a shell's start-up files print before the first one."""
        magic = agent.MAGIC.encode()
        if line.startswith(magic):
            try:
                answer = json.loads(line[len(magic) :])
            except ValueError:
                answer = None
            if isinstance(answer, dict):
                self._spoke = True
                return answer
            raise failures.garbage(self.host, line[:2000].decode(errors="replace"))
        if line.strip():
            self._banner += line[: MAX_BANNER + 1]
            if self._spoke or len(self._banner) > MAX_BANNER:
                raise failures.garbage(self.host, self._banner.decode(errors="replace"))
        return None

    def _ended(self) -> Exception:
        assert self._process is not None
        try:
            code: int | None = self._process.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            code = None
        self._threads[1].join(GOODBYE)  # what it last said is the reason
        return failures.ended(self.host, code, self._said(), self._spoke, self._banner.decode(errors="replace"))

    def _said(self) -> str:
        return self._stderr.decode(errors="replace")

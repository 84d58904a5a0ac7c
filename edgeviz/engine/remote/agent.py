"""The script that measures on a remote device; it is sent there over ssh and never installed.

It stands alone: the standard library of Python 3.8, numpy and onnxruntime, and nothing of EdgeViz. Requests come on
stdin, each as a line with the length of its header, the header (JSON) and the bytes that the header announces.
Answers go to stdout, one JSON object a line behind ``MAGIC``. When stdin ends, it removes what it wrote and ends.
"""

# Python 3.8 and what needs no more than it: no annotations, and paths as plain text.
# ruff: noqa: UP031, PTH118, PTH123
# mypy: disallow-untyped-defs=False, disallow-incomplete-defs=False

import base64
import errno
import hashlib
import json
import os
import platform
import select
import shutil
import signal
import sys
import tempfile
import threading
import time
from typing import Any

MAGIC = "EDGEVIZ1 "
PROTOCOL = 1
#: Bytes read at a time, and the most that a header, all inputs together and a model may have.
CHUNK, MAX_HEADER, MAX_INPUTS, MAX_MODEL = 1 << 20, 1 << 20, 1 << 29, 1 << 31
#: Values of the first output that are sent back; the checksum is over all of them.
MAX_VALUES = 1 << 16


class AgentError(Exception):
    """``code`` tells EdgeViz which message to show."""

    def __init__(self, code, text, **facts):
        super().__init__(text)
        self.code, self.text, self.facts = code, text, facts


class Agent:
    def __init__(self, source, sink):
        self.source, self.sink = source, sink
        self.home = self.folder = ""
        self.place = tempfile.gettempdir()
        self.lock = threading.Lock()
        self.last, self.stage = 0.0, ""
        self.busy = threading.Event()

    # ---- talking

    def say(self, kind, **content):
        content["kind"] = kind
        with self.lock:
            self.sink.write((MAGIC + json.dumps(content) + "\n").encode("ascii"))
            self.sink.flush()

    def progress(self, stage, done, total):
        now = time.monotonic()
        if stage != self.stage or now - self.last > 0.1 or (done == total and stage == "receive"):
            self.last, self.stage = now, stage
            self.say("progress", stage=stage, done=done, total=total)

    def read(self, count):
        data = self.source.read(count)
        if len(data) < count:
            raise EOFError
        return data

    # ---- what stays behind: nothing

    def clean(self):
        folder, self.folder = self.folder, ""
        if folder:
            shutil.rmtree(folder, ignore_errors=True)

    def begin(self):
        """A folder of our own, and for what onnxruntime drops into the folder for temporary files (1.32: .ses)."""
        try:
            self.home = tempfile.mkdtemp(prefix="edgeviz-")
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise AgentError("disk" if full else "write", str(error), folder=self.place) from error
        os.environ["TMPDIR"] = self.home
        # onnxruntime would keep a session id there, and send events.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

    def end(self):
        self.clean()
        home, self.home = self.home, ""
        if home:
            shutil.rmtree(home, ignore_errors=True)

    def leave(self, *_):
        """Nobody listens any more: end at once, even inside a call of onnxruntime."""
        self.end()
        os._exit(1)

    def watch(self):
        """End when the connection drops while something is computed: only then is nothing read from it."""
        while True:
            self.busy.wait()
            ready = select.select([self.source.fileno()], [], [], 0.2)[0]
            if ready and self.busy.is_set() and self.source.peek(1) == b"":
                self.leave()
            if ready:
                time.sleep(0.2)

    # ---- requests

    def serve(self):
        while True:
            line = self.source.readline(32)
            if not line:
                return
            try:
                length = int(line)
            except ValueError:
                raise AgentError("protocol", "no length where a request should begin") from None
            if not 0 < length <= MAX_HEADER:
                raise AgentError("protocol", "a header of %d bytes" % length)
            self.measure(json.loads(self.read(length).decode("utf-8")))

    def measure(self, request):
        self.folder = tempfile.mkdtemp(prefix="model-", dir=self.home)
        try:
            path = self.receive(int(request["model"]))
            feed = self.inputs(request["inputs"])
            self.busy.set()
            found = self.timed(path, feed, request)
        finally:
            self.busy.clear()
            self.clean()
        self.say("result", **found)

    def receive(self, size):
        """Stream the model to a file; at no time is more than a piece of it in memory."""
        if not 0 < size <= MAX_MODEL:
            raise AgentError("protocol", "a model of %d bytes" % size)
        free = shutil.disk_usage(self.folder).free
        if free < size:
            raise AgentError("disk", "", needed=size, free=free, folder=self.place)
        path = os.path.join(self.folder, "model.onnx")
        done = 0
        try:
            with open(path, "wb") as file:
                while done < size:
                    data = self.read(min(CHUNK, size - done))
                    file.write(data)
                    done += len(data)
                    self.progress("receive", done, size)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
                raise AgentError("disk", str(error), needed=size, written=done, folder=self.place) from error
            raise AgentError("write", str(error), folder=self.place) from error
        return path

    def inputs(self, described):
        import numpy as np

        if sum(int(one["bytes"]) for one in described) > MAX_INPUTS:
            raise AgentError("memory", "the inputs are larger than %d MB" % (MAX_INPUTS >> 20))
        feed = {}
        for one in described:
            values = np.frombuffer(self.read(int(one["bytes"])), dtype=np.dtype(one["dtype"]))
            feed[one["name"]] = values.reshape(one["shape"])
        return feed

    def open(self, model, request, profile=False):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = int(request["threads"])
        options.inter_op_num_threads = 1
        for key, value in request["config"].items():
            options.add_session_config_entry(key, value)
        if self.saturates(request.get("probe")):
            options.add_session_config_entry("session.x64quantprecision", "1")
        if profile:
            options.enable_profiling = True
            options.profile_file_prefix = os.path.join(self.folder, "profile")
        try:
            return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except MemoryError:
            raise
        except Exception as error:
            text = str(error)
            lower = text.lower()
            old = "opset" in lower or "ir version" in lower or "ir_version" in lower
            raise AgentError("opset" if old else "model", text, onnxruntime=onnxruntime.__version__) from error

    def saturates(self, probe):
        """Whether this CPU's fast 8-bit kernels lose large sums; ``probe`` is a model that tells (base64)."""
        if not probe:
            return False
        import numpy as np
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        model = base64.b64decode(probe["model"])
        running = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        given = np.full(probe["shape"], probe["value"], dtype=np.uint8)
        return bool((running.run(None, {probe["name"]: given})[0] != probe["expected"]).any())

    def timed(self, path, feed, request):
        self.progress("load", 0, 1)
        running = self.open(path, request)
        names = [running.get_outputs()[0].name]
        before = environment()
        try:
            begun = time.perf_counter()
            while True:
                outputs = running.run(names, feed)
                if time.perf_counter() - begun > request["warm_up"]:
                    break
            times: list[float] = []
            begun = time.perf_counter()
            budget, fewest, most = request["budget"], request["fewest"], request["most"]
            while len(times) < fewest or (time.perf_counter() - begun < budget and len(times) < most):
                start = time.perf_counter()
                running.run(names, feed)
                times.append(time.perf_counter() - start)
                self.progress("measure", len(times), max(fewest, len(times)))
        except MemoryError:
            raise
        except Exception as error:
            raise AgentError("run", str(error)) from error
        found = {"times": times, "environment": before, "after": environment(), "output": described(outputs[0])}
        found["threads"] = int(request["threads"]) or before["cores"]
        if request.get("profile"):
            del running
            found["nodes"] = self.profiled(path, feed, names, request)
        return found

    def profiled(self, path, feed, names, request):
        """Seconds and runs of each node, summed over as many runs as ``profile`` says: in a session of its own."""
        running = self.open(path, request, profile=True)
        for done in range(int(request["profile"])):
            running.run(names, feed)
            self.progress("profile", done + 1, int(request["profile"]))
        with open(running.end_profiling(), encoding="utf-8") as file:
            events = json.load(file)
        nodes: dict[str, dict[str, Any]] = {}
        for event in events:
            name = event.get("name", "")
            if event.get("cat") == "Node" and name.endswith("_kernel_time"):
                one = nodes.setdefault(
                    name[: -len("_kernel_time")],
                    {"seconds": 0.0, "runs": 0, "operator": event.get("args", {}).get("op_name", "")},
                )
                one["seconds"] += event["dur"] * 1e-6
                one["runs"] += 1
        return nodes


def described(output):
    """The output's shape, type, checksum over its bytes, and its first values (base64)."""
    import numpy as np

    if not isinstance(output, np.ndarray) or output.dtype.kind not in "fiub":
        return {}
    values = np.ascontiguousarray(output)
    return {
        "shape": list(values.shape),
        "dtype": values.dtype.str,
        "sha256": hashlib.sha256(values.tobytes()).hexdigest(),
        "values": base64.b64encode(values.reshape(-1)[:MAX_VALUES].tobytes()).decode("ascii"),
    }


def text_of(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(1 << 16).strip("\0\n ")
    except OSError:
        return ""


def processor():
    for line in text_of("/proc/cpuinfo").splitlines():
        if line.lower().startswith(("model name", "hardware")):
            return line.partition(":")[2].strip()
    return text_of("/proc/device-tree/model") or platform.processor() or platform.machine()


def environment():
    """What the figures depend on, as far as this system tells it."""
    found = {
        "cpu": processor(),
        "board": text_of("/proc/device-tree/model"),
        "machine": platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
    }
    affinity = getattr(os, "sched_getaffinity", None)
    found["cores"] = len(affinity(0)) if affinity else (os.cpu_count() or 1)
    found["governor"] = text_of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    frequency = text_of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq")
    found["frequency"] = int(frequency) * 1000 if frequency.isdigit() else None
    degrees = []
    for zone in range(16):
        value = text_of("/sys/class/thermal/thermal_zone%d/temp" % zone)
        if value.lstrip("-").isdigit() and 0 < int(value) < 200000:
            degrees.append(int(value) / 1000)
    found["temperature"] = max(degrees) if degrees else None
    for line in text_of("/proc/meminfo").splitlines():
        for field, name in (("MemTotal:", "memory"), ("MemAvailable:", "available")):
            if line.startswith(field):
                found[name] = int(line.split()[1]) * 1024
    if hasattr(os, "getloadavg"):
        found["load"] = os.getloadavg()[0]
    return found


def versions():
    """Versions of what is needed. Raises AgentError naming what is missing, or what is there and cannot be loaded."""
    found: dict[str, object] = {}
    for name in ("numpy", "onnxruntime"):
        try:
            module = __import__(name)
            found[name] = str(module.__version__)
        except Exception as error:
            code = name if isinstance(error, ImportError) and getattr(error, "name", "") == name else "broken"
            raise AgentError(code, "%s: %s" % (type(error).__name__, error), module=name) from error
        if name == "onnxruntime":
            try:
                found["providers"] = list(module.get_available_providers())
                module.InferenceSession, module.SessionOptions  # noqa: B018
                # Old versions have none; the person at the device was asked for nothing.
                getattr(module, "disable_telemetry_events", int)()
            except AttributeError as error:
                raise AgentError("broken", str(error), module=name) from error
    return found


def main():
    # Whatever native code prints must not get between the answers.
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    agent = Agent(sys.stdin.buffer, sink)
    for name in ("SIGHUP", "SIGTERM", "SIGINT"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), agent.leave)
    try:
        # A banner may have left its line open.
        sink.write(b"\n")
        found = environment()
        found["pid"] = os.getpid()
        agent.say("start", environment=found)
        agent.begin()
        found.update(versions())
        agent.say("hello", protocol=PROTOCOL, environment=found)
        threading.Thread(target=agent.watch, daemon=True).start()
        agent.serve()
    except AgentError as failure:
        agent.end()  # first: who hears of an error hangs up
        agent.say("error", code=failure.code, text=failure.text, facts=failure.facts)
    except MemoryError:
        agent.end()
        agent.say("error", code="memory", text="", facts={})
    except (EOFError, BrokenPipeError, ConnectionError):
        agent.leave()
    except Exception as error:
        agent.end()
        agent.say("error", code="fault", text="%s: %s" % (type(error).__name__, error), facts={})
    finally:
        agent.end()


if __name__ == "__main__":
    main()

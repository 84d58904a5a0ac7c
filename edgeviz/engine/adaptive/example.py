"""Run an adaptive model that EdgeViz wrote: needs numpy and onnxruntime, nothing else.

    python run.py samples.npy --point "exit above 0.90"    one operating point
    python run.py samples.npy                              the policy in adaptive.json chooses before each answer

samples.npy holds what the model takes, float32 [samples, …]. Printed is a line for each sample: which operating point,
the class, how sure it is (0…1), how far it went (the exit that it left by, or blank) and the seconds.
To use it in a program of your own, import Adaptive and write your own ``sense``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime


def sense() -> dict[str, float]:
    """What the policy looks at beside what it times itself. Replace it with what your device can tell."""
    found = {"charge": 1.0, "temperature": 25.0, "queue": 0.0, "busy": 0.0, "bandwidth": 1e6}
    for supply in Path("/sys/class/power_supply").glob("*/capacity"):
        found["charge"] = int(supply.read_text()) / 100
    return found


def send(x: Any, then: Any) -> Any:
    """Carry ``x`` to the server and bring back ``then(x)``. Here the server is this very process: replace it."""
    return then(x)


class Adaptive:
    """The model in ``folder``. ``answer`` takes one sample."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder, self.threads = folder, threads
        self.plan = json.loads((folder / "adaptive.json").read_text(encoding="utf-8"))
        if self.plan["format"] != "edgeviz-adaptive/1":
            raise SystemExit("This program is for adaptive models of the format edgeviz-adaptive/1.")
        self.points = {point["name"]: point for point in self.plan["points"]}
        self._sessions: dict[str, Any] = {}

    def session(self, name: str, alone: bool = False) -> Any:
        """The file ``name``, loaded when it is first needed; ``alone``: in place of what was loaded before."""
        if name not in self._sessions:
            if alone:
                self._sessions.clear()
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 3
            options.intra_op_num_threads, options.inter_op_num_threads = self.threads, 1
            # On x86 without VNNI the default kernels clip sums of 8-bit products, and answer other than was recorded.
            options.add_session_config_entry("session.x64quantprecision", "1")
            path = str(self.folder / name)
            self._sessions[name] = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return self._sessions[name]

    def answer(self, x: Any, name: str) -> tuple[int, float, int | None]:
        """(class, confidence, exit or None) of one sample x [1, …] by the operating point ``name``."""
        point, kind = self.points[name], self.plan["mechanism"]
        if kind == "exits":
            return self._exits(x, point["threshold"])
        if kind == "partition":
            logits = self._partition(x, point)
        elif "threshold_input" in self.plan:
            gate = {self.plan["threshold_input"]: np.array(point["threshold"], np.float32)}
            logits = self._run(self.session(self.plan["file"]), x, gate)[0]
        else:
            logits = self._run(self.session(point["file"], kind == "switching"), x)[0]
        p = probabilities(logits)
        return int(p.argmax()), float(p.max()), None

    def _exits(self, x: Any, threshold: float) -> tuple[int, float, int | None]:
        stages = self.plan["stages"]
        for number, stage in enumerate(stages):
            logits, *carried = self._run(self.session(stage["file"]), x)
            p = probabilities(logits, stage["temperature"])
            if self.plan["rule"] == "confidence":
                sure = np.float32(p.max()) > threshold
            else:
                sure = np.float32(-(p * np.log(np.where(p > 0, p, 1.0))).sum()) < threshold
            if sure or number == len(stages) - 1:
                break
            x = carried[0]
        return int(p.argmax()), float(p.max()), number + 1

    def _partition(self, x: Any, point: dict[str, Any]) -> Any:
        if "device" in point:
            x = self._run(self.session(point["device"]), x)[0]
        if "server" not in point:
            return x
        return send(x, lambda carried: self._run(self.session(point["server"]), carried)[0])

    @staticmethod
    def _run(session: Any, x: Any, more: dict[str, Any] | None = None) -> Any:
        return session.run(None, {session.get_inputs()[0].name: x, **(more or {})})


def probabilities(outputs: Any, temperature: float = 1.0) -> Any:
    """[classes] of logits [1, classes], or of probabilities that the model made itself."""
    z = np.asarray(outputs, np.float64).ravel()
    if (z >= 0).all() and abs(z.sum() - 1) < 1e-3:
        return z
    z = np.exp((z - z.max()) / temperature)
    return z / z.sum()


class Policy:
    """One fixed point. ``choose`` is asked before each answer, ``told`` what came of it."""

    def __init__(self, plan: dict[str, Any], deadline: float) -> None:
        self.policy, self.deadline, self.points = plan["policy"], deadline, plan["points"]
        self.names = [point["name"] for point in sorted(self.points, key=lambda point: point["seconds"])]
        self.seconds = {point["name"]: point["seconds"] for point in self.points}
        self.point, self.took, self.confidence, self.begun = "", 0.0, 1.0, time.perf_counter()

    def choose(self) -> str:
        return str(self.policy["point"])

    def told(self, point: str, seconds: float, confidence: float) -> None:
        self.point, self.took, self.confidence = point, seconds, confidence

    @property
    def slow_down(self) -> float:
        """How many times as long as recorded the last answer took."""
        expected = self.seconds.get(self.point, 0.0)
        return self.took / expected if expected else 1.0


class Rules(Policy):
    """Thresholds: the first rule that holds decides."""

    def choose(self) -> str:
        seen = sense()
        seen["slow_down"], seen["response"] = self.slow_down, self.took / self.deadline
        seen["waiting"], seen["confidence"] = 0.0, self.confidence
        seen["time"] = time.perf_counter() - self.begun
        wanted = self.policy["otherwise"]
        for rule in self.policy["rules"]:
            value = seen[rule["quantity"]]
            if value > rule["value"] if rule["above"] else value < rule["value"]:
                wanted = rule["point"]
                break
        step = {"faster": -1, "slower": 1, "same": 0}.get(wanted)
        if step is not None:
            place = self.names.index(self.point) + step if self.point else 0
            return self.names[min(max(place, 0), len(self.names) - 1)]
        best = max(self.points, key=lambda point: (point["accuracy"], -point["seconds"]))["name"]
        return {"fastest": self.names[0], "most accurate": best}.get(wanted, wanted)


class Pid(Policy):
    """A controller holds the time of an answer at a share of the deadline: it moves along the points by their time."""

    def __init__(self, plan: dict[str, Any], deadline: float) -> None:
        super().__init__(plan, deadline)
        self.place, self.last, self.before = (len(self.names) - 1) / 2, 0.0, 0.0

    def choose(self) -> str:
        if self.point:
            p, error = self.policy, self.policy["target"] - self.took / self.deadline
            place = self.place + p["kp"] * (error - self.last) + p["ki"] * error
            place += p["kd"] * (error - 2 * self.last + self.before)
            self.before, self.last = self.last, error
            self.place = min(max(place, 0.0), len(self.names) - 1)
        return self.names[int(self.place + 0.5)]


class Battery(Policy):
    """The most accurate point in time that costs no more than lets the battery last; its charge is what sense says."""

    def __init__(self, plan: dict[str, Any], deadline: float) -> None:
        super().__init__(plan, deadline)
        self.base, self.charge, self.since, self.spent = self.policy["base_power"], -1.0, 0.0, 0.0
        self.slow, self.gap, self.asked, self.left, self.now = 1.0, float("inf"), 0.0, 0, ""

    def choose(self) -> str:
        moment, joules = time.perf_counter() - self.begun, self.policy["joules"]
        if self.point:
            self.slow += 0.1 * (self.slow_down - self.slow)
            self.spent += joules[self.point]
            newest = moment - self.asked
            self.gap = newest if self.gap == float("inf") else self.gap + 0.1 * (newest - self.gap)
        self.asked, self.left = moment, self.left - 1
        if self.left > 0:
            return self.now
        self.left = self.policy["every"]
        allowed = self.allowed(moment)
        by_accuracy = sorted(self.points, key=lambda point: -point["accuracy"])
        room = min(self.deadline, self.gap) / self.slow
        inside = [point["name"] for point in by_accuracy if point["seconds"] <= room]
        cheap = [name for name in inside if joules[name] <= allowed]
        self.now = cheap[0] if cheap else min(inside, key=joules.__getitem__) if inside else self.names[0]
        return self.now

    def allowed(self, moment: float) -> float:
        """Joules that an answer may cost: (what is left / time that is left - power of the rest) * time between two."""
        charge, capacity = sense()["charge"], self.policy["capacity"]
        if self.gap == float("inf"):
            return self.gap
        if self.charge < 0:
            self.charge, self.since, self.spent = charge, moment, 0.0
        elif charge < self.charge and moment > self.since:
            rest = max(0.0, (self.charge - charge) * capacity - self.spent) / (moment - self.since)
            self.base += 0.1 * (rest - self.base)
            self.charge, self.since, self.spent = charge, moment, 0.0
        usable = max(0.0, charge - self.policy["reserve"]) * capacity
        return max(0.0, usable / max(self.policy["lasts"] - moment, self.gap) - self.base) * self.gap


KINDS = {"static": Policy, "rules": Rules, "pid": Pid, "battery": Battery}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("samples", help="a .npy file")
    parser.add_argument("--point", help="the operating point for all samples, instead of the policy")
    parser.add_argument("--deadline", type=float, metavar="S", help="seconds for an answer (default: adaptive.json's)")
    parser.add_argument("--threads", type=int, default=1, metavar="N", help="threads of onnxruntime (default 1)")
    options = parser.parse_args()
    model = Adaptive(Path(__file__).resolve().parent, options.threads)
    if options.point is not None and options.point not in model.points:
        names = ", ".join(model.points)
        print(f"There is no operating point {options.point!r}. Choose among: {names}.", file=sys.stderr)
        return 2
    deadline = options.deadline or model.plan["deadline"]
    policy = KINDS[model.plan["policy"]["kind"]](model.plan, deadline)
    samples = np.load(options.samples, allow_pickle=False).astype(np.float32)
    print("sample,point,class,confidence,exit,seconds")
    for row in range(len(samples)):
        point = options.point or policy.choose()
        begun = time.perf_counter()
        found, confidence, way = model.answer(samples[row : row + 1], point)
        seconds = time.perf_counter() - begun
        policy.told(point, seconds, confidence)
        name = point.replace('"', '""')
        print(f'{row},"{name}",{found},{confidence:.6f},{"" if way is None else way},{seconds:.6f}')
    return 0


if __name__ == "__main__":
    sys.exit(main())

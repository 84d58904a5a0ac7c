"""A headless Chromium, driven over its debugging pipe: real clicks and keys, no port and no package."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
#: Seconds until the browser counts as gone; a busy machine takes its time.
PATIENCE = 90.0
OFFLINE = ("--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND")
LOCAL = (
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


class Browser:
    """``local`` lets it reach servers on 127.0.0.1, and draw with WebGL on the processor; else it has neither."""

    def __init__(self, folder: Path, width: int = 1280, height: int = 900, local: bool = False) -> None:
        assert CHROMIUM is not None
        from_us, to_browser = os.pipe()
        from_browser, to_us = os.pipe()
        command = [
            CHROMIUM, "--headless", "--no-sandbox", "--no-first-run", "--hide-scrollbars", "--disable-dev-shm-usage",
            *(LOCAL if local else OFFLINE), "--remote-debugging-pipe",
            f"--user-data-dir={folder}", f"--window-size={width},{height}", "about:blank",
        ]  # fmt: skip
        # The browser reads its commands from descriptor 3 and writes to 4.
        script = f'exec "$@" 3<&{from_us} 4>&{to_us}'
        with (folder.parent / f"{folder.name}.log").open("wb") as log:
            self._process = subprocess.Popen(
                ["bash", "-c", script, "bash", *command],
                pass_fds=(from_us, to_us), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        os.close(from_us)
        os.close(to_us)
        self._out, self._in = to_browser, from_browser
        self._buffer = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.page(f"{domain}.enable")

    def close(self) -> None:
        os.close(self._out)
        os.close(self._in)
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def send(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self._out, json.dumps(message).encode() + b"\0")
        return self._until(lambda found: found.get("id") == number)

    def page(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self.send(method, self._session, **parameters)

    def _until(self, wanted: Any) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            while b"\0" in self._buffer:
                raw, _, self._buffer = self._buffer.partition(b"\0")
                found = json.loads(raw)
                if "id" not in found:
                    self.events.append(found)
                if wanted(found):
                    assert "error" not in found, found["error"]
                    return found.get("result", found)
            data = os.read(self._in, 1 << 20)
            assert data, "Chromium has ended"
            self._buffer += data
        raise AssertionError("Chromium does not answer")

    # ---- what a person does

    def open(self, address: Path | str) -> None:
        self.page("Page.navigate", url=address if isinstance(address, str) else address.as_uri())
        self._until(lambda found: found.get("method") == "Page.loadEventFired")

    def wait(self, expression: str) -> None:
        """Until ``expression`` is true."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(f"Boolean({expression})"):
            assert time.monotonic() < end, f"not {expression}: {self.evaluate('document.body.innerText')}"
            time.sleep(0.05)

    def choose_file(self, selector: str, path: Path) -> None:
        """What the person would have chosen in the dialog of an ``<input type="file">``."""
        root = self.page("DOM.getDocument")["root"]["nodeId"]
        node = self.page("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.page("DOM.setFileInputFiles", files=[str(path)], nodeId=node)

    def evaluate(self, expression: str) -> Any:
        found = self.page("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def text(self, selector: str) -> str:
        return self.evaluate(f"document.querySelector({json.dumps(selector)}).textContent")

    def middle(self, selector: str) -> tuple[float, float]:
        """Of an element, scrolled into view."""
        x, y = self.evaluate(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        return x, y

    def move(self, x: float, y: float) -> None:
        self.page("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, selector: str) -> None:
        x, y = self.middle(selector)
        self.move(x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self.page("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str, times: int = 1) -> None:
        codes = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Home": 36, "End": 35, "Enter": 13}
        for _ in range(times):
            for kind in ("rawKeyDown", "keyUp"):
                self.page("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key])

    def problems(self) -> list[str]:
        """Errors of scripts, violations of the page's policy, and requests beyond the page itself."""
        found = []
        for event in self.events:
            match event.get("method"):
                case "Runtime.exceptionThrown" | "Log.entryAdded":
                    found.append(json.dumps(event["params"])[:500])
                case "Network.requestWillBeSent":
                    url = event["params"]["request"]["url"]
                    found += [] if url.startswith(("file:", "about:")) else [url]
        return found

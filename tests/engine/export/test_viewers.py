"""Overlays as Netron and Model Explorer themselves show them: their own servers, readers and pages, in a browser.

What is not installed is skipped: a Chromium, and the packages of packaging/readers.txt.
"""

from __future__ import annotations

import importlib.util
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import onnx
import pytest

from edgeviz.core.overlay import OVERLAYS
from edgeviz.core.package import Findings
from edgeviz.core.recipe import uniform
from edgeviz.engine.export.content import Content
from edgeviz.engine.export.formats.model_explorer import overlays, title
from edgeviz.engine.export.package import writer
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from tests.browser import CHROMIUM, Browser
from tests.engine.digits_model import DATA, save

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(tmp_path_factory.mktemp("chromium") / "profile", local=True)
    yield found
    found.close()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The digits model at W4A8, its overlays beside it. Its nodes' names are other ones than EdgeViz's keys."""
    folder = tmp_path_factory.mktemp("overlays")
    model = onnx.load(save(folder))
    for node in model.graph.node:
        node.name = f"/{node.name}/{node.op_type}"
    onnx.save(model, folder / "digits.onnx")
    opened = session(str(folder / "digits.onnx"))
    recipe = uniform(("conv", "fc"), 4, 8)
    content = Content(opened, recipe, DATA, ready(opened, recipe, DATA), Findings(), "digits")
    for name in ("netron", "model_explorer"):
        for file, value in writer(name).files(content).items():
            (folder / file).write_bytes(value)
    return content


def folder_of(content: Content) -> Path:
    return Path(content.opened.path).parent


@pytest.mark.usefixtures("readers")
def test_netron_shows_the_attachment_at_nodes_and_at_connections(browser: Browser, exported: Content) -> None:
    netron = pytest.importorskip("netron")
    # Without a file: only so does its page take more than one.
    address = netron.start(None, address=("127.0.0.1", 0), browse=False)
    try:
        browser.open("http://{}:{}/".format(*address))
        # It asks whether it may count its visitors; nothing leaves this browser.
        browser.wait("document.body.classList.contains('notification')")
        browser.click("#message-button")
        browser.wait("document.querySelector('#open-file-dialog').accept")
        browser.choose_file("#open-file-dialog", folder_of(exported) / "digits.onnx")
        browser.wait("document.body.className === 'default' && document.querySelector('#edge-y')")
        browser.choose_file("#open-file-dialog", folder_of(exported) / "digits.attachment.json")
        browser.wait("document.body.className === 'default' && __view__.model.attachment.metrics._entries.size")
        expected = {title(OVERLAYS[name]): f"{values[3]:g}" for name, values in overlays(exported).items()}
        assert len(expected) == 4
        for target, heading in (("[id='node-name-/fc/Gemm'] .node-item-type", "NODE"), ("#edge-y", "CONNECTION")):
            browser.click(target)
            browser.wait(f"document.querySelector('#sidebar-title')?.innerText.startsWith('{heading}')")
            assert browser.evaluate(NETRON_METRICS) == expected
    finally:
        netron.stop(address)


#: What stands under "Metrics", by name.
NETRON_METRICS = """(() => {
  const items = [...document.querySelector('.sidebar-object').children];
  const from = items.findIndex(e => e.innerText.toUpperCase() === 'METRICS') + 1;
  return Object.fromEntries(items.slice(from).map(
    e => [e.querySelector('input').value, e.querySelector('.sidebar-item-value-line').innerText]));
})()"""


@pytest.fixture
def model_explorer(exported: Content, readers: Path) -> Iterator[str]:
    """The address of its page with the model, read by its adapter of ONNX files, and with the node data."""
    for package in ("model_explorer", "model_explorer_onnx"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = folder_of(exported)
    data = ",".join(str(folder / f"digits.{name}.node_data.json") for name in ("size", "weight_bits"))
    command = [
        sys.executable, "-m", "model_explorer", str(folder / "digits.onnx"), "--node_data_paths", data,
        "--extensions", "model_explorer_onnx", "--no_open_in_browser", "--host", "127.0.0.1", "--port", str(port),
    ]  # fmt: skip
    # It would ask the network for a newer version of itself.
    environment = {
        **os.environ,
        "PYTHONPATH": str(readers),
        "https_proxy": "http://127.0.0.1:9",
        "no_proxy": "127.0.0.1",
    }
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert server.stdout is not None
        said: list[str] = []
        for line in server.stdout:
            said.append(line)
            address = re.search(rf"http://127.0.0.1:{port}/\S*", line)
            if address:
                yield address.group()
                break
        else:
            raise AssertionError("".join(said))
    finally:
        server.kill()
        server.wait()


def test_model_explorer_shows_the_node_data_at_the_nodes(
    browser: Browser, model_explorer: str, exported: Content
) -> None:
    browser.open(model_explorer)
    browser.wait("document.querySelector('node-data-provider-summary-panel table.results')")
    rows = browser.evaluate(
        "[...document.querySelector('node-data-provider-summary-panel table.results').rows]"
        ".map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    size, bits = (overlays(exported)[name] for name in ("size", "weight_bits"))
    assert "size (bytes, predicted)" in rows[0][2] and "weight bits (bits)" in rows[0][3]
    assert {node: figures for _, node, *figures in rows[1:] if figures != ["-", "-"]} == {
        "Conv": [f"{size[0]:g}", f"{bits[0]:g}"],
        "Gemm": [f"{size[3]:g}", f"{bits[3]:g}"],
    }

"""Job: test the connection to a remote device. Needs no torch, so it answers at once."""

from __future__ import annotations

from typing import Any

from edgeviz.core.device.host import Host
from edgeviz.engine.remote.connection import Connection, Limits
from edgeviz.jobs.context import Context

_USUAL = Limits()


def run(context: Context, host: Host, limits: Limits = _USUAL) -> dict[str, Any]:
    """Connect, and return what is there (``agent.environment``).

    Raises EdgeVizError with the remedy for whatever is missing.
    """
    context.progress(0, None, f"Connecting to {host.target}")
    context.flush()
    with Connection(host, context.check, limits) as connection:
        return connection.environment

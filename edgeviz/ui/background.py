"""The thread lane: short work that only waits for the disk, off the GUI thread."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from edgeviz.core.errors import EdgeVizError


class Background(QObject):
    """Runs one function in a thread. ``done`` carries what it returned or the EdgeVizError it raised.

    Connect ``done`` to a method of a QObject of the GUI thread: anything else would run in the thread.
    """

    done = Signal(object)

    def run(self, work: Callable[[], object]) -> None:
        # Whoever asked may be gone before the work is done, and a thread that emits for a deleted object ends the
        # program. So those at work belong to nobody, and are let go from the GUI thread when their thread has ended.
        self.setParent(None)
        _working[:] = [(one, thread) for one, thread in _working if thread.is_alive()]
        thread = threading.Thread(target=self._work, args=(work,), daemon=True)
        _working.append((self, thread))
        thread.start()

    def _work(self, work: Callable[[], object]) -> None:
        try:
            result = work()
        except EdgeVizError as error:
            result = error
        except OSError as error:
            result = EdgeVizError(
                f"{error.filename or 'A file'}: {error.strerror or error}.", "Check the disk and try again."
            )
        except Exception as error:
            # Whatever it is, somebody is waiting for the signal.
            what = f"{type(error).__name__}: {error}"
            result = EdgeVizError(what, "This is a fault in EdgeViz.", traceback.format_exc())
        self.done.emit(result)


_working: list[tuple[Background, threading.Thread]] = []

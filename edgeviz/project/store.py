"""One project as one SQLite file: crash-safe from the first row.

Results are on disk when ``add_evaluation`` returns. The file is locked for as long as it is open; a process that
is killed leaves a file which the next one opens with everything that was acknowledged.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import platformdirs

from edgeviz.core.errors import ProjectError
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.project import codec, model_files
from edgeviz.project.connection import create_file, guarded, open_checked
from edgeviz.project.values import JobRecord, ModelRecord, Project, context_hash, now

__all__ = ["JobRecord", "ModelRecord", "Project", "Store", "context_hash"]

#: Lines of job history that are kept.
MAX_JOBS = 500


def _default_cache() -> Path:
    return Path(platformdirs.user_cache_dir("edgeviz", appauthor=False)) / "models"


class Store:
    """An open project file. All methods may be called from any thread; every one raises ProjectError."""

    path: Path

    def __init__(self, path: Path, db: sqlite3.Connection, cache: Path) -> None:
        self.path = path
        self._db = db
        self._cache = cache
        self._lock = threading.RLock()
        self._written: Project | None = None
        self._closed = False

    @classmethod
    def create(cls, path: str | Path, cache: str | Path | None = None) -> Store:
        """A new, empty project. ``cache`` is the folder for models that are unpacked from projects."""
        target = Path(path).absolute()
        if target.exists():
            raise ProjectError(f"{target} exists already.", "Open it, or choose another name.")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ProjectError(
                f"The folder {target.parent} cannot be made: {error.strerror or error}.", "Choose another folder."
            ) from error
        create_file(target)
        return cls.open(target, cache)

    @classmethod
    def open(cls, path: str | Path, cache: str | Path | None = None) -> Store:
        target = Path(path).absolute()
        store = cls(target, open_checked(target), Path(cache) if cache else _default_cache())
        with guarded(target), store._transaction():
            # Whatever was running when the file was last written is not running now.
            if store._one("SELECT 1 FROM jobs WHERE outcome = 'running'"):
                store._db.execute("UPDATE jobs SET outcome = 'interrupted' WHERE outcome = 'running'")
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextlib.contextmanager
    def _transaction(self, durable: bool = True) -> Iterator[None]:
        """All or nothing. What is not ``durable`` survives a killed process, but not a power cut in the same second."""
        with self._lock, guarded(self.path):
            if self._closed:
                raise ProjectError(f"{self.path.name} is closed.", "Open it again.")
            self._db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def _one(self, sql: str, *values: Any) -> Any:
        return self._db.execute(sql, values).fetchone()

    # ---- the document ----

    def read(self) -> Project:
        with self._lock, guarded(self.path):
            row = self._one("SELECT model, recipe, data, settings FROM document")
            if row is None:
                return Project()
            model, recipe, data, settings = row
            project = Project(
                model=None if model is None else self._read_model(model),
                data=None if data is None else codec.data_from_json(codec.loads(data)),
                recipe=Recipe() if recipe is None else self._read_recipe(recipe),
                settings=codec.loads(settings),
            )
            self._written = project
            return project

    def _read_model(self, sha256: Any) -> ModelRecord:
        row = self._one("SELECT name, path, graph, artefact FROM models WHERE sha256 = ?", sha256)
        name, path, graph, artefact = row
        if len(codec.text(sha256)) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("the model's hash is malformed")
        if "\0" in path or (path and not Path(path).is_absolute()):
            raise ValueError("the model's path is malformed")
        return ModelRecord(codec.text(name), path, sha256, codec.unpack_graph(graph), artefact is not None)

    def _read_recipe(self, key: Any) -> Recipe:
        (text,) = self._one("SELECT json FROM recipes WHERE hash = ?", key)
        if len(text) > codec.MAX_TEXT:
            raise ValueError("the recipe is too long")
        return Recipe.from_json(text)

    def write(self, project: Project) -> None:
        """Save ``project`` in one transaction; only what differs from the last one read or written is touched."""
        settings = codec.dumps(dict(project.settings))
        data = None if project.data is None else codec.dumps(project.data.to_json())
        with self._lock:
            old = self._written
            with self._transaction(durable=False):
                model = project.model
                if model is not None and (old is None or old.model is not model):
                    self._write_model(model)
                if old is None or old.recipe is not project.recipe:
                    self._add_recipe(project.recipe)
                before = self._one("SELECT recipe FROM document")
                self._db.execute(
                    "INSERT OR REPLACE INTO document VALUES (1, ?, ?, ?, ?, ?)",
                    (model.sha256 if model else None, project.recipe.hash, data, settings, now()),
                )
                if before and before[0] != project.recipe.hash:
                    # An edit nobody evaluated is not worth keeping: dragging a spin box would leave hundreds.
                    self._db.execute(
                        "DELETE FROM recipes WHERE hash = ? AND NOT EXISTS "
                        "(SELECT 1 FROM evaluations WHERE recipe = recipes.hash)",
                        before,
                    )
            self._written = project

    def _write_model(self, model: ModelRecord) -> None:
        path = Path(model.path)
        row = self._one("SELECT files, artefact FROM models WHERE sha256 = ?", model.sha256)
        try:
            files = model_files.files_of(path, model.sha256)  # None: the file is gone or another by now
            artefact = row[1] if row else None
            if model.embedded and artefact is None and files is not None and model_files.can_embed(path):
                content = path.read_bytes()
                if hashlib.sha256(content).hexdigest() == model.sha256:
                    artefact = f"models/{model.sha256}"
                    self._put_artefact(artefact, "application/octet-stream", content)
        except OSError as error:
            raise ProjectError(
                f"The model {path} cannot be read: {error.strerror or error}.", "Check the file, then save again."
            ) from error
        stored = codec.dumps(files) if files is not None else (row[0] if row else "[]")
        self._db.execute(
            """INSERT INTO models (sha256, name, path, files, graph, artefact) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (sha256) DO UPDATE SET name = excluded.name, path = excluded.path, files = excluded.files,
               graph = excluded.graph, artefact = excluded.artefact""",
            (model.sha256, model.name, model.path, stored, codec.pack_graph(model.graph), artefact),
        )

    def _add_recipe(self, recipe: Recipe) -> None:
        self._db.execute("INSERT OR IGNORE INTO recipes VALUES (?, ?)", (recipe.hash, recipe.to_json()))

    # ---- models beside the open one ----

    def add_model(self, model: ModelRecord) -> None:
        """Keep ``model``, with a copy where it is embedded, without opening it. On disk when this returns."""
        with self._transaction():
            self._write_model(model)

    def model(self, sha256: str) -> ModelRecord:
        """The model of this hash. Raises ProjectError where the project has none."""
        with self._lock, guarded(self.path):
            if self._one("SELECT 1 FROM models WHERE sha256 = ?", sha256) is None:
                raise ProjectError("The project does not hold this model any more.", "Open its file instead.")
            return self._read_model(sha256)

    def models(self) -> dict[str, str]:
        """The name of every model by its SHA-256, in the order in which they came."""
        with self._lock, guarded(self.path):
            found = self._db.execute("SELECT sha256, name FROM models ORDER BY rowid")
            return {codec.text(sha256): codec.name(name) for sha256, name in found}

    def holds_copy(self, sha256: str) -> bool:
        """Whether the model of this hash is in the project whole, so that its file is not needed."""
        with self._lock, guarded(self.path):
            return self._one("SELECT 1 FROM models WHERE sha256 = ? AND artefact IS NOT NULL", sha256) is not None

    def remove_model(self, sha256: str, contexts: Iterable[str], artefacts: Iterable[str] = ()) -> None:
        """Forget a model that is not open, its evaluations in ``contexts`` and its ``artefacts``, all or nothing."""
        with self._transaction():
            row = self._one("SELECT artefact FROM models WHERE sha256 = ?", sha256)
            opened = self._one("SELECT model FROM document")
            if row is None or (opened is not None and opened[0] == sha256):
                return
            for context in contexts:
                self._db.execute("DELETE FROM evaluations WHERE context = ?", (context,))
            self._db.execute("DELETE FROM models WHERE sha256 = ?", (sha256,))
            for name in (row[0], *artefacts):
                self._db.execute("DELETE FROM artefacts WHERE name = ?", (name,))

    # ---- evaluations and jobs ----

    def add_evaluation(self, context: str, evaluation: Evaluation) -> None:
        """On disk when this returns. A recipe evaluated again keeps its first date and gets the newer metrics."""
        with self._transaction():
            key = evaluation.recipe.hash
            self._add_recipe(evaluation.recipe)
            row = self._one("SELECT metrics, outcomes FROM evaluations WHERE context = ? AND recipe = ?", context, key)
            whole = evaluation
            if row is not None:
                known, elsewhere = codec.unpack_metrics(row[0])
                outcomes = codec.unpack_outcomes(row[1])
                old = Evaluation(evaluation.recipe, known, outcomes=outcomes, elsewhere=elsewhere)
                whole = old.updated(evaluation)
            date = evaluation.created or now()
            self._db.execute(
                """INSERT INTO evaluations (context, recipe, name, source, created, updated, metrics, outcomes)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (context, recipe) DO UPDATE SET
                   name = CASE excluded.name WHEN '' THEN name ELSE excluded.name END,
                   source = CASE excluded.source WHEN '' THEN source ELSE excluded.source END,
                   created = min(created, excluded.created), updated = max(updated, excluded.updated),
                   metrics = excluded.metrics, outcomes = excluded.outcomes""",
                (
                    *(context, key, evaluation.name, evaluation.source, date, date),
                    *(codec.pack_metrics(whole.metrics, whole.elsewhere), codec.pack_outcomes(whole.outcomes)),
                ),
            )

    def evaluations(self, context: str | None = None) -> list[Evaluation]:
        """All evaluations (of one context), oldest first."""
        with self._lock, guarded(self.path):
            found = self._db.execute(
                """SELECT json, metrics, outcomes, context, name, created, source FROM evaluations
                   JOIN recipes ON recipes.hash = evaluations.recipe
                   WHERE ?1 IS NULL OR context = ?1 ORDER BY evaluations.rowid""",
                (context,),
            )
            return [
                Evaluation(
                    Recipe.from_json(recipe),
                    known,
                    codec.text(where),
                    codec.name(name),
                    codec.text(created),
                    codec.name(source),
                    codec.unpack_outcomes(outcomes),
                    elsewhere,
                )
                for recipe, metrics, outcomes, where, name, created, source in found
                for known, elsewhere in [codec.unpack_metrics(metrics)]
            ]

    def add_job(self, job: JobRecord) -> None:
        """Append ``job``, or update it (same id and start). The history keeps the last few hundred."""
        with self._transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO jobs (id, started, ended, entry, title, outcome, error) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (job.id, job.started, job.ended, job.entry, job.title, job.outcome, job.error),
            )
            self._db.execute(
                "DELETE FROM jobs WHERE rowid IN (SELECT rowid FROM jobs ORDER BY started DESC LIMIT -1 OFFSET ?)",
                (MAX_JOBS,),
            )

    def jobs(self) -> list[JobRecord]:
        """The job history, oldest first."""
        with self._lock, guarded(self.path):
            rows = self._db.execute(
                "SELECT id, entry, title, started, ended, outcome, error FROM jobs ORDER BY started"
            )
            return [JobRecord(*map(codec.text, row)) for row in rows]

    # ---- artefacts ----

    def _put_artefact(self, name: str, mime: str, data: bytes) -> None:
        self._db.execute(
            """INSERT INTO artefacts (name, mime, created, bytes) VALUES (?, ?, ?, ?) ON CONFLICT (name)
               DO UPDATE SET mime = excluded.mime, created = excluded.created, bytes = excluded.bytes""",
            (name, mime, now(), data),
        )

    def put_artefact(self, name: str, mime: str, data: bytes) -> None:
        with self._transaction():
            self._put_artefact(name, mime, data)

    def drop_artefact(self, *names: str) -> None:
        """Take them out of the file, all or nothing; nothing happens where there is none of that name."""
        with self._transaction():
            self._db.executemany("DELETE FROM artefacts WHERE name = ?", [(name,) for name in names])

    def rename_artefact(self, name: str, to: str) -> None:
        """In the place of what is called ``to``; nothing happens where there is none called ``name``."""
        with self._transaction():
            self._db.execute("UPDATE OR REPLACE artefacts SET name = ? WHERE name = ?", (to, name))

    def artefact(self, name: str) -> tuple[str, bytes] | None:
        """(mime type, bytes), None where there is none of that name."""
        with self._lock, guarded(self.path):
            row = self._one("SELECT mime, bytes FROM artefacts WHERE name = ?", name)
            if row is None:
                return None
            if not isinstance(row[1], bytes):
                raise TypeError("bytes expected")
            return codec.text(row[0]), row[1]

    def artefacts(self) -> list[str]:
        with self._lock, guarded(self.path):
            return [codec.text(name) for (name,) in self._db.execute("SELECT name FROM artefacts ORDER BY name")]

    # ---- the model's file ----

    def model_file(self, of: str = "") -> Path:
        """A file that holds exactly the open model, or the one whose SHA-256 is ``of``.

        It is the original, one beside the project, or the embedded copy.
        """
        with self._lock, guarded(self.path):
            row = self._one(
                "SELECT sha256, name, path, files, artefact FROM models "
                "WHERE sha256 = CASE ?1 WHEN '' THEN (SELECT model FROM document) ELSE ?1 END",
                of,
            )
            if row is None:
                raise ProjectError("The project has no model.", "Open a model first.")
            sha256, name, path, files, artefact = row
            files = codec.rows(files)
            for candidate in (Path(codec.text(path)), self.path.parent / Path(path).name):
                if candidate.is_absolute() and model_files.matches(candidate, sha256, files):
                    return candidate
            stored = self.artefact(artefact) if artefact is not None else None
        if stored is not None:
            return model_files.extract(stored[1], sha256, name, self._cache)
        state = "has changed since the project was saved" if Path(path).is_file() else "is missing"
        raise ProjectError(
            f"The model file {path or name} {state}, and the project holds no copy of it.",
            "Locate the file with Locate model…, or open the changed file as a new model.",
        )

    def relocate_model(self, path: str | Path) -> ModelRecord:
        """The model now lies at ``path``. Raises ProjectError unless that file is the very same model."""
        file = Path(path).absolute()
        with self._lock:
            project = self.read()
            model = project.model
            if model is None:
                raise ProjectError("The project has no model.", "Open a model first.")
            if not model_files.matches(file, model.sha256, []):
                found = file.is_file()
                raise ProjectError(
                    f"{file} is another model: its content differs." if found else f"{file} cannot be read.",
                    f"Choose the file that the project was made with ({model.name}), or open this one.",
                )
            record = ModelRecord(file.name, str(file), model.sha256, model.graph, model.embedded)
            with self._transaction():
                self._db.execute(
                    "UPDATE models SET name = ?, path = ?, files = ? WHERE sha256 = ?",
                    (record.name, record.path, codec.dumps(model_files.fingerprint(file)), model.sha256),
                )
            self._written = Project(record, project.data, project.recipe, project.settings)
            return record

    # ---- files ----

    def save_as(self, path: str | Path) -> None:
        """Write everything to ``path``, replacing what is there, and continue on it. The old file stays as it is."""
        target = Path(path).absolute()
        with self._lock:
            if target.exists() and self.path.exists() and target.samefile(self.path):
                with guarded(self.path):
                    self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return
            _settle(target)
            temporary = target.with_name(f".{target.name[:60]}.{uuid.uuid4().hex[:8]}")
            try:
                with guarded(target):
                    copy = sqlite3.connect(temporary)
                    try:
                        self._db.backup(copy)
                    finally:
                        copy.close()
                _sync(temporary)
                for suffix in ("-wal", "-shm"):  # of an earlier file: SQLite would replay it over the new one
                    target.with_name(target.name + suffix).unlink(missing_ok=True)
                temporary.replace(target)
                _sync(target.parent)
            except OSError as error:
                raise ProjectError(
                    f"{target} cannot be written: {error.strerror or error}.",
                    "Choose another folder or free some space.",
                ) from error
            finally:
                for suffix in ("", "-wal", "-shm"):
                    temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
            opened = open_checked(target)
            self.close()
            self.path, self._db, self._closed = target, opened, False

    def close(self) -> None:
        """Leave a single file behind. Closing twice is fine."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            with guarded(self.path):
                try:
                    self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                except sqlite3.OperationalError as error:
                    # A read that a malformed row broke off still holds the table. Nothing is lost: what is in the
                    # write-ahead log counts, and the error that matters is on its way already.
                    if (error.sqlite_errorcode & 0xFF) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                        raise
                finally:
                    self._db.close()


def _settle(target: Path) -> None:
    """Before ``target`` is replaced: refuse when another EdgeViz has it open."""
    if not target.is_file() or target.stat().st_size == 0:
        return
    try:
        open_checked(target).close()
    except ProjectError as error:
        cause = error.__cause__
        code = getattr(cause, "sqlite_errorcode", 0) or 0
        if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        # Damaged, foreign or newer: the person chose to replace it.


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

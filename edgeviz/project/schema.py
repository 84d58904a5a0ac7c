"""The tables of a project file and the way from each version to the next."""

from __future__ import annotations

import sqlite3

#: "EdgV" in ASCII, in the header of every project file.
APPLICATION_ID = 0x45646756

#: MIGRATIONS[n] brings a file from version n to n + 1. A released step never changes: files of that version exist.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE artefacts (
             name TEXT PRIMARY KEY, mime TEXT NOT NULL, created TEXT NOT NULL, bytes BLOB NOT NULL)""",
        """CREATE TABLE models (
             sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, files TEXT NOT NULL,
             graph BLOB NOT NULL, artefact TEXT REFERENCES artefacts (name) ON DELETE SET NULL)""",
        "CREATE TABLE recipes (hash TEXT PRIMARY KEY, json TEXT NOT NULL)",
        """CREATE TABLE document (
             id INTEGER PRIMARY KEY CHECK (id = 1), model TEXT REFERENCES models (sha256),
             recipe TEXT REFERENCES recipes (hash), data TEXT, settings TEXT NOT NULL, modified TEXT NOT NULL)""",
        """CREATE TABLE evaluations (
             context TEXT NOT NULL, recipe TEXT NOT NULL REFERENCES recipes (hash), name TEXT NOT NULL,
             source TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL, metrics TEXT NOT NULL,
             PRIMARY KEY (context, recipe))""",
        "CREATE INDEX evaluations_recipe ON evaluations (recipe)",
        """CREATE TABLE jobs (
             id TEXT NOT NULL, started TEXT NOT NULL, ended TEXT NOT NULL, entry TEXT NOT NULL, title TEXT NOT NULL,
             outcome TEXT NOT NULL, error TEXT NOT NULL, PRIMARY KEY (id, started))""",
    ),
    # Which samples an evaluation has right; NULL where nobody kept it.
    ("ALTER TABLE evaluations ADD COLUMN outcomes TEXT",),
)

#: Columns that the code reads, by table. A file without them is damaged or made by somebody else.
COLUMNS: dict[str, frozenset[str]] = {
    "artefacts": frozenset(["name", "mime", "created", "bytes"]),
    "models": frozenset(["sha256", "name", "path", "files", "graph", "artefact"]),
    "recipes": frozenset(["hash", "json"]),
    "document": frozenset(["id", "model", "recipe", "data", "settings", "modified"]),
    "evaluations": frozenset(["context", "recipe", "name", "source", "created", "updated", "metrics", "outcomes"]),
    "jobs": frozenset(["id", "started", "ended", "entry", "title", "outcome", "error"]),
}


def newest() -> int:
    return len(MIGRATIONS)


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Bring ``db`` from ``version`` to the newest, one transaction per step, so that a crash leaves a whole version."""
    for number, statements in enumerate(MIGRATIONS[version:], version + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {number}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def foreign_parts(db: sqlite3.Connection) -> str:
    """What the schema holds that EdgeViz never writes, "" when nothing: such parts could run when a row is read."""
    for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_schema"):
        if kind not in ("table", "index") or str(sql or "").upper().startswith("CREATE VIRTUAL"):
            return f"{kind} {name}"
    return ""


def missing_parts(db: sqlite3.Connection) -> str:
    """The first table or column that the newest schema has and ``db`` has not, "" when all are there."""
    for table, columns in COLUMNS.items():
        found = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        if not columns <= found:
            return f"{table}: {', '.join(sorted(columns - found))}"
    return ""

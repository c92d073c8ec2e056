"""The tables. A base of a newer version is refused, an older one is brought up to date."""

from __future__ import annotations

VERSION = 3
"""Kept in SQLite's `user_version`."""

_FIRST = """
create table meta (name text primary key, value text not null) without rowid;

create table folders (
  path text primary key,
  shown text not null,
  rule text not null default 'any'
) without rowid;

create table files (
  id integer primary key,
  key text not null unique,            -- drawn at first sight, kept across renames
  path text not null unique,           -- absolute
  shown text not null,                 -- as added
  folder text not null,                -- the added folder or file it belongs to
  size integer not null,
  changed integer not null,            -- modification time in ns; -1: look again next time
  digest blob not null,                -- of the bytes
  kind text not null,                  -- suffix without its dot
  language text not null,
  title text not null,
  date text not null,
  pieces integer not null,             -- how many passages
  body text,                           -- null when refused
  reason text                          -- null when taken in
);
create index files_digest on files (digest);
create index files_folder on files (folder);
-- All that filters ask: they read this and never the rows, which hold whole texts.
create index files_facts on files (path, shown, date, kind, language, pieces);

create table passages (
  id integer primary key,
  file integer not null references files (id) on delete cascade,
  key text not null unique,            -- what a citation names
  start integer not null,
  stop integer not null,
  heading text not null,
  page integer not null,
  vector blob not null                 -- digest of the text that is embedded
);
create index passages_file on passages (file);
create index passages_vector on passages (vector);

create table tags (file integer not null references files (id) on delete cascade,
  name text not null, primary key (file, name)) without rowid;
create index tags_name on tags (name);

create table names (file integer not null references files (id) on delete cascade,
  name text not null, primary key (file, name)) without rowid;
create index names_name on names (name);

create table links (
  file integer not null references files (id) on delete cascade,
  start integer not null, stop integer not null,
  target text not null, anchor text not null, embed integer not null,
  primary key (file, start)
) without rowid;
create index links_target on links (target);

create table blocks (file integer not null references files (id) on delete cascade,
  name text not null, start integer not null, stop integer not null,
  primary key (file, name)) without rowid;

create table headings (file integer not null references files (id) on delete cascade,
  start integer not null, level integer not null, title text not null,
  primary key (file, start)) without rowid;

create table vectors (
  id integer primary key,
  digest blob not null unique,
  value blob not null                  -- half precision
);

"""
_PIECES = """
-- The telling pieces of an embedded text, for the second look at candidates.
create table pieces (
  vector integer primary key references vectors (id) on delete cascade,
  value blob not null                  -- rows of 4-bit numbers (knowledge.embedding.meaning)
);
"""
_REST = """
-- What the vector index still has to be told, in order.
create table changes (id integer primary key autoincrement, digest blob not null);

create virtual table words using fts5 (stems, exact, context, tokenize = 'unicode61 remove_diacritics 0');
"""

_MODELS = """
-- What made the vector and the pieces (knowledge.embedding.taught); empty before version 3. Such a vector
-- serves until it is made again.
alter table vectors add column model text not null default '';
"""


def statements(version: int) -> str:
    """Return what brings a base of this version up to date; 0 is a new one."""
    if version == 0:
        return _FIRST + _PIECES + _REST + _MODELS
    return _PIECES + _MODELS if version == 1 else _MODELS

"""The tables, as a chain of steps forward. A store of a newer version is refused, never changed back.

A step is never edited once it is out: it is what older stores went through.
"""

from __future__ import annotations

_CONVERSATIONS = """
create table conversations (
  id integer primary key autoincrement,
  key text not null unique,            -- what people and screens name it by
  title text not null,
  named integer not null default 0,    -- whether the person chose the title
  created real not null,               -- seconds since the epoch
  updated real not null,
  parent text                          -- key of the conversation it was forked from
);
create index conversations_updated on conversations (updated desc, id desc);

create table turns (
  id integer primary key autoincrement,
  conversation integer not null references conversations (id) on delete cascade,
  number integer not null,             -- from 1
  at real not null,
  task text not null,
  question text not null,
  answer text not null,                -- restored
  received text not null,              -- as the model sent it
  sent text not null,                  -- JSON: role and text of each message as it left
  documents text not null,             -- JSON: names
  verdicts text not null,              -- JSON
  warnings text not null,              -- JSON
  model text not null,
  destination text not null,
  prompt_tokens integer not null,
  completion_tokens integer not null,
  seconds real not null,
  complete integer not null,
  unique (conversation, number)
);

create table tags (
  conversation integer not null references conversations (id) on delete cascade,
  name text not null,
  primary key (conversation, name)
) without rowid;
create index tags_name on tags (name);

-- The tokenizer folds accents, but not the two ligatures of French.
create view spelled as select id,
  replace(replace(replace(replace(question, 'œ', 'oe'), 'Œ', 'Oe'), 'æ', 'ae'), 'Æ', 'Ae') as question,
  replace(replace(replace(replace(answer, 'œ', 'oe'), 'Œ', 'Oe'), 'æ', 'ae'), 'Æ', 'Ae') as answer
  from turns;
create virtual table words using fts5 (question, answer, content = 'spelled', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '3 5');
-- Deleted words leave the index at once, not at its next merge.
insert into words (words, rank) values ('secure-delete', 1);
create trigger turns_added after insert on turns begin
  insert into words (rowid, question, answer) select id, question, answer from spelled where id = new.id;
end;
create trigger turns_deleted before delete on turns begin
  insert into words (words, rowid, question, answer)
    select 'delete', id, question, answer from spelled where id = old.id;
end;
"""

_VAULTS_AND_DRAFTS = """
-- Pseudonyms of a conversation; values are sealed once more, tied to their row.
create table vaults (
  conversation integer not null references conversations (id) on delete cascade,
  name text not null,                  -- a placeholder, or what the vault keeps besides
  sealed blob not null,
  primary key (conversation, name)
) without rowid;

create table drafts (
  key text primary key,
  text text not null,
  updated real not null
) without rowid;
"""

_ACTIVITY = """
-- Counts of what was done; never a text.
create table activity (
  id integer primary key autoincrement,
  at real not null,
  what text not null,                  -- ask, check, protect …
  model text not null,
  destination text not null,
  prompt_tokens integer not null,
  completion_tokens integer not null,
  cost real,                           -- US dollars, null where no price is known
  seconds real not null,
  complete integer not null,
  hidden text not null,                -- JSON: how many values by kind
  corrected integer not null,          -- decisions the person changed at the review
  checked text not null                -- JSON: how many sentences by outcome
);
create index activity_at on activity (at);

create table meta (name text primary key, value text not null) without rowid;
"""

_OWN_RULES = """
-- What a person decided once and for all about a term.
create table own_rules (
  id integer primary key autoincrement,
  spelt text not null unique,          -- the term without its case: one decision each
  term text not null,
  always text not null,                -- hide or show
  kind text not null,
  made real not null
);
"""

_TEXTS = """
-- Recorded runs of prompts by id, what they sent and received by hash, what forms remember.
create table texts (name text primary key, text blob not null);
"""

STEPS = (_CONVERSATIONS, _VAULTS_AND_DRAFTS, _ACTIVITY, _OWN_RULES, _TEXTS)
VERSION = len(STEPS)
"""Kept in SQLite's `user_version`."""

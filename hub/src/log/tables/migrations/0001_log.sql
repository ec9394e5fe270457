-- The shop's log: its registers, their journals in one feed, and what was kept apart. Each table leads with the store.

CREATE TABLE stores (
    store INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    epoch INTEGER NOT NULL,
    -- The place of the last entry; places are dense from 1.
    feed INTEGER NOT NULL DEFAULT 0,
    begun INTEGER NOT NULL
) STRICT;

CREATE TABLE registers (
    store INTEGER NOT NULL REFERENCES stores,
    register TEXT NOT NULL,
    name TEXT NOT NULL,
    key BLOB NOT NULL,
    incarnation INTEGER NOT NULL,
    -- The last life of the log in which the log held all that it had.
    reported INTEGER NOT NULL,
    -- The last life in which it has said what rights it holds.
    rights_reported INTEGER NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0,
    lost INTEGER NOT NULL DEFAULT 0,
    forked INTEGER NOT NULL DEFAULT 0,
    enrolled INTEGER NOT NULL,
    seen INTEGER,
    skew INTEGER NOT NULL DEFAULT 0,
    cursor INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (store, register)
) STRICT, WITHOUT ROWID;

-- Enrolment codes, sealed. A used one remembers by whom, so that the same register may ask again.
CREATE TABLE codes (
    store INTEGER NOT NULL REFERENCES stores,
    code BLOB NOT NULL,
    name TEXT NOT NULL,
    expires INTEGER NOT NULL,
    register TEXT,
    PRIMARY KEY (store, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    store INTEGER NOT NULL REFERENCES stores,
    token BLOB NOT NULL,
    register TEXT NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (store, token)
) STRICT, WITHOUT ROWID;

-- Nonces that have opened a session, for as long as they could be shown again.
CREATE TABLE nonces (
    store INTEGER NOT NULL REFERENCES stores,
    nonce BLOB NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (store, nonce)
) STRICT, WITHOUT ROWID;

-- One incarnation of one register's journal, and how far it is held. One that went on in a new incarnation after a fork
-- begins with entries of older ones, which stand in their lines or were kept apart.
CREATE TABLE journals (
    store INTEGER NOT NULL REFERENCES stores,
    journal INTEGER NOT NULL,
    register TEXT NOT NULL,
    incarnation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (store, journal),
    UNIQUE (store, register, incarnation)
) STRICT, WITHOUT ROWID;

-- The feed. Within one incarnation its entries are a line, in which no place is taken twice.
CREATE TABLE entries (
    store INTEGER NOT NULL,
    feed INTEGER NOT NULL,
    journal INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (store, feed),
    UNIQUE (store, journal, seq)
) STRICT;

-- Signatures of ends: each covers every entry of its journal up to its place.
CREATE TABLE tips (
    store INTEGER NOT NULL,
    journal INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (store, journal, seq)
) STRICT, WITHOUT ROWID;

-- What was pushed and cannot stand in the feed, once however often it is pushed.
CREATE TABLE kept_apart (
    store INTEGER NOT NULL,
    -- In the order in which they came.
    number INTEGER NOT NULL,
    register TEXT NOT NULL,
    digest BLOB NOT NULL,
    incarnation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    why TEXT NOT NULL,
    bytes BLOB NOT NULL,
    -- Of the end of the journal that it was pushed with.
    signature BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (store, register, digest),
    UNIQUE (store, number)
) STRICT;

CREATE TABLE audit (
    store INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    about TEXT NOT NULL,
    PRIMARY KEY (store, number)
) STRICT, WITHOUT ROWID;

-- Rights to spend what there is only so much of.

-- How far the feed is in the ledger, which is the next table and what shares say was spent.
ALTER TABLE stores ADD COLUMN ledger INTEGER NOT NULL DEFAULT 0;

-- What came in of each asset, less what went out without a right: all of it may be granted. Below zero where more went out.
CREATE TABLE assets (
    store INTEGER NOT NULL REFERENCES stores,
    asset TEXT NOT NULL,
    free INTEGER NOT NULL,
    PRIMARY KEY (store, asset)
) STRICT, WITHOUT ROWID;

-- What each incarnation of a register has had of it.
CREATE TABLE shares (
    store INTEGER NOT NULL REFERENCES stores,
    asset TEXT NOT NULL,
    register TEXT NOT NULL,
    incarnation INTEGER NOT NULL,
    granted INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    PRIMARY KEY (store, asset, register, incarnation)
) STRICT, WITHOUT ROWID;

-- The last transfer of each incarnation, with what it came to.
CREATE TABLE transfers (
    store INTEGER NOT NULL REFERENCES stores,
    register TEXT NOT NULL,
    incarnation INTEGER NOT NULL,
    id INTEGER NOT NULL,
    asset TEXT NOT NULL,
    granted INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    PRIMARY KEY (store, register, incarnation)
) STRICT, WITHOUT ROWID;

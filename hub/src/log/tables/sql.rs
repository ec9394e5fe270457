//! Every statement that the log says to a database, in words that each of them understands: values are numbered from `?1`,
//! numbers are added up by the log, and what a database calls otherwise is not used.

pub const MIGRATIONS: &str = "CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL) STRICT;";
pub const LAST_MIGRATION: &str = "SELECT coalesce(max(number), 0) FROM migrations";
pub const NOTE_MIGRATION: &str = "INSERT INTO migrations (number, name, at) VALUES (?1, ?2, ?3)";

pub const STORE: &str = "SELECT store, epoch, feed FROM stores WHERE name = ?1";
pub const FIRST_STORE: &str = "SELECT name, epoch FROM stores ORDER BY store LIMIT 1";
pub const BEGIN_STORE: &str = "INSERT INTO stores (store, name, epoch, begun)
    SELECT coalesce(max(store), 0) + 1, ?1, ?2, ?3 FROM stores";
pub const SET_EPOCH: &str = "UPDATE stores SET epoch = ?2 WHERE name = ?1";
pub const SET_FEED: &str = "UPDATE stores SET feed = ?2 WHERE store = ?1";

pub const REGISTER: &str =
    "SELECT register, name, key, incarnation, reported, rights_reported, revoked, lost, forked, enrolled, seen, skew, cursor,
    given
    FROM registers WHERE store = ?1 AND register = ?2";
pub const REGISTERS: &str =
    "SELECT register, name, key, incarnation, reported, rights_reported, revoked, lost, forked, enrolled, seen, skew, cursor,
    given
    FROM registers WHERE store = ?1 ORDER BY register";
pub const COUNT_REGISTERS: &str = "SELECT count(*) FROM registers WHERE store = ?1";
pub const ADD_REGISTER: &str = "INSERT INTO registers
    (store, register, name, key, incarnation, reported, rights_reported, enrolled)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)";
/// From the list that no backup takes back: taken away stays taken away, and incarnations only rise.
pub const RECALL_REGISTER: &str = "INSERT INTO registers
    (store, register, name, key, incarnation, reported, rights_reported, revoked, lost, enrolled, given, forked)
    VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?6, ?7, ?8, ?9, ?10)
    ON CONFLICT (store, register) DO UPDATE SET
        key = excluded.key,
        revoked = CASE WHEN excluded.revoked > registers.revoked THEN 1 ELSE registers.revoked END,
        lost = CASE WHEN excluded.lost > registers.lost THEN 1 ELSE registers.lost END,
        incarnation = CASE WHEN excluded.incarnation > registers.incarnation THEN excluded.incarnation
            ELSE registers.incarnation END,
        given = CASE WHEN excluded.given > registers.given THEN excluded.given ELSE registers.given END,
        forked = CASE WHEN excluded.forked > registers.forked THEN 1 ELSE registers.forked END";
pub const REVOKE: &str = "UPDATE registers SET revoked = 1 WHERE store = ?1 AND register = ?2";
pub const LOSE: &str = "UPDATE registers SET lost = 1 WHERE store = ?1 AND register = ?2";
pub const UNFREEZE: &str = "UPDATE registers SET forked = 0 WHERE store = ?1 AND register = ?2";
pub const SET_FORKED: &str = "UPDATE registers SET forked = 1 WHERE store = ?1 AND register = ?2 AND forked = 0";
pub const SET_INCARNATION: &str = "UPDATE registers SET incarnation = ?3, given = ?4
    WHERE store = ?1 AND register = ?2";
pub const SET_GIVEN: &str = "UPDATE registers SET given = ?3 WHERE store = ?1 AND register = ?2";
pub const SET_REPORTED: &str = "UPDATE registers SET reported = ?3 WHERE store = ?1 AND register = ?2";
pub const SET_RIGHTS_REPORTED: &str = "UPDATE registers SET rights_reported = ?3 WHERE store = ?1 AND register = ?2";
pub const NOTE_SIGN: &str = "UPDATE registers SET seen = ?3, skew = ?4, cursor = ?5
    WHERE store = ?1 AND register = ?2";

pub const CODE: &str = "SELECT name, expires, register FROM codes WHERE store = ?1 AND code = ?2";
pub const ADD_CODE: &str = "INSERT INTO codes (store, code, name, expires) VALUES (?1, ?2, ?3, ?4)";
pub const USE_CODE: &str = "UPDATE codes SET register = ?3 WHERE store = ?1 AND code = ?2";
pub const DROP_OLD_CODES: &str = "DELETE FROM codes WHERE store = ?1 AND expires <= ?2";
pub const COUNT_CODES: &str = "SELECT count(*) FROM codes WHERE store = ?1";

pub const SESSION: &str = "SELECT s.register, r.key, r.revoked, s.expires
    FROM sessions s JOIN registers r ON r.store = s.store AND r.register = s.register
    WHERE s.store = ?1 AND s.token = ?2 AND s.expires > ?3";
pub const ADD_SESSION: &str = "INSERT INTO sessions (store, token, register, expires)
    SELECT store, ?3, register, ?4 FROM registers WHERE store = ?1 AND register = ?2";
pub const DROP_OLD_SESSIONS: &str = "DELETE FROM sessions WHERE store = ?1 AND expires <= ?2";
/// All but the newest of one register.
pub const DROP_SURPLUS_SESSIONS: &str = "DELETE FROM sessions WHERE store = ?1 AND register = ?2 AND token NOT IN
    (SELECT token FROM sessions WHERE store = ?1 AND register = ?2 ORDER BY expires DESC, token LIMIT ?3)";
pub const COUNT_SESSIONS: &str = "SELECT count(*) FROM sessions WHERE store = ?1 AND expires > ?2";
pub const DROP_SESSIONS: &str = "DELETE FROM sessions WHERE store = ?1";
pub const DROP_CODES: &str = "DELETE FROM codes WHERE store = ?1";
pub const USE_NONCE: &str = "INSERT INTO nonces (store, nonce, expires) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
pub const DROP_OLD_NONCES: &str = "DELETE FROM nonces WHERE store = ?1 AND expires <= ?2";

pub const JOURNAL: &str = "SELECT journal, seq, hash FROM journals
    WHERE store = ?1 AND register = ?2 AND incarnation = ?3";
pub const ADD_JOURNAL: &str = "INSERT INTO journals (store, journal, register, incarnation, seq, hash)
    SELECT ?1, coalesce(max(journal), 0) + 1, ?2, ?3, 0, ?4 FROM journals WHERE store = ?1
    RETURNING journal";
pub const SET_TIP: &str = "UPDATE journals SET seq = ?3, hash = ?4 WHERE store = ?1 AND journal = ?2";

/// Of all incarnations of a register, between two places.
pub const FILED: &str = "SELECT j.incarnation, e.seq, e.hash
    FROM journals j JOIN entries e ON e.store = j.store AND e.journal = j.journal
    WHERE j.store = ?1 AND j.register = ?2 AND e.seq >= ?3 AND e.seq <= ?4";
pub const ADD_ENTRY: &str = "INSERT INTO entries (store, feed, journal, seq, hash, bytes)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
pub const ADD_SIGNATURE: &str = "INSERT INTO tips (store, journal, seq, signature) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT DO NOTHING";
/// How many bytes a page would hold up to each entry; an own one is passed over.
pub const SIZES: &str = "SELECT feed, CASE WHEN journal = ?3 THEN 0 ELSE length(bytes) END FROM entries
    WHERE store = ?1 AND feed > ?2 ORDER BY feed LIMIT ?4";
/// An own entry stands there without its bytes, so that it can be passed over.
pub const ENTRIES: &str = "SELECT bytes FROM entries WHERE store = ?1 AND feed > ?2 ORDER BY feed LIMIT ?3";
pub const PAGE: &str = "SELECT feed, CASE WHEN journal = ?3 THEN NULL ELSE bytes END FROM entries
    WHERE store = ?1 AND feed > ?2 AND feed <= ?4 ORDER BY feed";

pub const KEEP_APART: &str = "INSERT INTO kept_apart
    (store, number, register, digest, incarnation, seq, why, bytes, signature, at)
    SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM kept_apart WHERE store = ?1
    ON CONFLICT (store, register, digest) DO NOTHING";
/// Disputed entries are well-formed: of those as many are kept as come.
pub const COUNT_NONE_OF: &str =
    "SELECT count(*) FROM kept_apart WHERE store = ?1 AND register = ?2 AND why <> 'disputed'";
pub const KEPT_APART: &str = "SELECT register, incarnation, seq, bytes, why FROM kept_apart
    WHERE store = ?1 ORDER BY number LIMIT ?2";
pub const COUNT_DISPUTED: &str = "SELECT count(*) FROM kept_apart WHERE store = ?1 AND why = 'disputed'";
pub const COUNT_NONE: &str = "SELECT count(*) FROM kept_apart WHERE store = ?1 AND why <> 'disputed'";

pub const LEDGER: &str = "SELECT ledger FROM stores WHERE store = ?1";
pub const SET_LEDGER: &str = "UPDATE stores SET ledger = ?2 WHERE store = ?1";
pub const BOOKABLE: &str = "SELECT j.register, j.incarnation, e.bytes
    FROM entries e JOIN journals j ON j.store = e.store AND j.journal = e.journal
    WHERE e.store = ?1 AND e.feed > ?2 AND e.feed <= ?3 ORDER BY e.feed";
pub const FREE: &str = "SELECT free FROM assets WHERE store = ?1 AND asset = ?2";
pub const SET_FREE: &str = "INSERT INTO assets (store, asset, free) VALUES (?1, ?2, ?3)
    ON CONFLICT (store, asset) DO UPDATE SET free = excluded.free";
pub const SHARE: &str = "SELECT granted, returned, spent FROM shares
    WHERE store = ?1 AND asset = ?2 AND register = ?3 AND incarnation = ?4";
pub const SHARES: &str = "SELECT s.register, s.incarnation, s.granted, s.returned, s.spent, r.lost
    FROM shares s LEFT JOIN registers r ON r.store = s.store AND r.register = s.register
    WHERE s.store = ?1 AND s.asset = ?2 ORDER BY s.register, s.incarnation";
pub const SET_SHARE: &str = "INSERT INTO shares (store, asset, register, incarnation, granted, returned, spent)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (store, asset, register, incarnation) DO UPDATE SET
        granted = excluded.granted, returned = excluded.returned, spent = excluded.spent";
/// What is not known to be spent to the end.
pub const HELD: &str = "SELECT asset, granted, returned FROM shares
    WHERE store = ?1 AND register = ?2 AND incarnation = ?3 AND granted - returned > spent ORDER BY asset";
pub const TRANSFER: &str = "SELECT id, asset, granted, returned FROM transfers
    WHERE store = ?1 AND register = ?2 AND incarnation = ?3";
pub const SET_TRANSFER: &str = "INSERT INTO transfers (store, register, incarnation, id, asset, granted, returned)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (store, register, incarnation) DO UPDATE SET
        id = excluded.id, asset = excluded.asset, granted = excluded.granted, returned = excluded.returned";

pub const ADD_ACT: &str = "INSERT INTO audit (store, number, at, who, act, about)
    SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5 FROM audit WHERE store = ?1";
pub const ACTS: &str = "SELECT at, who, act, about FROM audit WHERE store = ?1 ORDER BY number LIMIT ?2";

/// What a change that fails is taken back to.
pub const SAVE: &str = "SAVEPOINT change";
pub const KEEP: &str = "RELEASE SAVEPOINT change";
pub const TAKE_BACK: &str = "ROLLBACK TO SAVEPOINT change; RELEASE SAVEPOINT change";

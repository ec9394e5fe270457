//! The append-only journal: chain, two-phase commit, recovery and projections over any store.

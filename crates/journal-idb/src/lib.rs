//! The journal's store on IndexedDB.

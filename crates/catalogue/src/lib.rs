//! The items of a shop: packed in memory, found by code and by text, read from and written to CSV.

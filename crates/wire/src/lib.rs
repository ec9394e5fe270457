//! Every byte that is stored or sent: versioned records with golden files.

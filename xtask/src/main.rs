//! The project's own commands: run, test, check, tidy, bench, crash, replay.
fn main() {}

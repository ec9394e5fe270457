//! `cargo xtask crash`: a real register sells while its browser is killed at random moments; nothing may be lost.
//! The rounds themselves are `e2e/crash.mjs`.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::hub::{self, Profile};
use crate::setup::{self, Needs};
use crate::shell::run;
use crate::{bench, register};

const ROUNDS: u32 = 200;

/// `cargo xtask crash [--rounds N]`
pub fn main(arguments: Vec<String>) -> Result<()> {
    let count = match arguments.as_slice() {
        [] => ROUNDS,
        [flag, value] if flag == "--rounds" => value
            .parse()
            .ok()
            .filter(|count| *count > 0)
            .with_context(|| format!("--rounds takes a number from 1, not {value}"))?,
        _ => bail!("usage: cargo xtask crash [--rounds N]"),
    };
    setup::ensure(Needs::Everything)?;
    register::build()?;
    rounds(count, &hub::build(Profile::Release)?)
}

/// Runs the rounds against the register as built; the last line printed sums them up.
pub fn rounds(count: u32, hub: &Path) -> Result<()> {
    let mut node = bench::node("crash", Path::new("crash.mjs"), hub)?;
    run(node.command.args(["--rounds", &count.to_string()]))
}

//! `cargo xtask sim`: whole shops in one process, with every fault drawn from a seed. The simulator is `crates/sim`; it runs
//! as a program of its own, optimised.

use anyhow::Result;

use crate::shell::run;
use crate::tools;

/// Seeds of every test run; longer series are run by hand.
pub const SEEDS: u32 = 1_000;

/// `cargo xtask sim [--seeds N [--from N]] | --seed N [--bug NAME] | --mutants`
pub fn main(arguments: Vec<String>) -> Result<()> {
    run(tools::cargo(&["run", "--quiet", "--release", "--package", "evertill-sim", "--"])?.args(arguments))
}

//! `cargo xtask check`: what must hold before anything is worth testing. Formatting, clippy for the host and for
//! WebAssembly without a warning, and the house rules.

use std::time::Instant;

use anyhow::Result;

use crate::setup::{self, Needs};
use crate::shell::{elapsed, heading, run};
use crate::{tidy, tools};

/// What builds for WebAssembly only.
pub const WASM_PACKAGES: &[&str] = &["evertill-journal-idb", "evertill-app"];

/// `cargo xtask check`
pub fn main(_arguments: Vec<String>) -> Result<()> {
    let started = Instant::now();
    setup::ensure(Needs::Check)?;
    heading("Formatting");
    run(&mut tools::cargo(&["fmt", "--all", "--check"])?)?;

    heading("Clippy for the host");
    let quiet = ["clippy", "--quiet", "--all-targets"];
    run(tools::cargo(&quiet)?.args(["--", "-D", "warnings"]))?;

    heading("Clippy for WebAssembly");
    let mut wasm = tools::cargo(&quiet)?;
    wasm.args(["--target", "wasm32-unknown-unknown"]);
    for package in WASM_PACKAGES.iter().chain(&["evertill-bench"]) {
        wasm.args(["--package", package]);
    }
    run(wasm.args(["--", "-D", "warnings"]))?;

    tidy::main(Vec::new())?;
    println!("\nchecked in {}", elapsed(started));
    Ok(())
}

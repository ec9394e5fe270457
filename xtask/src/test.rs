//! `cargo xtask test`: every test there is, from the host's to a real browser that is killed while it sells.

use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::check::WASM_PACKAGES;
use crate::hub::{self, Profile};
use crate::setup::{self, Needs};
use crate::shell::{Tally, elapsed, heading, run_tests};
use crate::{browser, crash, register, sim, tools, workspace};

/// Crash rounds of every test run; longer series are run by hand.
const CRASH_ROUNDS: u32 = 10;

/// A section's name and what it does.
type Section = (&'static str, fn(&mut Tally) -> Result<()>);

const SECTIONS: &[Section] = &[
    ("Host tests", host),
    ("Documentation tests", documentation),
    ("Simulated shops", simulation),
    ("Tests in a headless browser", headless_browser),
    ("End to end", end_to_end),
    ("Crash rounds", crash_rounds),
];

/// `cargo xtask test`; ends with `N passed, N failed`.
pub fn main(_arguments: Vec<String>) -> Result<()> {
    let started = Instant::now();
    setup::ensure(Needs::Everything)?;
    let mut tally = Tally::default();
    let mut broken = Vec::new();
    for (name, section) in SECTIONS {
        heading(name);
        let since = Instant::now();
        let failed_before = tally.failed;
        if let Err(error) = section(&mut tally) {
            eprintln!("{name}: {error:#}");
            // A section that broke without a failed test still has to show in the sum.
            tally.failed = tally.failed.max(failed_before + 1);
            broken.push(*name);
        }
        println!("-- {name}: {}", elapsed(since));
    }
    println!("\ntested in {}", elapsed(started));
    if !broken.is_empty() {
        println!("failed: {}", broken.join(", "));
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if !broken.is_empty() {
        // Not as an error: the sum has to stay the last line, where people and machines look for it.
        std::process::exit(1);
    }
    Ok(())
}

fn host(tally: &mut Tally) -> Result<()> {
    let has_nextest = browser::on_path("cargo-nextest").is_some();
    let arguments: &[&str] = if has_nextest {
        &["nextest", "run", "--no-fail-fast", "--no-tests=pass", "--status-level=fail"]
    } else {
        &["test", "--quiet", "--no-fail-fast", "--all-targets"]
    };
    run_tests(&mut tools::cargo(arguments)?, tally)
}

fn documentation(tally: &mut Tally) -> Result<()> {
    run_tests(&mut tools::cargo(&["test", "--quiet", "--doc"])?, tally)
}

fn simulation(_tally: &mut Tally) -> Result<()> {
    sim::main(vec!["--seeds".to_owned(), sim::SEEDS.to_string()])
}

fn headless_browser(tally: &mut Tally) -> Result<()> {
    let driver = browser::driver().context("there is no chromedriver")?;
    // Without --quiet, which cargo would hand on to a runner that does not know it.
    let mut cargo = tools::cargo(&["test", "--no-fail-fast", "--target", "wasm32-unknown-unknown"])?;
    for package in WASM_PACKAGES {
        cargo.args(["--package", package]);
    }
    // The browser's flags and its timeout stand in .cargo/config.toml, so that a plain `cargo test` has them too.
    run_tests(cargo.env("CHROMEDRIVER", driver), tally)
}

fn end_to_end(tally: &mut Tally) -> Result<()> {
    let dist = register::build()?;
    let hub = hub::build(Profile::Dev)?;
    heading("Walk through the register in Chromium");
    let mut node = tools::command("node")?;
    node.args(["--test", "--test-concurrency=1", "--test-timeout=300000", "--test-reporter=spec"])
        .arg("tests/")
        .current_dir(workspace::e2e())
        .env("EVERTILL_HUB", hub)
        .env("EVERTILL_DIST", dist)
        .env("EVERTILL_CHROMIUM", browser::chromium().unwrap_or_default());
    run_tests(&mut node, tally)
}

fn crash_rounds(_tally: &mut Tally) -> Result<()> {
    crash::rounds(CRASH_ROUNDS, &hub::build(Profile::Dev)?)
}

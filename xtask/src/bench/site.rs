//! Builds the page in which crates are measured without the register's screens: `bench/` compiled as the register is,
//! the peer beside it, and the items.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::items;
use crate::shell::{heading, run};
use crate::{tools, workspace};

const TARGET: &str = "wasm32-unknown-unknown";
const PROGRAM: &str = "evertill_bench";
/// The register's profile, see the workspace's Cargo.toml.
const PROFILE: &str = "wasm-release";
/// The peer of text search, from the locked npm packages.
const PEER: &str = "node_modules/minisearch/dist/es/index.js";

/// Builds the page and answers the folder that a hub serves.
pub fn build() -> Result<PathBuf> {
    heading("Build the measurements");
    let target = workspace::target()?;
    let site = target.join("bench").join("site");
    fs::create_dir_all(&site)?;
    let (variable, flags) = tools::release_flags()?;
    run(tools::cargo(&["build", "--quiet", "--package", "evertill-bench", "--target", TARGET, "--profile", PROFILE])?
        .env(variable, flags))?;
    let built = target.join(TARGET).join(PROFILE).join(format!("{PROGRAM}.wasm"));
    run(tools::command("wasm-bindgen")?
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .arg(&site)
        .arg(&built))?;
    let program = site.join(format!("{PROGRAM}_bg.wasm"));
    run(tools::command("wasm-opt")?.args(optimiser()?).arg(&program).arg("-o").arg(&program))?;
    let page = workspace::root().join("bench").join("page");
    for name in ["index.html", "page.js"] {
        copy(&page.join(name), &site.join(name))?;
    }
    copy(&workspace::e2e().join(PEER), &site.join("minisearch.js"))?;
    let (items, origin) = items::file()?;
    fs::write(site.join("items.csv"), &items)?;
    println!("{} items, {origin}", items.iter().filter(|byte| **byte == b'\n').count().saturating_sub(1));
    Ok(site)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| from.display().to_string()).map(drop)
}

/// The optimiser's arguments, from the page that tells Trunk how the register is built: one place says it for both.
fn optimiser() -> Result<Vec<String>> {
    let path = workspace::root().join("app").join("index.html");
    let page = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let value = |name: &str| {
        let rest = page.split(&format!("{name}=\"")).nth(1)?;
        rest.split('"').next()
    };
    let level = value("data-wasm-opt").context("app/index.html names no data-wasm-opt")?;
    let more = value("data-wasm-opt-params").unwrap_or_default().split(' ').filter(|word| !word.is_empty());
    Ok([format!("-O{level}")].into_iter().chain(more.map(String::from)).collect())
}

//! `cargo xtask bench`: runs the measurements of `e2e/bench/` in a real browser, one after another, and prints each
//! beside its floor or peer.
//!
//! A measurement is a Node script. It gets `BASE_URL` (a hub that serves the release register), `PROFILE_DIR` (an empty
//! folder on disk for the browser's profile), `EVERTILL_HUB`, `EVERTILL_DIST` and `EVERTILL_CHROMIUM` (to start its own),
//! `EVERTILL_BENCH_SITE` (the page of `bench/`, with `items.csv` in it), and writes the JSON file named in `OUT`: `{ "rows": [{ "what", "unit", "p50", "p99", "beside"?, "beside_p50"?,
//! "beside_p99"?, "goal"?, "met"? }] }`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::hub::{self, Hub, Profile};
use crate::setup::{self, Needs};
use crate::shell::{heading, run};
use crate::{browser, register, tools, workspace};

mod items;
mod site;

/// What measures crates in a page of its own; everything else needs the whole register.
const WITHOUT_REGISTER: &[&str] = &["commit", "lookup", "reports", "promotions", "search"];

/// `cargo xtask bench [NAME]...`
pub fn main(names: Vec<String>) -> Result<()> {
    let scripts = scripts(&names)?;
    setup::ensure(Needs::Everything)?;
    if scripts.iter().any(|(name, _)| !WITHOUT_REGISTER.contains(&name.as_str())) {
        register::build()?;
    }
    let site = site::build()?;
    let hub = hub::build(Profile::Release)?;
    let mut missed = Vec::new();
    for (name, script) in scripts {
        heading(&format!("Measure {name}"));
        let dist = if WITHOUT_REGISTER.contains(&name.as_str()) { site.clone() } else { workspace::dist() };
        let mut node = node_at(&name, &script, &hub, &dist)?;
        node.command.env("EVERTILL_BENCH_SITE", &site);
        run(&mut node.command).with_context(|| format!("the measurement {name}"))?;
        let text = fs::read_to_string(&node.out).with_context(|| format!("{name} wrote no {}", node.out.display()))?;
        let report: Value = serde_json::from_str(&text)?;
        print!("\n{}", table(&report));
        if rows(&report).any(|row| row["met"] == false) {
            missed.push(name);
        }
    }
    // A missed goal is a result and not a fault of the command; the table says by how much.
    if !missed.is_empty() {
        println!("\nmissed a goal: {}", missed.join(", "));
    }
    Ok(())
}

/// A script that is ready to run, with the hub and the folders that it needs; dropping it tidies up.
pub struct Node {
    /// The command; arguments may still be added.
    pub command: Command,
    out: PathBuf,
    profile: PathBuf,
    _hub: Hub,
}

/// Prepares a script of the e2e folder with an empty profile and a hub of its own that serves the register.
pub fn node(name: &str, script: &Path, hub: &Path) -> Result<Node> {
    node_at(name, script, hub, &workspace::dist())
}

/// As [`node`], with a hub that serves `dist`.
fn node_at(name: &str, script: &Path, hub: &Path, dist: &Path) -> Result<Node> {
    let target = workspace::target()?;
    let out = target.join("bench").join(format!("{name}.json"));
    let profile = target.join("profiles").join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(target.join("bench"))?;
    fs::create_dir_all(&profile)?;
    let running = Hub::start(hub, dist, 0)?;
    let mut command = tools::command("node")?;
    command
        .arg(script)
        .current_dir(workspace::e2e())
        .env("BASE_URL", &running.url)
        .env("PROFILE_DIR", &profile)
        .env("OUT", &out)
        .env("EVERTILL_HUB", hub)
        .env("EVERTILL_DIST", dist)
        .env("EVERTILL_CHROMIUM", browser::chromium().unwrap_or_default());
    Ok(Node { command, out, profile, _hub: running })
}

impl Drop for Node {
    fn drop(&mut self) {
        // What is left of a profile costs room and nothing else.
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// The scripts to run: those named, or all of them in alphabetical order.
fn scripts(names: &[String]) -> Result<Vec<(String, PathBuf)>> {
    let folder = workspace::e2e().join("bench");
    let mut known: Vec<String> = fs::read_dir(&folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".mjs").map(String::from))
        .collect();
    known.sort();
    let wanted = if names.is_empty() { &known } else { names };
    if let Some(unknown) = wanted.iter().find(|name| !known.contains(name)) {
        anyhow::bail!("there is no measurement {unknown}; there are {}", known.join(", "));
    }
    Ok(wanted.iter().map(|name| (name.clone(), folder.join(format!("{name}.mjs")))).collect())
}

fn rows(report: &Value) -> impl Iterator<Item = &Value> {
    report["rows"].as_array().into_iter().flatten()
}

/// The report as a Markdown table, so that it can stand in docs/performance.md as printed.
fn table(report: &Value) -> String {
    let mut text = "| what | p50 | p99 | beside | its p50 | its p99 | ratio p50 | ratio p99 | goal | met |\n\
                    |---|---|---|---|---|---|---|---|---|---|\n"
        .to_owned();
    for row in rows(report) {
        let word = |key: &str| row[key].as_str().unwrap_or("").to_owned();
        let number = |key: &str| row[key].as_f64();
        let unit = word("unit");
        let with_unit = |key: &str| number(key).map_or(String::new(), |n| format!("{} {unit}", figure(n)));
        let ratio = |ours: &str, its: &str| match (number(ours), number(its)) {
            (Some(ours), Some(its)) if its > 0.0 => format!("{:.2}", ours / its),
            _ => String::new(),
        };
        let met = row["met"].as_bool().map_or("", |met| if met { "yes" } else { "no" });
        let cells = [
            word("what"),
            with_unit("p50"),
            with_unit("p99"),
            word("beside"),
            with_unit("beside_p50"),
            with_unit("beside_p99"),
            ratio("p50", "beside_p50"),
            ratio("p99", "beside_p99"),
            word("goal"),
            met.to_owned(),
        ];
        text += &format!("| {} |\n", cells.join(" | "));
    }
    text
}

/// Three significant figures are all that a measurement on a shared machine is good for.
fn figure(number: f64) -> String {
    match number.abs() {
        size if size >= 100.0 => format!("{number:.0}"),
        size if size >= 10.0 => format!("{number:.1}"),
        size if size >= 1.0 => format!("{number:.2}"),
        _ => format!("{number:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measurement_stands_beside_its_floor_with_the_ratio() {
        let report = serde_json::json!({ "rows": [
            { "what": "commit", "unit": "ms", "p50": 3.0, "p99": 12.0, "beside": "bare", "beside_p50": 2.0,
              "beside_p99": 8.0, "goal": "p50 ≤ 1.5×", "met": true },
            { "what": "bundle", "unit": "KB", "p50": 420, "met": false },
        ]});
        let table = table(&report);
        let lines: Vec<&str> = table.lines().skip(2).collect();
        assert_eq!(
            lines,
            [
                "| commit | 3.00 ms | 12.0 ms | bare | 2.00 ms | 8.00 ms | 1.50 | 1.50 | p50 ≤ 1.5× | yes |",
                "| bundle | 420 KB |  |  |  |  |  |  |  | no |",
            ]
        );
    }
}

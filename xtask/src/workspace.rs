//! Where things lie: the workspace's root, its target folder, its packages.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

/// The folder that holds the workspace's Cargo.toml.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The built register, where Trunk.toml puts it.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The browser tests, benchmarks and their packages.
pub fn e2e() -> PathBuf {
    root().join("e2e")
}

/// Where cargo builds to, the environment's wish included.
pub fn target() -> Result<PathBuf> {
    let metadata = metadata()?;
    let folder = metadata["target_directory"].as_str().context("cargo metadata names no target folder")?;
    Ok(PathBuf::from(folder))
}

/// What cargo knows about the workspace's own packages.
pub fn metadata() -> Result<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(root())
        .output()
        .context("cargo metadata")?;
    anyhow::ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).context("cargo metadata's answer")
}

/// The version that Cargo.lock holds of a package.
pub fn locked_version(package: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let line = format!("name = \"{package}\"");
    lock.lines()
        .skip_while(|have| *have != line)
        .nth(1)
        .and_then(|version| version.strip_prefix("version = \""))
        .and_then(|version| version.strip_suffix('"'))
        .map(String::from)
        .with_context(|| format!("Cargo.lock holds no {package}"))
}

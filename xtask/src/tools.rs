//! The pinned tools: which versions, where they lie, and the environment in which they find each other.
//!
//! Tools that cargo builds go into one folder per tool and version in the person's cache folder, so that a second
//! clone finds what the first one built.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::shell::first_line;
use crate::workspace;

/// Trunk's version; the next one wants a newer Rust than ours.
pub const TRUNK: &str = "0.21.14";
/// The oldest Node that runs our browser tests.
pub const NODE_MAJOR_MIN: u32 = 20;

/// A program that cargo installs.
pub struct Tool {
    /// The package in the registry.
    pub package: &'static str,
    /// The program whose version tells whether it is there.
    pub program: &'static str,
    /// The exact version.
    pub version: String,
    /// How long building it takes on two cores, in words.
    pub takes: &'static str,
    /// Further arguments of `cargo install`.
    pub arguments: &'static [&'static str],
}

/// Trunk, which builds the page.
pub fn trunk() -> Tool {
    Tool {
        package: "trunk",
        program: "trunk",
        version: TRUNK.to_owned(),
        takes: "5 to 10 minutes",
        arguments: &["--locked", "--no-default-features", "--features", "rustls"],
    }
}

/// wasm-bindgen's program, which must be of exactly the version of the library in Cargo.lock. Without `--locked`:
/// its lock file names a release that has since been withdrawn.
pub fn wasm_bindgen() -> Result<Tool> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: workspace::locked_version("wasm-bindgen")?,
        takes: "3 to 5 minutes",
        arguments: &[],
    })
}

impl Tool {
    /// The folder that `cargo install --root` fills for this version.
    pub fn folder(&self) -> Result<PathBuf> {
        Ok(cache()?.join(format!("{}-{}", self.program, self.version)))
    }

    /// Where this exact version is: in our folder, or on PATH already.
    pub fn find(&self) -> Result<Option<PathBuf>> {
        let ours = self.folder()?.join("bin").join(self.program);
        let candidates = [ours, PathBuf::from(self.program)];
        Ok(candidates.into_iter().find(|program| self.is_right(program)))
    }

    fn is_right(&self, program: &std::path::Path) -> bool {
        first_line(&program.to_string_lossy(), &["--version"])
            .is_some_and(|line| line.split(' ').nth(1) == Some(self.version.as_str()))
    }

    /// The command that builds it. A tool that runs for seconds does not deserve a quarter of an hour of optimising.
    pub fn install(&self) -> Result<Command> {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["install", self.package, "--version", &self.version])
            .args(self.arguments)
            .arg("--root")
            .arg(self.folder()?)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env_remove("RUSTFLAGS")
            // One of ours may be shared by several checkouts and is no place for somebody else's program.
            .env_remove("CARGO_TARGET_DIR");
        Ok(command)
    }
}

/// The person's cache folder for Evertill's tools.
fn cache() -> Result<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME")
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
        .context("neither XDG_CACHE_HOME nor a home folder is known")?;
    Ok(base.join("evertill").join("tools"))
}

/// PATH with our tools in front, so that Trunk finds the versions it asks for and downloads nothing.
pub fn path() -> Result<OsString> {
    let mut folders = vec![
        trunk().folder()?.join("bin"),
        wasm_bindgen()?.folder()?.join("bin"),
        workspace::e2e().join("node_modules").join(".bin"),
    ];
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    Ok(std::env::join_paths(folders)?)
}

/// A command that sees our tools first, in the workspace's root.
pub fn command(program: &str) -> Result<Command> {
    let path = path()?;
    // A program is looked up on our own PATH, not on the one the new process gets.
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
        .unwrap_or_else(|| PathBuf::from(program));
    let mut command = Command::new(found);
    command.env("PATH", path).current_dir(workspace::root());
    Ok(command)
}

/// Flags, beside those of .cargo/config.toml, with which a release is compiled: what a shop downloads names no folder of the
/// machine that built it, and so the same sources give the same bytes anywhere. As a variable and its value.
pub fn release_flags() -> Result<(&'static str, String)> {
    let cargo = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .context("neither CARGO_HOME nor a home folder is known")?;
    let mut flags = Vec::new();
    for (folder, name) in [(cargo.join("registry").join("src"), "library"), (workspace::root(), ".")] {
        let folder = folder.to_string_lossy().into_owned();
        // Cargo splits the variable at spaces; a folder with one keeps its name.
        if !folder.contains(char::is_whitespace) {
            flags.push(format!("--remap-path-prefix={folder}={name}"));
        }
    }
    Ok(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" ")))
}

/// Cargo in the workspace's root, with our tools in sight.
pub fn cargo(arguments: &[&str]) -> Result<Command> {
    let mut command = command(env!("CARGO"))?;
    command.args(arguments);
    Ok(command)
}

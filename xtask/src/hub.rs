//! Builds the hub and runs it beside a command that needs one.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};

use crate::shell::{heading, run};
use crate::{tools, workspace};

/// How the hub is built.
#[derive(Clone, Copy)]
pub enum Profile {
    /// As tests build it already; serving a few files needs no more.
    Dev,
    /// For people and for measurements.
    Release,
}

/// Builds the hub and answers where its program lies.
pub fn build(profile: Profile) -> Result<PathBuf> {
    heading("Build the hub");
    let mut cargo = tools::cargo(&["build", "--quiet", "--package", "evertill-hub"])?;
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    run(&mut cargo)?;
    Ok(workspace::target()?.join(folder).join("evertill-hub"))
}

/// A hub that runs until it is dropped.
pub struct Hub {
    child: Child,
    /// Where it listens, `http://127.0.0.1:PORT`.
    pub url: String,
}

impl Hub {
    /// Starts a hub that hands out the register, and waits until it says where it listens; port 0 takes any free one.
    pub fn start(program: &Path, dist: &Path, port: u16) -> Result<Self> {
        Self::start_with(program, dist, port, &[])
    }

    /// Starts a hub that is a demonstration's cloud, too, with its log in this folder.
    pub fn start_demonstration(program: &Path, dist: &Path, port: u16, data: &Path) -> Result<Self> {
        Self::start_with(
            program,
            dist,
            port,
            &["--quiet".as_ref(), "--demo".as_ref(), "--data".as_ref(), data.as_os_str()],
        )
    }

    fn start_with(program: &Path, dist: &Path, port: u16, more: &[&OsStr]) -> Result<Self> {
        let mut child = Command::new(program)
            .arg("--dist")
            .arg(dist)
            .args(["--port", &port.to_string()])
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let Some((_, url)) = line.trim().split_once("listening on ") else {
            // It has said on standard error why it ended.
            let status = child.wait()?;
            anyhow::bail!("the hub ended before it listened: {status}");
        };
        let url = url.to_owned();
        Ok(Self { child, url })
    }

    /// Waits until the hub ends by itself or is interrupted.
    pub fn wait(mut self) -> Result<()> {
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        // What it acknowledged is on the disk, and it may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

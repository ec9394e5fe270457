//! `cargo xtask setup`: installs what is missing, says what it does and how far it is, and touches nothing that is
//! there already. `run` and `test` call it with what they need.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use crate::shell::{elapsed, first_line, run_quietly};
use crate::tools::{NODE_MAJOR_MIN, Tool};
use crate::{browser, database, tools, workspace};

const WASM: &str = "wasm32-unknown-unknown";
/// Debian's packages: the browser, its driver, and letters for Arabic.
const DEBIAN: &[&str] = &["chromium", "chromium-driver", "fonts-noto-core"];
/// Debian's package of the database that tests start.
const DATABASE: &str = "postgresql";

/// What a command needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// To read the sources with a critical eye: the compiler's own tools.
    Check,
    /// To build the register and serve it.
    Register,
    /// Also a browser that a program can drive, and a database server.
    Everything,
}

/// `cargo xtask setup`
pub fn main(_arguments: Vec<String>) -> Result<()> {
    ensure(Needs::Everything)
}

/// Makes sure that everything needed is installed.
///
/// # Errors
/// With the exact thing to do by hand, where we may not or cannot install.
pub fn ensure(needs: Needs) -> Result<()> {
    let mut steps: Vec<Step> = vec![("Rust for WebAssembly", wasm_target)];
    if needs == Needs::Check {
        steps.push(("rustfmt and clippy", linters));
    } else {
        steps.push(("Node", node));
        steps.push(("trunk", || tool(&tools::trunk())));
        steps.push(("wasm-bindgen", || tool(&tools::wasm_bindgen()?)));
        steps.push(("npm packages", npm_packages));
    }
    if needs == Needs::Everything {
        steps.push(("Chromium", chromium));
        steps.push(("PostgreSQL", postgres));
    }
    println!("== Set-up");
    let count = steps.len();
    for (index, (name, step)) in steps.into_iter().enumerate() {
        let place = format!("[{}/{count}]", index + 1);
        match step().with_context(|| format!("{name} could not be set up"))? {
            State::Ready(what) => println!("{place} {what}: ready"),
            State::Missing { what, takes, command } => {
                println!("{place} {what}: installing, takes about {takes}");
                let started = Instant::now();
                for mut command in command {
                    run_quietly(&mut command).with_context(|| format!("cannot install {what}"))?;
                }
                // The step looks again, so that "installed" is something we saw.
                if let State::Missing { what, .. } = step()? {
                    bail!("{what} was installed but cannot be found");
                }
                println!("{place} {what}: installed in {}", elapsed(started));
            }
        }
    }
    Ok(())
}

type Step = (&'static str, fn() -> Result<State>);

/// How a step stands.
enum State {
    /// It is there.
    Ready(String),
    /// These commands, in order, will install it.
    Missing { what: String, takes: &'static str, command: Vec<Command> },
}

fn wasm_target() -> Result<State> {
    let sysroot = sysroot()?;
    let what = format!("Rust target {WASM}");
    let libraries = sysroot.join("lib/rustlib").join(WASM).join("lib");
    if libraries.is_dir() {
        return Ok(State::Ready(what));
    }
    Ok(State::Missing { what, takes: "half a minute", command: vec![rustup(&["target", "add"], &sysroot, &[WASM])?] })
}

fn linters() -> Result<State> {
    let what = "rustfmt and clippy".to_owned();
    let answers = |tool: &str| first_line(env!("CARGO"), &[tool, "--version"]).is_some();
    if answers("fmt") && answers("clippy") {
        return Ok(State::Ready(what));
    }
    Ok(State::Missing {
        what,
        takes: "half a minute",
        command: vec![rustup(&["component", "add"], &sysroot()?, &["rustfmt", "clippy"])?],
    })
}

fn sysroot() -> Result<PathBuf> {
    first_line("rustc", &["--print", "sysroot"]).map(PathBuf::from).context("rustc does not answer")
}

/// rustup by name and for our toolchain, since nothing installs by itself where RUSTUP_AUTO_INSTALL is 0.
fn rustup(verb: &[&str], sysroot: &Path, parts: &[&str]) -> Result<Command> {
    let toolchain = sysroot.file_name().context("the toolchain has no name")?;
    if browser::on_path("rustup").is_none() {
        bail!("install {} for {}, or rustup, which can", parts.join(" and "), toolchain.to_string_lossy());
    }
    let mut command = Command::new("rustup");
    command.args(verb).arg("--toolchain").arg(toolchain).args(parts);
    Ok(command)
}

fn node() -> Result<State> {
    let advice = format!("install Node {NODE_MAJOR_MIN} or newer, with npm");
    let version = first_line("node", &["--version"]).context(advice.clone())?;
    let major = version.trim_start_matches('v').split('.').next();
    let new_enough = major.and_then(|major| major.parse::<u32>().ok()).is_some_and(|major| major >= NODE_MAJOR_MIN);
    anyhow::ensure!(new_enough, "Node {version} is too old: {advice}");
    first_line("npm", &["--version"]).context(advice)?;
    Ok(State::Ready(format!("Node {version}")))
}

fn tool(tool: &Tool) -> Result<State> {
    let what = format!("{} {}", tool.program, tool.version);
    if tool.find()?.is_some() {
        return Ok(State::Ready(what));
    }
    Ok(State::Missing { what, takes: tool.takes, command: vec![tool.install()?] })
}

/// npm's own check walks every package each time; comparing the lock file with the one installed from is enough.
fn npm_packages() -> Result<State> {
    let e2e = workspace::e2e();
    let lock = e2e.join("package-lock.json");
    let bytes = std::fs::read(&lock).with_context(|| lock.display().to_string())?;
    let mut hash = String::new();
    for byte in Sha256::digest(&bytes) {
        // Writing to a String cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    let what = "npm packages".to_owned();
    let mark = format!(".installed-{}", hash.get(..16).unwrap_or(&hash));
    if e2e.join("node_modules").join(&mark).is_file() {
        return Ok(State::Ready(what));
    }
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").current_dir(&e2e);
    let mut stamp = Command::new("touch");
    stamp.arg(e2e.join("node_modules").join(mark));
    Ok(State::Missing { what, takes: "half a minute", command: vec![install, stamp] })
}

fn chromium() -> Result<State> {
    let missing = missing_from_debian();
    let usable = browser::chromium().is_some() && browser::driver().is_some();
    let may_install = is_root() && browser::on_path("apt-get").is_some();
    if usable && (missing.is_empty() || !may_install) {
        let version = browser::chromium()
            .and_then(|program| first_line(&program.to_string_lossy(), &["--version"]))
            .unwrap_or_else(|| "Chromium".to_owned());
        return Ok(State::Ready(version));
    }
    if !may_install {
        bail!(
            "install Chromium and its driver first: on Debian `sudo apt-get install {}`; elsewhere put `chromium` \
             (or name it in EVERTILL_CHROMIUM) and a `chromedriver` of the same version on PATH",
            DEBIAN.join(" ")
        );
    }
    Ok(State::Missing { what: missing.join(", "), takes: "2 minutes", command: from_debian(&missing) })
}

/// The programs of a database server; tests start one of their own, in a folder of their own.
fn postgres() -> Result<State> {
    let may_install = is_root() && browser::on_path("apt-get").is_some();
    match database::folder() {
        Some(folder) => {
            let version = first_line(&folder.join("postgres").to_string_lossy(), &["--version"]);
            Ok(State::Ready(version.unwrap_or_else(|| "PostgreSQL".to_owned())))
        }
        None if may_install => {
            Ok(State::Missing { what: DATABASE.to_owned(), takes: "a minute", command: from_debian(&[DATABASE]) })
        }
        None => bail!(
            "install PostgreSQL 15 or newer first: on Debian `sudo apt-get install {DATABASE}`; elsewhere put `initdb`, \
             `postgres` and `pg_ctl` on PATH, or name their folder in EVERTILL_POSTGRES"
        ),
    }
}

fn from_debian(packages: &[&str]) -> Vec<Command> {
    let mut update = Command::new("apt-get");
    update.args(["update", "-q"]);
    let mut install = Command::new("apt-get");
    install
        .args(["install", "-q", "-y", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    vec![update, install]
}

fn missing_from_debian() -> Vec<&'static str> {
    let is_missing = |package: &&&str| {
        let status = first_line("dpkg-query", &["-W", "-f=${Status}", package]);
        status.as_deref() != Some("install ok installed")
    };
    DEBIAN.iter().filter(is_missing).copied().collect()
}

fn is_root() -> bool {
    first_line("id", &["-u"]).as_deref() == Some("0")
}

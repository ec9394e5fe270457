//! `cargo xtask tidy`: the house rules that a machine can check, so that they stay true. Each rule is a module that
//! takes text and gives findings, and has tests with violations planted in it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::shell::{elapsed, heading};
use crate::workspace;

mod documents;
mod floors;
mod purity;
mod sources;
mod text;

/// One place where a rule is broken, in words that say what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, relative to the workspace.
    pub path: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong and what would be right.
    pub what: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

/// A text file of the workspace.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the workspace, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
}

impl Source {
    /// A finding in this file.
    pub fn finding(&self, line: usize, what: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, what: what.into() }
    }

    /// Whether the file's name ends like this.
    pub fn is(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }
}

/// `cargo xtask tidy`
pub fn main(_arguments: Vec<String>) -> Result<()> {
    heading("Tidy");
    let started = Instant::now();
    let sources = sources_of(&workspace::root())?;
    let mut findings = floors::check(&workspace::metadata()?);
    for source in &sources {
        findings.extend(text::check(source));
        findings.extend(sources::check(source));
        findings.extend(purity::check(source));
    }
    findings.extend(documents::check(&sources, &workspace::root()));
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    if !findings.is_empty() {
        bail!("{} house rules are broken", findings.len());
    }
    println!("{} files are tidy, {}", sources.len(), elapsed(started));
    Ok(())
}

/// Every text file that git knows or would take in, in the order of their paths.
fn sources_of(root: &Path) -> Result<Vec<Source>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("git ls-files")?;
    anyhow::ensure!(output.status.success(), "git ls-files: {}", output.status);
    let list = String::from_utf8(output.stdout).context("a file's name is not UTF-8")?;
    let mut sources = Vec::new();
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        // A file that is deleted but not committed yet, and what is not text, have nothing to say here.
        let Ok(bytes) = fs::read(root.join(path)) else {
            continue;
        };
        if let Ok(text) = String::from_utf8(bytes) {
            let path = path.to_owned();
            sources.push(Source { path, text });
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

#[cfg(test)]
pub(crate) mod testing {
    //! Shared by the rules' tests.

    use super::{Finding, Source};

    /// A file that exists only in a test.
    pub fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    /// The lines that findings point to.
    pub fn lines(findings: &[Finding]) -> Vec<usize> {
        findings.iter().map(|finding| finding.line).collect()
    }
}

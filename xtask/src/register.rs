//! Builds the register, the way a shop gets it.

use std::path::PathBuf;

use anyhow::Result;

use crate::shell::{heading, run};
use crate::{tools, workspace};

/// Builds the register in release form into the dist folder, and answers where that is.
pub fn build() -> Result<PathBuf> {
    heading("Build the register");
    let (variable, flags) = tools::release_flags()?;
    run(tools::command("trunk")?
        .args(["build", "--release"])
        .env(variable, flags)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Trunk takes NO_COLOR only as true or false, while the custom is to set it to anything.
        .env_remove("NO_COLOR"))?;
    Ok(workspace::dist())
}

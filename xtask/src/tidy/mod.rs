//! `cargo xtask tidy`
use anyhow::Result;
/// x
pub fn main(_arguments: Vec<String>) -> Result<()> {
    Ok(())
}

//! `cargo xtask run`: from an empty machine to a register that is ready to sell.

use anyhow::{Context as _, Result, bail};

use crate::hub::{self, Hub, Profile};
use crate::register;
use crate::setup::{self, Needs};
use crate::shell::heading;
use crate::workspace;

const PORT: u16 = 8080;

/// `cargo xtask run [--port N]`
pub fn main(arguments: Vec<String>) -> Result<()> {
    let port = port(&arguments)?;
    setup::ensure(Needs::Register)?;
    let dist = register::build()?;
    let program = hub::build(Profile::Release)?;
    let data = workspace::target()?.join("shop");
    let hub = Hub::start_demonstration(&program, &dist, port, &data)?;
    heading("Ready to sell");
    // `localhost` is the name under which browsers treat a page without TLS as secure, and which people remember.
    println!("{}", hub.url.replace("127.0.0.1", "localhost"));
    println!("The shop's log lies in {}; delete it to begin anew.", data.display());
    println!("Ctrl-C stops the server; a register that has been opened once goes on selling without it.");
    hub.wait()
}

fn port(arguments: &[String]) -> Result<u16> {
    match arguments {
        [] => Ok(PORT),
        [flag, value] if flag == "--port" => {
            value.parse().with_context(|| format!("--port takes a number from 0 to 65535, not {value}"))
        }
        _ => bail!("usage: cargo xtask run [--port N]"),
    }
}

//! The hub's command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

/// What `--help` prints.
pub const USAGE: &str = "usage: evertill-hub --dist DIR [--port N] [--bind ADDRESS]
  --dist DIR       the register as Trunk built it
  --port N         0 takes any free port (default 8080)
  --bind ADDRESS   the address to listen on (default 127.0.0.1, this machine only)";

/// Where the register lies and where to offer it.
#[derive(Debug, PartialEq, Eq)]
pub struct Args {
    /// The folder that Trunk built.
    pub dist: PathBuf,
    /// TCP port; 0 lets the system choose a free one.
    pub port: u16,
    /// The address to listen on; this machine alone unless the shop asks for more.
    pub bind: IpAddr,
}

/// Reads the command line; `None` when help was asked for.
///
/// # Errors
/// A sentence that names the argument that is unknown, incomplete or out of range.
pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Option<Args>, String> {
    let mut dist = None;
    let mut port = 8080;
    let mut bind = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} needs a value"));
        match word.as_str() {
            "--help" | "-h" => return Ok(None),
            "--dist" => dist = Some(PathBuf::from(value()?)),
            "--port" => port = number(&word, &value()?)?,
            "--bind" => bind = address(&value()?)?,
            _ => return Err(format!("unknown argument {word}")),
        }
    }
    let dist = dist.ok_or("--dist DIR is missing")?;
    Ok(Some(Args { dist, port, bind }))
}

fn number(word: &str, value: &str) -> Result<u16, String> {
    value.parse().map_err(|_| format!("{word} takes a number from 0 to 65535, not {value}"))
}

fn address(value: &str) -> Result<IpAddr, String> {
    value.parse().map_err(|_| format!("--bind takes an IP address, not {value}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Option<Args>, String> {
        parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn defaults_offer_the_register_to_this_machine_only() {
        let args = parse_line("--dist d").unwrap().unwrap();
        assert_eq!(args.port, 8080);
        assert!(args.bind.is_loopback());
    }

    #[test]
    fn wrong_arguments_are_named() {
        for (line, said) in [
            ("", "--dist DIR is missing"),
            ("--dist", "--dist needs a value"),
            ("--dist d --port 65536", "--port takes a number from 0 to 65535, not 65536"),
            ("--dist d --bind shop", "--bind takes an IP address, not shop"),
            ("--dist d --tls", "unknown argument --tls"),
        ] {
            assert_eq!(parse_line(line), Err(said.to_owned()), "{line}");
        }
    }
}

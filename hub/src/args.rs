//! The hub's command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use evertill_domain::ids::{RegisterId, checked_text};

/// What `--help` prints.
pub const USAGE: &str = "usage: evertill-hub [COMMAND] OPTIONS

  evertill-hub --dist DIR [--port N] [--bind ADDRESS] [--data DIR [--demo]] [--quiet]
      hands out the register; with --data it is the shop's cloud, too
  evertill-hub enrol --data DIR --name NAME
      prints a code that lets one register in
  evertill-hub registers --data DIR
      lists the shop's registers
  evertill-hub revoke --data DIR --register ID
      takes a register's right away; what it has sold is still taken in
  evertill-hub lost --data DIR --register ID
      notes that a register will never be heard again, so that nobody waits for it
  evertill-hub backup FILE --data DIR
      copies the log into a file, also while the hub runs
  evertill-hub restore FILE --data DIR
      puts a backup in the place of the log, while the hub does not run

  --dist DIR       the register as Trunk built it
  --port N         0 takes any free port (default 8080)
  --bind ADDRESS   the address to listen on (default 127.0.0.1, this machine only)
  --data DIR       the folder of the shop's log
  --demo           lets registers of this machine in without a code
  --quiet          tells what went wrong, and not each request
  --name NAME      what people call the register, such as \"Till 2\"";

/// The most characters of a register's name.
const NAME_LIMIT: usize = 60;

/// What the hub is asked to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Serve.
    Serve(Serve),
    /// Make a code.
    Enrol {
        /// The shop's folder.
        data: PathBuf,
        /// What people will call the register.
        name: String,
    },
    /// List the registers.
    Registers {
        /// The shop's folder.
        data: PathBuf,
    },
    /// Take a register's right away.
    Revoke {
        /// The shop's folder.
        data: PathBuf,
        /// Which one.
        register: RegisterId,
    },
    /// Note that a register is lost.
    Lost {
        /// The shop's folder.
        data: PathBuf,
        /// Which one.
        register: RegisterId,
    },
    /// Copy the log.
    Backup {
        /// The shop's folder.
        data: PathBuf,
        /// Where to.
        file: PathBuf,
    },
    /// Put a copy in the log's place.
    Restore {
        /// The shop's folder.
        data: PathBuf,
        /// Where from.
        file: PathBuf,
    },
}

/// Where the register lies, where to offer it, and where the shop's log is.
#[derive(Debug, PartialEq, Eq)]
pub struct Serve {
    /// The folder that Trunk built.
    pub dist: PathBuf,
    /// TCP port; 0 lets the system choose a free one.
    pub port: u16,
    /// The address to listen on; this machine alone unless the shop asks for more.
    pub bind: IpAddr,
    /// The shop's folder; without one the hub only hands out the register.
    pub data: Option<PathBuf>,
    /// Whether registers of this machine are let in without a code.
    pub demo: bool,
    /// Whether only what went wrong is told.
    pub quiet: bool,
}

/// Every option as it was said.
#[derive(Default)]
struct Said {
    dist: Option<PathBuf>,
    port: Option<u16>,
    bind: Option<IpAddr>,
    data: Option<PathBuf>,
    demo: bool,
    quiet: bool,
    name: Option<String>,
    register: Option<RegisterId>,
    file: Option<PathBuf>,
}

/// Options by command: those that it takes.
const TAKES: &[(&str, &[&str])] = &[
    ("", &["--dist", "--port", "--bind", "--data", "--demo", "--quiet"]),
    ("enrol", &["--data", "--name"]),
    ("registers", &["--data"]),
    ("revoke", &["--data", "--register"]),
    ("lost", &["--data", "--register"]),
    ("backup", &["--data", "FILE"]),
    ("restore", &["--data", "FILE"]),
];

/// Reads the command line; `None` when help was asked for.
///
/// # Errors
/// A sentence that names the argument that is unknown, incomplete or out of range.
pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Option<Command>, String> {
    let mut words = words.into_iter().peekable();
    let named = words.next_if(|word| !word.starts_with('-')).unwrap_or_default();
    let takes = TAKES.iter().find(|(command, _)| *command == named).map(|(_, takes)| *takes);
    let takes = takes.ok_or_else(|| format!("unknown command {named}"))?;
    let mut said = Said::default();
    while let Some(word) = words.next() {
        if matches!(word.as_str(), "--help" | "-h") {
            return Ok(None);
        }
        let option = if word.starts_with('-') { word.as_str() } else { "FILE" };
        if !takes.contains(&option) {
            return Err(format!("unknown argument {word}"));
        }
        match option {
            "FILE" => said.file = Some(PathBuf::from(&word)),
            "--demo" => said.demo = true,
            "--quiet" => said.quiet = true,
            _ => said.take(&word, &words.next().ok_or(format!("{word} needs a value"))?)?,
        }
    }
    command(&named, said).map(Some)
}

impl Said {
    fn take(&mut self, word: &str, value: &str) -> Result<(), String> {
        match word {
            "--dist" => self.dist = Some(PathBuf::from(value)),
            "--data" => self.data = Some(PathBuf::from(value)),
            "--port" => self.port = Some(number(word, value)?),
            "--bind" => self.bind = Some(address(value)?),
            "--name" => {
                let name = checked_text(value, NAME_LIMIT).map_err(|error| format!("--name {value}: {error}"))?;
                self.name = Some(name.to_owned());
            }
            "--register" => {
                let id = RegisterId::new(value).map_err(|error| format!("--register {value}: {error}"))?;
                self.register = Some(id);
            }
            _ => return Err(format!("unknown argument {word}")),
        }
        Ok(())
    }
}

fn command(named: &str, said: Said) -> Result<Command, String> {
    let Said { dist, port, bind, data, demo, quiet, name, register, file } = said;
    let needed = || "--data DIR is missing".to_owned();
    Ok(match named {
        "enrol" => Command::Enrol { name: name.ok_or("--name NAME is missing")?, data: data.ok_or_else(needed)? },
        "registers" => Command::Registers { data: data.ok_or_else(needed)? },
        "revoke" => {
            Command::Revoke { register: register.ok_or("--register ID is missing")?, data: data.ok_or_else(needed)? }
        }
        "lost" => {
            Command::Lost { register: register.ok_or("--register ID is missing")?, data: data.ok_or_else(needed)? }
        }
        "backup" => Command::Backup { file: file.ok_or("FILE is missing")?, data: data.ok_or_else(needed)? },
        "restore" => Command::Restore { file: file.ok_or("FILE is missing")?, data: data.ok_or_else(needed)? },
        _ => {
            if demo && data.is_none() {
                return Err("--demo needs --data DIR".to_owned());
            }
            Command::Serve(Serve {
                dist: dist.ok_or("--dist DIR is missing")?,
                port: port.unwrap_or(8080),
                bind: bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
                data,
                demo,
                quiet,
            })
        }
    })
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

    fn parse_line(line: &str) -> Result<Option<Command>, String> {
        parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn defaults_offer_the_register_to_this_machine_only() {
        let Ok(Some(Command::Serve(serve))) = parse_line("--dist d") else { panic!("it serves") };
        assert_eq!((serve.port, serve.bind.is_loopback(), serve.data, serve.demo), (8080, true, None, false));
    }

    #[test]
    fn each_command_is_read_with_its_options() {
        let data = || PathBuf::from("d");
        let register = RegisterId::new("R-1").unwrap();
        for (line, expected) in [
            ("enrol --data d --name Till", Command::Enrol { data: data(), name: "Till".to_owned() }),
            ("registers --data d", Command::Registers { data: data() }),
            ("revoke --register R-1 --data d", Command::Revoke { data: data(), register: register.clone() }),
            ("lost --register R-1 --data d", Command::Lost { data: data(), register }),
            ("backup f --data d", Command::Backup { data: data(), file: "f".into() }),
            ("restore --data d f", Command::Restore { data: data(), file: "f".into() }),
        ] {
            assert_eq!(parse_line(line), Ok(Some(expected)), "{line}");
        }
        assert_eq!(parse_line("backup --help"), Ok(None));
    }

    #[test]
    fn wrong_arguments_are_named() {
        for (line, said) in [
            ("", "--dist DIR is missing"),
            ("--dist", "--dist needs a value"),
            ("--dist d --port 65536", "--port takes a number from 0 to 65535, not 65536"),
            ("--dist d --bind shop", "--bind takes an IP address, not shop"),
            ("--dist d --tls", "unknown argument --tls"),
            ("--dist d --demo", "--demo needs --data DIR"),
            ("enroll --data d", "unknown command enroll"),
            ("enrol --name Till", "--data DIR is missing"),
            ("enrol --data d", "--name NAME is missing"),
            ("enrol --data d --port 1", "unknown argument --port"),
            ("registers --data d more", "unknown argument more"),
            ("backup --data d", "FILE is missing"),
            ("revoke --data d --register \u{7}", "--register \u{7}: it contains a control character"),
        ] {
            assert_eq!(parse_line(line), Err(said.to_owned()), "{line}");
        }
    }
}

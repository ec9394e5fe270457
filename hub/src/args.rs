//! The hub's command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use evertill_domain::ids::{RegisterId, checked_text};

use crate::log::Place;
use crate::log::postgres::Address;

/// What `--help` prints.
pub const USAGE: &str = "usage: evertill-hub [COMMAND] OPTIONS

  evertill-hub --dist DIR [--port N] [--bind ADDRESS] [LOG [--demo]] [--quiet]
      hands out the register; with a log it is the shop's cloud, too
  evertill-hub enrol LOG --name NAME
      prints a code that lets one register in
  evertill-hub registers LOG
      lists the shop's registers
  evertill-hub receipts LOG
      lists every receipt that the log holds and how often, and checks that its journals are whole
  evertill-hub revoke LOG --register ID
      takes a register's right away; what it has sold is still taken in
  evertill-hub unfreeze LOG --register ID
      grants rights to a register again whose copies somebody has looked at
  evertill-hub lost LOG --register ID
      notes that a register will never be heard again, so that nobody waits for it
  evertill-hub backup FILE LOG
      copies the log into a file, also while hubs run
  evertill-hub restore FILE LOG
      puts a backup of either kind of log in the place of this one, while no hub runs
  evertill-hub new-life LOG
      tells registers that the log was put back by other means, so that they say again what they hold

  LOG is one of
  --data DIR       the folder of the shop's log, for one hub
  --database URL   the PostgreSQL database of the shop's log, for any number of hubs:
                   postgres://USER:PASSWORD@HOST:PORT/DATABASE, better said in EVERTILL_DATABASE,
                   where no other user of this machine sees it

  --dist DIR       the register as Trunk built it
  --port N         0 takes any free port (default 8080)
  --bind ADDRESS   the address to listen on (default 127.0.0.1, this machine only)
  --demo           lets registers of this machine in without a code
  --quiet          tells what went wrong, and not each request
  --name NAME      what people call the register, such as \"Till 2\"";

/// Where the address of the database may stand, out of sight of a machine's other users.
pub const DATABASE: &str = "EVERTILL_DATABASE";

/// The most characters of a register's name.
const NAME_LIMIT: usize = 60;

/// What the hub is asked to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Serve.
    Serve(Serve),
    /// Make a code.
    Enrol {
        /// Where the shop's log is.
        place: Place,
        /// What people will call the register.
        name: String,
    },
    /// List the registers.
    Registers {
        /// Where the shop's log is.
        place: Place,
    },
    /// List the receipts.
    Receipts {
        /// Where the shop's log is.
        place: Place,
    },
    /// Take a register's right away.
    Revoke {
        /// Where the shop's log is.
        place: Place,
        /// Which one.
        register: RegisterId,
    },
    /// Grant rights to a register again that was copied.
    Unfreeze {
        /// Where the log is.
        place: Place,
        /// Which one.
        register: RegisterId,
    },
    /// Note that a register is lost.
    Lost {
        /// Where the shop's log is.
        place: Place,
        /// Which one.
        register: RegisterId,
    },
    /// Begin a new life of the log.
    NewLife {
        /// Where the shop's log is.
        place: Place,
    },
    /// Copy the log.
    Backup {
        /// Where the shop's log is.
        place: Place,
        /// Where to.
        file: PathBuf,
    },
    /// Put a copy in the log's place.
    Restore {
        /// Where the shop's log is.
        place: Place,
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
    /// Where the shop's log is; without one the hub only hands out the register.
    pub place: Option<Place>,
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
    database: Option<Address>,
    demo: bool,
    quiet: bool,
    name: Option<String>,
    register: Option<RegisterId>,
    file: Option<PathBuf>,
}

/// Options by command: those that it takes.
const TAKES: &[(&str, &[&str])] = &[
    ("", &["--dist", "--port", "--bind", "--data", "--database", "--demo", "--quiet"]),
    ("enrol", &["--data", "--database", "--name"]),
    ("registers", &["--data", "--database"]),
    ("receipts", &["--data", "--database"]),
    ("revoke", &["--data", "--database", "--register"]),
    ("unfreeze", &["--data", "--database", "--register"]),
    ("lost", &["--data", "--database", "--register"]),
    ("backup", &["--data", "--database", "FILE"]),
    ("restore", &["--data", "--database", "FILE"]),
    ("new-life", &["--data", "--database"]),
];

/// Reads the command line; `None` when help was asked for. `database` is what stands in [`DATABASE`], which counts where the
/// command line names no log.
///
/// # Errors
/// A sentence that names the argument that is unknown, incomplete or out of range. It holds no password.
pub fn parse(words: impl IntoIterator<Item = String>, database: Option<String>) -> Result<Option<Command>, String> {
    let mut words = words.into_iter().peekable();
    let named = words.next_if(|word| !word.starts_with('-')).unwrap_or_default();
    let takes = TAKES.iter().find(|(command, _)| *command == named).map(|(_, takes)| *takes);
    let takes = takes.ok_or_else(|| format!("unknown command {}", shown(&named)))?;
    let mut said = Said::default();
    while let Some(word) = words.next() {
        if matches!(word.as_str(), "--help" | "-h") {
            return Ok(None);
        }
        let option = if word.starts_with('-') { word.as_str() } else { "FILE" };
        if !takes.contains(&option) || is_address(&word) {
            return Err(format!("unknown argument {}", shown(&word)));
        }
        match option {
            "FILE" => said.file = Some(PathBuf::from(&word)),
            "--demo" => said.demo = true,
            "--quiet" => said.quiet = true,
            _ => said.take(&word, &words.next().ok_or(format!("{word} needs a value"))?)?,
        }
    }
    if said.data.is_none()
        && said.database.is_none()
        && let Some(database) = database
    {
        said.database = Some(database_at(DATABASE, &database)?);
    }
    command(&named, said).map(Some)
}

fn is_address(word: &str) -> bool {
    word.contains("://")
}

/// A word as it may be repeated: an address may hold a password.
fn shown(word: &str) -> String {
    word.split_once("://").map_or_else(|| word.to_owned(), |(kind, _)| format!("{kind}://…"))
}

fn database_at(word: &str, value: &str) -> Result<Address, String> {
    Address::parse(value).map_err(|error| format!("{word}: {error}"))
}

impl Said {
    fn take(&mut self, word: &str, value: &str) -> Result<(), String> {
        match word {
            "--dist" => self.dist = Some(PathBuf::from(value)),
            "--data" if is_address(value) => return Err("--data takes a folder; --database takes a URL".to_owned()),
            "--data" => self.data = Some(PathBuf::from(value)),
            "--database" => self.database = Some(database_at(word, value)?),
            "--port" => self.port = Some(number(word, value)?),
            "--bind" => self.bind = Some(address(value)?),
            "--name" => {
                let name =
                    checked_text(value, NAME_LIMIT).map_err(|error| format!("--name {}: {error}", shown(value)))?;
                self.name = Some(name.to_owned());
            }
            "--register" => {
                let id = RegisterId::new(value).map_err(|error| format!("--register {}: {error}", shown(value)))?;
                self.register = Some(id);
            }
            _ => return Err(format!("unknown argument {word}")),
        }
        Ok(())
    }
}

fn command(named: &str, said: Said) -> Result<Command, String> {
    let Said { dist, port, bind, data, database, demo, quiet, name, register, file } = said;
    let place = match (data, database) {
        (Some(_), Some(_)) => return Err("--data and --database cannot both be the shop's log".to_owned()),
        (Some(data), None) => Some(Place::Folder(data)),
        (None, database) => database.map(Place::Database),
    };
    if named.is_empty() {
        if demo && place.is_none() {
            return Err("--demo needs --data DIR or --database URL".to_owned());
        }
        return Ok(Command::Serve(Serve {
            dist: dist.ok_or("--dist DIR is missing")?,
            port: port.unwrap_or(8080),
            bind: bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            place,
            demo,
            quiet,
        }));
    }
    let place = place.ok_or("--data DIR or --database URL is missing")?;
    let register = register.ok_or("--register ID is missing");
    let file = file.ok_or("FILE is missing");
    Ok(match named {
        "enrol" => Command::Enrol { place, name: name.ok_or("--name NAME is missing")? },
        "registers" => Command::Registers { place },
        "receipts" => Command::Receipts { place },
        "revoke" => Command::Revoke { place, register: register? },
        "unfreeze" => Command::Unfreeze { place, register: register? },
        "lost" => Command::Lost { place, register: register? },
        "backup" => Command::Backup { place, file: file? },
        "restore" => Command::Restore { place, file: file? },
        "new-life" => Command::NewLife { place },
        _ => return Err(format!("unknown command {named}")),
    })
}

fn number(word: &str, value: &str) -> Result<u16, String> {
    value.parse().map_err(|_| format!("{word} takes a number from 0 to 65535, not {}", shown(value)))
}

fn address(value: &str) -> Result<IpAddr, String> {
    value.parse().map_err(|_| format!("--bind takes an IP address, not {}", shown(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Option<Command>, String> {
        parse(line.split_whitespace().map(String::from), None)
    }

    #[test]
    fn defaults_offer_the_register_to_this_machine_only() {
        let Ok(Some(Command::Serve(serve))) = parse_line("--dist d") else { panic!("it serves") };
        assert_eq!((serve.port, serve.bind.is_loopback(), serve.place, serve.demo), (8080, true, None, false));
    }

    #[test]
    fn each_command_is_read_with_its_options() {
        let place = || Place::Folder(PathBuf::from("d"));
        let url = "postgres://hub:s3cret@db/shop";
        let database = || Place::Database(Address::parse(url).unwrap());
        let register = RegisterId::new("R-1").unwrap();
        for (line, expected) in [
            ("enrol --data d --name Till", Command::Enrol { place: place(), name: "Till".to_owned() }),
            ("registers --data d", Command::Registers { place: place() }),
            ("receipts --data d", Command::Receipts { place: place() }),
            ("revoke --register R-1 --data d", Command::Revoke { place: place(), register: register.clone() }),
            ("unfreeze --register R-1 --data d", Command::Unfreeze { place: place(), register: register.clone() }),
            ("lost --register R-1 --data d", Command::Lost { place: place(), register }),
            ("backup f --data d", Command::Backup { place: place(), file: "f".into() }),
            ("restore --data d f", Command::Restore { place: place(), file: "f".into() }),
            ("new-life --data d", Command::NewLife { place: place() }),
            ("registers --database postgres://hub:s3cret@db/shop", Command::Registers { place: database() }),
        ] {
            assert_eq!(parse_line(line), Ok(Some(expected)), "{line}");
        }
        assert_eq!(parse_line("backup --help"), Ok(None));
    }

    #[test]
    fn the_database_of_the_environment_counts_where_the_command_line_names_no_log() {
        let url = |name: &str| format!("postgres://db/{name}");
        for (line, place) in [
            ("registers", Place::Database(Address::parse(&url("a")).unwrap())),
            ("registers --database postgres://db/b", Place::Database(Address::parse(&url("b")).unwrap())),
            ("registers --data d", Place::Folder(PathBuf::from("d"))),
        ] {
            let parsed = parse(line.split_whitespace().map(String::from), Some(url("a")));
            assert_eq!(parsed, Ok(Some(Command::Registers { place })), "{line}");
        }
        let wrong = parse(["registers".to_owned()], Some("postgres://hub:s3cret@db".to_owned())).unwrap_err();
        assert!(wrong.starts_with("EVERTILL_DATABASE: it names no database"), "{wrong}");
    }

    #[test]
    fn no_password_is_repeated() {
        let url = "postgres://hub:s3cret@db/shop?sslmode=require";
        for line in [
            format!("registers --database {url}"),
            format!("registers {url}"),
            format!("registers --data {url}"),
            format!("enrol --register {url}"),
            format!("--dist d --bind {url}"),
            format!("--dist d --port {url}"),
            format!("backup {url}"),
            format!("backup f --data d --database={url}"),
            url.to_owned(),
        ] {
            let said = parse_line(&line).unwrap_err();
            assert!(!said.contains("s3cret"), "{line}: {said}");
        }
    }

    #[test]
    fn wrong_arguments_are_named() {
        for (line, said) in [
            ("", "--dist DIR is missing"),
            ("--dist", "--dist needs a value"),
            ("--dist d --port 65536", "--port takes a number from 0 to 65535, not 65536"),
            ("--dist d --bind shop", "--bind takes an IP address, not shop"),
            ("--dist d --tls", "unknown argument --tls"),
            ("--dist d --demo", "--demo needs --data DIR or --database URL"),
            ("enroll --data d", "unknown command enroll"),
            ("enrol --name Till", "--data DIR or --database URL is missing"),
            ("enrol --data d", "--name NAME is missing"),
            ("enrol --data d --port 1", "unknown argument --port"),
            ("registers --data d more", "unknown argument more"),
            ("backup --data d", "FILE is missing"),
            ("registers --data d --database postgres://db/shop", "--data and --database cannot both be the shop's log"),
            ("revoke --data d --register \u{7}", "--register \u{7}: it contains a control character"),
        ] {
            assert_eq!(parse_line(line), Err(said.to_owned()), "{line}");
        }
    }
}

//! Where a PostgreSQL database is, as a person wrote it down. It may hold a password: nothing here says it again.

use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

/// How long connecting to one host may take, unless the address says otherwise.
pub const CONNECT_TIME: Duration = Duration::from_secs(5);
/// How long a connection may be silent before the system asks whether the other side is still there.
const SILENT_TIME: Duration = Duration::from_secs(30);
/// How often it asks again before it gives up, and how long it waits in between.
const ASKED_AGAIN: (u32, Duration) = (3, Duration::from_secs(5));
/// How long what was sent may go without a word of the other side.
const UNHEARD_TIME: Duration = Duration::from_secs(20);

/// The address of a database.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    config: Box<Config>,
}

/// Why a text is no address; nothing of the text is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It does not read.
    #[error(
        "it has to look like postgres://USER:PASSWORD@HOST:PORT/DATABASE, with %40 for a @ in a name or password, and \
         know no options but those of libpq that are about connecting"
    )]
    Unreadable,
    /// It asks for an encrypted connection.
    #[error(
        "the hub does not encrypt what it says to its database: reach it over a socket, this machine or a network that \
         you trust (a tunnel makes one), and leave sslmode out"
    )]
    Encrypted,
    /// It names no database.
    #[error("it names no database: put /NAME behind the host")]
    Nameless,
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// [`AddressError`].
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let rest = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://"));
        let rest = rest.ok_or(AddressError::Unreadable)?;
        let (_, options) = rest.split_once('?').unwrap_or_default();
        let modes = options.split('&').filter_map(|option| option.strip_prefix("sslmode="));
        if modes.into_iter().any(|mode| mode.starts_with("require") || mode.starts_with("verify")) {
            return Err(AddressError::Encrypted);
        }
        let mut config: Config = text.parse().map_err(|_| AddressError::Unreadable)?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(AddressError::Encrypted);
        }
        if config.get_dbname().is_none_or(str::is_empty) {
            return Err(AddressError::Nameless);
        }
        // Said in words above; "prefer" would go without it unheard.
        config.ssl_mode(SslMode::Disable);
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        config.application_name("evertill-hub");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIME);
        }
        config.keepalives_idle(SILENT_TIME).keepalives_retries(ASKED_AGAIN.0).keepalives_interval(ASKED_AGAIN.1);
        config.tcp_user_timeout(UNHEARD_TIME);
        Ok(Self { config: Box::new(config) })
    }

    /// How to connect.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }
}

/// Hosts and database: what helps to find a mistake, and nothing that lets anybody in.
impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ports = self.config.get_ports();
        for (at, host) in self.config.get_hosts().iter().enumerate() {
            let port = ports.get(at).or_else(|| ports.first()).copied().unwrap_or(5432);
            let comma = if at == 0 { "" } else { "," };
            match host {
                Host::Tcp(name) => write!(f, "{comma}{name}:{port}")?,
                #[cfg(unix)]
                Host::Unix(folder) => write!(f, "{comma}{}:{port}", folder.display())?,
            }
        }
        write!(f, "/{}", self.config.get_dbname().unwrap_or_default())
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_without_what_lets_anybody_in() {
        for (text, told) in [
            ("postgres://hub:s3cret@db.example:5433/shop", "db.example:5433/shop"),
            ("postgresql://hub:s3cret@db.example/shop?sslmode=disable", "db.example:5432/shop"),
            ("postgres://hub:s3cret@a,b:7/shop?sslmode=prefer", "a:5432,b:7/shop"),
            ("postgres://hub@%2Frun%2Fpostgresql/shop?password=s3cret", "/run/postgresql:5432/shop"),
        ] {
            let address = Address::parse(text).unwrap();
            assert_eq!(address.to_string(), told, "{text}");
            assert!(!format!("{address:?}").contains("s3cret"), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_and_not_repeated() {
        use AddressError::{Encrypted, Nameless, Unreadable};
        for (text, error) in [
            ("", Unreadable),
            ("mysql://hub:s3cret@db/shop", Unreadable),
            ("host=db password=s3cret", Unreadable),
            ("postgres://hub:s3/cret@db/shop/more?a", Unreadable),
            ("postgres://hub:s3cret@db:port/shop", Unreadable),
            ("postgres://hub:s3cret@db/shop?s3cret=1", Unreadable),
            ("postgres://hub:s3cret@db/shop?sslmode=s3cret", Unreadable),
            ("postgres://hub:s3cret@db/shop?sslmode=require", Encrypted),
            ("postgres://hub:s3?cret@db/shop?sslmode=%72equire", Encrypted),
            ("postgres://hub:s3cret@db/shop?connect_timeout=3&sslmode=verify-full", Encrypted),
            ("postgres://hub:s3cret@db", Nameless),
        ] {
            let found = Address::parse(text).unwrap_err();
            assert_eq!(found, error, "{text}");
            assert!(!found.to_string().contains("s3"), "{text}");
        }
    }
}

//! What a hub remembers beside its database, and what no backup takes back: the life that its log lives, its registers, and
//! the secret that its codes and nonces are sealed with.
//!
//! A register that was let in or shut out stays so, whatever the database says after it was restored, and the lives of a log
//! are numbered on.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use evertill_domain::ids::{RegisterId, StoreId};
use evertill_domain::record;
use evertill_wire::sync::{Bytes, Epoch};
use evertill_wire::{Record, from_record, to_record};

use super::LogError;

/// The file's name.
pub const FILE: &str = "life";
/// Held while the file is changed, by any program.
const LOCK: &str = "life.lock";

/// The life of a log, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// The shop.
    pub store: StoreId,
    /// Which life it is.
    pub epoch: Epoch,
    /// What codes and nonces are sealed with.
    pub secret: Bytes,
    /// Everybody who was let in.
    pub registers: Vec<Member>,
}

record!(Life { store, epoch, secret, registers });

/// A register that was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// How it calls itself.
    pub register: RegisterId,
    /// What people call it.
    pub name: String,
    /// Its Ed25519 public key.
    pub key: Bytes,
    /// Whether its right was taken away.
    pub revoked: bool,
    /// Whether a person declared it lost.
    pub lost: bool,
    /// The highest incarnation that it has spoken in.
    pub incarnation: u32,
    /// The highest incarnation that was given to it: no two journals ever go on in the same one.
    pub given: u32,
    /// Whether its journal was found to contradict itself, and nobody has looked yet.
    pub forked: bool,
}

record!(Member { register, name, key, revoked, lost, incarnation, given, forked });

impl Record for Life {
    const WHAT: &'static str = "life of a hub";
    const VERSION: u16 = 1;
}

impl Life {
    /// The life that is kept in a data folder; `None` where none is.
    ///
    /// # Errors
    /// [`LogError::Gone`] where it cannot be read.
    pub fn read(data: &Path) -> Result<Option<Self>, LogError> {
        match fs::read(data.join(FILE)) {
            Ok(bytes) => from_record(&bytes).map(Some).map_err(|error| LogError::Gone(error.to_string())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io_error(&error)),
        }
    }

    /// Changes what is kept, durably: whoever reads it finds all of the change or nothing. Programs change it one after
    /// another.
    ///
    /// # Errors
    /// [`LogError`].
    pub fn change<T>(data: &Path, change: impl FnOnce(&mut Option<Self>) -> T) -> Result<T, LogError> {
        let lock = private(&data.join(LOCK)).map_err(|error| io_error(&error))?;
        lock.lock().map_err(|error| io_error(&error))?;
        let mut life = Self::read(data)?;
        let before = life.clone();
        let answer = change(&mut life);
        if let Some(after) = life.filter(|after| before.as_ref() != Some(after)) {
            after.write(data).map_err(|error| io_error(&error))?;
        }
        Ok(answer)
    }

    fn write(&self, data: &Path) -> io::Result<()> {
        let waiting = data.join("life.new");
        let mut file = private(&waiting)?;
        file.set_len(0)?;
        file.write_all(&to_record(self))?;
        file.sync_all()?;
        fs::rename(&waiting, data.join(FILE))?;
        sync_folder(data)
    }

    /// The register of this name.
    pub fn member(&mut self, register: &RegisterId) -> Option<&mut Member> {
        self.registers.iter_mut().find(|member| member.register == *register)
    }
}

/// Opens or makes a file that only its owner can read.
///
/// # Errors
/// What the system says.
pub fn private(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a data folder that only its owner can look into, where there is none.
///
/// # Errors
/// What the system says.
pub fn make_folder(data: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(data)
}

/// Makes names in a folder durable, as far as the system can.
///
/// # Errors
/// What the system says.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Keeps a second hub away from a data folder for as long as the answer lives.
///
/// # Errors
/// [`LogError::InUse`] where another one has it.
pub fn occupy(data: &Path) -> Result<File, LogError> {
    let path: PathBuf = data.join("hub.lock");
    let lock = private(&path).map_err(|error| io_error(&error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(fs::TryLockError::WouldBlock) => Err(LogError::InUse),
        Err(fs::TryLockError::Error(error)) => Err(io_error(&error)),
    }
}

/// What a failure of the file system means for the log.
#[must_use]
pub fn io_error(error: &io::Error) -> LogError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => LogError::Full,
        _ => LogError::Gone(error.to_string()),
    }
}

//! The built register, held in memory. A path is looked up in a map of what was found at the start, so that no
//! request can reach any other file, and a rebuild in the middle cannot mix two versions.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use sha2::{Digest, Sha256};

use crate::media::{is_hashed, media_type};

/// The most that one file may hold: the register's largest file is a tenth of it.
pub const FILE_BYTES_MAX: u64 = 64 << 20;
/// The most files a built register may have.
pub const FILES_MAX: usize = 4_096;

/// Why a folder cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file or folder could not be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// What was read.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no page in the folder: most likely it was never built.
    #[error("{0} holds no index.html: build the register first")]
    NoIndex(PathBuf),
    /// A file is larger than [`FILE_BYTES_MAX`].
    #[error("{0} is larger than {FILE_BYTES_MAX} bytes")]
    TooLarge(PathBuf),
    /// There are more files than [`FILES_MAX`].
    #[error("{0} holds more than {FILES_MAX} files")]
    TooMany(PathBuf),
}

/// One representation of a file's content, with its entity tag.
#[derive(Debug, Clone)]
pub struct Body {
    /// The bytes as they go over the wire.
    pub bytes: Bytes,
    /// A strong entity tag, quotes included.
    pub etag: String,
}

/// A file of the register.
#[derive(Debug, Clone)]
pub struct File {
    /// The content as built.
    pub plain: Body,
    /// The same content compressed beforehand with brotli, where the build made one.
    pub brotli: Option<Body>,
    /// The media type to announce.
    pub media_type: &'static str,
    /// Whether the name changes whenever the content does.
    pub hashed: bool,
}

/// All files of a built register by URL path (`/index.html`, `/icons/icon-192.png`).
#[derive(Debug)]
pub struct Site {
    files: HashMap<String, File>,
}

impl Site {
    /// Reads a folder that Trunk built, compressed copies (`name.br`) included.
    ///
    /// # Errors
    /// When the folder cannot be read, holds no `index.html`, or passes a limit of this module.
    pub fn load(dist: &Path) -> Result<Self, LoadError> {
        let mut found = HashMap::new();
        collect(dist, "", &mut found)?;
        let mut files: HashMap<String, File> = found
            .iter()
            .filter(|(path, _)| !is_compressed_copy(path, &found))
            .map(|(path, bytes)| (path.clone(), file(path, bytes, &found)))
            .collect();
        let Some(index) = files.get("/index.html").cloned() else {
            return Err(LoadError::NoIndex(dist.to_owned()));
        };
        files.insert("/".to_owned(), index);
        Ok(Self { files })
    }

    /// The file under a URL path, exactly as written in the request.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The page that every route of the register starts from.
    #[must_use]
    pub fn index(&self) -> Option<&File> {
        self.get("/")
    }
}

fn is_compressed_copy(path: &str, found: &HashMap<String, Bytes>) -> bool {
    path.strip_suffix(".br").is_some_and(|original| found.contains_key(original))
}

fn file(path: &str, bytes: &Bytes, found: &HashMap<String, Bytes>) -> File {
    let hash = short_hash(bytes);
    File {
        plain: Body { bytes: bytes.clone(), etag: format!("\"{hash}\"") },
        brotli: found
            .get(&format!("{path}.br"))
            .map(|packed| Body { bytes: packed.clone(), etag: format!("\"{hash}-br\"") }),
        media_type: media_type(path),
        hashed: is_hashed(path),
    }
}

fn short_hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for byte in Sha256::digest(bytes).iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Reads every regular file below `folder`. Symbolic links are left out: what they point to is not the register.
fn collect(folder: &Path, prefix: &str, found: &mut HashMap<String, Bytes>) -> Result<(), LoadError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| LoadError::Unreadable { path, source }
    };
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        let path = entry.path();
        let Some(name) = entry.file_name().to_str().map(String::from) else {
            continue;
        };
        let kind = entry.file_type().map_err(unreadable(&path))?;
        let url = format!("{prefix}/{name}");
        if kind.is_dir() {
            collect(&path, &url, found)?;
        } else if kind.is_file() {
            let size = entry.metadata().map_err(unreadable(&path))?.len();
            if size > FILE_BYTES_MAX {
                return Err(LoadError::TooLarge(path));
            }
            if found.len() >= FILES_MAX {
                return Err(LoadError::TooMany(folder.to_owned()));
            }
            let bytes = std::fs::read(&path).map_err(unreadable(&path))?;
            found.insert(url, Bytes::from(bytes));
        }
    }
    Ok(())
}

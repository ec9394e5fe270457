//! `cargo xtask stamp`: finishes a register that Trunk has built, as Trunk's post_build hook.
//!
//! Four things that Trunk cannot do: the start script moves out of the page into a file, because our policy forbids
//! inline scripts; the style sheets become one; the service worker learns the build's name and the hashes of the final
//! bytes; and a release gets a brotli copy beside every file that shrinks.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use sha2::{Digest as _, Sha256};

/// Brotli's strongest level; a build is compressed once and downloaded by every register.
const QUALITY: i32 = 11;
/// A window of 16 MiB, the most that browsers accept.
const WINDOW_BITS: i32 = 24;
/// Below this, headers outweigh what compression saves.
const COMPRESS_FROM_BYTES: usize = 512;
/// File endings of what is already compressed.
const PACKED: &[&str] = &["png", "jpg", "webp", "woff2", "br"];
/// What a browser asks for once, when it installs the register, and never at the till: the store page's pictures and the
/// launcher's icons, of which the system keeps its own copy.
const NOT_PRECACHED: &[&str] =
    &["/screenshots/", "/icons/icon-", "/icons/maskable", "/icons/apple-touch", "/sw.js", "/version.json"];

/// `cargo xtask stamp`, called by Trunk with `TRUNK_STAGING_DIR` set.
pub fn main(_arguments: Vec<String>) -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("TRUNK_STAGING_DIR is not set: Trunk calls this command, people need not")?;
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let build = stamp(&staging, env!("CARGO_PKG_VERSION"))?;
    let compressed = if release { compress(&staging)? } else { 0 };
    println!("stamped build {build}; {compressed} files with a brotli copy");
    Ok(())
}

/// Makes a staged build complete and answers its name, which depends on nothing but its content.
fn stamp(staging: &Path, version: &str) -> Result<String> {
    move_inline_script(staging)?;
    join_style_sheets(staging)?;
    let worker_path = staging.join("sw.js");
    let worker = fs::read_to_string(&worker_path).context("sw.js in the staged build")?;
    let list = precache(staging)?;
    let rows = serde_json::to_string(&list)?;
    let name = hex(&Sha256::digest(format!("{version}\n{rows}\n{worker}")), 16);
    let worker =
        replace_once(&worker, "const VERSION = \"unstamped\";", &format!("const VERSION = {};", json!(version)))?;
    let worker = replace_once(&worker, "const BUILD = \"unstamped\";", &format!("const BUILD = {};", json!(name)))?;
    let worker = replace_once(&worker, "const PRECACHE = [];", &format!("const PRECACHE = {rows};"))?;
    fs::write(&worker_path, worker)?;
    let about = json!({ "version": version, "build": name });
    fs::write(staging.join("version.json"), format!("{about}\n"))?;
    Ok(name)
}

/// Moves the module script that Trunk writes into the page to a file named by its content.
fn move_inline_script(staging: &Path) -> Result<()> {
    let path = staging.join("index.html");
    let page = fs::read_to_string(&path).context("index.html in the staged build")?;
    let Some((before, script, after)) = find_inline_script(&page)? else {
        return Ok(());
    };
    let file = format!("boot-{}.js", hex(&Sha256::digest(script), 16));
    fs::write(staging.join(&file), format!("{}\n", script.trim()))?;
    fs::write(path, format!("{before}<script type=\"module\" src=\"/{file}\"></script>{after}"))?;
    Ok(())
}

/// Puts all style sheets of the page, in their order, into one: a single request, and smaller than its parts.
fn join_style_sheets(staging: &Path) -> Result<()> {
    const LINK: &str = "<link rel=\"stylesheet\" href=\"/";
    let path = staging.join("index.html");
    let mut page = fs::read_to_string(&path).context("index.html in the staged build")?;
    let (mut sheet, mut first) = (String::new(), None);
    while let Some(start) = page.find(LINK) {
        let rest = page.get(start + LINK.len()..).unwrap_or_default();
        let (Some(quote), Some(close)) = (rest.find('"'), rest.find('>')) else {
            bail!("index.html holds a style sheet's link that does not end");
        };
        let file = staging.join(rest.get(..quote).unwrap_or_default());
        sheet.push_str(&fs::read_to_string(&file).with_context(|| file.display().to_string())?);
        fs::remove_file(&file)?;
        page.replace_range(start..start + LINK.len() + close + 1, "");
        first.get_or_insert(start);
    }
    let Some(first) = first else { return Ok(()) };
    let digest = Sha256::digest(&sheet);
    let name = format!("style-{}.css", hex(&digest, 16));
    fs::write(staging.join(&name), sheet)?;
    page.insert_str(first, &format!("{LINK}{name}\" integrity=\"sha256-{}\"/>", base64(&digest)));
    fs::write(path, page)?;
    Ok(())
}

/// The page before, inside and after its only script without `src`.
fn find_inline_script(page: &str) -> Result<Option<(&str, &str, &str)>> {
    let mut found = None;
    let mut from = 0;
    while let Some(start) = page.get(from..).and_then(|rest| rest.find("<script")) {
        let start = from + start;
        let rest = page.get(start..).unwrap_or_default();
        let (Some(open), Some(close)) = (rest.find('>'), rest.find("</script>")) else {
            bail!("index.html holds a script that does not end");
        };
        from = start + close + "</script>".len();
        let tag = rest.get(..open).unwrap_or_default();
        if tag.contains("src=") {
            continue;
        }
        if found.is_some() {
            bail!("index.html holds more than one inline script; our policy would stop all but Trunk's own");
        }
        anyhow::ensure!(
            tag.contains("module"),
            "index.html holds an inline script that is no module; move it to a file"
        );
        found = Some((
            page.get(..start).unwrap_or_default(),
            rest.get(open + 1..close).unwrap_or_default(),
            page.get(from..).unwrap_or_default(),
        ));
    }
    Ok(found)
}

/// Each file that the register needs, as `[path, integrity, bytes]`, in the order of the paths.
fn precache(staging: &Path) -> Result<Vec<(String, String, usize)>> {
    let mut rows = Vec::new();
    for (path, url) in files(staging)? {
        if NOT_PRECACHED.iter().any(|prefix| url.starts_with(prefix)) || url.ends_with(".br") {
            continue;
        }
        let bytes = fs::read(&path)?;
        let integrity = format!("sha256-{}", base64(&Sha256::digest(&bytes)));
        let url = if url == "/index.html" { "/".to_owned() } else { url };
        rows.push((url, integrity, bytes.len()));
    }
    rows.sort();
    Ok(rows)
}

/// Writes `NAME.br` beside each file that gets smaller by it, and answers how many.
fn compress(staging: &Path) -> Result<usize> {
    let mut count = 0;
    for (path, url) in files(staging)? {
        let ending = url.rsplit('.').next().unwrap_or_default();
        let bytes = fs::read(&path)?;
        if PACKED.contains(&ending) || bytes.len() < COMPRESS_FROM_BYTES {
            continue;
        }
        let packed = brotli(&bytes)?;
        if packed.len() < bytes.len() {
            fs::write(path.with_added_extension("br"), packed)?;
            count += 1;
        }
    }
    Ok(count)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW_BITS,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

/// Every file below a folder with the path under which the hub serves it.
fn files(folder: &Path) -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let url = format!("{prefix}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), url));
            } else {
                found.push((entry.path(), url));
            }
        }
    }
    Ok(found)
}

fn replace_once(text: &str, what: &str, with: &str) -> Result<String> {
    anyhow::ensure!(text.matches(what).count() == 1, "sw.js must hold the line `{what}` exactly once");
    Ok(text.replace(what, with))
}

fn hex(bytes: &[u8], digits: usize) -> String {
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    text.chars().take(digits).collect()
}

/// Base64 with padding (RFC 4648, 4), as subresource integrity writes its hashes.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut group = [0u8; 3];
        group[..chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes([0, group[0], group[1], group[2]]);
        for place in 0..4 {
            let index = (bits >> (18 - 6 * place)) & 63;
            text.push(if place <= chunk.len() { char::from(ALPHABET[index as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><head><script src=\"/a.js\"></script></head>\
                        <script type=module>import a from '/a.js'</script><p>x";

    fn staged(page: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let worker = include_str!("../../service-worker/sw.js");
        fs::create_dir(folder.path().join("demo")).unwrap();
        for (name, content) in
            [("index.html", page), ("sw.js", worker), ("a.js", "export default 1;"), ("demo/items.csv", "sku\n")]
        {
            fs::write(folder.path().join(name), content).unwrap();
        }
        folder
    }

    #[test]
    fn base64_matches_the_standard_s_examples() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn the_inline_script_moves_to_a_file_named_by_its_content() {
        let folder = staged(PAGE);
        stamp(folder.path(), "1.0.0").unwrap();
        let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
        assert!(!page.contains("import a"));
        let name = page.split("src=\"/boot-").nth(1).unwrap();
        let name = format!("boot-{}", name.split('"').next().unwrap());
        let script = fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(script, "import a from '/a.js'\n");
    }

    #[test]
    fn the_style_sheets_become_one_in_their_order() {
        let links = "<link rel=\"stylesheet\" href=\"/b.css\" integrity=\"sha384-x\"/>\n\
                     <link rel=\"stylesheet\" href=\"/a.css\"/>";
        let folder = staged(&PAGE.replace("</head>", &format!("{links}</head>")));
        fs::write(folder.path().join("b.css"), "b{}\n").unwrap();
        fs::write(folder.path().join("a.css"), "a{}\n").unwrap();
        stamp(folder.path(), "1.0.0").unwrap();
        let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
        assert_eq!(page.matches("stylesheet").count(), 1);
        let name = page.split("href=\"/style-").nth(1).unwrap();
        let name = format!("style-{}", name.split('"').next().unwrap());
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "b{}\na{}\n");
        assert!(!folder.path().join("a.css").exists() && !folder.path().join("b.css").exists());
    }

    #[test]
    fn what_only_an_installation_needs_is_not_kept() {
        let folder = staged(PAGE);
        for name in ["icons/icon.svg", "icons/icon-512.png", "icons/maskable-192.png", "screenshots/sell-wide.png"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "a picture").unwrap();
        }
        stamp(folder.path(), "1.0.0").unwrap();
        let worker = fs::read_to_string(folder.path().join("sw.js")).unwrap();
        assert!(worker.contains("/icons/icon.svg"));
        assert!(!worker.contains(".png"), "{worker}");
    }

    #[test]
    fn a_second_inline_script_is_refused() {
        for page in [
            "<script type=module>1</script><script type=module>2</script>",
            "<script>1</script>",
            "<script type=module>1",
        ] {
            assert!(stamp(staged(page).path(), "1.0.0").is_err(), "{page}");
        }
    }

    #[test]
    fn the_worker_lists_every_file_but_itself() {
        let folder = staged(PAGE);
        stamp(folder.path(), "1.0.0").unwrap();
        let worker = fs::read_to_string(folder.path().join("sw.js")).unwrap();
        let line = worker.lines().find(|l| l.starts_with("const PRECACHE")).unwrap();
        let rows = line.trim_start_matches("const PRECACHE = ").trim_end_matches(';');
        let rows: Vec<(String, String, usize)> = serde_json::from_str(rows).unwrap();
        let urls: Vec<&str> = rows.iter().map(|(url, ..)| url.as_str()).collect();
        assert_eq!(urls.len(), 4);
        assert_eq!([urls[0], urls[1], urls[3]], ["/", "/a.js", "/demo/items.csv"]);
        assert!(urls[2].starts_with("/boot-"));
    }

    #[test]
    fn the_build_s_name_changes_with_any_file_and_with_nothing_else() {
        let name = |change: &str| {
            let folder = staged(PAGE);
            if !change.is_empty() {
                fs::write(folder.path().join(change), "changed").unwrap();
            }
            stamp(folder.path(), "1.0.0").unwrap()
        };
        assert_eq!(name(""), name(""));
        assert_ne!(name(""), name("demo/items.csv"));
        assert_ne!(name(""), name("a.js"));
    }

    #[test]
    fn compressed_copies_hold_the_same_bytes() {
        let folder = staged(PAGE);
        let text = "a line of groceries\n".repeat(200);
        fs::write(folder.path().join("demo/items.csv"), &text).unwrap();
        compress(folder.path()).unwrap();
        let packed = fs::read(folder.path().join("demo/items.csv.br")).unwrap();
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*packed, &mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        assert!(!folder.path().join("a.js.br").exists(), "too small to gain");
    }
}

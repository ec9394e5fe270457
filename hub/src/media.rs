//! Media types by file ending, and which files carry their content's hash in their name.

/// The media type to send for a path. Browsers refuse to stream-compile WebAssembly under any type but
/// `application/wasm`, and `nosniff` forbids them to guess the others.
#[must_use]
pub fn media_type(path: &str) -> &'static str {
    match ending(path) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Whether the name holds a hash of the content (`app-0123456789abcdef.js`, `app-0123456789abcdef_bg.wasm`): such a
/// file never changes under its name and may be kept for ever.
#[must_use]
pub fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, hash)) = stem.rsplit_once('-') else {
        return false;
    };
    // Trunk prints 64 bits without leading zeros, so that a hash may be a few digits short of 16.
    let digits = hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    digits && (12..=64).contains(&hash.len())
}

/// What follows the last dot of the last path segment, or nothing.
#[must_use]
pub fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_content_hash_may_be_kept_for_ever() {
        for (path, hashed) in [
            ("/evertill-app-0123456789abcdef.js", true),
            ("/evertill-app-0123456789abcdef_bg.wasm", true),
            ("/boot-0123456789abcde.js", true),
            ("/icons/icon-192.png", false),
            ("/icons/maskable-512.png", false),
            ("/snippets/some-crate-0123456789abcdef/inline0.js", false),
            ("/sw.js", false),
            ("/index.html", false),
            ("/demo/items.csv", false),
        ] {
            assert_eq!(is_hashed(path), hashed, "{path}");
        }
    }

    #[test]
    fn a_dot_in_a_folder_is_not_an_ending() {
        assert_eq!(ending("/v1.2/sell"), "");
        assert_eq!(ending("/sell"), "");
        assert_eq!(ending("/a/b.csv"), "csv");
    }
}

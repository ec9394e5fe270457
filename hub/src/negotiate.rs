//! What a request's headers ask for: brotli, a fresh copy, a page for a person.

use axum::http::{HeaderMap, header};

/// Whether the client takes brotli (RFC 9110, 12.5.3): `br` or `*` with a weight above zero; a named `br` decides.
#[must_use]
pub fn takes_brotli(headers: &HeaderMap) -> bool {
    let mut any = false;
    for (coding, weight) in list(headers, header::ACCEPT_ENCODING) {
        if coding.eq_ignore_ascii_case("br") {
            return weight > 0.0;
        }
        if coding == "*" {
            any = weight > 0.0;
        }
    }
    any
}

/// Whether the client asks for a page to show: `text/html` among the accepted types.
#[must_use]
pub fn wants_page(headers: &HeaderMap) -> bool {
    list(headers, header::ACCEPT).any(|(media, weight)| media.eq_ignore_ascii_case("text/html") && weight > 0.0)
}

/// Whether the client's copy, named by its entity tags, is the current one (RFC 9110, 13.1.2: weak comparison).
#[must_use]
pub fn has_current(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// The members of a comma-separated header with their weights; a weight that cannot be read counts as 1.
fn list(headers: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = (&str, f32)> {
    headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).map(
        |member| {
            let mut parts = member.split(';').map(str::trim);
            let token = parts.next().unwrap_or_default();
            let weight =
                parts.find_map(|part| part.strip_prefix("q=")).and_then(|weight| weight.parse().ok()).unwrap_or(1.0);
            (token, weight)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn with(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn brotli_is_sent_only_to_those_who_take_it() {
        for (value, takes) in [
            ("gzip, deflate, br, zstd", true),
            ("br;q=1.0, gzip;q=0.8", true),
            ("br;q=0, *", false),
            ("*", true),
            ("*;q=0", false),
            ("gzip", false),
            ("identity", false),
        ] {
            assert_eq!(takes_brotli(&with(header::ACCEPT_ENCODING, value)), takes, "{value}");
        }
        assert!(!takes_brotli(&HeaderMap::new()));
    }

    #[test]
    fn entity_tags_compare_weakly_and_in_lists() {
        for (value, current) in
            [("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("*", true), ("\"b\"", false), ("a", false)]
        {
            assert_eq!(has_current(&with(header::IF_NONE_MATCH, value), "\"a\""), current, "{value}");
        }
    }
}

//! The security headers that every answer carries.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What the page may load and run: its own files, its own WebAssembly, and nothing else. `wasm-unsafe-eval` allows
/// compiling WebAssembly and no other kind of evaluation; `blob:` images are receipts drawn on a canvas.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
     worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Devices a till talks to are allowed to the register's own pages; everything else a browser could offer is refused.
pub const PERMISSIONS_POLICY: &str = "usb=(self), serial=(self), hid=(self), bluetooth=(self), \
     screen-wake-lock=(self), fullscreen=(self), camera=(self), microphone=(), geolocation=(), payment=(), \
     display-capture=(), accelerometer=(), gyroscope=(), magnetometer=(), midi=(), browsing-topics=()";

/// Two years, the length that browsers' preload lists ask for.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

/// Every header of this module's table, the same on every answer. Embedder and opener policies isolate the page from
/// every other origin, which also makes the browser's memory measurement available to our benchmarks.
pub const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", PERMISSIONS_POLICY),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
];

/// Adds the security headers; `over_tls` says that the browser reached us through TLS, which a proxy in front ends.
pub fn add(headers: &mut HeaderMap, over_tls: bool) {
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if over_tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(STRICT_TRANSPORT_SECURITY));
    }
}

/// Whether a proxy in front says that it was reached through TLS. A client that lies about it fools only itself:
/// browsers ignore the header that follows from it when there is no TLS.
#[must_use]
pub fn came_over_tls(request: &HeaderMap) -> bool {
    request.get("x-forwarded-proto").is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"https"))
}

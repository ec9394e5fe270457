//! A crate depends on lower floors only, and the pure floors depend on nothing that knows a browser, a clock or luck.

use serde_json::Value;

use super::Finding;

/// Every crate of the house with its floor. A new crate has to earn its door, and gets a line here.
const FLOORS: &[(&str, u8)] = &[
    ("evertill-money", 0),
    ("evertill-domain", 1),
    ("evertill-wire", 2),
    ("evertill-catalogue", 2),
    ("evertill-journal", 3),
    ("evertill-sync", 3),
    ("evertill-journal-idb", 4),
    ("evertill-sim", 4),
    ("evertill-app", 5),
    ("evertill-bench", 5),
    ("evertill-hub", 5),
    ("xtask", 5),
];

/// The highest floor that runs anywhere: rules without clock, luck, I/O or browser.
const PURE_MAX: u8 = 3;

/// Libraries that would bring one of those in.
const IMPURE: &[&str] = &[
    "async-std",
    "chrono",
    "fastrand",
    "getrandom",
    "gloo-net",
    "gloo-timers",
    "idb",
    "instant",
    "js-sys",
    "leptos",
    "rand",
    "reqwest",
    "rexie",
    "smol",
    "time",
    "tokio",
    "uuid",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "web-time",
];

/// The folders of the crates on pure floors.
pub const PURE_FOLDERS: &[&str] =
    &["crates/money/", "crates/domain/", "crates/wire/", "crates/catalogue/", "crates/journal/", "crates/sync/"];

/// Checks every package's dependencies; those of tests alone are free.
pub fn check(metadata: &Value) -> Vec<Finding> {
    let packages = metadata["packages"].as_array();
    packages.into_iter().flatten().flat_map(check_package).collect()
}

fn check_package(package: &Value) -> Vec<Finding> {
    let name = package["name"].as_str().unwrap_or_default();
    let finding = |what: String| Finding { path: format!("{name}/Cargo.toml"), line: 0, what };
    let Some(floor) = floor_of(name) else {
        return vec![finding(format!(
            "{name} has no floor: give it one in xtask/src/tidy/floors.rs and in ARCHITECTURE.md"
        ))];
    };
    let mut findings = Vec::new();
    for dependency in package["dependencies"].as_array().into_iter().flatten() {
        if dependency["kind"] == "dev" {
            continue;
        }
        let needed = dependency["name"].as_str().unwrap_or_default();
        if let Some(below) = floor_of(needed)
            && below >= floor
        {
            findings
                .push(finding(format!("{name} is on floor {floor} and may not depend on {needed} on floor {below}")));
        }
        if floor <= PURE_MAX && IMPURE.contains(&needed) {
            findings.push(finding(format!(
                "{name} is on a pure floor and may not depend on {needed}: pass what it would ask for as an argument"
            )));
        }
    }
    findings
}

fn floor_of(name: &str) -> Option<u8> {
    FLOORS.iter().find_map(|(known, floor)| (*known == name).then_some(*floor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn findings(name: &str, needed: &str, kind: Option<&str>) -> usize {
        let dependency = json!({ "name": needed, "kind": kind });
        let package = json!({ "name": name, "dependencies": [dependency] });
        check(&json!({ "packages": [package] })).len()
    }

    #[test]
    fn a_dependency_on_the_same_or_a_higher_floor_is_found() {
        for (name, needed, kind, found) in [
            ("evertill-domain", "evertill-money", None, 0),
            ("evertill-money", "evertill-domain", None, 1),
            ("evertill-wire", "evertill-catalogue", None, 1),
            ("evertill-money", "evertill-domain", Some("dev"), 0),
            ("evertill-money", "evertill-domain", Some("build"), 1),
            ("evertill-hub", "evertill-app", None, 1),
        ] {
            assert_eq!(findings(name, needed, kind), found, "{name} -> {needed}");
        }
    }

    #[test]
    fn a_browser_clock_or_luck_on_a_pure_floor_is_found() {
        for (name, needed, found) in [
            ("evertill-domain", "web-sys", 1),
            ("evertill-journal", "rand", 1),
            ("evertill-journal", "sha2", 0),
            ("evertill-journal-idb", "web-sys", 0),
            ("evertill-hub", "tokio", 0),
        ] {
            assert_eq!(findings(name, needed, None), found, "{name} -> {needed}");
        }
    }

    #[test]
    fn a_crate_without_a_floor_is_found() {
        assert_eq!(findings("evertill-attic", "serde", None), 1);
    }
}

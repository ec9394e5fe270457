//! Rules for any text: no path of one machine, no conflict left behind.

use super::{Finding, Source};

/// Folders that exist on somebody's machine, spelled in two parts so that this file does not break its own rule.
const MACHINE_FOLDERS: &[(&str, &str)] = &[("/ro", "ot/"), ("/wo", "rk/"), ("/tm", "p/"), ("/ho", "me/")];

/// Checks one file; lists that tools write are theirs.
pub fn check(source: &Source) -> Vec<Finding> {
    if source.is("Cargo.lock") || source.is("package-lock.json") || source.is(".csv") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        let number = index + 1;
        for (start, end) in MACHINE_FOLDERS {
            if names_folder(line, &format!("{start}{end}")) {
                findings.push(source.finding(number, format!("{start}{end} exists on one machine only")));
            }
        }
        if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
            findings.push(source.finding(number, "a merge conflict was left behind"));
        }
    }
    findings
}

/// Whether a line names an absolute path that begins with this folder, and not one that only contains it.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        before.is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | ')' | '~')))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{lines, source};
    use super::*;

    #[test]
    fn paths_of_one_machine_are_found() {
        for (before, folder, after, is_found) in [
            ("see ", "/wo|rk/", "main", true),
            ("cd ", "/ro|ot/", "x", true),
            ("\"", "/tm|p/", "a\"", true),
            ("docs", "/wo|rk/", "a.md", false),
            ("$DIR", "/tm|p/", "a", false),
            ("${DIR}", "/tm|p/", "a", false),
        ] {
            let line = format!("{before}{}{after}", folder.replace('|', ""));
            let found = lines(&check(&source("docs/a.md", &line)));
            assert_eq!(!found.is_empty(), is_found, "{line}");
        }
    }

    #[test]
    fn a_merge_conflict_left_behind_is_found() {
        let text = format!("a\n{} main\n", "<".repeat(7));
        assert_eq!(lines(&check(&source("a.rs", &text))), [2]);
    }
}

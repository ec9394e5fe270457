//! Finds Chromium and its driver.

use std::path::PathBuf;

/// Names under which systems install Chromium or a browser built from it.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser: `EVERTILL_CHROMIUM`, or the first of the usual names on PATH.
pub fn chromium() -> Option<PathBuf> {
    named("EVERTILL_CHROMIUM").or_else(|| BROWSERS.iter().find_map(|name| on_path(name)))
}

/// The browser's WebDriver: `CHROMEDRIVER`, or `chromedriver` on PATH.
pub fn driver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| on_path("chromedriver"))
}

/// The first file of this name in a folder of PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

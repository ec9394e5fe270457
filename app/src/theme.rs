//! Light, dark, or as the system has it.

use crate::browser;
use leptos::prelude::*;

const STORAGE_KEY: &str = "evertill.theme";

/// The appearance an operator may choose.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// Follows `prefers-color-scheme`.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every choice, in the order shown.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// As stored, and as set on `<html data-theme>`.
    pub fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn from_code(code: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

thread_local! {
    static THEME: ArcRwSignal<Theme> = ArcRwSignal::new(Theme::System);
}

/// The choice now; a view that calls this follows it.
pub fn theme() -> Theme {
    THEME.with(|signal| signal.get())
}

/// Takes the stored choice.
pub fn start() {
    apply(browser::stored(STORAGE_KEY).and_then(|code| Theme::from_code(&code)).unwrap_or_default());
}

/// Switches and remembers the choice on this register.
pub fn choose(theme: Theme) {
    browser::store(STORAGE_KEY, theme.code());
    apply(theme);
}

fn apply(theme: Theme) {
    match theme {
        Theme::System => browser::remove_root_attribute("data-theme"),
        Theme::Light | Theme::Dark => browser::set_root_attribute("data-theme", theme.code()),
    }
    THEME.with(|signal| signal.set(theme));
}

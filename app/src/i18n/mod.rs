//! The one translation layer: every word a person reads comes from a table in this folder.
//!
//! A message is a function of the language, so a missing translation does not compile. Three kinds:
//!
//! ```text
//! say title = { en: "Sell", de: "Verkaufen", ar: "البيع" };                       // fn(Lang) -> &'static str
//! say added(name) = { en: "{name} added", de: "…", ar: "…" };                      // fn(Lang, impl Display) -> String
//! count lines(n) = { en: { one: "{n} line", other: "{n} lines" }, de: { … }, ar: { zero: … } };
//! ```
//!
//! In a view write `{t!(sell::title)}`: a closure that follows the language. In an event handler or async code write
//! `text!(sell::title)`: the text as of now. Numbers inside messages are formatted by the browser for the language.

#[macro_use]
mod table;

pub mod barcodes;
pub mod common;
pub mod conflicts;
pub mod counter;
pub mod customers;
pub mod errors;
pub mod favourites;
pub mod format;
pub mod goods;
pub mod hold;
pub mod hub;
pub mod items;
pub mod journal;
pub mod keys;
pub mod linked;
pub mod modifiers;
pub mod offers;
pub mod pay;
pub mod payback;
pub mod people;
pub mod post_void;
pub mod price_lists;
pub mod promotions;
pub mod receipt;
pub mod reports;
pub mod returns;
pub mod sales;
pub mod sell;
pub mod shop;
pub mod status;
pub mod taxes;
pub mod till;
pub mod training;

use crate::browser;
use leptos::prelude::*;

/// A message without arguments.
pub type Text = fn(Lang) -> &'static str;

/// A language the register speaks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lang {
    /// English, the language the product is written in.
    #[default]
    En,
    /// German.
    De,
    /// Arabic, written right to left.
    Ar,
}

impl Lang {
    /// Every language, in the order the language switch shows them.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::De, Lang::Ar];

    /// BCP 47 primary subtag, as stored and as set on `<html lang>`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::De => "de",
            Lang::Ar => "ar",
        }
    }

    /// The language's name in itself, so that whoever needs it can find it.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::De => "Deutsch",
            Lang::Ar => "العربية",
        }
    }

    /// Writing direction, as set on `<html dir>`.
    pub fn dir(self) -> &'static str {
        match self {
            Lang::Ar => "rtl",
            Lang::En | Lang::De => "ltr",
        }
    }

    /// The language of a BCP 47 tag such as `de-AT`; `None` where the register does not speak it.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }
}

const STORAGE_KEY: &str = "evertill.lang";

thread_local! {
    // One document has one language. A reference-counted signal outside any component can be read from
    // key handlers, timers and async code, where no component context exists.
    static LANG: ArcRwSignal<Lang> = ArcRwSignal::new(Lang::En);
}

/// The language now; a view or effect that calls this follows it.
pub fn lang() -> Lang {
    LANG.with(|signal| signal.get())
}

/// The language now, without following it.
pub fn lang_now() -> Lang {
    LANG.with(|signal| signal.get_untracked())
}

/// Takes the stored choice, or else the first of the browser's languages that the register speaks.
pub fn start() {
    let chosen = browser::stored(STORAGE_KEY)
        .and_then(|tag| Lang::from_tag(&tag))
        .or_else(|| browser::languages().iter().find_map(|tag| Lang::from_tag(tag)))
        .unwrap_or_default();
    apply(chosen);
}

/// Switches the language and remembers the choice on this register.
pub fn choose(lang: Lang) {
    browser::store(STORAGE_KEY, lang.code());
    apply(lang);
}

fn apply(lang: Lang) {
    browser::set_root_attribute("lang", lang.code());
    browser::set_root_attribute("dir", lang.dir());
    LANG.with(|signal| {
        if signal.get_untracked() != lang {
            signal.set(lang);
        }
    });
}

/// A message as the signal that components take.
pub fn words(text: Text) -> Signal<String> {
    Signal::derive(move || text(lang()).to_owned())
}

/// What `t!` makes of a message without arguments: one type for all of them, and so one copy of the code that draws it.
pub fn following(text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || text(lang())
}

/// A closure that renders a message and follows the language: `t!(sell::title)`, `t!(sell::added, name)`.
///
/// Arguments are moved in and lent by reference to each rendering.
#[macro_export]
macro_rules! t {
    ($message:path) => { $crate::i18n::following($message) };
    ($message:path, $($arg:expr),+ $(,)?) => { move || $message($crate::i18n::lang(), $($arg),+) };
}

/// A message in the language as of now, for handlers and toasts: `text!(sell::added, name)`.
#[macro_export]
macro_rules! text {
    ($message:path $(, $arg:expr)* $(,)?) => { $message($crate::i18n::lang_now() $(, $arg)*) };
}

#[cfg(test)]
mod tests;

//! The macro that turns a table of messages into functions, and refuses a table with a hole in it.

use std::fmt::{Display, Write as _};

/// A message's text with its arguments, which stand in it as `{name}`. One function for all messages: the code of
/// `format!` for each of them, once a language, would be part of every download.
pub fn fill(text: &str, arguments: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        filled.push_str(before);
        if let Some((_, argument)) = arguments.iter().find(|(known, _)| *known == name) {
            // Writing to a String cannot fail.
            let _ = write!(filled, "{argument}");
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What a table holds, kept for the tests that compare placeholders between languages.
#[cfg(test)]
pub(crate) struct Row {
    /// The message's name.
    pub name: &'static str,
    /// Names of the arguments, as written in the table.
    pub args: &'static [&'static str],
    /// Every form in every language.
    pub forms: &'static [&'static str],
}

/// Declares the messages of one screen; see the head of `i18n/mod.rs` for the three kinds.
macro_rules! messages {
    ($( $kind:ident $name:ident $( ( $($arg:ident),+ ) )? = $body:tt ; )*) => {
        $( messages!(@$kind $name ( $($($arg),+)? ) $body); )*

        /// Every message of this table, for the tests.
        #[cfg(test)]
        pub(crate) const TABLE: &[$crate::i18n::table::Row] = &[
            $( $crate::i18n::table::Row {
                name: stringify!($name),
                args: &[$($(stringify!($arg)),+)?],
                forms: messages!(@forms $body),
            } ),*
        ];
    };

    (@say $name:ident () { en: $en:literal, de: $de:literal, ar: $ar:literal $(,)? }) => {
        #[doc = $en]
        pub fn $name(lang: $crate::i18n::Lang) -> &'static str {
            match lang {
                $crate::i18n::Lang::En => $en,
                $crate::i18n::Lang::De => $de,
                $crate::i18n::Lang::Ar => $ar,
            }
        }
    };

    (@say $name:ident ( $($arg:ident),+ ) { en: $en:literal, de: $de:literal, ar: $ar:literal $(,)? }) => {
        #[doc = $en]
        pub fn $name(lang: $crate::i18n::Lang, $($arg: impl ::std::fmt::Display),+) -> String {
            let text = match lang {
                $crate::i18n::Lang::En => $en,
                $crate::i18n::Lang::De => $de,
                $crate::i18n::Lang::Ar => $ar,
            };
            $crate::i18n::table::fill(text, &[$((stringify!($arg), &$arg)),+])
        }
    };

    (@count $name:ident ( $n:ident $(, $arg:ident)* ) {
        en: { one: $en1:literal, other: $en:literal $(,)? },
        de: { one: $de1:literal, other: $de:literal $(,)? },
        ar: { zero: $ar0:literal, one: $ar1:literal, two: $ar2:literal,
              few: $arf:literal, many: $arm:literal, other: $ar:literal $(,)? } $(,)?
    }) => {
        #[doc = $en]
        pub fn $name(lang: $crate::i18n::Lang, $n: i64 $(, $arg: impl ::std::fmt::Display)*) -> String {
            use $crate::i18n::{Lang, format::{Plural, plural, number_in}};
            let form = plural(lang, $n);
            let $n = number_in(lang, $n);
            let text = match (lang, form) {
                (Lang::En, Plural::One) => $en1,
                (Lang::En, _) => $en,
                (Lang::De, Plural::One) => $de1,
                (Lang::De, _) => $de,
                (Lang::Ar, Plural::Zero) => $ar0,
                (Lang::Ar, Plural::One) => $ar1,
                (Lang::Ar, Plural::Two) => $ar2,
                (Lang::Ar, Plural::Few) => $arf,
                (Lang::Ar, Plural::Many) => $arm,
                (Lang::Ar, Plural::Other) => $ar,
            };
            $crate::i18n::table::fill(text, &[(stringify!($n), &$n) $(, (stringify!($arg), &$arg))*])
        }
    };

    (@forms { $( $lang:ident : $text:tt ),+ $(,)? }) => { messages!(@flat [] $( $text )+) };
    (@flat [ $($done:literal),* ]) => { &[ $($done),* ] };
    (@flat [ $($done:literal),* ] $text:literal $($rest:tt)*) => { messages!(@flat [ $($done,)* $text ] $($rest)*) };
    (@flat [ $($done:literal),* ] { $( $form:ident : $text:literal ),+ $(,)? } $($rest:tt)*) => {
        messages!(@flat [ $($done,)* $($text),+ ] $($rest)*)
    };
}

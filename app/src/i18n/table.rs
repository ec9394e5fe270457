//! The macro that turns a table of messages into functions, and refuses a table with a hole in it.

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
        #[allow(dead_code, reason = "a table may be ahead of its screen")]
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
        #[allow(dead_code, reason = "a table may be ahead of its screen")]
        pub fn $name(lang: $crate::i18n::Lang, $($arg: impl ::std::fmt::Display),+) -> String {
            match lang {
                $crate::i18n::Lang::En => format!($en),
                $crate::i18n::Lang::De => format!($de),
                $crate::i18n::Lang::Ar => format!($ar),
            }
        }
    };

    (@count $name:ident ( $n:ident $(, $arg:ident)* ) {
        en: { one: $en1:literal, other: $en:literal $(,)? },
        de: { one: $de1:literal, other: $de:literal $(,)? },
        ar: { zero: $ar0:literal, one: $ar1:literal, two: $ar2:literal,
              few: $arf:literal, many: $arm:literal, other: $ar:literal $(,)? } $(,)?
    }) => {
        #[doc = $en]
        #[allow(dead_code, unused_variables, reason = "a table may be ahead of its screen; a form may leave the number out")]
        pub fn $name(lang: $crate::i18n::Lang, $n: i64 $(, $arg: impl ::std::fmt::Display)*) -> String {
            use $crate::i18n::{Lang, format::{Plural, plural, number_in}};
            let form = plural(lang, $n);
            let $n = number_in(lang, $n);
            match (lang, form) {
                (Lang::En, Plural::One) => format!($en1),
                (Lang::En, _) => format!($en),
                (Lang::De, Plural::One) => format!($de1),
                (Lang::De, _) => format!($de),
                (Lang::Ar, Plural::Zero) => format!($ar0),
                (Lang::Ar, Plural::One) => format!($ar1),
                (Lang::Ar, Plural::Two) => format!($ar2),
                (Lang::Ar, Plural::Few) => format!($arf),
                (Lang::Ar, Plural::Many) => format!($arm),
                (Lang::Ar, Plural::Other) => format!($ar),
            }
        }
    };

    (@forms { $( $lang:ident : $text:tt ),+ $(,)? }) => { messages!(@flat [] $( $text )+) };
    (@flat [ $($done:literal),* ]) => { &[ $($done),* ] };
    (@flat [ $($done:literal),* ] $text:literal $($rest:tt)*) => { messages!(@flat [ $($done,)* $text ] $($rest)*) };
    (@flat [ $($done:literal),* ] { $( $form:ident : $text:literal ),+ $(,)? } $($rest:tt)*) => {
        messages!(@flat [ $($done,)* $($text),+ ] $($rest)*)
    };
}

//! Claims about the table of shortcuts.

use super::*;
use crate::i18n::Lang;
use expect_test::expect_file;

fn press<'a>(key: &'a str, code: &'a str, focus: Focus) -> Press<'a> {
    Press { key, code, focus, ..Press::default() }
}

#[test]
fn keys_mean_what_the_table_says() {
    let alt = |key, code| Press { alt: true, ..press(key, code, Focus::Field) };
    let cases: &[(Press<'_>, &[Action])] = &[
        (press("F2", "F2", Focus::Field), &[A::Sell]),
        (press("?", "Slash", Focus::Free), &[A::Help]),
        (press("?", "Slash", Focus::EmptySearch), &[A::Help]),
        (press("?", "Slash", Focus::Field), &[]),
        (press("+", "Equal", Focus::EmptySearch), &[A::QuantityUp]),
        (press("+", "Equal", Focus::Field), &[]),
        (press("ArrowDown", "ArrowDown", Focus::EmptySearch), &[A::LineDown]),
        (press("ArrowDown", "ArrowDown", Focus::Field), &[]),
        (press("Delete", "Delete", Focus::Field), &[]),
        (press("Enter", "Enter", Focus::Field), &[A::Complete, A::NextSale]),
        (press("Enter", "Enter", Focus::Button), &[]),
        (press("4", "Digit4", Focus::Free), &[]),
        (alt("ç", "KeyC"), &[A::Customer, A::Card]),
        (alt("¡", "Digit1"), &[A::Tile(1), A::Note(1)]),
        (alt("0", "Digit0"), &[]),
        (Press { ctrl: true, ..press("Enter", "Enter", Focus::Field) }, &[A::Pay]),
        (Press { ctrl: true, ..press("F3", "F3", Focus::Free) }, &[]),
    ];
    for (press, expected) in cases {
        assert_eq!(meanings(*press).collect::<Vec<_>>(), *expected, "{press:?}");
    }
}

#[test]
fn no_key_means_two_things_on_one_screen() {
    for (at, one) in SHORTCUTS.iter().enumerate() {
        for other in SHORTCUTS.iter().skip(at + 1) {
            let meet = one.scope == other.scope || one.scope == Scope::Everywhere || other.scope == Scope::Everywhere;
            let shared = one.chords.iter().find(|chord| other.chords.contains(chord));
            assert!(!meet || shared.is_none(), "{shared:?} is both {:?} and {:?}", one.binding, other.binding);
        }
    }
}

#[test]
fn no_key_belongs_to_the_browser() {
    for shortcut in SHORTCUTS {
        for chord in shortcut.chords {
            let taken = matches!(chord, Ctrl("r" | "t" | "n" | "w" | "p" | "f" | "l") | Plain("F5" | "F11" | "F12"));
            assert!(!taken, "{chord:?}");
        }
    }
}

#[test]
fn buttons_show_the_first_chord() {
    let cases = [
        (A::Pay, "F9"),
        (A::VoidLine, "Del"),
        (A::Tile(3), "Alt+3"),
        (A::Note(1), "Alt+1"),
        (A::Customer, "Alt+C"),
        (A::LineUp, "↑"),
    ];
    for (action, expected) in cases {
        assert_eq!(hint(action).as_deref(), Some(expected), "{action:?}");
    }
}

/// `UPDATE_EXPECT=1` writes the document anew.
#[test]
fn the_document_lists_every_shortcut() {
    let mut page = String::from(
        "# Keyboard\n\nA whole sale can be rung up and paid without a pointer. This page is written from the table in\n\
         `app/src/keys.rs`, and a test there keeps the two equal. The register shows the same table under F1.\n\n\
         Letters and signs count only while nobody is typing: in an empty search field they are shortcuts, in a field\n\
         with text they are text. A wedge scanner is heard wherever the focus is.\n",
    );
    for scope in Scope::ALL {
        page += &format!("\n## {}\n\n| keys | what happens |\n|---|---|\n", scope.title()(Lang::En));
        for shortcut in SHORTCUTS.iter().filter(|shortcut| shortcut.scope == scope) {
            let keys: Vec<String> = shortcut.chords.iter().map(|chord| format!("`{}`", chord.label())).collect();
            page += &format!("| {} | {} |\n", keys.join(" or "), (shortcut.what)(Lang::En));
        }
    }
    expect_file!["../../../docs/keyboard.md"].assert_eq(&page);
}

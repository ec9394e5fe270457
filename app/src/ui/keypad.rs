//! The keypad, and the amount it types: digits push in from the right, as on every till.

use super::{Icon, IconName};
use crate::i18n::{common, lang};
use crate::t;
use leptos::prelude::*;

/// A key of the keypad.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeypadKey {
    /// 0 to 9.
    Digit(u8),
    /// Two zeros at once.
    DoubleZero,
    /// Takes the last digit away.
    Backspace,
    /// Takes everything away.
    Clear,
}

/// An amount being typed, in minor units: `1`, `2`, `5`, `00` is 125.00 in a currency with two decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AmountEntry {
    minor: Option<u32>,
}

impl AmountEntry {
    /// The largest amount that can be typed, in minor units.
    pub const LIMIT: u32 = 999_999_999;

    /// The amount; `None` before the first digit.
    pub fn minor(self) -> Option<i64> {
        self.minor.map(i64::from)
    }

    /// The entry after a key. A digit that would pass the limit is ignored, as on a display that is full.
    pub fn after(self, key: KeypadKey) -> AmountEntry {
        let now = self.minor.unwrap_or(0);
        let shifted =
            |by: u32, plus: u8| now.checked_mul(by)?.checked_add(u32::from(plus)).filter(|m| *m <= Self::LIMIT);
        let minor = match key {
            KeypadKey::Digit(digit) if digit <= 9 => shifted(10, digit).or(self.minor),
            KeypadKey::Digit(_) => self.minor,
            KeypadKey::DoubleZero => shifted(100, 0).or(self.minor),
            KeypadKey::Backspace => Some(now / 10).filter(|m| *m > 0),
            KeypadKey::Clear => None,
        };
        AmountEntry { minor }
    }

    /// The key of the keypad that a key of the keyboard stands for.
    pub fn key_for(key: &str) -> Option<KeypadKey> {
        match key {
            "Backspace" => Some(KeypadKey::Backspace),
            "Delete" => Some(KeypadKey::Clear),
            _ => {
                let mut chars = key.chars();
                let only = chars.next().filter(|_| chars.next().is_none())?;
                // Arabic keyboards may type Arabic-Indic digits.
                let digit = match only {
                    '0'..='9' => u32::from(only) - u32::from('0'),
                    '٠'..='٩' => u32::from(only) - u32::from('٠'),
                    _ => return None,
                };
                u8::try_from(digit).ok().map(KeypadKey::Digit)
            }
        }
    }
}

/// Twelve large keys. Digits keep their places in every language, as on a telephone.
#[component]
pub fn Keypad(
    /// Called with each key.
    #[prop(into)]
    on_key: Callback<KeypadKey>,
) -> impl IntoView {
    let digit = move |n: u8| {
        view! {
            <button type="button" class="keypad__key number" on:click=move |_| on_key.run(KeypadKey::Digit(n))>
                {move || crate::i18n::format::number(i64::from(n))}
            </button>
        }
    };
    let double_zero = move || crate::i18n::format::number_in(lang(), 0).repeat(2);
    view! {
        <div class="keypad" role="group" dir="ltr" aria-label=t!(common::keypad)>
            {[7, 8, 9, 4, 5, 6, 1, 2, 3].map(digit)}
            <button type="button" class="keypad__key number" on:click=move |_| on_key.run(KeypadKey::DoubleZero)>
                {double_zero}
            </button>
            {digit(0)}
            <button
                type="button"
                class="keypad__key keypad__key--quiet"
                aria-label=t!(common::key_backspace)
                on:click=move |_| on_key.run(KeypadKey::Backspace)
            >
                <Icon name=IconName::Backspace />
            </button>
        </div>
    }
}

/// The amount being typed, shown as money. It takes digits from the keyboard while it has the focus, and digits of a
/// scan leave it as they found it.
#[component]
pub fn AmountInput(
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// The entry, shared with a [`Keypad`].
    entry: RwSignal<AmountEntry>,
    /// Writes minor units as money.
    #[prop(into)]
    money: Callback<i64, String>,
    /// What stands there before the first digit, in minor units.
    #[prop(into)]
    placeholder: Signal<i64>,
) -> impl IntoView {
    let node = NodeRef::<leptos::html::Input>::new();
    // The entry before each key, newest last, so that the keys of a scan can be taken back.
    let before = StoredValue::new(Vec::<AmountEntry>::new());
    Effect::new(move || {
        if let Some(input) = node.get() {
            crate::typing::before_next_key(move || drop(input.focus()));
        }
    });
    crate::scanner::on_scan(move |code| {
        let typed = code.chars().filter(|c| AmountEntry::key_for(c.encode_utf8(&mut [0; 4])).is_some()).count();
        before.update_value(|before| {
            let keep = before.len().saturating_sub(typed);
            if let Some(old) = before.get(keep) {
                entry.set(*old);
            }
            before.truncate(keep);
        });
        false
    });
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some(key) = AmountEntry::key_for(&event.key()) else { return };
        event.prevent_default();
        before.update_value(|before| {
            let extra = (before.len() + 1).saturating_sub(HISTORY_LIMIT);
            before.drain(..extra);
            before.push(entry.get_untracked());
        });
        entry.update(|entry| *entry = entry.after(key));
    };
    view! {
        <input
            node_ref=node
            class="amount-input number"
            type="text"
            readonly=true
            inputmode="none"
            autocomplete="off"
            aria-label=move || label.get()
            placeholder=move || money.run(placeholder.get())
            prop:value=move || entry.get().minor().map(|minor| money.run(minor)).unwrap_or_default()
            on:keydown=on_key
        />
    }
}

/// As long as the longest scan.
const HISTORY_LIMIT: usize = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_push_in_from_the_right() {
        use KeypadKey::{Backspace, Clear, Digit, DoubleZero};
        let cases: &[(&[KeypadKey], Option<i64>)] = &[
            (&[], None),
            (&[Digit(1), Digit(2), Digit(5), DoubleZero], Some(12_500)),
            (&[Digit(0)], Some(0)),
            (&[Digit(1), Digit(2), Backspace], Some(1)),
            (&[Digit(1), Backspace], None),
            (&[Backspace], None),
            (&[Digit(9), Digit(9), Clear], None),
            (&[Digit(12)], None),
            (&[Digit(9); 12], Some(999_999_999)),
        ];
        for (keys, expected) in cases {
            let entry = keys.iter().fold(AmountEntry::default(), |entry, key| entry.after(*key));
            assert_eq!(entry.minor(), *expected, "{keys:?}");
        }
    }

    #[test]
    fn the_keyboard_types_on_the_keypad() {
        let cases = [
            ("7", Some(KeypadKey::Digit(7))),
            ("٧", Some(KeypadKey::Digit(7))),
            ("Backspace", Some(KeypadKey::Backspace)),
            ("F7", None),
            ("a", None),
            ("", None),
        ];
        for (key, expected) in cases {
            assert_eq!(AmountEntry::key_for(key), expected, "{key}");
        }
    }
}

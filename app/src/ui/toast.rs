//! Passing messages, spoken as they appear. Bad news stays until it is dismissed; good news leaves by itself.

use super::{Icon, IconButton, IconName, Tone, keyed};
use crate::i18n::{common, words};
use crate::t;
use leptos::prelude::*;
use std::time::Duration;

/// Messages shown at once; older ones make room.
const LIMIT: usize = 3;
/// How long good news stays.
const STAY: Duration = Duration::from_secs(5);

#[derive(Clone, PartialEq)]
struct Toast {
    id: u64,
    tone: Tone,
    text: String,
}

/// The messages of the page. Part of the shell's state, so it outlives every screen.
#[derive(Clone, Copy)]
pub struct Toasts {
    all: RwSignal<Vec<Toast>>,
    next_id: StoredValue<u64>,
}

impl Toasts {
    /// No messages. Make it under the root.
    pub fn new() -> Toasts {
        Toasts { all: RwSignal::new(Vec::new()), next_id: StoredValue::new(0) }
    }

    /// Something went well.
    pub fn good(self, text: impl Into<String>) {
        self.push(Tone::Good, text.into());
    }

    /// Something worth knowing.
    pub fn notice(self, text: impl Into<String>) {
        self.push(Tone::Notice, text.into());
    }

    /// Something was refused or failed. Stays until dismissed.
    pub fn bad(self, text: impl Into<String>) {
        self.push(Tone::Bad, text.into());
    }

    /// Takes every message away, as a new sale does.
    pub fn clear(self) {
        self.all.set(Vec::new());
    }

    fn push(self, tone: Tone, text: String) {
        let id = self
            .next_id
            .try_update_value(|next| {
                *next += 1;
                *next
            })
            .unwrap_or_default();
        self.all.update(|all| {
            // The same message again replaces itself, so that a repeated refusal does not pile up.
            all.retain(|toast| toast.text != text);
            all.push(Toast { id, tone, text });
            let extra = all.len().saturating_sub(LIMIT);
            all.drain(..extra);
        });
        if tone != Tone::Bad {
            set_timeout(move || self.dismiss(id), STAY);
        }
    }

    fn dismiss(self, id: u64) {
        self.all.update(|all| all.retain(|toast| toast.id != id));
    }
}

/// Where messages appear. One per page, always present, so that screen readers watch it.
#[component]
pub fn ToastRegion(
    /// The messages.
    toasts: Toasts,
) -> impl IntoView {
    let toast = move |toast: Toast| {
        let icon = match toast.tone {
            Tone::Good => IconName::Check,
            Tone::Bad => IconName::Warning,
            Tone::Notice | Tone::Neutral => IconName::Info,
        };
        let id = toast.id;
        view! {
            <div class="toast" data-tone=toast.tone.code() role=(toast.tone == Tone::Bad).then_some("alert")>
                <Icon name=icon />
                <p class="toast__text">{toast.text}</p>
                <IconButton
                    icon=IconName::Close
                    label=words(common::dismiss)
                    on_press=move |()| toasts.dismiss(id)
                />
            </div>
        }
    };
    view! {
        <div class="toasts" role="region" aria-label=t!(common::messages) aria-live="polite">
            {keyed(move || toasts.all.get(), |toast| toast.id, toast)}
        </div>
    }
}

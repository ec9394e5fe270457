//! What every section of Shop does with its changes: writes them as a fact, and says what came of it.

use crate::i18n::{common, errors, items, lang_now, people};
use crate::register::{FactError, Register, register};
use crate::state::{Shell, shell};
use crate::t;
use crate::text;
use crate::ui::{Button, ButtonKind};
use evertill_domain::shop::Settings;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A section's way of writing settings.
#[derive(Clone, Copy)]
pub struct Saving {
    pub shell: Shell,
    pub register: Register,
    /// What is wrong, in words; empty when nothing is.
    pub problem: RwSignal<String>,
    working: RwSignal<bool>,
}

impl Saving {
    /// Call it while the section's component is being built.
    pub fn new() -> Self {
        Self {
            shell: shell(),
            register: register(),
            problem: RwSignal::new(String::new()),
            working: RwSignal::new(false),
        }
    }

    /// The settings in force; those of a register that is not open yet have nothing to edit.
    pub fn settings(self) -> Option<Settings> {
        self.register.settings.get_untracked()
    }

    /// Takes `settings` into force and says so, or says why not.
    pub fn save(self, settings: Settings) {
        if self.working.get_untracked() {
            return;
        }
        self.working.set(true);
        self.problem.set(String::new());
        spawn_local(async move {
            let saved = self.register.save_settings(self.shell, settings).await;
            let _ = self.working.try_set(false);
            match saved {
                Ok(()) => self.shell.toasts.good(text!(common::saved)),
                Err(FactError::Full) => drop(self.problem.try_set(items::not_saved_full(lang_now()).to_owned())),
                Err(FactError::NotAllowed(need)) => {
                    let lang = lang_now();
                    drop(self.problem.try_set(errors::not_allowed(lang, people::act(need.act)(lang))));
                }
                Err(_) => drop(self.problem.try_set(items::not_saved(lang_now()).to_owned())),
            }
        });
    }
}

/// The button that saves a section, below whatever keeps it from being saved.
#[component]
pub fn SaveButton(
    /// How it saves.
    saving: Saving,
    /// Checks what was typed and calls [`Saving::save`].
    #[prop(into)]
    on_save: Callback<()>,
) -> impl IntoView {
    view! {
        <p class="refund__problem" role="alert">{move || saving.problem.get()}</p>
        <div class="form__actions">
            <Button kind=ButtonKind::Primary large=true disabled=saving.working on_press=on_save>{t!(common::save)}</Button>
        </div>
    }
}

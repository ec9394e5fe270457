//! Training, marked on every screen: a banner across the page, a striped edge around it, and words in both. Colour alone
//! says nothing.

use crate::i18n::{training as said, words};
use crate::register::{FactError, TrainingError, register};
use crate::routes;
use crate::state::shell;
use crate::ui::{Button, Confirm, Icon, IconName};
use crate::{browser, t, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The banner while somebody practises, and the two questions: whether to begin, and whether to end.
#[component]
pub fn TrainingBanner() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let ending = RwSignal::new(false);
    Effect::new(move || {
        if register.training.get() {
            browser::set_root_attribute("data-training", "true");
        } else {
            browser::remove_root_attribute("data-training");
        }
    });
    let begin = move |yes: bool| {
        shell.training_asked.set(false);
        if yes {
            spawn_local(async move {
                match register.start_training(shell).await {
                    Ok(()) => {
                        routes::go("/");
                        shell.toasts.notice(text!(said::begun));
                    }
                    Err(TrainingError::BasketNotEmpty) => shell.toasts.bad(text!(said::basket_first)),
                    Err(TrainingError::NotWritten(error)) => shell.toasts.bad(not_written(&error)),
                }
            });
        }
    };
    let end = move |yes: bool| {
        ending.set(false);
        if yes {
            spawn_local(async move {
                match register.end_training(shell).await {
                    Ok(()) => {
                        routes::go("/");
                        shell.toasts.good(text!(said::ended));
                    }
                    Err(error) => shell.toasts.bad(not_written(&error)),
                }
            });
        }
    };
    view! {
        <Show when=move || register.training.get()>
            <aside class="training" aria-label=t!(said::title)>
                <p class="training__words">
                    <Icon name=IconName::Warning />
                    <span><strong>{t!(said::title)}</strong>" "{t!(said::nothing_counts)}</span>
                </p>
                <Button on_press=move |()| ending.set(true)>{t!(said::end)}</Button>
            </aside>
        </Show>
        <Confirm
            open=shell.training_asked
            question=words(said::begin_ask)
            consequence=words(said::begin_consequence)
            yes=words(said::begin)
            on_answer=begin
        />
        <Confirm
            open=ending
            question=words(said::end_ask)
            consequence=words(said::end_consequence)
            yes=words(said::end)
            on_answer=end
        />
    }
}

fn not_written(error: &FactError) -> String {
    match error {
        FactError::NotAllowed(need) => {
            let lang = crate::i18n::lang_now();
            return crate::i18n::errors::not_allowed(lang, crate::i18n::people::act(need.act)(lang));
        }
        FactError::Full => text!(said::not_written_full),
        FactError::NotReady | FactError::Failed | FactError::Invalid => text!(said::not_written),
    }
    .to_owned()
}

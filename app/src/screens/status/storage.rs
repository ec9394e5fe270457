//! Will the browser keep what the register stores, and how much room is left?

use super::register::megabytes;
use crate::i18n::{lang, status, words};
use crate::state::{Shell, shell};
use crate::ui::{Badge, Button, Fact, IconName, Loading, Tone};
use crate::{browser, t, text};
use evertill_journal_idb::storage::{self, Estimate};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Below this much room the operator is told, in bytes: a thousand sales and a spare snapshot fit many times over.
const LOW_BYTES: u64 = 100 << 20;
/// How often the room is measured while the page is open, in milliseconds.
const EVERY_MS: i32 = 60_000;

/// Measures the room that is left from time to time, for the life of the page.
pub fn watch(shell: Shell) {
    spawn_local(async move {
        if let Ok(estimate) = storage::estimate().await {
            shell.storage_low.set(is_low(estimate));
        }
        browser::after(EVERY_MS, move || watch(shell));
    });
}

/// Little room, unless the browser does not say how much there is.
fn is_low(estimate: Estimate) -> bool {
    estimate.quota > 0 && estimate.free() < LOW_BYTES
}

/// What the browser says, and what it would not say.
#[derive(Clone, PartialEq)]
struct Told {
    estimate: Option<Estimate>,
    persisted: Option<bool>,
}

async fn ask() -> Told {
    Told { estimate: storage::estimate().await.ok(), persisted: storage::persisted().await.ok() }
}

#[component]
pub fn StorageCard() -> impl IntoView {
    let shell = shell();
    let told = RwSignal::new(None::<Told>);
    let refused = RwSignal::new(false);
    spawn_local(async move {
        // The screen may be gone by the time the browser answers.
        let _ = told.try_set(Some(ask().await));
    });
    let protect = move |()| {
        spawn_local(async move {
            let kept = storage::persist().await.unwrap_or(false);
            let _ = refused.try_set(!kept);
            if kept {
                shell.toasts.good(text!(status::persist_done));
            }
            let _ = told.try_set(Some(ask().await));
        });
    };
    view! {
        <section class="card" aria-labelledby="storage">
            <h2 class="card__title" id="storage">{t!(status::storage)}</h2>
            {move || match told.get() {
                None => view! { <Loading rows=2 /> }.into_any(),
                Some(told) => view! { <Room estimate=told.estimate /> <Kept persisted=told.persisted /> }.into_any(),
            }}
            <p class="note" role="status">{move || refused.get().then(|| status::persist_refused(lang()))}</p>
            <Show when=move || told.with(|told| told.as_ref().is_some_and(|told| told.persisted == Some(false)))>
                <div class="card__actions">
                    <Button icon=IconName::Lock on_press=protect>{t!(status::persist_now)}</Button>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Room(estimate: Option<Estimate>) -> impl IntoView {
    let Some(estimate) = estimate.filter(|estimate| estimate.quota > 0) else {
        return view! { <p class="note">{t!(status::storage_untold)}</p> }.into_any();
    };
    let used = move || status::used_of(lang(), megabytes(estimate.usage), megabytes(estimate.quota));
    view! {
        <div class="room" data-low=is_low(estimate).then_some("")>
            <p id="room">{used}</p>
            <meter
                class="room__bar"
                min="0"
                max=estimate.quota.to_string()
                value=estimate.usage.min(estimate.quota).to_string()
                aria-labelledby="room"
            ></meter>
            <p class="note">{move || if is_low(estimate) {
                status::room_low(lang(), megabytes(estimate.free()))
            } else {
                status::room_left(lang(), megabytes(estimate.free()))
            }}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Kept(persisted: Option<bool>) -> impl IntoView {
    let tone = match persisted {
        Some(true) => Tone::Good,
        Some(false) => Tone::Notice,
        None => Tone::Neutral,
    };
    let kept = move || match persisted {
        Some(true) => status::persisted(lang()),
        Some(false) => status::not_persisted(lang()),
        None => status::unknown(lang()),
    };
    view! {
        <dl class="facts">
            <Fact label=words(status::persistence)><Badge tone>{kept}</Badge></Fact>
        </dl>
    }
}

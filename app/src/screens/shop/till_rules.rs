//! How shifts and cash are handled.

use super::saving::{SaveButton, Saving};
use crate::i18n::{lang, till, words};
use crate::ui::{Segmented, SelectField};
use leptos::prelude::*;

/// The section.
pub fn view() -> AnyView {
    view! { <Rules /> }.into_any()
}

/// The hours at which a day may begin.
const HOURS: u16 = 12;

#[component]
fn Rules() -> impl IntoView {
    let saving = Saving::new();
    let known = saving.settings().map(|known| known.till).unwrap_or_default();
    let required = RwSignal::new(known.shift_required);
    let blind = RwSignal::new(known.blind_count);
    let begins = RwSignal::new((known.day_begins / 60).to_string());
    let two = move |no: crate::i18n::Text, yes: crate::i18n::Text| {
        Signal::derive(move || vec![(false, no(lang()).to_owned()), (true, yes(lang()).to_owned())])
    };
    let hours =
        Signal::derive(|| (0..=HOURS).map(|hour| (hour.to_string(), format!("{hour:02}:00"))).collect::<Vec<_>>());
    let save = move |()| {
        let Some(mut settings) = saving.settings() else { return };
        settings.till.shift_required = required.get_untracked();
        settings.till.blind_count = blind.get_untracked();
        settings.till.day_begins = begins.get_untracked().parse().unwrap_or(0) * 60;
        saving.save(settings);
    };
    view! {
        <div class="form form--page">
            <Segmented
                label=words(till::shift_required)
                options=two(till::always, till::only_in_shift)
                value=required
                on_choose=move |chosen| required.set(chosen)
            />
            <Segmented
                label=words(till::counting)
                options=two(till::open_count, till::blind)
                value=blind
                on_choose=move |chosen| blind.set(chosen)
            />
            <SelectField label=words(till::day_begins) value=begins options=hours />
            <p class="soft">{crate::t!(till::day_begins_hint)}</p>
            <SaveButton saving on_save=save />
        </div>
    }
}

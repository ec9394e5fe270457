//! The form of one tax category: its taxes, their rates and days, and what a price comes to meanwhile.

use super::super::saving::Saving;
use super::super::taxes_model::{Typed, TypedComponent, Wrong, with_tax};
use super::{Edited, of_sample, sample};
use crate::i18n::{common, lang, lang_now, sell, taxes, words};
use crate::money::percent;
use crate::register::local_now;
use crate::t;
use crate::ui::{Button, ButtonKind, Field, IconButton, IconName, Segmented, SelectField, keyed};
use evertill_domain::shop::{Settings, SettingsError};
use evertill_domain::tax::{TaxCategory, TaxMode};
use leptos::prelude::*;
use std::cell::Cell;

/// A rate that is being typed.
#[derive(Clone, Copy)]
struct RateRow {
    key: u32,
    from: RwSignal<String>,
    percent: RwSignal<String>,
}

/// A component that is being typed.
#[derive(Clone, Copy)]
struct Part {
    key: u32,
    label: RwSignal<String>,
    compound: RwSignal<bool>,
    rates: RwSignal<Vec<RateRow>>,
}

/// What the parts of the form share.
#[derive(Clone, Copy)]
struct TaxForm {
    saving: Saving,
    edited: RwSignal<Option<Edited>>,
    before: StoredValue<Option<TaxCategory>>,
    id: RwSignal<String>,
    label: RwSignal<String>,
    mode: RwSignal<TaxMode>,
    take_away: RwSignal<String>,
    parts: RwSignal<Vec<Part>>,
    problem: RwSignal<String>,
}

fn next_key() -> u32 {
    thread_local! { static NEXT: Cell<u32> = const { Cell::new(0) }; }
    NEXT.replace(NEXT.get().wrapping_add(1))
}

impl RateRow {
    fn new(from: String, percent: String) -> RateRow {
        RateRow { key: next_key(), from: RwSignal::new(from), percent: RwSignal::new(percent) }
    }
}

impl Part {
    fn new(typed: TypedComponent) -> Part {
        let rates = typed.rates.into_iter().map(|(from, percent)| RateRow::new(from, percent)).collect();
        Part {
            key: next_key(),
            label: RwSignal::new(typed.label),
            compound: RwSignal::new(typed.compound),
            rates: RwSignal::new(rates),
        }
    }

    /// What is typed, followed.
    fn typed(self) -> TypedComponent {
        let rates = self.rates.get().into_iter().map(|row| (row.from.get(), row.percent.get())).collect();
        TypedComponent { label: self.label.get(), compound: self.compound.get(), rates }
    }
}

impl TaxForm {
    /// What is typed, followed.
    fn typed(self) -> Typed {
        Typed {
            id: self.id.get(),
            label: self.label.get(),
            mode: self.mode.get(),
            take_away: self.take_away.get(),
            components: self.parts.get().into_iter().map(Part::typed).collect(),
        }
    }

    fn read(self) -> Result<TaxCategory, Wrong> {
        let typed = self.typed();
        self.before.with_value(|before| typed.read(before.as_ref()))
    }

    fn save(self) {
        let is_new = self.before.with_value(Option::is_none);
        let Some(settings) = self.saving.settings() else { return };
        let judged = untrack(|| self.read())
            .and_then(|tax| with_tax(settings, tax, is_new))
            .map_err(|wrong| wrong_words(&wrong))
            .and_then(checked);
        self.finish(judged);
    }

    /// Takes the category away, unless something is taxed by it.
    fn remove(self) {
        let Some((mut settings, tax)) = self.saving.settings().zip(self.before.get_value()) else { return };
        let used = self.saving.register.catalogue(|items| {
            items.iter().filter_map(|item| items.item(item.no())).filter(|item| item.tax == tax.id).count()
        });
        match used {
            Some(0) => {
                settings.taxes.retain(|known| known.id != tax.id);
                self.finish(checked(settings));
            }
            used => self.problem.set(taxes::in_use(lang_now(), i64::try_from(used.unwrap_or(0)).unwrap_or(i64::MAX))),
        }
    }

    fn finish(self, judged: Result<Settings, String>) {
        match judged {
            Ok(settings) => {
                self.saving.save(settings);
                self.edited.set(None);
            }
            Err(problem) => self.problem.set(problem),
        }
    }
}

/// Settings by which everything can be taxed today, or what is wrong with them in words.
fn checked(settings: Settings) -> Result<Settings, String> {
    let today = local_now().date();
    match settings.validate().and_then(|()| settings.has_rates_on(today)) {
        Ok(()) => Ok(settings),
        Err(error) => Err(settings_words(&error)),
    }
}

fn wrong_words(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Id => taxes::wrong_id(lang_now()).to_owned(),
        Wrong::IdTaken => taxes::id_taken(lang_now()).to_owned(),
        Wrong::Rate(component) => taxes::wrong_rate(lang_now(), component),
    }
}

fn settings_words(error: &SettingsError) -> String {
    match error {
        SettingsError::TaxLabel { .. } => taxes::wrong_label(lang_now()).to_owned(),
        SettingsError::TaxComponents { .. } => taxes::wrong_components(lang_now(), TaxCategory::COMPONENTS_LIMIT),
        SettingsError::TaxRates { component, .. } => taxes::wrong_days(lang_now(), component),
        SettingsError::TaxRateMissing { component, day, .. } => taxes::wrong_first_day(lang_now(), component, day),
        SettingsError::TaxOnTax { .. } => taxes::wrong_compound(lang_now()).to_owned(),
        SettingsError::TakeAway { tax } => taxes::wrong_take_away(lang_now(), tax),
        SettingsError::NoTaxes => taxes::last_one(lang_now()).to_owned(),
        other => other.to_string(),
    }
}

#[component]
pub fn Form(of: Edited, edited: RwSignal<Option<Edited>>, saving: Saving) -> impl IntoView {
    let Edited { typed, before } = of;
    let is_new = before.is_none();
    let form = TaxForm {
        saving,
        edited,
        before: StoredValue::new(before),
        id: RwSignal::new(typed.id),
        label: RwSignal::new(typed.label),
        mode: RwSignal::new(typed.mode),
        take_away: RwSignal::new(typed.take_away),
        parts: RwSignal::new(typed.components.into_iter().map(Part::new).collect()),
        problem: RwSignal::new(String::new()),
    };
    let modes = Signal::derive(|| {
        let inside = (TaxMode::Inclusive, taxes::inclusive(lang()).to_owned());
        vec![inside, (TaxMode::Exclusive, taxes::exclusive(lang()).to_owned())]
    });
    let add_part = move |()| {
        let rates = vec![Default::default()];
        form.parts.update(|all| all.push(Part::new(TypedComponent { label: String::new(), compound: false, rates })));
    };
    view! {
        <div class="form">
            <Field label=words(taxes::name) value=form.label hint=words(taxes::name_hint) required=true autofocus=true />
            <Show when=move || is_new>
                <Field label=words(taxes::short_name) value=form.id hint=words(taxes::short_name_hint) ltr=true />
            </Show>
            <Segmented label=words(taxes::mode) options=modes value=form.mode on_choose=move |to| form.mode.set(to) />
            {keyed(move || form.parts.get(), |part| part.key, move |part| view! { <PartFields form part /> })}
            <div><Button icon=IconName::Plus on_press=add_part>{t!(taxes::add_component)}</Button></div>
            <TakeAway form />
            <Sample form />
            <p class="refund__problem" role="alert">{move || form.problem.get()}</p>
            <div class="dialog__actions">
                <Show when=move || !is_new>
                    <Button kind=ButtonKind::Danger on_press=move |()| form.remove()>{t!(taxes::remove)}</Button>
                </Show>
                <Button on_press=move |()| edited.set(None)>{t!(common::cancel)}</Button>
                <Button kind=ButtonKind::Primary on_press=move |()| form.save()>{t!(common::save)}</Button>
            </div>
        </div>
    }
}

/// One tax of the category, with its rates.
#[component]
fn PartFields(form: TaxForm, part: Part) -> impl IntoView {
    let several = Memo::new(move |_| form.parts.with(Vec::len) > 1);
    let dated = Memo::new(move |_| part.rates.with(Vec::len) > 1);
    let add_rate = move |()| part.rates.update(|all| all.push(RateRow::new(String::new(), String::new())));
    let compounds =
        Signal::derive(|| vec![(false, taxes::on_price(lang()).to_owned()), (true, taxes::on_tax(lang()).to_owned())]);
    let rate = move |row: RateRow| {
        view! {
            <div class="tax-rate">
                <Field label=words(taxes::percent) value=row.percent mode="decimal" ltr=true />
                <Field label=words(taxes::from) value=row.from kind="date" hint=words(taxes::from_hint) />
                <Show when=move || dated.get()>
                    <IconButton
                        icon=IconName::Void
                        label=words(taxes::remove_rate)
                        on_press=move |()| part.rates.update(|all| all.retain(|known| known.key != row.key))
                    />
                </Show>
            </div>
        }
    };
    view! {
        <fieldset class="tax-part">
            <legend class="visually-hidden">{move || taxes::component_called(lang(), part.label.get())}</legend>
            <div class="tax-rate">
                <Field label=words(taxes::component) value=part.label hint=words(taxes::component_hint) />
                <Show when=move || several.get()>
                    <IconButton
                        icon=IconName::Void
                        label=words(taxes::remove_component)
                        on_press=move |()| form.parts.update(|all| all.retain(|known| known.key != part.key))
                    />
                </Show>
            </div>
            {keyed(move || part.rates.get(), |row| row.key, rate)}
            <div><Button kind=ButtonKind::Quiet icon=IconName::Plus on_press=add_rate>{t!(taxes::add_rate)}</Button></div>
            <Show when=move || several.get()>
                <Segmented
                    label=words(taxes::charged_on)
                    options=compounds
                    value=part.compound
                    on_choose=move |to| part.compound.set(to)
                />
            </Show>
        </fieldset>
    }
}

/// The category that applies instead when goods are taken away.
#[component]
fn TakeAway(form: TaxForm) -> impl IntoView {
    let options = Signal::derive(move || {
        let same = (String::new(), taxes::same_tax(lang()).to_owned());
        let id = form.id.get();
        let others = form.saving.register.settings.with(|settings| {
            let all = settings.as_ref().map(|settings| settings.taxes.clone()).unwrap_or_default();
            let others = all.into_iter().filter(|tax| tax.id.as_str() != id && tax.take_away.is_none());
            others.map(|tax| (tax.id.to_string(), tax.label)).collect::<Vec<_>>()
        });
        [same].into_iter().chain(others).collect::<Vec<_>>()
    });
    view! { <SelectField label=words(taxes::when_taken_away) value=form.take_away options /> }
}

/// What a price comes to by what is typed.
#[component]
fn Sample(form: TaxForm) -> impl IntoView {
    let register = form.saving.register;
    let fact = |name: String, amount: String| {
        view! { <div class="paper__fact"><dt><bdi>{name}</bdi></dt><dd class="number">{amount}</dd></div> }
    };
    let shown = move || {
        let money = register.money();
        let preview = form.read().ok().and_then(|tax| of_sample(register, &tax).ok());
        let Some(preview) = preview else {
            return view! { <p class="soft">{taxes::sample_later(lang())}</p> }.into_any();
        };
        let parts = preview.taxes.into_iter().map(|(label, rate, amount)| {
            let rate = rate.map(|rate| format!(" {}", percent(rate))).unwrap_or_default();
            fact(format!("{label}{rate}"), money.format(amount))
        });
        view! {
            <dl class="paper__facts">
                {fact(taxes::without_tax(lang()).to_owned(), money.format(preview.net))}
                {parts.collect_view()}
                {fact(sell::total(lang()).to_owned(), money.format(preview.pays))}
            </dl>
        }
        .into_any()
    };
    view! {
        <section class="card" aria-live="polite" aria-label=t!(taxes::sample)>
            <h3 class="card__title">{move || taxes::sample_of(lang(), register.money().format(sample(register)))}</h3>
            {shown}
        </section>
    }
}

//! The form of one price list: its name, its groups, and the prices on it.

use super::super::promotions::{Finder, GroupChoice, One, item_name, not_saved, percent_text};
use super::super::saving::Saving;
use super::Edited;
use crate::i18n::{common, format, lang, lang_now, price_lists as say, words};
use crate::money::parse_percent;
use crate::refusals;
use crate::register::{FactError, Register, new_id};
use crate::t;
use crate::text;
use crate::ui::{Button, ButtonKind, Field, IconButton, IconName, keyed};
use evertill_domain::Refusal;
use evertill_domain::ids::{PriceListId, Sku};
use evertill_domain::price_list::{PriceList, PriceSet};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A price on the list while it is typed.
#[derive(Clone, PartialEq)]
struct Row {
    sku: Sku,
    price: RwSignal<String>,
}

/// What the parts of the form share.
#[derive(Clone, Copy)]
struct Form {
    saving: Saving,
    edited: RwSignal<Option<Edited>>,
    before: StoredValue<Edited>,
    name: RwSignal<String>,
    off: RwSignal<String>,
    groups: RwSignal<Vec<evertill_domain::ids::GroupId>>,
    rows: RwSignal<Vec<Row>>,
    problem: RwSignal<String>,
}

impl Form {
    fn of(saving: Saving, edited: RwSignal<Option<Edited>>, before: Edited) -> Self {
        let register = saving.register;
        let known = before.as_ref();
        let exponent = register.money_now().exponent();
        let rows = register.offers.with_untracked(|offers| {
            let Some(list) = known else { return Vec::new() };
            // Prices of certain days are set with the item; the list shows those that hold from ever.
            let open = offers.prices.on_list(Some(&list.id)).filter(|(_, price)| price.from.is_none());
            let row = |(sku, price): (&Sku, &evertill_domain::price_list::DatedPrice)| Row {
                sku: sku.clone(),
                price: RwSignal::new(format::decimal_string(price.price.minor(), exponent)),
            };
            let mut rows: Vec<Row> = open.map(row).collect();
            rows.sort_by(|a, b| a.sku.cmp(&b.sku));
            rows
        });
        let off = known.and_then(|list| list.off).map(percent_text).unwrap_or_default();
        Self {
            saving,
            edited,
            name: RwSignal::new(known.map(|list| list.name.clone()).unwrap_or_default()),
            off: RwSignal::new(off),
            groups: RwSignal::new(known.map(|list| list.groups.clone()).unwrap_or_default()),
            rows: RwSignal::new(rows),
            problem: RwSignal::new(String::new()),
            before: StoredValue::new(before),
        }
    }

    /// The list and the changes of its prices, or what is wrong in words.
    fn read(self) -> Result<(PriceList, Vec<PriceSet>), String> {
        let (lang, money) = (lang_now(), self.saving.register.money_now());
        let off = self.off.get_untracked();
        let off = if off.trim().is_empty() { None } else { Some(parse_percent(&off).ok_or(say::wrong_off(lang))?) };
        let before = self.before.get_value();
        let known = before.as_ref().map(|list| list.id.clone()).or_else(|| PriceListId::new(&new_id()).ok());
        let id = known.ok_or_else(|| say::wrong_name(lang, PriceList::NAME_LIMIT))?;
        let name = self.name.get_untracked().trim().to_owned();
        let list = PriceList { id: id.clone(), name, groups: self.groups.get_untracked(), off, archived: false };
        list.check().map_err(|refusal| match refusal {
            Refusal::TextInvalid => say::wrong_name(lang, PriceList::NAME_LIMIT),
            Refusal::DiscountOutOfRange => say::wrong_off(lang).to_owned(),
            other => refusals::refusal(lang, &other, &money, ""),
        })?;
        let set = |sku: &Sku, price| PriceSet { sku: sku.clone(), list: Some(id.clone()), from: None, to: None, price };
        let mut sets = Vec::new();
        let rows = self.rows.get_untracked();
        for row in &rows {
            let price = money.parse(&row.price.get_untracked());
            let changed = set(&row.sku, price);
            if price.is_none() || changed.check().is_err() {
                return Err(say::wrong_price(lang, item_name(self.saving.register, &row.sku)));
            }
            sets.push(changed);
        }
        let (gone, kept) = self.saving.register.offers.with_untracked(|offers| {
            let open = offers.prices.on_list(Some(&id)).filter(|(_, price)| price.from.is_none());
            open.map(|(sku, price)| set(sku, Some(price.price)))
                .partition::<Vec<_>, _>(|known| !rows.iter().any(|row| row.sku == known.sku))
        });
        // Only what changes is a fact.
        sets.retain(|set| !kept.contains(set));
        sets.extend(gone.into_iter().map(|set| PriceSet { price: None, ..set }));
        Ok((list, sets))
    }

    fn save(self) {
        match self.read() {
            Ok((list, sets)) => self.write(list, sets),
            Err(why) => self.problem.set(why),
        }
    }

    fn end(self) {
        if let Some(list) = self.before.get_value() {
            self.write(PriceList { archived: true, ..list }, Vec::new());
        }
    }

    fn write(self, list: PriceList, sets: Vec<PriceSet>) {
        let Self { saving, edited, problem, .. } = self;
        spawn_local(async move {
            match write(saving.register, saving, list, sets).await {
                Ok(()) => {
                    saving.shell.toasts.good(text!(common::saved));
                    let _ = edited.try_set(None);
                }
                Err(error) => drop(problem.try_set(not_saved(&error))),
            }
        });
    }
}

async fn write(register: Register, saving: Saving, list: PriceList, sets: Vec<PriceSet>) -> Result<(), FactError> {
    register.save_price_list(saving.shell, list).await?;
    if sets.is_empty() { Ok(()) } else { register.set_prices(saving.shell, sets).await }
}

#[component]
pub fn ListForm(saving: Saving, edited: RwSignal<Option<Edited>>, of: Edited) -> impl IntoView {
    let is_new = of.is_none();
    let form = Form::of(saving, edited, of);
    let register = saving.register;
    let row = move |row: Row| {
        let (name, sku) = (item_name(register, &row.sku), row.sku);
        let (label, spoken) = (name.clone(), name);
        view! {
            <li class="price-row">
                <Field
                    label=Signal::derive(move || say::price_of(lang(), &label))
                    value=row.price
                    mode="decimal"
                    ltr=true
                />
                <IconButton
                    icon=IconName::Void
                    label=Signal::derive(move || say::remove(lang(), &spoken))
                    on_press=move |()| form.rows.update(|rows| rows.retain(|known| known.sku != sku))
                />
            </li>
        }
    };
    // What is typed lives as long as the form: the answer that was pressed is gone the moment after.
    let owner = Owner::current().unwrap_or_default();
    let take = move |one: One| {
        if let One::Item(sku) = one {
            let price = owner.with(|| RwSignal::new(String::new()));
            form.rows.update(|rows| {
                if !rows.iter().any(|row| row.sku == sku) {
                    rows.push(Row { sku, price });
                }
            });
        }
    };
    view! {
        <div class="form">
            <Field label=words(say::name) value=form.name autofocus=true />
            <GroupChoice
                register
                chosen=form.groups
                label=words(say::for_groups)
                hint=words(say::for_groups_hint)
            />
            <Field label=words(say::off) value=form.off hint=words(say::off_hint) mode="decimal" ltr=true />
            <section class="card form" aria-label=t!(say::prices)>
                <h3 class="card__title">{t!(say::prices)}</h3>
                <ul>{keyed(move || form.rows.get(), |row| row.sku.clone(), row)}</ul>
                <Finder register label=words(say::add_item) shelves=false on_choose=take />
            </section>
            <p class="refund__problem" role="alert">{move || form.problem.get()}</p>
            <div class="dialog__actions">
                <Show when=move || !is_new>
                    <Button kind=ButtonKind::Danger on_press=move |()| form.end()>{t!(say::end)}</Button>
                </Show>
                <Button on_press=move |()| edited.set(None)>{t!(common::cancel)}</Button>
                <Button kind=ButtonKind::Primary on_press=move |()| form.save()>{t!(common::save)}</Button>
            </div>
        </div>
    }
}

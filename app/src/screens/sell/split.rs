//! Split: how many of which lines go on a bill of their own.

use super::Sell;
use crate::i18n::{hold, lang, lang_now, words};
use crate::money::with_unit;
use crate::t;
use crate::text;
use crate::ui::{Button, ButtonKind, Field, IconButton, IconName, SelectField};
use evertill_domain::basket::{BasketLine, LineId};
use evertill_domain::ids::SaleId;
use evertill_domain::quantity::Quantity;
use leptos::prelude::*;

/// A line, and how much of it goes.
#[derive(Clone)]
struct Part {
    line: LineId,
    name: String,
    all: Quantity,
    /// What is sold by the piece goes piece by piece, everything else as a whole.
    step: Quantity,
    unit: evertill_domain::quantity::Unit,
    taken: RwSignal<Quantity>,
}

impl Part {
    fn of(line: &BasketLine) -> Part {
        let whole = line.unit.is_divisible() || !line.quantity.is_whole();
        Part {
            line: line.id,
            name: line.name.clone(),
            all: line.quantity,
            step: if whole { line.quantity } else { Quantity::ONE },
            unit: line.unit,
            taken: RwSignal::new(Quantity::ZERO),
        }
    }

    fn more(&self) {
        if let Ok(taken) = self.taken.get_untracked().plus(self.step) {
            self.taken.set(taken.min(self.all));
        }
    }

    fn less(&self) {
        if let Ok(taken) = self.taken.get_untracked().minus(self.step) {
            self.taken.set(taken.max(Quantity::ZERO));
        }
    }
}

/// The lines with their steppers, and the name of the other bill.
#[component]
pub fn Split(sell: Sell) -> impl IntoView {
    let parts: Vec<Part> = sell.register.basket.with_untracked(|basket| {
        basket.lines().iter().filter(|line| line.under.is_none() && !line.quantity.is_zero()).map(Part::of).collect()
    });
    let name = RwSignal::new(hold::second_bill(lang_now()).to_owned());
    let others = sell.register.held.with_untracked(|all| {
        let of_basket = sell.register.basket.with_untracked(|basket| basket.resumed().to_vec());
        let others = all.iter().filter(|held| !held.in_hand && !of_basket.contains(&held.id));
        others.map(|held| (held.id.to_string(), held.name.clone())).collect::<Vec<_>>()
    });
    let target = RwSignal::new(String::new());
    let alone = others.is_empty();
    let others = StoredValue::new(others);
    let options = Signal::derive(move || {
        let new = (String::new(), hold::new_bill(lang()).to_owned());
        std::iter::once(new).chain(others.get_value()).collect::<Vec<_>>()
    });
    let problem = RwSignal::new(String::new());
    let rows = parts.clone();
    let parts = StoredValue::new(parts);
    let nothing = move || parts.with_value(|all| all.iter().all(|part| part.taken.get().is_zero()));
    let split = move || {
        let taken = parts.with_value(|all| {
            let taken = all.iter().map(|part| (part.line, part.taken.get_untracked()));
            taken.filter(|(_, taken)| !taken.is_zero()).collect::<Vec<_>>()
        });
        let to = target.get_untracked();
        let known = others.with_value(|all| all.iter().find(|(id, _)| *id == to).cloned());
        if let Some((id, name)) = known.and_then(|(id, name)| Some((SaleId::new(&id).ok()?, name))) {
            let told = text!(hold::moved_to, &name);
            let moved = async move { sell.register.move_lines(sell.shell, taken, id).await };
            return sell.act_once(problem, moved, move || sell.shell.toasts.good(told));
        }
        let named = name.get_untracked();
        let told = text!(hold::is_held, &named);
        let split = async move { sell.register.split(sell.shell, taken, &named).await };
        sell.act_once(problem, split, move || sell.shell.toasts.good(told));
    };
    view! {
        <p class="soft">{t!(hold::split_hint)}</p>
        <ul class="split">{rows.into_iter().map(|part| view! { <PartRow part /> }).collect_view()}</ul>
        {(!alone).then(|| view! {
            <SelectField label=words(hold::where_to) value=target options name="where-to" />
        })}
        <Show when=move || target.with(String::is_empty)>
            <Field label=words(hold::name) value=name />
        </Show>
        <p class="refund__problem" role="alert">{move || problem.get()}</p>
        <div class="dialog__actions">
            <Button
                kind=ButtonKind::Primary
                large=true
                disabled=Signal::derive(nothing)
                on_press=move |()| split()
            >
                {t!(hold::split)}
            </Button>
        </div>
    }
}

#[component]
fn PartRow(part: Part) -> impl IntoView {
    let (more, less) = (part.clone(), part.clone());
    let label = |words: fn(crate::i18n::Lang, String) -> String, name: &str| {
        let name = name.to_owned();
        Signal::derive(move || words(lang(), name.clone()))
    };
    view! {
        <li class="split__row">
            <bdi class="split__name">{part.name.clone()}</bdi>
            <IconButton
                icon=IconName::Minus
                label=label(hold::fewer_of, &part.name)
                kind=ButtonKind::Secondary
                on_press=move |()| less.less()
            />
            <span class="number split__taken">
                {move || format!("{} / {}", with_unit(part.taken.get(), part.unit), with_unit(part.all, part.unit))}
            </span>
            <IconButton
                icon=IconName::Plus
                label=label(hold::more_of, &part.name)
                kind=ButtonKind::Secondary
                on_press=move |()| more.more()
            />
        </li>
    }
}

//! What some goods ask before they are rung up, and what can be said about a line afterwards.

use super::Sell;
use super::dialogs::Asked;
use super::modifiers::{Groups, groups_of};
use crate::i18n::{common, goods, lang, lang_now, sell, words};
use crate::money::{parse_quantity, symbol, with_unit};
use crate::refusals;
use crate::register::{Wish, local_now};
use crate::shown;
use crate::t;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, Field, SelectField};
use evertill_catalogue::ItemNo;
use evertill_domain::basket::{BasketCommand, LineId};
use evertill_domain::extras::{Capture, ComboSlot};
use evertill_domain::ids::ModifierGroupId;
use evertill_domain::modifier::{Picked, presets};
use evertill_domain::quantity::Quantity;
use leptos::prelude::*;

/// The dialogs, of which at most one is open.
#[component]
pub fn GoodsDialogs(sell: Sell) -> impl IntoView {
    let mine = Memo::new(move |_| sell.asked.get().filter(|asked| title(sell, *asked).is_some()));
    let content = move || {
        mine.get().map(|asked| match asked {
            Asked::Weight => view! { <AskWeight sell /> }.into_any(),
            Asked::Variant => view! { <AskVariant sell /> }.into_any(),
            Asked::Modifiers => view! { <AskModifiers sell /> }.into_any(),
            Asked::Combo => view! { <AskCombo sell /> }.into_any(),
            Asked::Age(years) => view! { <AskAge sell years /> }.into_any(),
            Asked::Line(line) => view! { <EditLine sell line /> }.into_any(),
            Asked::Note => view! { <AskNote sell /> }.into_any(),
            Asked::Open => view! { <AskOpen sell /> }.into_any(),
            Asked::Empties => view! { <AskEmpties sell /> }.into_any(),
            Asked::Unreceipted => view! { <super::unreceipted::AskUnreceipted sell /> }.into_any(),
            _ => ().into_any(),
        })
    };
    view! {
        <Dialog
            open=Signal::derive(move || mine.with(Option::is_some))
            title=Signal::derive(move || mine.get().and_then(|asked| title(sell, asked)).unwrap_or_default())
            kind=DialogKind::Sheet
            on_close=move |()| {
                sell.pending.set(None);
                sell.asked.set(None);
            }
        >
            {content}
        </Dialog>
    }
}

/// The heading of a question of this file; `None` for all others.
fn title(sell: Sell, asked: Asked) -> Option<String> {
    let item = || sell.pending.with(|wish| wish.as_ref().map(|wish| name_of(sell, wish.no)).unwrap_or_default());
    Some(match asked {
        Asked::Weight => goods::weight_of(lang(), item()),
        Asked::Variant | Asked::Modifiers | Asked::Combo => item(),
        Asked::Age(_) => goods::age_title(lang()).to_owned(),
        Asked::Line(line) => line_of(sell, line).map(|line| line.name).unwrap_or_default(),
        Asked::Note => goods::note_line(lang()).to_owned(),
        Asked::Open => goods::open_line(lang()).to_owned(),
        Asked::Empties => goods::empties(lang()).to_owned(),
        Asked::Unreceipted => crate::i18n::returns::act(lang()).to_owned(),
        _ => return None,
    })
}

fn name_of(sell: Sell, no: ItemNo) -> String {
    sell.register.catalogue(|items| items.get(no).map(|item| item.name().to_owned())).flatten().unwrap_or_default()
}

fn line_of(sell: Sell, line: LineId) -> Option<evertill_domain::basket::BasketLine> {
    sell.register.basket.with_untracked(|basket| basket.lines().iter().find(|known| known.id == line).cloned())
}

/// Carries out a change and closes, or says why not.
fn done(sell: Sell, command: BasketCommand, error: RwSignal<String>) {
    match sell.register.change(sell.shell, command) {
        Ok(()) => {
            sell.asked.set(None);
            sell.rung();
        }
        Err(refusal) => error.set(refusals::refusal(lang_now(), &refusal, &sell.register.money_now(), "")),
    }
}

#[component]
fn Actions(label: Signal<String>, #[prop(into)] on_press: Callback<()>) -> impl IntoView {
    view! {
        <div class="dialog__actions">
            <Button kind=ButtonKind::Primary large=true on_press>{move || label.get()}</Button>
        </div>
    }
}

#[component]
fn AskWeight(sell: Sell) -> impl IntoView {
    let (value, tare, error) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wish = sell.pending.get_untracked();
    let about = wish.and_then(|wish| {
        sell.register.catalogue(|items| items.get(wish.no).map(|item| (item.unit(), item.price()))).flatten()
    });
    let unit = about.map(|(unit, _)| unit).unwrap_or_default();
    let hint = Signal::derive(move || {
        let price = about.and_then(|(_, price)| price).map(|price| sell.register.money().format(price));
        price.map_or_else(String::new, |price| sell::per_unit(lang(), price, symbol(unit)))
    });
    let finish = move || {
        let read = |text: String| if text.trim().is_empty() { Some(Quantity::ZERO) } else { parse_quantity(&text) };
        let net = parse_quantity(&value.get_untracked())
            .zip(read(tare.get_untracked()))
            .and_then(|(gross, tare)| gross.minus(tare).ok())
            .filter(|net| net.is_positive());
        match (sell.pending.get_untracked(), net) {
            (Some(wish), Some(net)) => sell.ring(Wish { quantity: Some(net), ..wish }),
            _ => error.set(goods::weight_wrong(lang_now()).to_owned()),
        }
    };
    let label = move |text: crate::i18n::Text| Signal::derive(move || format!("{} ({})", text(lang()), symbol(unit)));
    view! {
        <Field label=label(goods::weight) value hint error mode="decimal" autofocus=true ltr=true on_enter=move |_| finish() />
        <Field label=label(goods::tare) value=tare hint=words(goods::tare_hint) mode="decimal" ltr=true on_enter=move |_| finish() />
        <Actions label=words(goods::add) on_press=move |()| finish() />
    }
}

#[component]
fn AskVariant(sell: Sell) -> impl IntoView {
    let Some(wish) = sell.pending.get_untracked() else { return ().into_any() };
    let money = sell.register.money_now();
    let (variants, axes) = sell
        .register
        .catalogue(|items| {
            let parent = items.get(wish.no)?;
            let axes = parent.extras().map(|extras| extras.options.join(" · ")).unwrap_or_default();
            let variants = items.variants(parent.sku()).map(|item| {
                let values = item.extras().and_then(|extras| extras.variant_of.as_ref());
                let values = values.map(|variant| variant.values.join(" · ")).unwrap_or_default();
                (item.no(), values, item.price().map(|price| money.format(price)).unwrap_or_default())
            });
            Some((variants.collect::<Vec<_>>(), axes))
        })
        .flatten()
        .unwrap_or_default();
    let none = variants.is_empty().then(|| view! { <p class="note">{t!(goods::no_variants)}</p> });
    let choice = move |(no, values, price): (ItemNo, String, String)| {
        let wish = wish.clone();
        view! {
            <li>
                <button type="button" class="choice" on:click=move |_| sell.ring(Wish { no, ..wish.clone() })>
                    <bdi>{values}</bdi>
                    <span class="number">{price}</span>
                </button>
            </li>
        }
    };
    view! {
        <p class="soft">{axes}</p>
        {none}
        <ul class="choice-list">{variants.into_iter().map(choice).collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn AskModifiers(sell: Sell) -> impl IntoView {
    let Some(wish) = sell.pending.get_untracked() else { return ().into_any() };
    let groups = groups_of(sell.register, wish.no);
    let picked = RwSignal::new(wish.picked.clone().unwrap_or_else(|| preset(sell, &groups)));
    let add = move |()| sell.ring(Wish { picked: Some(picked.get_untracked()), ..wish.clone() });
    view! {
        <Groups register=sell.register groups picked />
        <Actions label=words(goods::add) on_press=add />
    }
    .into_any()
}

fn preset(sell: Sell, groups: &[ModifierGroupId]) -> Vec<Picked> {
    sell.register.settings.with_untracked(|settings| {
        settings.as_ref().map(|settings| presets(&settings.goods.modifiers, groups)).unwrap_or_default()
    })
}

/// A slot of a combo while it is filled: what is chosen for it, and what is chosen about that.
#[derive(Clone)]
struct Filling {
    slot: ComboSlot,
    part: RwSignal<Option<ItemNo>>,
    picked: RwSignal<Vec<Picked>>,
}

#[component]
fn AskCombo(sell: Sell) -> impl IntoView {
    let Some(wish) = sell.pending.get_untracked() else { return ().into_any() };
    let slots = sell
        .register
        .catalogue(|items| items.get(wish.no)?.extras().map(|extras| extras.combo.clone()))
        .flatten()
        .unwrap_or_default();
    let find = move |sku: &str| sell.register.catalogue(|items| items.by_sku(sku).map(|item| item.no())).flatten();
    let fillings: Vec<Filling> = slots
        .into_iter()
        .map(|slot| {
            let part = slot.choices.first().and_then(|choice| find(choice.sku.as_str()));
            let picked = part.map(|no| preset(sell, &groups_of(sell.register, no))).unwrap_or_default();
            Filling { slot, part: RwSignal::new(part), picked: RwSignal::new(picked) }
        })
        .collect();
    let filled = fillings.clone();
    let add = move |()| {
        let parts =
            filled.iter().filter_map(|filling| Some((filling.part.get_untracked()?, filling.picked.get_untracked())));
        sell.ring(Wish { parts: parts.collect(), ..wish.clone() });
    };
    view! {
        {fillings.into_iter().map(|filling| view! { <Slot sell filling /> }).collect_view()}
        <Actions label=words(goods::add) on_press=add />
    }
    .into_any()
}

#[component]
fn Slot(sell: Sell, filling: Filling) -> impl IntoView {
    let Filling { slot, part, picked } = filling;
    let money = sell.register.money_now();
    let choice = move |choice: &evertill_domain::extras::ComboChoice| {
        let no = sell.register.catalogue(|items| items.by_sku(choice.sku.as_str()).map(|item| item.no())).flatten()?;
        let extra = (!choice.extra.is_zero()).then(|| format!("+ {}", money.format(choice.extra)));
        let choose = move |_| {
            part.set(Some(no));
            picked.set(preset(sell, &groups_of(sell.register, no)));
        };
        Some(view! {
            <button
                type="button"
                class="modifier"
                aria-pressed=move || (part.get() == Some(no)).to_string()
                on:click=choose
            >
                <bdi>{name_of(sell, no)}</bdi>
                <span class="number">{extra}</span>
            </button>
        })
    };
    let choices = slot.choices.iter().map(choice).collect_view();
    view! {
        <fieldset class="modifiers">
            <legend class="modifiers__name">{slot.name.clone()}</legend>
            <div class="modifiers__options">{choices}</div>
        </fieldset>
        {move || part.get().map(|no| {
            view! { <Groups register=sell.register groups=groups_of(sell.register, no) picked /> }
        })}
    }
}

#[component]
fn AskAge(sell: Sell, years: u16) -> impl IntoView {
    let born = local_now().date().years_before(years);
    let confirm = move |()| {
        if sell.change(BasketCommand::CheckAge { years }) {
            match sell.pending.get_untracked() {
                Some(wish) => sell.ring(wish),
                None => sell.asked.set(None),
            }
        }
    };
    let deny = move |()| {
        sell.pending.set(None);
        sell.asked.set(None);
    };
    view! {
        <p class="age-check">{move || goods::born_by(lang(), shown::day(born))}</p>
        <p class="soft">{move || goods::age_hint(lang(), i64::from(years))}</p>
        <div class="dialog__actions">
            <Button large=true on_press=deny>{t!(goods::too_young)}</Button>
            <Button kind=ButtonKind::Primary large=true on_press=confirm>{t!(goods::old_enough)}</Button>
        </div>
    }
}

/// Everything that can be said about a line: its modifiers, its number, a remark.
#[component]
fn EditLine(sell: Sell, line: LineId) -> impl IntoView {
    let Some(known) = line_of(sell, line) else { return ().into_any() };
    let detail = known.detail.clone().map(|detail| *detail).unwrap_or_default();
    let error = RwSignal::new(String::new());
    let no = sell.register.catalogue(|items| items.by_sku(known.sku.as_str()).map(|item| item.no())).flatten();
    let groups = no.map(|no| groups_of(sell.register, no)).unwrap_or_default();
    let chosen = detail.modifiers.iter();
    let picked = RwSignal::new(
        chosen.map(|one| Picked { group: one.group.clone(), option: one.name.clone() }).collect::<Vec<_>>(),
    );
    let (note, trace) = (RwSignal::new(detail.note), RwSignal::new(detail.trace));
    let (capture, has_groups) = (detail.capture, !groups.is_empty());
    let asked = StoredValue::new(groups.clone());
    let finish = move || {
        let mut commands = vec![BasketCommand::SetNote { line, text: note.get_untracked() }];
        if capture.is_some() {
            commands.push(BasketCommand::SetTrace { line, trace: trace.get_untracked() });
        }
        if has_groups {
            let (groups, picked) = (asked.get_value(), picked.get_untracked());
            commands.push(BasketCommand::SetModifiers { line, groups, picked });
        }
        for command in commands {
            if let Err(refusal) = sell.register.change(sell.shell, command) {
                error.set(refusals::refusal(lang_now(), &refusal, &sell.register.money_now(), ""));
                return;
            }
        }
        sell.asked.set(None);
        sell.ask_number();
    };
    let number = capture.map(|capture| {
        let label = match capture {
            Capture::Serial => goods::serial,
            Capture::Lot => goods::lot,
        };
        view! { <Field label=words(label) value=trace autofocus=true ltr=true on_enter=move |_| finish() /> }
    });
    view! {
        {has_groups.then(|| view! { <Groups register=sell.register groups picked /> })}
        {number}
        <Field label=words(goods::note) value=note hint=words(goods::note_hint) autofocus=capture.is_none() && !has_groups on_enter=move |_| finish() />
        <p class="refund__problem" role="alert">{move || error.get()}</p>
        <Actions label=words(sell::apply) on_press=move |()| finish() />
    }
    .into_any()
}

#[component]
fn AskNote(sell: Sell) -> impl IntoView {
    let (text, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let finish = move || done(sell, BasketCommand::AddNote { text: text.get_untracked() }, error);
    view! {
        <Field label=words(goods::note) value=text error autofocus=true on_enter=move |_| finish() />
        <Actions label=words(goods::add) on_press=move |()| finish() />
    }
}

#[component]
fn AskOpen(sell: Sell) -> impl IntoView {
    let texts = || RwSignal::new(String::new());
    let (name, price, error) = (texts(), texts(), texts());
    let taxes = sell
        .register
        .settings
        .with_untracked(|settings| settings.as_ref().map(|settings| settings.taxes.clone()).unwrap_or_default());
    let tax = RwSignal::new(taxes.first().map(|tax| tax.id.to_string()).unwrap_or_default());
    let options: Vec<(String, String)> = taxes.iter().map(|tax| (tax.id.to_string(), tax.label.clone())).collect();
    let taxes = StoredValue::new(taxes);
    let finish = move || {
        let wanted = tax.get_untracked();
        let tax = taxes.with_value(|all| all.iter().find(|tax| tax.id.as_str() == wanted).cloned());
        match (tax, sell.register.money_now().parse(&price.get_untracked())) {
            (Some(tax), Some(price)) => {
                let name = name.get_untracked();
                done(sell, BasketCommand::AddOpen { name, price, tax, quantity: Quantity::ONE }, error);
            }
            _ => error.set(goods::price_wrong(lang_now()).to_owned()),
        }
    };
    view! {
        <Field label=words(goods::what) value=name autofocus=true on_enter=move |_| finish() />
        <Field label=words(sell::enter_price) value=price error mode="decimal" ltr=true on_enter=move |_| finish() />
        <SelectField label=words(goods::tax) value=tax options=Signal::stored(options) name="tax" />
        <Actions label=words(goods::add) on_press=move |()| finish() />
    }
}

#[component]
fn AskEmpties(sell: Sell) -> impl IntoView {
    let (count, error) = (RwSignal::new("1".to_owned()), RwSignal::new(String::new()));
    let money = sell.register.money_now();
    let deposits = sell.register.deposits();
    let none = deposits.is_empty().then(|| view! { <p class="note">{t!(goods::no_deposits)}</p> });
    let choice = move |item: evertill_domain::item::Item| {
        let price = item.price.map(|price| money.format(price.negated())).unwrap_or_default();
        let (name, sku) = (item.name, item.sku);
        let take = move |_| {
            let Some(quantity) = parse_quantity(&count.get_untracked()) else {
                error.set(crate::i18n::errors::quantity_impossible(lang_now()).to_owned());
                return;
            };
            match sell.register.item_and_tax(&sku) {
                Ok((item, tax)) => {
                    done(sell, BasketCommand::AddDepositReturn { item: Box::new(item), tax, quantity }, error);
                }
                Err(refusal) => sell.refused(&refusal, ""),
            }
        };
        view! {
            <li>
                <button type="button" class="choice" on:click=take>
                    <bdi>{name}</bdi>
                    <span class="number">{price}</span>
                </button>
            </li>
        }
    };
    view! {
        <Field label=words(goods::how_many) value=count error mode="numeric" autofocus=true ltr=true />
        {none}
        <ul class="choice-list" aria-label=t!(goods::which_deposit)>{deposits.into_iter().map(choice).collect_view()}</ul>
        <div class="dialog__actions">
            <Button on_press=move |()| sell.asked.set(None)>{t!(common::cancel)}</Button>
        </div>
    }
}

/// What is said about a line below its name: modifiers, remark, number.
pub fn notes(detail: &evertill_domain::detail::LineDetail, money: &crate::money::Money) -> Vec<String> {
    let mut notes: Vec<String> = detail
        .modifiers
        .iter()
        .map(|modifier| match modifier.price.minor() {
            0 => modifier.name.clone(),
            _ => format!("{} {}", modifier.name, money.format(modifier.price)),
        })
        .collect();
    notes.extend((!detail.note.is_empty()).then(|| detail.note.clone()));
    let number = match detail.capture {
        Some(Capture::Serial) => Some(goods::serial(lang())),
        Some(Capture::Lot) => Some(goods::lot(lang())),
        None => None,
    };
    notes.extend(number.map(|label| match detail.trace.as_str() {
        "" => format!("{label}: {}", goods::not_noted(lang())),
        trace => format!("{label}: {trace}"),
    }));
    notes.extend(
        detail
            .pack
            .as_ref()
            .map(|pack| goods::holds(lang(), with_unit(pack.holds, evertill_domain::quantity::Unit::Each))),
    );
    notes
}

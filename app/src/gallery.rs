//! Screens with made-up data, to look at while designing. Built only with the feature `gallery`, never shipped.

use crate::i18n::format::format_money;
use crate::i18n::{lang, sell};
use crate::sell::{Category, LineView, SellCommand, SellModel, SellView, TileView, TotalRow};
use leptos::prelude::*;

const ITEMS: [(&str, i64, u8); 14] = [
    ("Whole milk 1 l", 129, 0),
    ("Sourdough loaf", 389, 1),
    ("Bananas", 189, 5),
    ("Free range eggs, box of ten", 349, 1),
    ("Butter, salted", 259, 0),
    ("Ground coffee 500 g", 699, 7),
    ("Sparkling water 6 × 1.5 l", 294, 2),
    ("Tomatoes on the vine", 279, 4),
    ("Mature cheddar 400 g", 425, 0),
    ("Basmati rice 1 kg", 319, 7),
    ("Dark chocolate 70 %", 199, 3),
    ("Washing powder, 40 loads, sensitive skin and allergy tested", 1099, 6),
    ("Greek yoghurt", 219, 0),
    ("Newspaper", 0, 2),
];

fn usd(minor: i64) -> String {
    format_money(minor, "USD", 2)
}

/// Sell with a basket.
#[component]
pub fn GallerySell() -> impl IntoView {
    let quantities = RwSignal::new(vec![(0usize, 2i64), (2, 1), (5, 1), (11, 1)]);
    let selected = RwSignal::new(Some(2u64));
    let lines = Signal::derive(move || {
        let lines = quantities.get();
        let line = |(at, n): (usize, i64)| {
            let (name, price, _) = ITEMS.get(at).copied().unwrap_or_default();
            LineView {
                id: at as u64,
                name: name.to_owned(),
                quantity: crate::i18n::format::number(n),
                notes: vec![sell::each(lang(), usd(price))],
                amount: usd(price * n),
            }
        };
        lines.into_iter().map(line).collect::<Vec<_>>()
    });
    let sum = move || {
        quantities.with(|all| all.iter().map(|(at, n)| ITEMS.get(*at).map_or(0, |item| item.1) * n).sum::<i64>())
    };
    let query = RwSignal::new(String::new());
    let category = RwSignal::new(None::<u32>);
    let tiles = Signal::derive(move || {
        let query = query.get().to_lowercase();
        let found = ITEMS.iter().enumerate().filter(|(_, item)| item.0.to_lowercase().contains(&query));
        let tile = |(at, item): (usize, &(&str, i64, u8))| TileView {
            id: at as u64,
            name: item.0.to_owned(),
            price: (item.1 > 0).then(|| usd(item.1)),
            hue: item.2,
        };
        found.map(tile).collect::<Vec<_>>()
    });
    let names = ["Dairy", "Bakery", "Produce", "Drinks", "Pantry", "Household", "Frozen"];
    let categories: Vec<_> = (0..).zip(names).map(|(id, name)| Category { id, name: name.to_owned() }).collect();
    let change = move |id: u64, by: i64| {
        quantities.update(|all| {
            match all.iter_mut().find(|(at, _)| *at as u64 == id) {
                Some((_, n)) => *n += by,
                None => all.push((id as usize, by)),
            }
            all.retain(|(_, n)| *n > 0);
        });
        selected.set(Some(id));
    };
    let on_command = Callback::new(move |command| match command {
        SellCommand::Press(id) | SellCommand::QuantityUp(id) => change(id, 1),
        SellCommand::QuantityDown(id) => change(id, -1),
        SellCommand::VoidLine(id) => change(id, -1_000_000),
        SellCommand::Select(id) => selected.set(Some(id)),
        SellCommand::Category(id) => category.set(id),
        SellCommand::Code(_) => change(3, 1),
        _ => {}
    });
    let rows = Signal::derive(move || {
        vec![TotalRow {
            label: sell::tax_included(lang(), crate::i18n::format::percent(700)),
            amount: usd(sum() * 7 / 107),
        }]
    });
    let model = SellModel {
        query,
        categories: Signal::derive(move || categories.clone()),
        category: category.into(),
        tiles,
        lines,
        selected: selected.into(),
        rows,
        total: Signal::derive(move || usd(sum())),
        customer: Signal::derive(|| None),
        on_command,
    };
    view! { <SellView model /> }
}

/// Pay, with cash that covers at once.
#[component]
pub fn GalleryPay() -> impl IntoView {
    use crate::pay::{PaidView, PayCommand, PayModel, PayView, TenderView};
    let tenders = RwSignal::new(Vec::<(u64, i64)>::new());
    let paid = RwSignal::new(None);
    let due = Signal::derive(move || 2245 - tenders.with(|all| all.iter().map(|(_, amount)| amount).sum::<i64>()));
    let give = move |amount: i64| {
        tenders.update(|all| all.push((all.len() as u64, amount)));
        if due.get_untracked() <= 0 {
            paid.set(Some(PaidView { receipt: "R1-000042".to_owned(), change: -due.get_untracked() }));
        }
    };
    let on_command = Callback::new(move |command| match command {
        PayCommand::Cash(amount) | PayCommand::Card(amount) => give(amount),
        PayCommand::Remove(id) => tenders.update(|all| all.retain(|(other, _)| *other != id)),
        PayCommand::NextSale => (paid.set(None), tenders.set(Vec::new())).1,
        _ => {}
    });
    let tender = |(id, amount): (u64, i64)| TenderView {
        id,
        name: crate::i18n::pay::cash(lang()).to_owned(),
        note: String::new(),
        amount: usd(amount),
    };
    let model = PayModel {
        due,
        notes: Signal::derive(|| vec![2300, 2500, 3000, 5000, 10000]),
        tenders: Signal::derive(move || tenders.get().into_iter().map(tender).collect()),
        has_points: Signal::derive(|| true),
        working: Signal::derive(|| false),
        paid: paid.into(),
        money: Callback::new(usd),
        on_command,
    };
    view! { <PayView model /> }
}

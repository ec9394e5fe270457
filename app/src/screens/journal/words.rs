//! What an entry says, in words.

use crate::i18n::{common, counter, format, journal, lang};
use crate::money::Money;
use crate::refusals::rollback;
use crate::register::register;
use evertill_domain::event::{Event, StockReason};
use evertill_domain::ids::Sku;
use evertill_domain::postings::Account;
use evertill_domain::quantity::Quantity;
use evertill_domain::refusal::RollbackReason;
use evertill_domain::rights::{Asset, Way};
use evertill_domain::tender::Tender;
use evertill_money::Amount;
use evertill_wire::{Body, Entry};

/// One line of an entry, as data: it is put into words anew when the language changes.
#[derive(Clone, PartialEq)]
pub enum Says {
    /// The journal begins.
    Opened(String),
    /// Another writer.
    Writer { epoch: u64, taken: bool },
    /// The settings of this shop.
    Settings(String),
    /// Part of an import.
    Imported { items: usize, part: u32, parts: u32 },
    /// One item.
    Item { name: String, sku: String },
    /// Stock moved.
    Stock { sku: Sku, quantity: Quantity, reason: StockReason },
    /// A customer.
    Customer(String),
    /// A sale was prepared.
    Prepared { receipt: u64, total: Amount, lines: usize, void: bool },
    /// It counts.
    Confirmed { receipt: u64, recovered: bool },
    /// It does not.
    RolledBack { receipt: u64, reason: Box<RollbackReason>, recovered: bool },
    /// A promotion.
    Promotion(String),
    /// A price list.
    PriceList(String),
    /// So many prices.
    Prices(usize),
    /// A tip became another.
    Tip { receipt: u64, from: Amount, to: Amount },
    /// A duplicate was printed.
    Reprinted(u64),
    /// Something else that happened at the counter.
    Counter(Box<Event>),
    /// Practice begins, or ends.
    Training(bool),
    /// Rights to spend something move, or did: which way, of what, how much.
    Right(Moves, Asset, u64),
    /// A later build wrote it.
    Unknown,
    /// It does not read.
    Damaged(String),
}

/// Which way rights move.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moves {
    /// They were asked for.
    Asked,
    /// They go back to the shop.
    Back,
    /// The shop has answered.
    Granted,
}

impl Says {
    /// What an entry says.
    pub fn of(entry: &Entry) -> Says {
        match entry.body() {
            Ok(Body::Known(event)) => Says::of_event(&event),
            Ok(Body::Unknown) => Says::Unknown,
            Err(why) => Says::Damaged(why.to_string()),
        }
    }

    fn of_event(event: &Event) -> Says {
        match event {
            Event::RegisterOpened { settings, .. } => Says::Opened(settings.shop_name.clone()),
            Event::WriterChanged { epoch, taken_over } => Says::Writer { epoch: *epoch, taken: *taken_over },
            Event::SettingsChanged(settings) => Says::Settings(settings.shop_name.clone()),
            Event::ItemsImported(part) => {
                Says::Imported { items: part.items.len(), part: part.part, parts: part.parts }
            }
            Event::ItemChanged(item) => Says::Item { name: item.name.clone(), sku: item.sku.to_string() },
            Event::StockAdjusted { sku, quantity, reason } => {
                Says::Stock { sku: sku.clone(), quantity: *quantity, reason: *reason }
            }
            Event::CustomerChanged(customer) => Says::Customer(customer.name.clone()),
            Event::SalePrepared(sale) => Says::Prepared {
                receipt: sale.receipt.0,
                total: sale.due().unwrap_or(sale.totals.total),
                lines: sale.lines.len(),
                void: sale.post_void.is_some(),
            },
            Event::SaleConfirmed(decision) => {
                Says::Confirmed { receipt: decision.receipt.0, recovered: decision.recovered }
            }
            Event::SaleRolledBack(decision) => Says::RolledBack {
                receipt: decision.receipt.0,
                reason: Box::new(decision.reason.clone()),
                recovered: decision.recovered,
            },
            Event::TipAdjusted(tip) => Says::Tip { receipt: tip.receipt.0, from: tip.from, to: tip.to },
            Event::ReceiptReprinted { receipt, .. } => Says::Reprinted(receipt.0),
            Event::PromotionChanged(promotion) => Says::Promotion(promotion.label.clone()),
            Event::PriceListChanged(list) => Says::PriceList(list.name.clone()),
            Event::PricesSet(sets) => Says::Prices(sets.len()),
            Event::TrainingStarted { .. } => Says::Training(true),
            Event::TrainingEnded { .. } => Says::Training(false),
            Event::TransferBegun(begun) => match begun.way {
                Way::Ask { need, .. } => Says::Right(Moves::Asked, begun.asset.clone(), need),
                Way::Return { amount } => Says::Right(Moves::Back, begun.asset.clone(), amount),
            },
            Event::TransferSettled(settled) => Says::Right(Moves::Granted, settled.asset.clone(), settled.granted),
            other => Says::Counter(Box::new(other.clone())),
        }
    }
}

/// The kind of an entry, in words; the name in its header where a later build wrote it.
pub fn kind(name: &str, says: &Says) -> String {
    let words = match says {
        Says::Opened(_) => journal::register_opened,
        Says::Writer { .. } => journal::writer_changed,
        Says::Settings(_) => journal::settings_changed,
        Says::Imported { .. } => journal::items_imported,
        Says::Item { .. } => journal::items_changed,
        Says::Stock { .. } => journal::stock_moved,
        Says::Customer(_) => journal::customer_changed,
        Says::Prepared { void: true, .. } => journal::post_void_prepared,
        Says::Prepared { total, .. } if total.is_negative() => journal::refund_prepared,
        Says::Prepared { .. } => journal::sale_prepared,
        Says::Confirmed { .. } => journal::confirmed,
        Says::RolledBack { .. } => journal::rolled_back,
        Says::Promotion(_) => journal::promotion_changed,
        Says::PriceList(_) => journal::price_list_changed,
        Says::Prices(_) => journal::prices_set,
        Says::Tip { .. } => journal::tip_adjusted,
        Says::Reprinted(_) => journal::reprinted,
        Says::Counter(event) => super::counter::kind(event),
        Says::Training(true) => journal::training_began,
        Says::Training(false) => journal::training_ended,
        Says::Right(Moves::Asked, ..) => journal::right_asked,
        Says::Right(Moves::Back, ..) => journal::right_back,
        Says::Right(Moves::Granted, ..) => journal::right_granted,
        Says::Unknown => return name.to_owned(),
        Says::Damaged(_) => journal::damaged,
    };
    words(lang()).to_owned()
}

/// What an entry says, in one line.
pub fn says(says: &Says) -> String {
    let (lang, register) = (lang(), register());
    let money = register.money();
    match says {
        Says::Opened(shop) | Says::Settings(shop) => shop.clone(),
        Says::Writer { epoch, taken: false } => journal::epoch_begins(lang, epoch),
        Says::Writer { epoch, taken: true } => journal::epoch_taken(lang, epoch),
        Says::Imported { items, part, parts } => {
            journal::part_of(lang, common::items_count(lang, *items as i64), part, parts)
        }
        Says::Item { name, sku } => format!("{name} · {sku}"),
        Says::Stock { sku, quantity, reason } => {
            let name = register.catalogue(|all| all.by_sku(sku.as_str()).map(|item| item.name().to_owned())).flatten();
            let name = name.unwrap_or_else(|| sku.to_string());
            format!("{name}: {} ({})", signed(*quantity), stock_reason(*reason))
        }
        Says::Customer(name) | Says::Promotion(name) | Says::PriceList(name) => name.clone(),
        Says::Prices(count) => common::items_count(lang, i64::try_from(*count).unwrap_or(i64::MAX)),
        Says::Prepared { receipt, total, lines, .. } => {
            let lines = common::lines(lang, i64::try_from(*lines).unwrap_or(i64::MAX));
            journal::receipt_over(lang, receipt, money.format(*total), lines)
        }
        Says::Confirmed { receipt, recovered: false } | Says::Reprinted(receipt) => journal::receipt(lang, receipt),
        Says::Tip { receipt, from, to } => journal::tip_from_to(lang, receipt, money.format(*from), money.format(*to)),
        Says::Confirmed { receipt, recovered: true } => journal::receipt_recovered(lang, receipt),
        Says::RolledBack { receipt, reason, .. } => {
            format!("{}: {}", journal::receipt(lang, receipt), rollback(lang, reason, &money, |_| None))
        }
        Says::Counter(event) => super::counter::says(event, lang, &money),
        Says::Right(_, asset, amount) => right(asset, *amount, &money),
        Says::Training(_) => String::new(),
        Says::Unknown => journal::later_build(lang).to_owned(),
        Says::Damaged(why) => why.clone(),
    }
}

/// An asset, and how much of it.
fn right(asset: &Asset, amount: u64, money: &Money) -> String {
    let amount = i64::try_from(amount).unwrap_or(i64::MAX);
    match asset {
        Asset::Stock(sku) => {
            let found = register().catalogue(|all| all.by_sku(sku.as_str()).map(|item| item.name().to_owned()));
            format!("{}: {}", found.flatten().unwrap_or_else(|| sku.to_string()), format::decimal(amount, 3))
        }
        Asset::Account(account) => format!("{account}: {}", money.format_minor(amount)),
        Asset::Points(customer) => format!("{customer}: {}", format::number(amount)),
    }
}

/// A quantity with its sign: stock that came is marked as well as stock that went.
pub fn signed(quantity: Quantity) -> String {
    let number = format::decimal(quantity.as_thousandths(), 3);
    if quantity.is_positive() { format!("+{number}") } else { number }
}

/// Why stock moved.
pub fn stock_reason(reason: StockReason) -> &'static str {
    use crate::i18n::items;
    match reason {
        StockReason::Received => items::stock_received(lang()),
        StockReason::Counted => items::stock_counted(lang()),
        StockReason::Lost => items::stock_lost(lang()),
    }
}

/// What a tender is called, with what identifies it.
pub fn tender(tender: &Tender) -> String {
    let lang = lang();
    match tender {
        Tender::Cash { .. } => journal::account_cash(lang).to_owned(),
        Tender::Card { slip, .. } => format!("{} · {slip}", journal::account_card(lang)),
        Tender::Coupon { code, .. } => format!("{} · {code}", journal::account_coupons(lang)),
        Tender::Points { points, .. } => format!("{} · {}", journal::account_points(lang), format::number(*points)),
        Tender::StoredValue { account, .. } => format!("{} · {account}", journal::account_stored_value(lang)),
        Tender::GiftCard { card, .. } => format!("{} · {card}", journal::account_gift_cards(lang)),
        Tender::OnAccount { .. } => journal::account_receivables(lang).to_owned(),
        Tender::Prepayment { order, .. } => format!("{} · {order}", journal::account_prepayments(lang)),
        Tender::Voucher { code, .. } => format!("{} · {code}", journal::account_vouchers(lang)),
        Tender::ForeignCash { currency, foreign, rate, .. } => {
            let rate = format::decimal(i64::try_from(*rate).unwrap_or(i64::MAX), 6);
            format!("{} × {rate}", Money::of(*currency).format(*foreign))
        }
    }
}

/// What an account of the books is called.
pub fn account(account: &Account) -> String {
    let lang = lang();
    match account {
        Account::Cash => journal::account_cash(lang).to_owned(),
        Account::Card => journal::account_card(lang).to_owned(),
        Account::Coupons => journal::account_coupons(lang).to_owned(),
        Account::Points => journal::account_points(lang).to_owned(),
        Account::StoredValue => journal::account_stored_value(lang).to_owned(),
        Account::GiftCards => journal::account_gift_cards(lang).to_owned(),
        Account::Receivables => journal::account_receivables(lang).to_owned(),
        Account::Prepayments => journal::account_prepayments(lang).to_owned(),
        Account::Vouchers => journal::account_vouchers(lang).to_owned(),
        Account::ForeignCash => journal::account_foreign_cash(lang).to_owned(),
        Account::Tips => journal::account_tips(lang).to_owned(),
        Account::Rounding => journal::account_rounding(lang).to_owned(),
        Account::Sales(tax) => journal::account_sales(lang, tax),
        Account::Tax(tax) => journal::account_tax(lang, tax),
        Account::TaxPart { tax, label } => journal::account_tax(lang, format!("{tax} · {label}")),
        Account::Safe => counter::account_safe(lang).to_owned(),
        Account::PaidIn => counter::account_paid_in(lang).to_owned(),
        Account::PaidOut => counter::account_paid_out(lang).to_owned(),
        Account::OverShort => counter::account_over_short(lang).to_owned(),
    }
}

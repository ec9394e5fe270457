//! Samples of what came with several registers of one shop: edits of single fields, versions of sales set aside, stamps,
//! what waits, what was spent, rights to spend, and conflicts.

use evertill_domain::clock::Hlc;
use evertill_domain::conflict::{Conflict, ConflictOf, SaleRef, Spendable, Spent, Taken};
use evertill_domain::customer::Customer;
use evertill_domain::edit::Edit;
use evertill_domain::event::{Effect, Event, ParticipantName, SaleConfirmed, SaleRolledBack};
use evertill_domain::held::{Claim, HeldRow, Settlement, TakenAlong, Version};
use evertill_domain::ids::{AccountId, CustomerId, ReceiptNumber, RegisterId, SaleId, Seq, StoreId};
use evertill_domain::item::Item;
use evertill_domain::origin::{Origin, Stamp, Stamps, Weight};
use evertill_domain::refusal::RollbackReason;
use evertill_domain::rights::{Asset, Open, Purse, TransferBegun, TransferSettled, Transfers, Way};
use evertill_domain::rows::{
    CustomerRow, Happened, RightRow, Row, SoldSale, StrictStock, TransfersRow, UsedVoucher, VoucherUse, Waiting,
};
use evertill_domain::sale::{ReturnOf, Sale};
use evertill_domain::suspended::SuspendedSale;
use evertill_wire::sync::{Cursor, Epoch, Tip};
use evertill_wire::{Hash, KnownTip, Quarantined, SyncState};

use crate::samples::{amount, register, sku, thousandths, time};

fn origin(seq: u64) -> Origin {
    let register = RegisterId::new("r2").unwrap();
    Origin { hlc: Hlc { ms: 1_795_353_300_500, counter: 1 }, register, incarnation: 2, seq: Seq(seq) }
}

fn order() -> SaleId {
    SaleId::new("r1-9c01").unwrap()
}

fn sale(receipt: u64) -> SaleRef {
    SaleRef { register: register(), receipt: ReceiptNumber(receipt) }
}

/// Facts that say what they mean where several registers write.
pub fn events(item: Item, customer: Customer, suspended: SuspendedSale) -> Vec<(String, Event)> {
    let fields = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let item = Edit { value: item, edited: fields(&["name", "price"]) };
    let customer = Edit { value: customer, edited: fields(&["phone"]) };
    let took = vec![TakenAlong { id: order(), version: origin(7), prepaid: amount(2_000) }];
    let suspended = SuspendedSale { took, ..suspended };
    let resumed = Event::SaleResumed { id: order(), time: time(), operator: None, version: Some(origin(7)) };
    vec![
        ("ItemChanged-Edited-v2".to_owned(), Event::ItemChanged(Box::new(item))),
        ("CustomerChanged-Edited-v2".to_owned(), Event::CustomerChanged(Box::new(customer))),
        ("SaleSuspended-Took-v1".to_owned(), Event::SaleSuspended(Box::new(suspended))),
        ("SaleResumed-Version-v1".to_owned(), resumed),
    ]
}

fn assets() -> [Asset; 3] {
    let customer = CustomerId::new("c-1").unwrap();
    [Asset::Stock(sku("1001")), Asset::Account(AccountId::new("credit/c-1").unwrap()), Asset::Points(customer)]
}

/// Facts about rights to spend.
pub fn rights(sale: Sale, confirmed: SaleConfirmed) -> Vec<(String, Event)> {
    let [stock, account, points] = assets();
    let begun = |id, asset, way| Event::TransferBegun(TransferBegun { id, asset, way });
    let settled = |id, asset, granted, holder| {
        Event::TransferSettled(TransferSettled { id, asset, granted, left: 2_000, elsewhere: 1_000, holder })
    };
    let covered = SaleConfirmed { covered: assets().to_vec(), ..confirmed };
    let reason = RollbackReason::NotHeld { asset: account.clone(), wanted: 5_000, held: 0 };
    let (prepared, receipt, participant) = (Seq(40), ReceiptNumber(17), ParticipantName::Rights);
    let not_held = SaleRolledBack { prepared, receipt, participant, reason, recovered: false };
    vec![
        ("TransferBegun-Ask-v1".to_owned(), begun(1, stock.clone(), Way::Ask { need: 1_000, forecast: 8_000 })),
        ("TransferBegun-Return-v1".to_owned(), begun(2, points, Way::Return { amount: 40 })),
        ("TransferSettled-v1".to_owned(), settled(1, stock, 4_000, None)),
        ("TransferSettled-Elsewhere-v1".to_owned(), settled(3, account, 0, Some(register()))),
        ("SalePrepared-Unheld-v2".to_owned(), Event::SalePrepared(Box::new(Sale { unheld: true, ..sale }))),
        ("SaleConfirmed-Covered-v2".to_owned(), Event::SaleConfirmed(covered)),
        ("SaleRolledBack-NotHeld-v2".to_owned(), Event::SaleRolledBack(not_held)),
    ]
}

fn transfers() -> Row {
    let [stock, ..] = assets();
    let open = Some(Open { asset: stock, way: Way::Ask { need: 1_000, forecast: 8_000 } });
    Row::Transfers(Box::new(TransfersRow { incarnation: 2, transfers: Transfers { settled: 4, open } }))
}

fn spent() -> Spent {
    let hlc = Hlc { ms: 1_795_353_300_500, counter: 1 };
    Spent(vec![Taken { hlc, sale: sale(17), took: 1_000, worth: amount(900) }])
}

fn held(suspended: SuspendedSale) -> HeldRow {
    HeldRow {
        live: vec![Version { origin: origin(7), sale: suspended }],
        claims: vec![Claim { by: origin(9), of: origin(7) }],
        gone: vec![origin(8)],
        arrived: vec![origin(7)],
        settled: vec![Settlement { sale: sale(17), total: amount(560) }],
        prepaid: amount(2_000),
    }
}

fn waiting() -> Vec<Waiting> {
    let of = ReturnOf { register: register(), receipt: ReceiptNumber(17), line: 1 };
    let back = Effect::LineReturned { of, quantity: thousandths(1_000), refunded: amount(300), tax: amount(20) };
    let what = [Happened::Effect(back), Happened::Reprinted, Happened::Tip(amount(150))];
    let sales = [Some(sale(18)), None, None];
    what.into_iter().zip(sales).map(|(what, sale)| Waiting { origin: origin(7), sale, what }).collect()
}

fn conflicts() -> Vec<(&'static str, Row)> {
    let customer = || CustomerId::new("c-1").unwrap();
    let of = [
        ("Conflict-Stock", ConflictOf::Overspent(Spendable::Stock(sku("1001"))), 2_500),
        ("Conflict-Account", ConflictOf::Overspent(Spendable::Account(AccountId::new("credit/c-1").unwrap())), 0),
        ("Conflict-Points", ConflictOf::Overspent(Spendable::Points(customer())), 40),
        ("Conflict-Owed", ConflictOf::Overspent(Spendable::Owed(customer())), 0),
        ("Conflict-Voucher", ConflictOf::VoucherTwice("SPRING-7".to_owned()), 0),
        ("Conflict-Back", ConflictOf::BackBeyondSold(sale(17)), 0),
        ("Conflict-Settled", ConflictOf::SettledTwice(order()), 0),
        ("Conflict-Prepaid", ConflictOf::PrepaidLeft(order()), 0),
    ];
    let row = |of, missing| Conflict { of, missing, at_stake: amount(900), sales: vec![sale(17), sale(18)] };
    of.into_iter().map(|(name, of, missing)| (name, Row::Conflict(Box::new(row(of, missing))))).collect()
}

/// The rows.
pub fn rows(sold: SoldSale, customer: CustomerRow, suspended: SuspendedSale) -> Vec<(&'static str, Row)> {
    let stamps = [Weight::Opening, Weight::Beside, Weight::Meant].map(|weight| Stamp::of(&origin(7), weight));
    let stamps = ["", "email", "phone"].into_iter().map(str::to_owned).zip(stamps).collect();
    let also = vec![VoucherUse { sale: sale(18), amount: amount(500) }];
    let (register, receipt) = (register(), ReceiptNumber(17));
    let purse = Purse { rights: 3_000, reserved: 0, spent: 1_000, returned: 4_000 };
    let shown = SuspendedSale { in_hand: true, holder: Some(register.clone()), ..suspended.clone() };
    let mut rows = vec![
        ("CatalogueCount", Row::CatalogueCount(12)),
        ("Right", Row::Right(RightRow { incarnation: 2, purse })),
        ("Transfers", transfers()),
        ("Stamps", Row::Stamps(Stamps(stamps))),
        ("Held", Row::Held(Box::new(held(suspended)))),
        ("Suspended-Held", Row::Suspended(Box::new(shown))),
        ("Waiting", Row::Waiting(waiting())),
        ("Spent", Row::Spent(spent())),
        ("StrictStock", Row::StrictStock(Box::new(StrictStock { on_hand: thousandths(-1_000), spent: spent() }))),
        ("Voucher-Twice", Row::Voucher(UsedVoucher { register, receipt, amount: amount(500), also })),
        ("Sale-Merged", Row::Sale(Box::new(SoldSale { incarnation: Some(2), refunds: vec![sale(18)], ..sold }))),
        ("Customer-Spent", Row::Customer(Box::new(CustomerRow { redeemed: spent(), paid: spent(), ..customer }))),
    ];
    rows.extend(conflicts());
    rows
}

/// Where a register stands with its hub.
pub fn state() -> SyncState {
    let (register, hash) = (RegisterId::new("r2").unwrap(), Hash::of(b"the last entry"));
    SyncState {
        store: Some(StoreId::new("shop-1").unwrap()),
        epoch: Epoch(2),
        cursor: Cursor(77),
        held: Tip { seq: Seq(42), hash },
        tips: vec![KnownTip { register, incarnation: 2, seq: Seq(9), hash, epoch: Epoch(1) }],
        kept: 60,
        passed_over: 1,
        set_aside: 1,
        quarantine: vec![Quarantined { origin: origin(8), why: "Range".to_owned() }],
        overruled: 3,
        forgotten: Epoch(1),
    }
}

//! What every log has to keep of rights to spend.

use evertill_domain::Amount;
use evertill_domain::event::{Effect, Event, SaleConfirmed, StockReason};
use evertill_domain::ids::{AccountId, ReceiptNumber, RegisterId, Seq, Sku};
use evertill_domain::quantity::Quantity;
use evertill_domain::rights::{Asset, Way};
use evertill_hub::log::Session;
use evertill_wire::sync::{Epoch, Holding, Moved, Reply, Report, Transfer};

use crate::conformance::{Fixture, NOW, Shop};
use crate::support::journal::Till;

pub fn rings() -> Asset {
    Asset::Stock(Sku::new("ring").unwrap())
}

fn card() -> Asset {
    Asset::Account(AccountId::new("gift/7").unwrap())
}

/// So many rings arrived.
pub fn arrived(pieces: i32) -> Event {
    let (sku, quantity) = (Sku::new("ring").unwrap(), Quantity::whole(pieces));
    Event::StockAdjusted { sku, quantity, reason: StockReason::Received }
}

/// A sale with these effects, which was covered for what of it is said.
fn sold(effects: Vec<Effect>, covered: Vec<Asset>) -> Event {
    let (prepared, receipt) = (Seq(1), ReceiptNumber(1));
    let (grand_total, refund_total) = (Amount::ZERO, Amount::ZERO);
    Event::SaleConfirmed(SaleConfirmed {
        prepared,
        receipt,
        effects,
        grand_total,
        refund_total,
        recovered: false,
        covered,
    })
}

fn ring_sold(pieces: i32, covered: Vec<Asset>) -> Event {
    sold(vec![Effect::StockMoved { sku: Sku::new("ring").unwrap(), quantity: Quantity::whole(-pieces) }], covered)
}

fn loaded(minor: i32) -> Event {
    let account = AccountId::new("gift/7").unwrap();
    sold(vec![Effect::StoredValueMoved { account, amount: Amount::minor_i32(minor) }], Vec::new())
}

pub async fn say(shop: &Shop, session: &Session, epoch: Epoch, id: u64, asset: Asset, way: Way) -> Reply {
    let transfer = Transfer { epoch, incarnation: 1, id, asset, way };
    shop.log.transfer(session.clone(), transfer, NOW).await.unwrap()
}

async fn moved(shop: &Shop, session: &Session, id: u64, asset: Asset, way: Way) -> Moved {
    match say(shop, session, Epoch(1), id, asset, way).await {
        Reply::Moved(moved) => moved,
        other => panic!("nothing moved: {other:?}"),
    }
}

pub const fn ask(need: u64, forecast: u64) -> Way {
    Way::Ask { need, forecast }
}

fn named(moved: &Moved) -> (u64, u64, u64, Option<&str>) {
    (moved.granted, moved.left, moved.elsewhere, moved.holder.as_ref().map(RegisterId::as_str))
}

/// Two registers that are in, and three rings that a third one received.
async fn stocked(fixture: &impl Fixture) -> (Shop, [Session; 2], [Till; 3]) {
    let shop = Shop::new(fixture.fresh());
    let (a, b, mut c) = (Till::new("A"), Till::new("B"), Till::new("C"));
    let sessions = [shop.join(&a).await, shop.join(&b).await];
    shop.join(&c).await;
    c.append(&arrived(3));
    shop.push(&c, 1).await;
    (shop, sessions, [a, b, c])
}

pub async fn what_one_register_was_granted_no_other_one_is(fixture: &impl Fixture) {
    let (shop, [a, b], _) = stocked(fixture).await;
    assert_eq!(named(&moved(&shop, &a, 1, rings(), ask(1_000, 8_000)).await), (1_500, 1_500, 0, None));
    assert_eq!(named(&moved(&shop, &b, 1, rings(), ask(2_000, 8_000)).await), (1_500, 0, 1_500, Some("A")));
    assert_eq!(named(&moved(&shop, &b, 2, rings(), ask(1_000, 1_000)).await), (0, 0, 1_500, Some("A")));
    assert_eq!(named(&moved(&shop, &a, 2, rings(), Way::Return { amount: 500 }).await), (0, 500, 1_500, Some("B")));
    assert_eq!(named(&moved(&shop, &b, 3, rings(), ask(1_000, 1_000)).await), (500, 0, 1_000, Some("A")));
}

pub async fn a_transfer_that_is_said_again_is_answered_again_also_after_a_restart(fixture: &impl Fixture) {
    let (shop, [a, b], _) = stocked(fixture).await;
    let first = moved(&shop, &a, 1, rings(), ask(1_000, 2_000)).await;
    assert_eq!(first.granted, 1_500);
    let shop = Shop::new(fixture.reopen(shop.log));
    let again = moved(&shop, &a, 1, rings(), ask(1_000, 2_000)).await;
    assert_eq!((again.id, again.granted, again.left), (1, 1_500, 1_500));
    moved(&shop, &a, 2, rings(), Way::Return { amount: 1_000 }).await;
    assert_eq!(moved(&shop, &a, 2, rings(), Way::Return { amount: 1_000 }).await.left, 2_500);
    // One that was overtaken moves nothing.
    assert_eq!(moved(&shop, &a, 1, rings(), ask(1_000, 2_000)).await.granted, 0);
    assert_eq!(moved(&shop, &b, 1, rings(), ask(2_500, 2_500)).await.granted, 2_500);
}

pub async fn what_is_sold_by_right_was_taken_before_and_what_is_sold_without_comes_out_of_the_rest(
    fixture: &impl Fixture,
) {
    let (shop, [a, b], [mut till_a, mut till_b, mut till_c]) = stocked(fixture).await;
    assert_eq!(moved(&shop, &a, 1, rings(), ask(1_000, 1_000)).await.left, 2_000);
    till_a.append(&ring_sold(1, vec![rings()]));
    shop.push(&till_a, 1).await;
    assert_eq!(named(&moved(&shop, &b, 1, rings(), ask(0, 0)).await), (0, 2_000, 0, None));
    till_b.append(&ring_sold(1, Vec::new()));
    shop.push(&till_b, 1).await;
    assert_eq!(named(&moved(&shop, &b, 2, rings(), ask(0, 0)).await), (0, 1_000, 0, None));
    // What comes back at a register belongs to the shop.
    till_c.append(&sold(
        vec![Effect::StockMoved { sku: Sku::new("ring").unwrap(), quantity: Quantity::whole(1) }],
        Vec::new(),
    ));
    shop.push(&till_c, 2).await;
    assert_eq!(named(&moved(&shop, &b, 3, rings(), ask(0, 0)).await), (0, 2_000, 0, None));
    // More went out than there was: nothing is left, and what comes in makes up for it first.
    till_b.append(&ring_sold(5, Vec::new()));
    shop.push(&till_b, 2).await;
    assert_eq!(moved(&shop, &b, 4, rings(), ask(1_000, 1_000)).await.left, 0);
    till_c.append(&arrived(4));
    shop.push(&till_c, 3).await;
    assert_eq!(moved(&shop, &b, 5, rings(), ask(1_000, 1_000)).await.granted, 1_000);
}

pub async fn what_belongs_to_a_person_is_granted_whole_and_to_one_register_at_a_time(fixture: &impl Fixture) {
    let (shop, [a, b], [_, mut till_b, _]) = stocked(fixture).await;
    till_b.append(&loaded(5_000));
    shop.push(&till_b, 1).await;
    assert_eq!(named(&moved(&shop, &a, 1, card(), ask(200, 200)).await), (5_000, 0, 0, None));
    assert_eq!(named(&moved(&shop, &b, 1, card(), ask(200, 200)).await), (0, 0, 5_000, Some("A")));
    moved(&shop, &a, 2, card(), Way::Return { amount: 5_000 }).await;
    assert_eq!(moved(&shop, &b, 2, card(), ask(200, 200)).await.granted, 5_000);
    // A register that is lost stands in nobody's way, and what it held is gone.
    shop.log.declare_lost(till_b.register.clone(), "somebody", NOW).await.unwrap();
    assert_eq!(named(&moved(&shop, &a, 3, card(), ask(200, 200)).await), (0, 0, 0, None));
    till_b.append(&loaded(100));
    shop.push(&till_b, 2).await;
    assert_eq!(moved(&shop, &a, 4, card(), ask(100, 100)).await.granted, 100);
}

pub async fn rights_of_another_life_or_of_whoever_is_shut_out_are_not_granted(fixture: &impl Fixture) {
    let (shop, [a, b], [till_a, ..]) = stocked(fixture).await;
    assert_eq!(say(&shop, &a, Epoch(7), 1, rings(), ask(1, 1)).await, Reply::NewEpoch(Epoch(1)));
    shop.log.revoke(till_a.register.clone(), "somebody", NOW).await.unwrap();
    assert_eq!(moved(&shop, &a, 1, rings(), ask(1_000, 1_000)).await.granted, 0);
    let report = Report {
        epoch: Epoch(1),
        incarnation: 1,
        settled: 0,
        holdings: vec![Holding { asset: rings(), received: 9_000, returned: 0 }],
    };
    // It joined in this life, and has nothing to report in it.
    shop.log.note_rights(b.clone(), report, NOW).await.unwrap();
    assert_eq!(moved(&shop, &b, 1, rings(), ask(1_000, 1_000)).await.left, 2_000);
}

//! Rights belong to one journal of one register.

use evertill_domain::apply::{self, Broken};
use evertill_domain::clock::Hlc;
use evertill_domain::event::Event;
use evertill_domain::ids::{RegisterId, Seq, Sku};
use evertill_domain::origin::Origin;
use evertill_domain::rights::{Asset, Purse, TransferBegun, TransferSettled, Way};
use evertill_domain::rows::{RightRow, Row, RowKey, RowSet};

fn asset() -> Asset {
    Asset::Stock(Sku::new("strict").unwrap())
}

fn begun(id: u64, way: Way) -> Event {
    Event::TransferBegun(TransferBegun { id, asset: asset(), way })
}

fn settled(id: u64, granted: u64) -> Event {
    Event::TransferSettled(TransferSettled { id, asset: asset(), granted, left: 0, elsewhere: 0, holder: None })
}

const ASK: Way = Way::Ask { need: 1, forecast: 1 };

/// Folds the events as `name` wrote them in `incarnation`, seen by till-1.
fn fold(rows: &mut RowSet, name: &str, incarnation: u32, events: &[Event]) -> Result<(), Broken> {
    let own = RegisterId::new("till-1").unwrap();
    let register = RegisterId::new(name).unwrap();
    events.iter().try_for_each(|event| {
        let origin = Origin { hlc: Hlc { ms: 1, counter: 0 }, register: register.clone(), incarnation, seq: Seq(1) };
        apply::apply(event, &origin, &own, rows)
    })
}

fn held(rows: &RowSet) -> Option<(u32, u64)> {
    match rows.get(&RowKey::Right(asset())).unwrap() {
        Some(Row::Right(RightRow { incarnation, purse: Purse { rights, .. } })) => Some((*incarnation, *rights)),
        _ => None,
    }
}

#[test]
fn another_incarnation_begins_without_rights_and_other_registers_have_their_own() {
    let mut rows = RowSet::complete();
    fold(&mut rows, "till-2", 1, &[begun(1, ASK), settled(1, 9)]).unwrap();
    assert_eq!(held(&rows), None);
    fold(&mut rows, "till-1", 1, &[begun(1, ASK), settled(1, 5), begun(2, ASK)]).unwrap();
    assert_eq!(held(&rows), Some((1, 5)));
    // Its numbers begin anew, and what a copy in the one before still does is not its business.
    fold(&mut rows, "till-1", 2, &[begun(1, ASK), settled(1, 3)]).unwrap();
    fold(&mut rows, "till-1", 1, &[settled(2, 7), begun(3, Way::Return { amount: 1 })]).unwrap();
    assert_eq!(held(&rows), Some((2, 3)));
}

#[test]
fn a_transfer_out_of_its_turn_does_not_fit() {
    let give = |amount| Way::Return { amount };
    for (events, at) in [
        (vec![begun(2, ASK)], 2),
        (vec![begun(1, ASK), begun(1, ASK)], 1),
        (vec![settled(1, 5)], 1),
        (vec![begun(1, ASK), settled(2, 5)], 2),
        (vec![begun(1, ASK), settled(1, 5), begun(2, give(6))], 2),
    ] {
        assert_eq!(fold(&mut RowSet::complete(), "till-1", 1, &events), Err(Broken::Transfer(at)), "{events:?}");
    }
}

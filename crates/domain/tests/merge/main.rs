//! Registers of one shop fold each other's facts: in any order, they come to the same rows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod acts;
mod conflicts;
mod rights;
mod shop;

use evertill_domain::ids::RegisterId;
use evertill_domain::rows::{Row, RowSet};
use proptest::prelude::*;

use acts::{Act, Shop};
use shop::{Entry, fold, of_till, shared};

/// Folds all logs in an order that `picks` says: each number tells which register's next entry comes.
fn interleaved(logs: &[&[Entry]], own: &RegisterId, picks: &[usize]) -> RowSet {
    let mut rows = RowSet::complete();
    let mut at = vec![0; logs.len()];
    let mut turn = 0;
    while at.iter().zip(logs).any(|(at, log)| *at < log.len()) {
        let first = picks.get(turn % picks.len().max(1)).copied().unwrap_or_default();
        turn += 1;
        let next = (0..logs.len()).map(|by| (first + by) % logs.len()).find(|who| at[*who] < logs[*who].len()).unwrap();
        fold(&logs[next][at[next]], own, &mut rows);
        at[next] += 1;
    }
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_interleaving_of_the_registers_entries_comes_to_the_same_rows_everywhere(
        acts in prop::collection::vec((0..3_usize, any::<Act>()), 1..90),
        picks in prop::collection::vec(0..3_usize, 1..40),
    ) {
        let mut shop = Shop::new();
        for (who, act) in acts {
            shop.act(who, act);
        }
        shop.sync();
        let logs: Vec<&[Entry]> = shop.registers.iter().map(|register| register.log.as_slice()).collect();
        let expected = shared(&shop.registers[0].rows);
        let changes = expected.values().filter(|row| matches!(row, Row::CatalogueChange(_))).count();
        let counted = expected.get("catalogue-count/").cloned();
        prop_assert_eq!(counted, (changes > 0).then_some(Row::CatalogueCount(changes as u64)));
        for register in &shop.registers {
            prop_assert_eq!(&shared(&register.rows), &expected, "kept at {}", &register.id);
            // What a rebuild does: its own entries first.
            let own = logs.iter().position(|log| log.first().is_some_and(|first| first.origin.register == register.id));
            let mut rows = RowSet::complete();
            let alone = own.map_or(&[][..], |own| logs[own]);
            alone.iter().for_each(|entry| fold(entry, &register.id, &mut rows));
            prop_assert_eq!(of_till(&rows), of_till(&register.rows), "the till of {}", &register.id);
            let others: Vec<&[Entry]> = (0..logs.len()).filter(|at| Some(*at) != own).map(|at| logs[at]).collect();
            others.iter().flat_map(|log| log.iter()).for_each(|entry| fold(entry, &register.id, &mut rows));
            prop_assert_eq!(&shared(&rows), &expected, "rebuilt at {}", &register.id);
            prop_assert_eq!(of_till(&rows), of_till(&register.rows), "the till of {} rebuilt", &register.id);
        }
        let hub = RegisterId::new("hub").unwrap();
        prop_assert_eq!(&shared(&interleaved(&logs, &hub, &picks)), &expected, "at somebody who only listens");
        prop_assert!(of_till(&interleaved(&logs, &hub, &picks)).is_empty());
    }
}

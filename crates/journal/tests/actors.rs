//! Who an entry is by.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod shop;

use evertill_domain::ids::{OperatorId, Seq};
use evertill_domain::people::{Act, Actor, Approval, Need};
use evertill_journal::memory::MemoryStore;
use evertill_journal::read;
use pollster::block_on;

use shop::{Pay, Step, found, run};

#[test]
fn entries_name_who_was_at_the_register_from_then_on() {
    block_on(async {
        let mut journal = found(MemoryStore::new()).await;
        let milk = Step::Sell(&[("milk", 1)], Pay::Cash);
        run(&mut journal, &milk).await.unwrap();
        let (before, by) = (journal.head().seq, OperatorId::new("ann").unwrap());
        let approvals = vec![Approval { need: Need::of(Act::NoSale), by }];
        let sam = Actor { operator: OperatorId::new("sam").ok(), approvals };
        journal.set_actor(sam.clone());
        run(&mut journal, &milk).await.unwrap();
        let after = journal.head().seq;
        journal.set_actor(Actor::default());
        run(&mut journal, &milk).await.unwrap();
        for entry in read::entries(journal.store(), Seq(1), 1_000).await.unwrap() {
            let (header, theirs) = (entry.header, Actor::default());
            let expected = if header.seq > before && header.seq <= after { &sam } else { &theirs };
            assert_eq!((header.operator, header.approvals), (expected.operator.clone(), expected.approvals.clone()));
        }
        assert!(after > before);
    });
}

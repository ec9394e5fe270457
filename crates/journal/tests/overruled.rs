//! A hub went back in time: what it says in its new life overrules what was pulled before, and nothing of that is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod shop;

use evertill_domain::clock::Hlc;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_domain::quantity::Quantity;
use evertill_journal::memory::MemoryStore;
use evertill_journal::take_in::TakenIn;
use evertill_journal::{Journal, PageRefusal};
use evertill_wire::sync::{Cursor, Epoch, Page};
use evertill_wire::{Entry, Hash, Place};
use pollster::block_on;

use shop::feed::{check_at_rest, everything, milk, page, ready, received, taken};
use shop::{NOW, start};

/// Entries of a line from a place on, each of so many pieces of milk.
fn line(name: &str, from: u64, prev: Hash, pieces: &[i32]) -> Vec<Entry> {
    let (mut prev, mut entries) = (prev, Vec::new());
    for (seq, pieces) in (from..).zip(pieces) {
        let (register, actor) = (RegisterId::new(name).unwrap(), evertill_domain::people::Actor::default());
        let hlc = Hlc { ms: seq, counter: 0 };
        let place = Place { register, incarnation: 1, epoch: 1, seq: Seq(seq), prev, hlc, actor };
        let entry = Entry::new(place, &received(*pieces));
        prev = entry.hash;
        entries.push(entry);
    }
    entries
}

fn of_life(epoch: u64, after: u64, entries: &[&Entry]) -> Page {
    Page { epoch: Epoch(epoch), ..page(after, entries) }
}

/// Rows and lines, without the state of replication and without what gave way.
async fn shared(store: &MemoryStore) -> (Vec<(String, Vec<u8>)>, Vec<(String, Vec<u8>)>) {
    let (mut rows, mut pulled) = everything(store).await;
    rows.retain(|(key, _)| key != "sync/");
    pulled.retain(|(key, _)| key.starts_with("line"));
    (rows, pulled)
}

async fn aside(store: &MemoryStore) -> Vec<Vec<u8>> {
    let (_, pulled) = everything(store).await;
    pulled.into_iter().filter(|(key, _)| key.starts_with("overruled")).map(|(_, bytes)| bytes).collect()
}

fn bytes(entries: &[&Entry]) -> Vec<Vec<u8>> {
    entries.iter().map(|entry| entry.to_bytes()).collect()
}

/// The same three entries of one register, and what a copy of it wrote after the first.
struct Copies {
    first: Entry,
    mine: Vec<Entry>,
    other: Vec<Entry>,
    third: Entry,
}

fn copies() -> Copies {
    let first = line("till-2", 1, Hash::ZERO, &[1]).remove(0);
    let (mine, other) = (line("till-2", 2, first.hash, &[10, 20]), line("till-2", 2, first.hash, &[300, 400, 500]));
    Copies { first, mine, other, third: line("till-3", 1, Hash::ZERO, &[7]).remove(0) }
}

#[test]
fn what_a_hub_says_in_a_new_life_overrules_what_was_pulled_before_and_that_is_kept_aside() {
    block_on(async {
        let Copies { first, mine, other, third } = copies();
        let mut journal = ready().await;
        journal.take_in(&page(0, &[&first, &mine[0], &third, &mine[1]]), NOW).await.unwrap();
        assert_eq!(milk(&journal).await, Quantity::whole(38));
        journal.record(vec![received(1_000)], NOW).await.unwrap();
        let again = of_life(2, 0, &[&first, &other[0], &other[1]]);
        let answer = taken(&journal.take_in(&again, NOW).await.unwrap());
        assert_eq!((answer.entries, answer.overruled, answer.quarantined), (2, 2, 0));
        assert_eq!(milk(&journal).await, Quantity::whole(1_708));
        check_at_rest(&journal, "after two entries gave way").await;
        assert_eq!(aside(journal.store()).await, bytes(&[&mine[0], &mine[1]]));
        let state = journal.sync_state().await.unwrap();
        assert_eq!((state.epoch, state.cursor, state.overruled, state.kept), (Epoch(2), Cursor(3), 2, 4));
        let before = everything(journal.store()).await;
        assert_eq!(taken(&journal.take_in(&again, NOW).await.unwrap()).entries, 0);
        assert_eq!(everything(journal.store()).await, before, "the same page twice");
        let answer = taken(&journal.take_in(&of_life(2, 3, &[&other[2]]), NOW).await.unwrap());
        assert_eq!((answer.entries, answer.overruled), (1, 0));
        assert_eq!(milk(&journal).await, Quantity::whole(2_208));
        check_at_rest(&journal, "after it went on").await;
    });
}

#[test]
fn what_was_pulled_in_an_earlier_life_stays_until_something_new_stands_in_its_line_before_it() {
    let Copies { first, mine, other, third } = copies();
    let after_mine = line("till-2", 4, mine[1].hash, &[40]);
    let table: [(&str, Vec<&Entry>, usize, i32); 7] = [
        ("nothing", vec![], 0, 31),
        ("only the first", vec![&first], 0, 31),
        ("the same", vec![&first, &mine[0], &mine[1]], 0, 31),
        ("more of the same, and another line", vec![&first, &third, &mine[0], &mine[1], &after_mine[0]], 0, 78),
        ("another second", vec![&first, &other[0]], 2, 301),
        ("another third, behind a second that the hub has set aside", vec![&first, &other[1]], 2, 401),
        ("a fourth, behind another third that the hub has set aside", vec![&first, &mine[0], &other[2]], 1, 511),
    ];
    block_on(async {
        for (name, says, overruled, milk_then) in table {
            // In one page, and in pages of one entry.
            for size in [says.len().max(1), 1] {
                let mut journal = ready().await;
                journal.take_in(&page(0, &[&first, &mine[0], &mine[1]]), NOW).await.unwrap();
                let mut gave_way = 0;
                for (at, chunk) in says.chunks(size).enumerate() {
                    let page = of_life(2, (at * size) as u64, chunk);
                    gave_way += taken(&journal.take_in(&page, NOW).await.unwrap()).overruled;
                    check_at_rest(&journal, name).await;
                }
                assert_eq!((gave_way, milk(&journal).await), (overruled, Quantity::whole(milk_then)), "{name}");
            }
        }
    });
}

#[test]
fn a_journal_that_was_overruled_is_one_that_never_heard_of_what_gave_way() {
    block_on(async {
        let Copies { first, mine, other, third } = copies();
        let says: Vec<&Entry> = [&first, &third].into_iter().chain(&other).collect();
        let mut undisturbed = ready().await;
        undisturbed.take_in(&page(0, &says), NOW).await.unwrap();
        let mut journal = ready().await;
        journal.take_in(&page(0, &[&first, &mine[0], &mine[1], &third]), NOW).await.unwrap();
        journal.take_in(&of_life(2, 0, &says), NOW).await.unwrap();
        assert_eq!(shared(journal.store()).await, shared(undisturbed.store()).await);
        // And back again: what gave way once may be what the hub heard first in a third life.
        journal.take_in(&of_life(3, 0, &[&first, &mine[0]]), NOW).await.unwrap();
        assert_eq!(milk(&journal).await, Quantity::whole(18));
        assert_eq!(aside(journal.store()).await, bytes(&[&mine[0], &mine[1], &other[0], &other[1], &other[2]]));
        journal.take_in(&of_life(4, 0, &says), NOW).await.unwrap();
        assert_eq!(shared(journal.store()).await, shared(undisturbed.store()).await);
        check_at_rest(&journal, "in a fourth life").await;
    });
}

#[test]
fn in_one_life_nothing_overrules_anything() {
    block_on(async {
        let Copies { first, mine, other, .. } = copies();
        let refused =
            TakenIn::Refused(PageRefusal::Contradicts { register: RegisterId::new("till-2").unwrap(), seq: Seq(2) });
        let mut journal = ready().await;
        journal.take_in(&page(0, &[&first, &mine[0], &mine[1]]), NOW).await.unwrap();
        let before = everything(journal.store()).await;
        for says in [page(0, &[&first, &other[0]]), page(3, &[&other[0], &other[1]]), page(2, &[&other[0], &mine[1]])] {
            assert_eq!(journal.take_in(&says, NOW).await.unwrap(), refused);
            assert_eq!(everything(journal.store()).await, before);
        }
        // A page of another life that is not its first would leave out what comes before it.
        let later = of_life(2, 1, &[&other[0]]);
        assert_eq!(journal.take_in(&later, NOW).await.unwrap(), TakenIn::Refused(PageRefusal::Epoch(Epoch(1))));
    });
}

#[test]
fn a_crash_in_any_step_of_overruling_leaves_all_of_it_or_nothing() {
    block_on(async {
        let Copies { first, mine, other, third } = copies();
        let lives = [
            page(0, &[&first, &mine[0], &third, &mine[1]]),
            of_life(2, 0, &[&first, &other[0], &other[1]]),
            of_life(2, 3, &[&third, &other[2]]),
            of_life(3, 0, &[&first, &mine[0]]),
        ];
        let disturbed = |journal: Journal<MemoryStore>| async {
            let mut journal = journal;
            for page in &lives {
                if journal.take_in(page, NOW).await.is_err() {
                    return;
                }
            }
        };
        let undisturbed = ready().await;
        let store = undisturbed.store().clone();
        disturbed(undisturbed).await;
        let expected = (shared(&store).await.1, aside(&store).await);
        let mut step = 0;
        loop {
            let journal = ready().await;
            let store = journal.store().clone();
            store.crash_at(step);
            disturbed(journal).await;
            if !store.has_crashed() {
                break;
            }
            store.restart();
            let (mut journal, _) = start(store.clone()).await.unwrap();
            check_at_rest(&journal, &format!("crash at {step}")).await;
            // The hub is asked again from the cursor of the life that was kept, or from the beginning of the next.
            let state = journal.sync_state().await.unwrap();
            let rest = lives
                .iter()
                .filter(|page| page.epoch > state.epoch || (page.epoch == state.epoch && page.upto > state.cursor));
            for page in rest {
                taken(&journal.take_in(page, NOW).await.unwrap());
            }
            check_at_rest(&journal, &format!("after a crash at {step}")).await;
            assert_eq!((shared(&store).await.1, aside(&store).await), expected, "crash at {step}");
            step += 1;
        }
        assert!(step > 60, "only {step} steps were crashed");
    });
}

/// Numbers that look like luck, the same for the same seed.
struct Luck(u64);

impl Luck {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// What copies of one register's journal say: each goes its own way from some entry of the first on.
fn branches(luck: &mut Luck, name: &str) -> Vec<Vec<Entry>> {
    let pieces = |luck: &mut Luck, most: usize| (0..=luck.below(most)).map(|_| 1 + luck.below(50) as i32).collect();
    let all: Vec<i32> = pieces(luck, 8);
    let first = line(name, 1, Hash::ZERO, &all);
    let mut all = vec![first.clone()];
    for _ in 0..luck.below(3) {
        let shared = luck.below(first.len() + 1);
        let prev = first[..shared].last().map_or(Hash::ZERO, |entry| entry.hash);
        let own: Vec<i32> = pieces(luck, 6);
        all.push(first[..shared].iter().cloned().chain(line(name, shared as u64 + 1, prev, &own)).collect());
    }
    all
}

/// The feed of one life: of each register what one of its copies says, as far as the hub holds and reads it, in any mixture.
fn feed(luck: &mut Luck, shop: &[Vec<Vec<Entry>>]) -> Vec<Entry> {
    let pick = |luck: &mut Luck, branches: &Vec<Vec<Entry>>| {
        let branch = &branches[luck.below(branches.len())];
        let mut line = branch[..luck.below(branch.len() + 1)].to_vec();
        // Now and then it could not read one, and has set it aside.
        if luck.below(5) == 0 && line.len() > 1 {
            line.remove(luck.below(line.len()));
        }
        line
    };
    let mut lines: Vec<Vec<Entry>> = shop.iter().map(|branches| pick(luck, branches)).collect();
    let mut feed = Vec::new();
    while lines.iter().any(|line| !line.is_empty()) {
        let at = luck.below(lines.len());
        if !lines[at].is_empty() {
            feed.push(lines[at].remove(0));
        }
    }
    feed
}

#[test]
fn whatever_a_hub_says_in_however_many_lives_all_that_it_said_in_the_last_is_known_and_folded_once() {
    block_on(async {
        let (mut overruled, mut lives) = (0, 0);
        for seed in 0..600 {
            let luck = &mut Luck(seed);
            let shop = [branches(luck, "till-2"), branches(luck, "till-3")];
            let mut journal = ready().await;
            for epoch in 2..7 {
                lives += 1;
                let feed = feed(luck, &shop);
                let stops_at = luck.below(feed.len() + 1);
                let mut cursor = 0;
                while cursor < stops_at {
                    let size = (1 + luck.below(4)).min(feed.len() - cursor);
                    let says: Vec<&Entry> = feed[cursor..cursor + size].iter().collect();
                    let page = of_life(epoch, cursor as u64, &says);
                    overruled += taken(&journal.take_in(&page, NOW).await.unwrap()).overruled;
                    // Any of it may come again.
                    if luck.below(3) == 0 {
                        assert_eq!(taken(&journal.take_in(&page, NOW).await.unwrap()).entries, 0, "seed {seed}");
                    }
                    cursor += size;
                }
                let (_, known) = shared(journal.store()).await;
                let is_known = |entry: &&Entry| known.iter().any(|(_, bytes)| *bytes == entry.to_bytes());
                assert!(feed[..cursor].iter().all(|entry| is_known(&entry)), "seed {seed}, life {epoch}");
                check_at_rest(&journal, &format!("seed {seed}, life {epoch}")).await;
            }
        }
        assert!(overruled > 500 && lives == 3_000, "{overruled} in {lives} lives");
    });
}

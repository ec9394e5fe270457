//! What a register says next, as scripts: what happens, and what the machine wants then.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, Seq, StoreId};
use evertill_wire::Hash;
use evertill_wire::sync::{Ack, Cursor, Epoch, Moved, Noted, Page, Reply, Request, Standing, Tip, Welcome};

use evertill_sync::register::{
    Action, BEAT_EVERY, Failure, Line, Machine, Now, REQUEST_LIMIT, RETRY_FIRST, RETRY_MOST, Start, Step, Ticket,
};

/// What happens to a machine.
#[derive(Clone, Debug)]
enum Heard {
    /// Nothing: it is asked what it wants.
    Poll,
    /// The clocks go on by so many milliseconds.
    Wait(u64),
    /// The hub greets, in its life: held, feed, standing.
    Welcome(u64, u64, u64, Standing),
    /// The hub acknowledges in its life: held, feed.
    Ack(u64, u64, u64),
    /// A page of its life: after, upto, feed.
    Page(u64, u64, u64, u64),
    NewEpoch(u64),
    Noted(u64),
    /// What a transfer came to, in a life.
    Moved(u64),
    Transfer,
    Settled(bool),
    TakenIn,
    Forgotten,
    Begun(u64),
    Appended(u64),
    Hint,
    Fails(Failure),
    Connected,
    Disconnected,
}

use Heard::{
    Ack as Acks, Appended, Begun, Connected, Disconnected, Fails, Forgotten, Hint, NewEpoch, Page as Pages, Poll,
    TakenIn, Wait,
};

const GOOD: Standing = Standing::Good;

fn welcome(epoch: u64, held: u64, feed: u64) -> Heard {
    Heard::Welcome(epoch, held, feed, GOOD)
}

/// The end of a journal whose entries hash to their numbers.
fn tip(seq: u64) -> Tip {
    if seq == 0 { Tip::default() } else { Tip { seq: Seq(seq), hash: Hash::of(&seq.to_be_bytes()) } }
}

struct Script {
    machine: Machine,
    now: Now,
    ticket: Ticket,
}

impl Script {
    /// A register with so many entries that knew this life and had read its feed so far.
    fn new(entries: u64, epoch: u64, cursor: u64) -> Self {
        let now = Now { run: 1_000, wall: Timestamp(1_800_000_000_000) };
        let start = Start {
            store: StoreId::new("S").unwrap(),
            register: RegisterId::new("R").unwrap(),
            incarnation: 1,
            tip: tip(entries),
            epoch: Epoch(epoch),
            cursor: Cursor(cursor),
            held: tip(0),
            transfers: false,
        };
        Self { machine: Machine::new(start, now), now, ticket: Ticket(0) }
    }

    fn hear(&mut self, heard: Heard) {
        let (ticket, now) = (self.ticket, self.now);
        let machine = &mut self.machine;
        let mut reply = |reply| machine.handle_reply(ticket, reply, now, u32::MAX);
        match heard {
            Heard::Poll => {}
            Heard::Wait(ms) => {
                self.now.run += ms;
                self.now.wall.0 += ms;
            }
            Heard::Welcome(epoch, held, feed, standing) => reply(Reply::Welcome(Welcome {
                epoch: Epoch(epoch),
                held: tip(held),
                feed: Cursor(feed),
                now: now.wall,
                standing,
            })),
            Heard::Ack(epoch, held, feed) => {
                reply(Reply::Ack(Ack { epoch: Epoch(epoch), held: tip(held), feed: Cursor(feed) }));
            }
            Heard::Page(epoch, after, upto, feed) => reply(Reply::Page(Page {
                epoch: Epoch(epoch),
                after: Cursor(after),
                upto: Cursor(upto),
                entries: Vec::new(),
                feed: Cursor(feed),
            })),
            Heard::NewEpoch(epoch) => reply(Reply::NewEpoch(Epoch(epoch))),
            Heard::Noted(epoch) => reply(Reply::Noted(Noted { epoch: Epoch(epoch) })),
            Heard::Moved(epoch) => reply(Reply::Moved(Moved {
                epoch: Epoch(epoch),
                id: 1,
                granted: 5,
                left: 0,
                elsewhere: 0,
                holder: None,
            })),
            Heard::Transfer => machine.handle_transfer(),
            Heard::Settled(again) => machine.handle_settled(ticket, again),
            Heard::TakenIn => machine.handle_taken_in(ticket),
            Heard::Forgotten => machine.handle_forgotten(ticket),
            Heard::Begun(entries) => machine.handle_begun(ticket, tip(entries)),
            Heard::Appended(entries) => machine.handle_appended(tip(entries)),
            Heard::Hint => machine.handle_hint(),
            Heard::Fails(failure) => machine.handle_failed(ticket, failure, now, u32::MAX),
            Heard::Connected => machine.handle_connected(),
            Heard::Disconnected => machine.handle_disconnected(now, u32::MAX),
        }
    }

    fn wants(&mut self) -> String {
        let Some(Step { ticket, action }) = self.machine.poll(self.now, u32::MAX) else { return String::new() };
        self.ticket = ticket;
        if let Action::Push { held, .. } = action {
            self.machine.handle_pushing(ticket, Seq(held.seq.0 + 3));
        }
        match action {
            Action::Send(Request::Hello(hello)) => {
                format!("hello {}.{} in {} at {}", hello.incarnation, hello.tip.seq, hello.epoch.0, hello.cursor.0)
            }
            Action::Send(Request::Pull(pull)) => format!("pull {} in {}", pull.cursor.0, pull.epoch.0),
            Action::Send(Request::Beat(beat)) => format!("beat {} in {}", beat.tip.seq, beat.epoch.0),
            Action::Push { epoch, incarnation, held } => {
                format!("push {incarnation}.{} in {}", held.seq.next(), epoch.0)
            }
            Action::TakeIn(page) => format!("take in {} in {}", page.upto.0, page.epoch.0),
            Action::Report { epoch, incarnation } => format!("report {incarnation} in {}", epoch.0),
            Action::Transfer { epoch, incarnation } => format!("transfer {incarnation} in {}", epoch.0),
            Action::Settle(moved) => format!("settle {} of {}", moved.granted, moved.epoch.0),
            Action::Begin { incarnation } => format!("begin {incarnation}"),
            other @ Action::Send(_) => format!("{other:?}"),
        }
    }

    fn run(mut self, script: &[(Heard, &str)]) -> Self {
        for (index, (heard, wanted)) in script.iter().enumerate() {
            self.hear(heard.clone());
            assert_eq!(self.wants(), *wanted, "line {index}: {heard:?}");
        }
        self
    }
}

#[test]
fn a_register_greets_pushes_and_pulls_until_the_end_of_the_feed_and_then_gives_signs_of_life() {
    Script::new(3, 0, 0).run(&[
        (Poll, "hello 1.3 in 0 at 0"),
        (Poll, ""),
        (NewEpoch(1), "hello 1.3 in 1 at 0"),
        (welcome(1, 0, 4), "report 1 in 1"),
        (Heard::Noted(1), "push 1.1 in 1"),
        (Acks(1, 2, 6), "push 1.3 in 1"),
        (Appended(4), ""),
        (Acks(1, 3, 7), "push 1.4 in 1"),
        (Acks(1, 4, 8), "pull 0 in 1"),
        (Pages(1, 0, 5, 8), "take in 5 in 1"),
        (TakenIn, "pull 5 in 1"),
        (Pages(1, 5, 8, 8), "take in 8 in 1"),
        (TakenIn, ""),
        (Wait(BEAT_EVERY), "beat 4 in 1"),
        (welcome(1, 4, 8), ""),
        (Hint, "pull 8 in 1"),
        (Pages(1, 8, 8, 8), ""),
        (Appended(5), "push 1.5 in 1"),
        (Acks(1, 5, 9), "pull 8 in 1"),
        (Pages(1, 8, 9, 9), "take in 9 in 1"),
        (TakenIn, ""),
    ]);
}

#[test]
fn what_is_sold_while_a_page_is_on_its_way_is_pushed_before_the_page_is_taken_in() {
    Script::new(1, 1, 0).run(&[
        (Poll, "hello 1.1 in 1 at 0"),
        (welcome(1, 1, 4), "pull 0 in 1"),
        (Appended(2), ""),
        (Pages(1, 0, 4, 4), "push 1.2 in 1"),
        (Acks(1, 2, 5), "take in 4 in 1"),
        (TakenIn, "pull 4 in 1"),
    ]);
}

#[test]
fn another_life_is_greeted_pushed_again_from_what_it_holds_and_read_from_the_beginning() {
    let greeted: &[(Heard, &str)] = &[(Poll, "hello 1.9 in 1 at 40"), (welcome(1, 9, 40), "pull 40 in 1")];
    // Whatever the answer is that says so.
    for told in [NewEpoch(2), Pages(2, 40, 41, 41), welcome(2, 9, 40), Acks(2, 9, 40)] {
        Script::new(9, 1, 40).run(greeted).run(&[
            (told, "hello 1.9 in 2 at 0"),
            (Heard::Welcome(2, 5, 20, Standing::Gathering), "report 1 in 2"),
            (Heard::Noted(2), "push 1.6 in 2"),
            (Acks(2, 9, 24), "pull 0 in 2"),
            (Pages(2, 0, 24, 24), "take in 24 in 2"),
            (TakenIn, ""),
        ]);
    }
}

#[test]
fn an_idle_register_hears_in_its_sign_of_life_that_the_hub_went_back() {
    Script::new(9, 1, 40).run(&[
        (Poll, "hello 1.9 in 1 at 40"),
        (welcome(1, 9, 40), "pull 40 in 1"),
        (Pages(1, 40, 40, 40), ""),
        (Wait(BEAT_EVERY - 1), ""),
        (Wait(1), "beat 9 in 1"),
        (NewEpoch(2), "hello 1.9 in 2 at 0"),
        (welcome(2, 7, 30), "report 1 in 2"),
        (Heard::Noted(2), "push 1.8 in 2"),
    ]);
}

#[test]
fn a_hub_that_gathers_hears_at_once_that_nothing_is_left_to_push() {
    Script::new(3, 2, 7).run(&[
        (Poll, "hello 1.3 in 2 at 7"),
        (Heard::Welcome(2, 1, 7, Standing::Gathering), "push 1.2 in 2"),
        (Acks(2, 3, 7), "pull 7 in 2"),
        (Pages(2, 7, 7, 7), ""),
        (Wait(3_000), "beat 3 in 2"),
        (Heard::Welcome(2, 3, 7, Standing::Gathering), ""),
        (Appended(4), "push 1.4 in 2"),
        (Fails(Failure::TimedOut), ""),
    ]);
    Script::new(3, 2, 7).run(&[
        (Poll, "hello 1.3 in 2 at 7"),
        (Heard::Welcome(2, 3, 7, Standing::Gathering), "pull 7 in 2"),
        (Appended(4), ""),
        (Pages(2, 7, 7, 7), "push 1.4 in 2"),
        (Acks(2, 4, 7), "beat 4 in 2"),
        (welcome(2, 4, 7), ""),
    ]);
}

#[test]
fn a_hub_that_lost_its_end_without_saying_so_is_pushed_to_and_read_again() {
    Script::new(9, 1, 40).run(&[
        (Poll, "hello 1.9 in 1 at 40"),
        (welcome(1, 7, 30), "push 1.8 in 1"),
        (Acks(1, 9, 32), "pull 0 in 1"),
    ]);
    Script::new(9, 1, 40).run(&[
        (Poll, "hello 1.9 in 1 at 40"),
        (welcome(1, 9, 40), "pull 40 in 1"),
        (Pages(1, 40, 30, 30), "pull 0 in 1"),
    ]);
}

#[test]
fn a_copy_goes_on_in_another_incarnation_and_reads_everything_again() {
    let forked = |incarnation| Heard::Welcome(1, 6, 40, Standing::Forked { incarnation });
    let after: &[(Heard, &str)] = &[
        (forked(2), "begin 2"),
        (Begun(9), "hello 2.9 in 1 at 0"),
        (welcome(1, 0, 40), "report 2 in 1"),
        (Heard::Noted(1), "push 2.1 in 1"),
        (Acks(1, 9, 42), "pull 0 in 1"),
    ];
    Script::new(9, 1, 40).run(&[(Poll, "hello 1.9 in 1 at 40")]).run(after);
    Script::new(9, 1, 40).run(&[(Poll, "hello 1.9 in 1 at 40"), (welcome(1, 6, 40), "push 1.7 in 1")]).run(after);
    Script::new(9, 1, 40).run(&[(Poll, "hello 1.9 in 1 at 40"), (welcome(1, 9, 40), "pull 40 in 1")]).run(after);
    // What it was told before does not come back.
    Script::new(9, 1, 40).run(&[
        (Poll, "hello 1.9 in 1 at 40"),
        (forked(1), ""),
        (Wait(RETRY_FIRST), "hello 1.9 in 1 at 40"),
    ]);
}

#[test]
fn who_was_revoked_hands_in_what_it_sold_and_hears_of_nothing_more() {
    Script::new(3, 1, 5).run(&[
        (Poll, "hello 1.3 in 1 at 5"),
        (Heard::Welcome(1, 1, 9, Standing::Revoked), "push 1.2 in 1"),
        (Acks(1, 3, 11), ""),
        (Wait(BEAT_EVERY), "beat 3 in 1"),
        (Heard::Welcome(1, 3, 11, GOOD), "pull 5 in 1"),
    ]);
}

#[test]
fn a_failure_is_tried_again_after_a_pause_or_as_soon_as_there_is_a_connection() {
    Script::new(1, 1, 0).run(&[
        (Poll, "hello 1.1 in 1 at 0"),
        (Fails(Failure::Unreachable), ""),
        (Wait(RETRY_FIRST - 1), ""),
        (Wait(1), "hello 1.1 in 1 at 0"),
        (Fails(Failure::Refused("busy".to_owned())), ""),
        (Wait(RETRY_FIRST), ""),
        (Wait(RETRY_FIRST), "hello 1.1 in 1 at 0"),
        (Wait(REQUEST_LIMIT), ""),
        (Connected, "hello 1.1 in 1 at 0"),
        (welcome(1, 1, 0), "pull 0 in 1"),
        (Disconnected, ""),
        (Wait(RETRY_FIRST), "hello 1.1 in 1 at 0"),
        (Acks(1, 1, 0), ""),
        (Wait(RETRY_MOST), "hello 1.1 in 1 at 0"),
    ]);
}

#[test]
fn an_answer_that_comes_after_its_time_is_no_answer() {
    let mut script = Script::new(5, 1, 0).run(&[(Poll, "hello 1.5 in 1 at 0"), (welcome(1, 2, 0), "push 1.3 in 1")]);
    let late = script.ticket;
    script = script.run(&[(Wait(REQUEST_LIMIT), ""), (Connected, "hello 1.5 in 1 at 0")]);
    let ack = Ack { epoch: Epoch(1), held: tip(5), feed: Cursor(0) };
    script.machine.handle_reply(late, Reply::Ack(ack), script.now, 0);
    script.machine.handle_failed(late, Failure::Unreachable, script.now, 0);
    assert_eq!(script.machine.status().held, tip(0));
    let script = script.run(&[(welcome(1, 5, 0), "pull 0 in 1")]);
    assert_eq!(script.machine.status().held, tip(5));
}

#[test]
fn a_journal_that_is_not_taken_is_offered_less_and_less_often_while_all_else_goes_on() {
    let script = Script::new(5, 1, 0).run(&[
        (Poll, "hello 1.5 in 1 at 0"),
        (welcome(1, 2, 3), "push 1.3 in 1"),
        (Acks(1, 2, 3), "pull 0 in 1"),
        (Pages(1, 0, 3, 3), "take in 3 in 1"),
        (TakenIn, ""),
        (Wait(RETRY_FIRST), "push 1.3 in 1"),
        (Acks(1, 2, 3), ""),
        (Wait(RETRY_FIRST), ""),
        (Hint, "pull 3 in 1"),
        (Pages(1, 3, 3, 3), ""),
        (Wait(RETRY_FIRST), "push 1.3 in 1"),
    ]);
    assert_eq!(script.machine.status().last_failure, Some(Failure::NotTaken));
    script.run(&[(Acks(1, 5, 3), "")]);
}

#[test]
fn what_cannot_be_kept_at_home_is_tried_again_and_not_pulled_again() {
    Script::new(0, 1, 0).run(&[
        (Poll, "hello 1.0 in 1 at 0"),
        (welcome(1, 0, 3), "pull 0 in 1"),
        (Pages(1, 0, 3, 3), "take in 3 in 1"),
        (Fails(Failure::Storage("full".to_owned())), ""),
        (Wait(RETRY_FIRST), "take in 3 in 1"),
        (Wait(100 * REQUEST_LIMIT), ""),
        (TakenIn, "beat 0 in 1"),
    ]);
}

#[test]
fn a_feed_that_was_forgotten_is_read_from_the_beginning() {
    Script::new(0, 1, 4).run(&[
        (Poll, "hello 1.0 in 1 at 4"),
        (welcome(1, 0, 6), "pull 4 in 1"),
        (Pages(1, 4, 6, 6), "take in 6 in 1"),
        (Forgotten, "pull 0 in 1"),
        (Pages(1, 0, 6, 6), "take in 6 in 1"),
        (Fails(Failure::Contradicts), ""),
        (Wait(RETRY_FIRST), "take in 6 in 1"),
    ]);
}

#[test]
fn answers_that_do_not_fit_their_questions_are_failures() {
    let pull: &[(Heard, &str)] = &[(Poll, "hello 1.2 in 1 at 5"), (welcome(1, 2, 9), "pull 5 in 1")];
    for strange in [Pages(1, 4, 9, 9), Pages(1, 5, 4, 9), Pages(1, 5, 9, 8), Pages(1, 5, 5, 9), Acks(1, 2, 9)] {
        let script = Script::new(2, 1, 5).run(pull).run(&[(strange, ""), (Wait(RETRY_FIRST), "pull 5 in 1")]);
        assert_eq!(script.machine.status().last_failure, Some(Failure::Unexpected));
    }
    // A hub that says to hold more than there is.
    Script::new(2, 1, 5).run(&[
        (Poll, "hello 1.2 in 1 at 5"),
        (welcome(1, 1, 9), "push 1.2 in 1"),
        (Acks(1, 3, 9), ""),
        (Wait(RETRY_FIRST), "hello 1.2 in 1 at 5"),
    ]);
    Script::new(2, 1, 5).run(&[
        (Poll, "hello 1.2 in 1 at 5"),
        (welcome(1, 3, 9), ""),
        (Wait(RETRY_FIRST), "hello 1.2 in 1 at 5"),
    ]);
}

#[test]
fn a_hub_that_names_one_life_after_another_is_asked_after_a_pause() {
    Script::new(0, 1, 0).run(&[
        (Poll, "hello 1.0 in 1 at 0"),
        (NewEpoch(2), "hello 1.0 in 2 at 0"),
        (NewEpoch(3), "hello 1.0 in 3 at 0"),
        (NewEpoch(2), "hello 1.0 in 2 at 0"),
        (NewEpoch(3), ""),
        (Wait(RETRY_FIRST), "hello 1.0 in 3 at 0"),
    ]);
}

#[test]
fn the_status_says_what_waits_since_when_and_why() {
    let start = Timestamp(1_800_000_000_000);
    let script = Script::new(5, 1, 2).run(&[(Poll, "hello 1.5 in 1 at 2"), (Fails(Failure::Unreachable), "")]);
    let status = script.machine.status();
    assert_eq!((status.line, status.waiting), (Line::Offline { since: start }, 5));
    assert_eq!((status.last_contact, status.last_failure), (None, Some(Failure::Unreachable)));

    let script = script.run(&[(Wait(RETRY_FIRST), "hello 1.5 in 1 at 2"), (welcome(1, 3, 9), "push 1.4 in 1")]);
    let status = script.machine.status();
    let contact = Timestamp(start.0 + RETRY_FIRST);
    assert_eq!((status.line, status.waiting, status.behind), (Line::Online { since: contact }, 2, 7));
    assert_eq!((status.held, status.standing, status.skew), (tip(0), Some(GOOD), Some(0)));
    assert_eq!((status.last_contact, status.last_failure), (Some(contact), None));

    let status = script.run(&[(Wait(7), ""), (Disconnected, "")]).machine.status();
    assert_eq!(status.line, Line::Offline { since: Timestamp(contact.0 + 7) });
    assert_eq!(status.last_contact, Some(contact));
}

#[test]
fn the_machine_says_when_it_is_worth_asking_again() {
    let mut script = Script::new(1, 1, 0);
    let table: &[(Heard, &str, Option<u64>)] = &[
        (Poll, "hello 1.1 in 1 at 0", Some(1_000 + REQUEST_LIMIT)),
        (Fails(Failure::Unreachable), "", Some(1_000 + RETRY_FIRST)),
        (Connected, "hello 1.1 in 1 at 0", Some(1_000 + REQUEST_LIMIT)),
        (welcome(1, 1, 1), "pull 0 in 1", Some(1_000 + REQUEST_LIMIT)),
        (Pages(1, 0, 1, 1), "take in 1 in 1", None),
        (TakenIn, "", Some(1_000 + BEAT_EVERY)),
        (Appended(2), "push 1.2 in 1", Some(1_000 + REQUEST_LIMIT)),
        (Acks(1, 1, 1), "", Some(1_000 + RETRY_FIRST)),
    ];
    for (heard, wanted, wake_at) in table {
        script.hear(heard.clone());
        assert_eq!((script.wants().as_str(), script.machine.wake_at()), (*wanted, *wake_at), "{heard:?}");
    }
}

#[test]
fn a_transfer_is_said_until_it_is_answered_and_goes_before_all_else() {
    Script::new(2, 1, 0).run(&[
        (Poll, "hello 1.2 in 1 at 0"),
        (Heard::Transfer, ""),
        (welcome(1, 1, 3), "transfer 1 in 1"),
        (Fails(Failure::Unreachable), ""),
        (Connected, "hello 1.2 in 1 at 0"),
        (welcome(1, 1, 3), "transfer 1 in 1"),
        (Heard::Moved(1), "settle 5 of 1"),
        (Fails(Failure::Storage("full".to_owned())), ""),
        (Connected, "settle 5 of 1"),
        (Heard::Settled(true), "transfer 1 in 1"),
        (Heard::Moved(1), "settle 5 of 1"),
        (Heard::Settled(false), "push 1.2 in 1"),
    ]);
}

#[test]
fn rights_of_another_life_are_none_and_a_hub_that_lives_another_is_told_first_what_there_is() {
    let greeted: &[(Heard, &str)] =
        &[(Poll, "hello 1.2 in 1 at 3"), (Heard::Transfer, ""), (welcome(1, 2, 3), "transfer 1 in 1")];
    for told in [NewEpoch(2), Heard::Moved(2)] {
        Script::new(2, 1, 3).run(greeted).run(&[
            (told, "hello 1.2 in 2 at 0"),
            (welcome(2, 2, 3), "report 1 in 2"),
            (Heard::Moved(2), ""),
            (Connected, "report 1 in 2"),
            (Heard::Noted(2), "transfer 1 in 2"),
            (Heard::Moved(2), "settle 5 of 2"),
            (Heard::Settled(false), "pull 0 in 2"),
        ]);
    }
}

#[test]
fn what_is_on_the_hub_is_said_only_of_what_was_taken_as_the_continuation_of_this_journal() {
    let greeted: &[(Heard, &str)] = &[(Poll, "hello 1.5 in 1 at 0"), (welcome(1, 3, 0), "push 1.4 in 1")];
    for (heard, held) in [
        (vec![], 0),
        (vec![(Acks(1, 3, 0), "pull 0 in 1")], 0),
        (vec![(Acks(1, 5, 0), "pull 0 in 1")], 5),
        (vec![(Acks(1, 4, 0), "push 1.5 in 1")], 4),
        (vec![(Acks(1, 4, 0), "push 1.5 in 1"), (Acks(1, 2, 0), "push 1.3 in 1")], 0),
        (vec![(Appended(9), ""), (Acks(1, 6, 0), "push 1.7 in 1")], 6),
        // More is held than was pushed.
        (vec![(Appended(9), ""), (Acks(1, 7, 0), "push 1.8 in 1")], 0),
        (vec![(Acks(1, 5, 0), "pull 0 in 1"), (NewEpoch(2), "hello 1.5 in 2 at 0")], 0),
    ] {
        let script = Script::new(5, 1, 0).run(greeted).run(&heard);
        assert_eq!(script.machine.status().held, tip(held), "{heard:?}");
    }
    let same = Script::new(5, 1, 0).run(&[(Poll, "hello 1.5 in 1 at 0"), (welcome(1, 5, 0), "pull 0 in 1")]);
    assert_eq!(same.machine.status().held, tip(5));
}

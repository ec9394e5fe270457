//! What makes the machine of `evertill_sync` move: it is asked what to do, that one thing is done, and it is told what came of
//! it. One of these runs in the page that writes the journal.

use super::client::{self, ClientError, Token};
use super::purse::Holdings;
use super::{Hub, live};
use crate::browser;
use crate::register::{Core, Register, now as wall};
use evertill_domain::ids::Seq;
use evertill_journal::push::{PushBatch, ToPush};
use evertill_journal::take_in::TakenIn;
use evertill_journal::waiting::Count;
use evertill_journal::{JournalError, PageRefusal};
use evertill_journal_idb::Identity;
use evertill_sync::register::{Action, Failure, Machine, Now, Start, Step, Ticket};
use evertill_wire::enrolment::{Challenge, Proof, signed_session};
use evertill_wire::sync::{Bytes, Epoch, Page, Push, Reply, Request, Tip, signed_tip};
use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::StreamExt as _;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The hub's name for a push whose last entry it cannot read.
const UNREADABLE_END: &str = "unreadable-end";

/// Something happened that the machine has to know.
#[derive(Clone, Copy, Debug)]
pub enum Nudge {
    /// The journal ends here now.
    Appended(Tip),
    /// The hub hints that there is more.
    Hint,
    /// There may be a connection again.
    Connected,
    /// The connection is gone.
    Disconnected,
    /// A transfer of rights was begun.
    TransferBegun,
    /// Nobody sells here for now.
    ShiftClosed,
    /// Time has passed.
    Timer,
    /// Another driver took over, or none may run in this page any more.
    Over,
}

/// Tells the driver. What it is told while it is busy waits; each is a few bytes, and an hour of sales is a few thousand.
#[derive(Clone)]
pub struct Nudger(UnboundedSender<Nudge>);

impl Nudger {
    /// Tells it.
    pub fn tell(&self, nudge: Nudge) {
        // A driver that is gone belongs to a page that is being closed.
        drop(self.0.unbounded_send(nudge));
    }
}

/// What moves the machine.
pub struct Driver {
    pub(super) hub: Hub,
    pub(super) register: Register,
    pub(super) core: Rc<Core>,
    start: Start,
    identity: Identity,
    pub(super) machine: RefCell<Machine>,
    /// What is to be given back.
    pub(super) holdings: Holdings,
    token: RefCell<Option<Token>>,
    nudger: Nudger,
    count: RefCell<Count>,
    /// When the timer that is set goes off, by the running clock.
    timer: Cell<u64>,
}

/// Begins to exchange entries with the hub, for as long as this page writes. A driver that ran before is over.
pub fn start(hub: Hub, register: Register, core: Rc<Core>, start: Start, identity: Identity) {
    hub.leave();
    let (sender, nudges) = unbounded();
    let nudger = Nudger(sender);
    hub.nudge.set_value(Some(nudger.clone()));
    let (machine, holdings) = (RefCell::new(Machine::new(start.clone(), now())), Holdings::default());
    holdings.used(now().run);
    let (token, count, timer) = (RefCell::new(None), RefCell::default(), Cell::new(u64::MAX));
    let driver =
        Rc::new(Driver { hub, register, core, start, identity, machine, holdings, token, nudger, count, timer });
    spawn_local(live::listen(Rc::clone(&driver)));
    spawn_local(driver.run(nudges));
}

/// The time, as the machine wants it.
pub(super) fn now() -> Now {
    Now { run: browser::monotonic_ms() as u64, wall: wall() }
}

/// A number that spreads pauses.
fn luck() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}

impl Driver {
    async fn run(self: Rc<Self>, mut nudges: UnboundedReceiver<Nudge>) {
        loop {
            while let Ok(nudge) = nudges.try_recv() {
                self.hear(nudge);
            }
            if self.is_over() {
                return;
            }
            let step = self.machine.borrow_mut().poll(now(), luck());
            match step {
                Some(step) => self.perform(step).await,
                None if self.give_back().await => {}
                None => {
                    self.set_timer();
                    match nudges.next().await {
                        Some(nudge) => self.hear(nudge),
                        None => return,
                    }
                }
            }
            if self.is_over() {
                return;
            }
            self.publish().await;
        }
    }

    fn hear(&self, nudge: Nudge) {
        let mut machine = self.machine.borrow_mut();
        match nudge {
            Nudge::Appended(tip) => {
                self.holdings.used(now().run);
                machine.handle_appended(tip);
            }
            Nudge::Hint => machine.handle_hint(),
            Nudge::Connected => machine.handle_connected(),
            Nudge::Disconnected => machine.handle_disconnected(now(), luck()),
            Nudge::TransferBegun => machine.handle_transfer(),
            Nudge::ShiftClosed => self.holdings.all_go_back(),
            Nudge::Timer | Nudge::Over => {}
        }
    }

    /// Whether the page has another driver now, or none.
    pub fn is_over(&self) -> bool {
        let is_mine = |current: &Nudger| current.0.same_receiver(&self.nudger.0);
        self.hub.nudge.with_value(|current| !current.as_ref().is_some_and(is_mine))
    }

    /// Wakes the driver when the machine wants it, unless a timer does so earlier already.
    fn set_timer(&self) {
        let now = now().run;
        let Some(at) = self.machine.borrow().wake_at() else { return };
        if self.timer.get() > now && self.timer.get() <= at {
            return;
        }
        self.timer.set(at.max(now + 1));
        let nudger = self.nudger.clone();
        let pause = i32::try_from(at.saturating_sub(now)).unwrap_or(i32::MAX);
        browser::after(pause, move || nudger.tell(Nudge::Timer));
    }

    async fn perform(&self, Step { ticket, action }: Step) {
        match action {
            Action::Send(request) => self.send(ticket, request).await,
            Action::Push { epoch, incarnation, held } => match self.to_push(held).await {
                Ok(batch) => self.push_batch(ticket, (epoch, incarnation), batch).await,
                Err(failure) => self.failed(ticket, failure),
            },
            Action::Report { epoch, incarnation } => match self.desk().await {
                Ok(desk) => self.send(ticket, Request::Report(desk.report(epoch, incarnation))).await,
                Err(error) => self.failed(ticket, Failure::Storage(error.to_string())),
            },
            Action::Transfer { epoch, incarnation } => {
                match self.desk().await.map(|desk| desk.transfer(epoch, incarnation)) {
                    Ok(Some(transfer)) => self.send(ticket, Request::Transfer(transfer)).await,
                    Ok(None) => self.failed(ticket, Failure::Unexpected),
                    Err(error) => self.failed(ticket, Failure::Storage(error.to_string())),
                }
            }
            Action::Settle(moved) => self.settle(ticket, moved).await,
            Action::TakeIn(page) => self.take_in(ticket, page).await,
            Action::Begin { incarnation } => self.begin(ticket, incarnation).await,
        }
    }

    async fn send(&self, ticket: Ticket, request: Request) {
        match self.exchange(&request).await {
            Ok(reply) => self.machine.borrow_mut().handle_reply(ticket, reply, now(), luck()),
            Err(error) => self.failed(ticket, failure_of(error)),
        }
    }

    pub(super) fn failed(&self, ticket: Ticket, failure: Failure) {
        self.machine.borrow_mut().handle_failed(ticket, failure, now(), luck());
    }

    async fn exchange(&self, request: &Request) -> Result<Reply, ClientError> {
        let token = self.token().await?;
        match client::exchange(request, &token).await {
            // The session ended, or the hub has forgotten it: one more is opened, once.
            Err(ClientError::SignedOff) => {
                self.token.take();
                let token = self.token().await?;
                client::exchange(request, &token).await
            }
            answered => answered,
        }
    }

    /// The session's token; a session is opened where there is none.
    pub async fn token(&self) -> Result<Token, ClientError> {
        if let Some(token) = self.token.borrow().clone() {
            return Ok(token);
        }
        let (store, register) = (self.start.store.clone(), self.start.register.clone());
        let challenge = Challenge { store: store.clone(), register: register.clone() };
        let nonce = client::challenge(&challenge).await?.nonce;
        let signature = self.sign(&signed_session(&store, &register, &nonce)).await?;
        let token = client::session(&Proof { store, register, nonce, signature }).await?;
        *self.token.borrow_mut() = Some(token.clone());
        Ok(token)
    }

    async fn sign(&self, bytes: &[u8]) -> Result<Bytes, ClientError> {
        let signature = self.identity.sign(bytes).await;
        signature.map(Bytes).map_err(|error| ClientError::Unreadable(error.to_string()))
    }

    async fn to_push(&self, held: Tip) -> Result<PushBatch, Failure> {
        match self.core.journal.lock().await.push_from(held).await {
            Ok(ToPush::Entries(batch)) => Ok(batch),
            Ok(ToPush::Nothing) => Ok(PushBatch { from: held.seq.next(), entries: Vec::new(), tip: held }),
            Err(error) => Err(Failure::Storage(error.to_string())),
        }
    }

    /// Pushes a batch, and less of it where the hub cannot read its end: what stands before that is taken, and the end goes
    /// with what comes after it.
    async fn push_batch(&self, ticket: Ticket, journal: (Epoch, u32), batch: PushBatch) {
        let mut next = Some(batch);
        while let Some(batch) = next {
            let last = batch.tip.seq;
            let push = match self.signed(journal, &batch).await {
                Ok(push) => push,
                Err(failure) => return self.failed(ticket, failure),
            };
            self.machine.borrow_mut().handle_pushing(ticket, last);
            match self.exchange(&Request::Push(push)).await {
                Ok(reply) => return self.machine.borrow_mut().handle_reply(ticket, reply, now(), luck()),
                Err(ClientError::Refused(problem)) if problem.name() == UNREADABLE_END => next = batch.shortened(),
                Err(error) => return self.failed(ticket, failure_of(error)),
            }
        }
        self.failed(ticket, Failure::NotTaken);
    }

    async fn signed(&self, (epoch, incarnation): (Epoch, u32), batch: &PushBatch) -> Result<Push, Failure> {
        let PushBatch { from, entries, tip } = batch;
        let (from, entries, tip) = (*from, entries.clone(), *tip);
        let signed = signed_tip(&self.start.store, &self.start.register, incarnation, tip);
        let signature = self.sign(&signed).await.map_err(failure_of)?;
        Ok(Push { epoch, incarnation, from, entries, signature })
    }

    async fn take_in(&self, ticket: Ticket, page: Page) {
        let taken = self.core.journal.lock().await.take_in(&page, wall()).await;
        match taken {
            Ok(TakenIn::Taken(taken)) => {
                self.machine.borrow_mut().handle_taken_in(ticket);
                if taken.overruled > 0 {
                    self.register.heard_anew(&self.core).await;
                } else {
                    self.register.heard(&self.core, &page.entries).await;
                }
            }
            Ok(TakenIn::Refused(PageRefusal::Contradicts { .. })) => self.forget_feed(ticket).await,
            Ok(TakenIn::Refused(why)) => self.failed(ticket, Failure::Unreadable(format!("{why:?}"))),
            // Another page writes; it exchanges what there is, too.
            Err(JournalError::Fenced) => self.hub.leave(),
            Err(error) => self.failed(ticket, Failure::Storage(error.to_string())),
        }
    }

    /// A copy of this register has said something else: this one goes on under a number of its own.
    async fn begin(&self, ticket: Ticket, incarnation: u32) {
        let mut journal = self.core.journal.lock().await;
        match journal.begin(incarnation, wall()).await {
            Ok(tip) => {
                self.machine.borrow_mut().handle_begun(ticket, tip);
                self.show_head(&journal);
            }
            Err(JournalError::Fenced) => self.hub.leave(),
            Err(error) => self.failed(ticket, Failure::Storage(error.to_string())),
        }
    }

    /// The hub contradicts what it said in this life: it is asked for everything anew, once.
    async fn forget_feed(&self, ticket: Ticket) {
        let forgotten = self.core.journal.lock().await.forget_feed(wall()).await;
        match forgotten {
            Ok(true) => {
                self.machine.borrow_mut().handle_forgotten(ticket);
                self.register.heard_anew(&self.core).await;
            }
            Ok(false) => self.failed(ticket, Failure::Contradicts),
            Err(JournalError::Fenced) => self.hub.leave(),
            Err(error) => self.failed(ticket, Failure::Storage(error.to_string())),
        }
    }

    /// Keeps what was learned of the hub, and tells the screens.
    async fn publish(&self) {
        let status = self.machine.borrow().status();
        let known = self.hub.status.get_untracked();
        let is_new = |what: fn(&evertill_sync::register::Status) -> (Epoch, Tip)| {
            known.as_ref().is_none_or(|known| what(known) != what(&status))
        };
        if is_new(|status| (status.epoch, status.held)) {
            self.keep(status.epoch, status.held).await;
        }
        let held = status.held.seq;
        set_if_changed(self.hub.status, Some(status));
        self.count_waiting(held).await;
    }

    /// What cannot be kept is learned again from the hub: it costs another upload, and nothing else.
    async fn keep(&self, epoch: Epoch, held: Tip) {
        let mut journal = self.core.journal.lock().await;
        if epoch > Epoch::default() {
            drop(journal.begin_epoch(self.start.store.clone(), epoch, wall()).await);
        }
        drop(journal.acknowledge(held, wall()).await);
    }

    /// Without the journal's lock: a sale waits for none of it.
    async fn count_waiting(&self, held: Seq) {
        let mut count = self.count.take();
        let tip = held.0.saturating_add(self.machine.borrow().status().waiting);
        // What could not be read now is counted the next time.
        if let Ok(waiting) = count.up_to(&self.core.store, held, Seq(tip)).await {
            set_if_changed(self.hub.waiting, waiting);
        }
        self.count.replace(count);
    }

    /// Tells the driver that there is a connection.
    pub fn connected(&self) {
        self.nudger.tell(Nudge::Connected);
    }

    /// Tells the driver that there is more.
    pub fn hint(&self) {
        self.nudger.tell(Nudge::Hint);
    }
}

fn set_if_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|known| *known != value) {
        signal.set(value);
    }
}

fn failure_of(error: ClientError) -> Failure {
    match error {
        ClientError::Unreachable => Failure::Unreachable,
        ClientError::NoHub => Failure::Unreachable,
        ClientError::SignedOff => Failure::Refused("signed off".to_owned()),
        ClientError::Refused(problem) => Failure::Refused(problem.title),
        ClientError::Unreadable(why) => Failure::Unreadable(why),
    }
}

//! The machine itself: what was heard, and what follows from it.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::Seq;
use evertill_wire::sync::{
    Ack, Beat, Cursor, ENTRIES_LIMIT, Epoch, Hello, Moved, Page, Pull, Reply, Request, Standing, Tip, Welcome,
};

use super::pace::{BEAT_EVERY, BEAT_EVERY_GATHERING, EPOCHS_LIMIT, Now, REQUEST_LIMIT, pause};
use super::status::{Failure, Line, Status};
use super::{Action, Start, Step, Ticket};

/// The register's end of one connection.
#[derive(Clone, Debug)]
pub struct Machine {
    start: Start,
    /// The newest envelope that this build reads.
    format: u16,
    tip: Tip,
    epoch: Epoch,
    cursor: Cursor,
    /// How far the hub says that it holds a journal of this name: what comes after is pushed.
    held: Tip,
    /// How far it is known to hold this one: a copy may have told it something else in the same places.
    sure: Tip,
    feed: Cursor,
    /// Whether the hub has answered a greeting of this life.
    greeted: bool,
    /// Whether the hub said that there is more, or nobody knows.
    hinted: bool,
    standing: Option<Standing>,
    /// A page that waits to be taken in.
    page: Option<Page>,
    /// Whether the hub has to be told what rights there are before any move.
    reports: bool,
    /// Whether a transfer was begun.
    transfers: bool,
    /// What a transfer came to, which waits to be kept.
    moved: Option<Moved>,
    /// The incarnation to go on in.
    begin: Option<u32>,
    under_way: Option<UnderWay>,
    tickets: u64,
    failures: u32,
    epochs: u32,
    /// Nothing is said before this moment of the running clock.
    retry_at: Option<u64>,
    /// How often in a row the hub took nothing of a push, and the moment before which nothing is pushed again: all the rest
    /// goes on meanwhile.
    not_taken: u32,
    push_at: u64,
    /// A sign of life is due at this moment of the running clock.
    beat_at: u64,
    line: Line,
    last_contact: Option<Timestamp>,
    last_failure: Option<Failure>,
    skew: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
struct UnderWay {
    ticket: Ticket,
    what: What,
    /// When it is given up; never for what happens at home.
    until: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Hello,
    Push { from: Seq, last: Seq },
    Pull,
    Beat,
    TakeIn,
    Begin(u32),
    Report,
    Transfer,
    Settle,
}

impl Machine {
    /// A machine for a register as it is now; the first thing that it wants is to say hello.
    #[must_use]
    pub fn new(start: Start, now: Now) -> Self {
        Self {
            format: evertill_wire::FORMAT,
            tip: start.tip,
            epoch: start.epoch,
            cursor: start.cursor,
            held: start.held,
            sure: start.held,
            feed: start.cursor,
            greeted: false,
            hinted: true,
            standing: None,
            page: None,
            reports: false,
            transfers: start.transfers,
            moved: None,
            begin: None,
            under_way: None,
            tickets: 0,
            failures: 0,
            epochs: 0,
            retry_at: None,
            not_taken: 0,
            push_at: 0,
            beat_at: now.run,
            line: Line::Offline { since: now.wall },
            last_contact: None,
            last_failure: None,
            skew: None,
            start,
        }
    }

    /// The one thing to be done now, if there is any. What it answers is under way until its outcome is told. `luck` spreads
    /// pauses; any number will do.
    pub fn poll(&mut self, now: Now, luck: u32) -> Option<Step> {
        if let Some(UnderWay { until, .. }) = self.under_way {
            if until.is_none_or(|until| now.run < until) {
                return None;
            }
            self.fail(Failure::TimedOut, now, luck);
        }
        if self.retry_at.is_some_and(|at| now.run < at) {
            return None;
        }
        let (what, action) = self.next(now)?;
        let is_at_home = matches!(what, What::TakeIn | What::Begin(_) | What::Settle);
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        let until = (!is_at_home).then(|| now.run.saturating_add(REQUEST_LIMIT));
        self.under_way = Some(UnderWay { ticket, what, until });
        Some(Step { ticket, action })
    }

    /// When [`Machine::poll`] is worth asking again though nothing happened, by the running clock.
    #[must_use]
    pub fn wake_at(&self) -> Option<u64> {
        match (self.under_way, self.retry_at) {
            (Some(UnderWay { until, .. }), _) => until,
            (None, Some(at)) => Some(at),
            (None, None) if self.tip.seq > self.held.seq => Some(self.beat_at.min(self.push_at)),
            (None, None) => Some(if self.is_idle() { self.beat_at } else { 0 }),
        }
    }

    /// There may be a connection again: what was put off is tried now.
    pub fn handle_connected(&mut self) {
        self.retry_at = None;
    }

    /// The connection is gone. What is under way may still come to something, and nobody will hear of it.
    pub fn handle_disconnected(&mut self, now: Now, luck: u32) {
        if self.under_way.is_some_and(|under_way| under_way.until.is_some()) {
            self.fail(Failure::Unreachable, now, luck);
        } else {
            self.set_offline(now);
        }
    }

    /// The journal ends here now.
    pub fn handle_appended(&mut self, tip: Tip) {
        self.tip = tip;
    }

    /// A transfer of rights was begun and kept.
    pub const fn handle_transfer(&mut self) {
        self.transfers = true;
    }

    /// What a transfer came to is kept. `again` says whether another one was begun meanwhile.
    pub fn handle_settled(&mut self, ticket: Ticket, again: bool) {
        if self.take(ticket) == Some(What::Settle) {
            self.moved = None;
            self.transfers = again;
        }
    }

    /// The hub hints that the feed goes on.
    pub const fn handle_hint(&mut self) {
        self.hinted = true;
    }

    /// The push that is under way ends with this entry: what the hub holds beyond that came from elsewhere.
    pub fn handle_pushing(&mut self, ticket: Ticket, to: Seq) {
        if let Some(UnderWay { ticket: known, what: What::Push { last, .. }, .. }) = &mut self.under_way
            && *known == ticket
        {
            *last = to;
        }
    }

    /// The hub answered.
    pub fn handle_reply(&mut self, ticket: Ticket, reply: Reply, now: Now, luck: u32) {
        let Some(what) = self.take(ticket) else { return };
        if let Some(fresh) = self.other_life(&reply) {
            self.enter(fresh, now, luck);
            return;
        }
        let heard = match (what, reply) {
            (What::Hello | What::Beat | What::Push { .. } | What::Pull, Reply::Welcome(welcome)) => {
                self.hear_welcome(&welcome, now)
            }
            (What::Push { from, last }, Reply::Ack(ack)) => self.hear_ack(from, last, &ack, now, luck),
            (What::Pull, Reply::Page(page)) => self.hear_page(page),
            (What::Report, Reply::Noted(_)) => {
                self.reports = false;
                Ok(())
            }
            (What::Transfer, Reply::Moved(moved)) => {
                self.moved = Some(moved);
                Ok(())
            }
            _ => Err(Failure::Unexpected),
        };
        match heard {
            Ok(()) => self.succeed(what, now),
            Err(failure) => self.fail(failure, now, luck),
        }
    }

    /// The page is kept, and the journal may have been told more about others; nothing was lost if this is never told.
    pub fn handle_taken_in(&mut self, ticket: Ticket) {
        if self.take(ticket) == Some(What::TakeIn)
            && let Some(page) = self.page.take()
        {
            self.cursor = page.upto;
        }
    }

    /// The page contradicts what was pulled, and all of that was forgotten: the feed is read from the beginning.
    pub fn handle_forgotten(&mut self, ticket: Ticket) {
        if self.take(ticket) == Some(What::TakeIn) {
            self.page = None;
            self.cursor = Cursor::default();
            self.hinted = true;
        }
    }

    /// The journal goes on in the incarnation that was asked for, and ends here.
    pub fn handle_begun(&mut self, ticket: Ticket, tip: Tip) {
        if let Some(What::Begin(incarnation)) = self.take(ticket) {
            self.start.incarnation = incarnation;
            self.begin = None;
            self.transfers = false;
            self.moved = None;
            // A hub that gathers waits to hear from the highest incarnation, also that it has nothing.
            self.reports = true;
            self.tip = tip;
            self.cursor = Cursor::default();
            self.held = Tip::default();
            self.sure = Tip::default();
            self.hinted = true;
            self.greeted = false;
        }
    }

    /// What was under way came to nothing.
    pub fn handle_failed(&mut self, ticket: Ticket, failure: Failure, now: Now, luck: u32) {
        if self.take(ticket).is_some() {
            self.fail(failure, now, luck);
        }
    }

    /// Where replication stands.
    #[must_use]
    pub fn status(&self) -> Status {
        Status {
            line: self.line,
            held: self.sure,
            waiting: self.tip.seq.0.saturating_sub(self.held.seq.0),
            behind: self.feed.0.saturating_sub(self.cursor.0),
            epoch: self.epoch,
            cursor: self.cursor,
            standing: self.standing,
            last_contact: self.last_contact,
            last_failure: self.last_failure.clone(),
            skew: self.skew,
        }
    }

    /// Whether there is nothing to be done but to give a sign of life now and then.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.under_way.is_none()
            && self.greeted
            && self.begin.is_none()
            && self.tip.seq <= self.held.seq
            && self.waits_for(u64::MAX) == Waits::Nothing
    }

    fn waits_for(&self, run: u64) -> Waits {
        if self.reports {
            Waits::Report
        } else if self.moved.is_some() {
            Waits::Settle
        } else if self.transfers {
            Waits::Transfer
        } else if self.tip.seq > self.held.seq && run >= self.push_at {
            Waits::Push
        } else if self.page.is_some() {
            Waits::TakeIn
        } else if self.standing != Some(Standing::Revoked) && (self.hinted || self.feed > self.cursor) {
            Waits::Pull
        } else {
            Waits::Nothing
        }
    }

    fn next(&self, now: Now) -> Option<(What, Action)> {
        if let Some(incarnation) = self.begin {
            return Some((What::Begin(incarnation), Action::Begin { incarnation }));
        }
        if !self.greeted {
            return Some((What::Hello, Action::Send(Request::Hello(self.hello(now)))));
        }
        let (epoch, incarnation) = (self.epoch, self.start.incarnation);
        match self.waits_for(now.run) {
            Waits::Report => Some((What::Report, Action::Report { epoch, incarnation })),
            Waits::Settle => Some((What::Settle, Action::Settle(self.moved.clone()?))),
            Waits::Transfer => Some((What::Transfer, Action::Transfer { epoch, incarnation })),
            Waits::Push => {
                let from = self.held.seq.next();
                Some((What::Push { from, last: Seq(0) }, Action::Push { epoch, incarnation, held: self.held }))
            }
            Waits::TakeIn => Some((What::TakeIn, Action::TakeIn(self.page.clone()?))),
            Waits::Pull => {
                let limit = u32::try_from(ENTRIES_LIMIT).unwrap_or(u32::MAX);
                let pull = Pull { epoch, incarnation, tip: self.tip, cursor: self.cursor, limit };
                Some((What::Pull, Action::Send(Request::Pull(pull))))
            }
            Waits::Nothing => {
                let beat = Beat { epoch, incarnation, tip: self.tip, cursor: self.cursor, now: now.wall };
                (now.run >= self.beat_at).then_some((What::Beat, Action::Send(Request::Beat(beat))))
            }
        }
    }

    fn hello(&self, now: Now) -> Hello {
        Hello {
            store: self.start.store.clone(),
            register: self.start.register.clone(),
            incarnation: self.start.incarnation,
            epoch: self.epoch,
            tip: self.tip,
            cursor: self.cursor,
            now: now.wall,
            format: self.format,
        }
    }

    /// The life that a reply speaks of, where it is not the one that was spoken to.
    fn other_life(&self, reply: &Reply) -> Option<Epoch> {
        let said = match reply {
            Reply::Welcome(welcome) => welcome.epoch,
            Reply::Ack(ack) => ack.epoch,
            Reply::Page(page) => page.epoch,
            Reply::NewEpoch(epoch) => *epoch,
            Reply::Noted(noted) => noted.epoch,
            Reply::Moved(moved) => moved.epoch,
        };
        (said != self.epoch || matches!(reply, Reply::NewEpoch(_))).then_some(said)
    }

    /// The hub lives another life: what it holds and where its feed stands is to be learned anew.
    fn enter(&mut self, epoch: Epoch, now: Now, luck: u32) {
        self.epochs = self.epochs.saturating_add(1);
        self.epoch = epoch;
        self.cursor = Cursor::default();
        self.feed = Cursor::default();
        self.held = Tip::default();
        self.sure = Tip::default();
        self.page = None;
        // What was granted and not kept is none in another life: the transfer is said again.
        self.moved = None;
        self.reports = true;
        self.greeted = false;
        self.hinted = true;
        self.standing = None;
        if self.epochs > EPOCHS_LIMIT {
            self.fail(Failure::Unexpected, now, luck);
        }
    }

    fn hear_welcome(&mut self, welcome: &Welcome, now: Now) -> Result<(), Failure> {
        self.skew = Some(skew(now.wall, welcome.now));
        self.standing = Some(welcome.standing);
        self.epochs = 0;
        self.hear_feed(welcome.feed);
        self.greeted = match welcome.standing {
            Standing::Forked { incarnation } => incarnation > self.start.incarnation,
            _ => welcome.held.seq <= self.tip.seq,
        };
        match welcome.standing {
            _ if !self.greeted => return Err(Failure::Unexpected),
            Standing::Forked { incarnation } => self.begin = Some(incarnation),
            _ => self.hold(welcome.held, welcome.held == self.tip),
        }
        Ok(())
    }

    fn hear_ack(&mut self, from: Seq, last: Seq, ack: &Ack, now: Now, luck: u32) -> Result<(), Failure> {
        if ack.held.seq > self.tip.seq {
            // The hub holds more of this journal than there is: a copy of it went on. The greeting is where that is sorted out.
            self.greeted = false;
            return Err(Failure::Unexpected);
        }
        // What is held may lie before what was pushed: then something is missing there, and is pushed next.
        let is_stuck = ack.held.seq.next() == from;
        // What was pushed continues what was held, or it would not have been taken: then all of it is this journal's. What is
        // held beyond that may be a copy's.
        self.hold(ack.held, (from..=last).contains(&ack.held.seq));
        self.hear_feed(ack.feed);
        self.not_taken = if is_stuck { self.not_taken.saturating_add(1) } else { 0 };
        self.push_at = if is_stuck { now.run.saturating_add(pause(self.not_taken, luck)) } else { 0 };
        Ok(())
    }

    fn hold(&mut self, held: Tip, is_sure: bool) {
        self.held = held;
        if is_sure {
            self.sure = held;
        } else if held.seq < self.sure.seq {
            self.sure = Tip::default();
        }
    }

    fn hear_page(&mut self, page: Page) -> Result<(), Failure> {
        let gets_on = page.upto > page.after || page.feed <= page.after;
        if page.after != self.cursor || page.upto < page.after || page.feed < page.upto || !gets_on {
            // A feed that ends before the cursor is one that lost its end without saying so.
            return if page.after == self.cursor && page.feed < self.cursor {
                self.hear_feed(page.feed);
                Ok(())
            } else {
                Err(Failure::Unexpected)
            };
        }
        self.hinted = false;
        self.hear_feed(page.feed);
        if page.upto > page.after {
            self.page = Some(page);
        }
        Ok(())
    }

    /// Notes where the feed ends. One that ends before what was seen of it is another one, whatever life it claims: it is
    /// read from the beginning.
    fn hear_feed(&mut self, feed: Cursor) {
        self.feed = feed;
        if feed < self.cursor {
            self.cursor = Cursor::default();
            self.page = None;
        }
    }

    fn take(&mut self, ticket: Ticket) -> Option<What> {
        let what = self.under_way.filter(|under_way| under_way.ticket == ticket)?.what;
        self.under_way = None;
        Some(what)
    }

    fn succeed(&mut self, what: What, now: Now) {
        self.failures = 0;
        self.retry_at = None;
        self.last_failure = (self.not_taken > 0).then_some(Failure::NotTaken);
        self.last_contact = Some(now.wall);
        let pause = match (self.standing, what) {
            // A hub that gathers waits for the word that there is nothing left to push.
            (Some(Standing::Gathering), What::Push { .. }) => 0,
            (Some(Standing::Gathering), _) => BEAT_EVERY_GATHERING,
            _ => BEAT_EVERY,
        };
        self.beat_at = now.run.saturating_add(pause);
        if let Line::Offline { .. } = self.line {
            self.line = Line::Online { since: now.wall };
        }
    }

    fn fail(&mut self, failure: Failure, now: Now, luck: u32) {
        self.under_way = None;
        self.failures = self.failures.saturating_add(1);
        self.retry_at = Some(now.run.saturating_add(pause(self.failures, luck)));
        if matches!(failure, Failure::Unreachable | Failure::TimedOut) {
            self.set_offline(now);
        }
        self.last_failure = Some(failure);
    }

    fn set_offline(&mut self, now: Now) {
        // Whoever was away may have missed a restore and anything else: they begin with a greeting.
        self.greeted = false;
        if let Line::Online { .. } = self.line {
            self.line = Line::Offline { since: now.wall };
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    Report,
    Settle,
    Transfer,
    Push,
    TakeIn,
    Pull,
    Nothing,
}

fn skew(own: Timestamp, hub: Timestamp) -> i64 {
    let ahead = i128::from(own.0) - i128::from(hub.0);
    i64::try_from(ahead).unwrap_or(if ahead < 0 { i64::MIN } else { i64::MAX })
}

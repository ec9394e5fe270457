//! What drives a register's machine: its storage, its steps, and the bugs that a driver can have.

use std::rc::Rc;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::Seq;
use evertill_sync::register::{Action, Desk, Failure, Machine, Start, Step, Ticket};
use evertill_wire::sync::{Asset, Moved, Page, Reply, Request, Standing, Transfer, Way, Welcome};

use crate::bugs::Bug;
use crate::register::Disk;
use crate::truth::Made;
use crate::world::{Message, Register, World};

/// How much of an asset a register expects to need.
const FORECAST: u64 = 4;

/// The power failed, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Power {
    On,
    Off,
}

impl World<'_> {
    /// A register gets power and reads where it stands.
    pub fn start(&mut self, index: usize, life: u32) -> Result<(), String> {
        let now = self.time(index);
        let bug = self.bug;
        let register = &mut self.registers[index];
        if register.life != life || register.machine.is_some() {
            return Ok(());
        }
        let disk = &mut register.disk;
        if bug == Some(Bug::AsksWithFreshNumbers) && disk.desk.open.take().is_some() {
            disk.desk.settled += 1;
        }
        let start = Start {
            store: store_id(register.store)?,
            register: disk.name.clone(),
            incarnation: disk.incarnation,
            tip: disk.tip(),
            epoch: disk.epoch,
            cursor: disk.cursor,
            held: Default::default(),
            transfers: disk.desk.open.is_some(),
        };
        register.machine = Some(Machine::new(start, now));
        (register.sins.waits, register.sins.failures) = (false, 0);
        self.drive(index)
    }

    /// Does whatever the machine wants, until it wants nothing.
    pub fn drive(&mut self, index: usize) -> Result<(), String> {
        loop {
            let now = self.time(index);
            let bug = self.bug;
            let register = &mut self.registers[index];
            let gives_up = bug == Some(Bug::GivesUp) && register.sins.failures > 2;
            if self.now < register.frozen_until {
                let thaws = register.frozen_until;
                return self.postpone(index, thaws);
            }
            let waits = bug == Some(Bug::WaitsForEver) && register.sins.waits;
            let Some(machine) = register.machine.as_mut().filter(|_| !gives_up && !waits) else { return Ok(()) };
            let luck = u32::try_from(register.luck.below(1 << 32)).unwrap_or(0);
            let Some(step) = machine.poll(now, luck) else { break };
            if self.act(index, step)? == Power::Off {
                return Ok(());
            }
        }
        self.wake(index);
        Ok(())
    }

    /// A step during which the power may fail.
    fn step(&mut self, index: usize) -> Power {
        let register = &mut self.registers[index];
        match &mut register.crash_in {
            Some((0, pause)) => {
                let pause = *pause;
                self.crash(index, pause);
                Power::Off
            }
            Some((steps, _)) => {
                *steps -= 1;
                Power::On
            }
            None => Power::On,
        }
    }

    fn act(&mut self, index: usize, step: Step) -> Result<Power, String> {
        if self.step(index) == Power::Off {
            return Ok(Power::Off);
        }
        let Step { ticket, action } = step;
        let batch = self.plan.batch;
        let disk = &self.registers[index].disk;
        let request = match action {
            Action::Send(Request::Beat(beat)) if self.bug == Some(Bug::NoBeats) => {
                let (held, feed, now) = (beat.tip, beat.cursor, Timestamp(beat.now.0));
                let welcome = Welcome { epoch: beat.epoch, held, feed, now, standing: Standing::Good };
                self.answer(index, ticket, Ok(Reply::Welcome(welcome)));
                return Ok(Power::On);
            }
            Action::Send(request) => self.corrupt(index, request),
            Action::Push { epoch, incarnation, held } => {
                let from = held.seq.next();
                let push = disk.push(epoch, incarnation, from, batch);
                let last = Seq((from.0 + push.entries.len() as u64).saturating_sub(1));
                self.tell(index, |machine| machine.handle_pushing(ticket, last));
                Request::Push(push)
            }
            Action::Report { epoch, incarnation } => Request::Report(disk.desk.report(epoch, incarnation)),
            Action::Transfer { epoch, incarnation } => match disk.desk.transfer(epoch, incarnation) {
                Some(transfer) => Request::Transfer(transfer),
                // Only a bug has settled it behind the machine's back: the last one is said again.
                None => {
                    let (id, way) = (disk.desk.settled, Way::Return { amount: 0 });
                    let Some(asset) = self.assets.first().cloned() else { return Ok(Power::On) };
                    Request::Transfer(Transfer { epoch, incarnation, id, asset, way })
                }
            },
            Action::TakeIn(page) => return self.take_in(index, ticket, &page),
            Action::Begin { incarnation } => return Ok(self.begin(index, ticket, incarnation)),
            Action::Settle(moved) => return self.settle(index, ticket, &moved),
        };
        let sins = &mut self.registers[index].sins;
        (sins.last_ticket, sins.waits) = (Some(ticket), true);
        self.send(index, ticket, request)?;
        Ok(Power::On)
    }

    /// What a bug makes of what is said.
    fn corrupt(&mut self, index: usize, mut request: Request) -> Request {
        let register = &mut self.registers[index];
        register.sins.asked_from = None;
        if let Request::Pull(pull) = &mut request {
            let floor = match self.bug {
                Some(Bug::KeepsItsCursor) => register.disk.cursor.0,
                Some(Bug::CopyKeepsItsCursor) => register.sins.floor,
                _ => 0,
            };
            if floor > pull.cursor.0 {
                register.sins.asked_from = Some(pull.cursor.0);
                pull.cursor.0 = floor;
            }
        }
        request
    }

    fn take_in(&mut self, index: usize, ticket: Ticket, page: &Page) -> Result<Power, String> {
        let (store, bug) = (self.registers[index].store, self.bug);
        self.truth.check_page(store, page)?;
        let stand = |disk: &mut Disk| (disk.epoch, disk.cursor) = (page.epoch, page.upto);
        if bug == Some(Bug::CursorFirst) {
            stand(&mut self.registers[index].disk);
            if self.step(index) == Power::Off {
                return Ok(Power::Off);
            }
        }
        let disk = &mut self.registers[index].disk;
        disk.take_in(page, bug)?;
        stand(disk);
        let hub = &self.hubs[store];
        if page.epoch == hub.registry.epoch {
            self.truth.check_known(hub, &self.registers[index].disk, page.after.0, page.upto.0)?;
        }
        if self.step(index) == Power::Off {
            return Ok(Power::Off);
        }
        self.tell(index, |machine| machine.handle_taken_in(ticket));
        Ok(Power::On)
    }

    fn begin(&mut self, index: usize, ticket: Ticket, incarnation: u32) -> Power {
        let keeps = self.bug == Some(Bug::CopyGoesOn);
        let register = &mut self.registers[index];
        register.sins.floor = register.disk.cursor.0;
        let disk = &mut register.disk;
        if !keeps {
            disk.incarnation = incarnation;
        }
        disk.cursor = Default::default();
        disk.desk = Desk::default();
        let tip = disk.tip();
        if self.step(index) == Power::Off {
            return Power::Off;
        }
        self.tell(index, |machine| machine.handle_begun(ticket, tip));
        Power::On
    }

    fn settle(&mut self, index: usize, ticket: Ticket, moved: &Moved) -> Result<Power, String> {
        self.keep_moved(index, moved)?;
        if self.step(index) == Power::Off {
            return Ok(Power::Off);
        }
        let again = self.registers[index].disk.desk.open.is_some();
        self.tell(index, |machine| machine.handle_settled(ticket, again));
        Ok(Power::On)
    }

    fn keep_moved(&mut self, index: usize, moved: &Moved) -> Result<(), String> {
        let sins = self.bug == Some(Bug::SpendsWhatItReturns);
        let register = &mut self.registers[index];
        let desk = &mut register.disk.desk;
        let returned =
            desk.open.as_ref().filter(|_| sins && moved.id == desk.settled + 1).and_then(|open| match open.way {
                Way::Return { amount } => Some((open.asset.clone(), amount)),
                Way::Ask { .. } => None,
            });
        desk.settle(moved);
        if let Some(purse) = returned.as_ref().and_then(|(asset, _)| desk.purses.get_mut(asset)) {
            let amount = returned.as_ref().map_or(0, |(_, amount)| *amount).min(purse.rights);
            purse.rights -= amount;
            purse.returned += amount;
        }
        let store = register.store;
        self.check_rights(store)
    }

    fn tell(&mut self, index: usize, tell: impl FnOnce(&mut Machine)) {
        if let Some(machine) = &mut self.registers[index].machine {
            tell(machine);
        }
    }

    fn answer(&mut self, index: usize, ticket: Ticket, content: Result<Reply, Failure>) {
        let now = self.time(index);
        let register = &mut self.registers[index];
        let luck = u32::try_from(register.luck.below(1 << 32)).unwrap_or(0);
        let Some(machine) = &mut register.machine else { return };
        register.sins.failures += u32::from(content.is_err());
        match content {
            Ok(reply) => machine.handle_reply(ticket, reply, now, luck),
            Err(failure) => machine.handle_failed(ticket, failure, now, luck),
        }
    }

    /// Something arrives at a register.
    pub fn hear(&mut self, message: Message<Result<Reply, Failure>>) -> Result<(), String> {
        let Message { register: index, life, mut ticket, mut content, .. } = message;
        let bug = self.bug;
        if let (Some(Bug::TakesOldGrants), Ok(Reply::Moved(moved))) = (bug, &content) {
            let moved = moved.clone();
            self.keep_moved(index, &moved)?;
        }
        let register = &mut self.registers[index];
        if bug == Some(Bug::TakesAnyAnswer) {
            ticket = register.sins.last_ticket.unwrap_or(ticket);
        } else if life != register.life {
            return Ok(());
        }
        register.sins.waits &= register.sins.last_ticket != Some(ticket);
        if let Ok(reply) = &mut content {
            believe(bug, register, reply);
        }
        self.answer(index, ticket, content);
        self.check_ack(index)?;
        self.drive(index)
    }

    /// Acknowledged means durable: what the register believes to be on the hub in this life is there.
    fn check_ack(&self, index: usize) -> Result<(), String> {
        let register = &self.registers[index];
        let Some(status) = register.machine.as_ref().map(Machine::status) else { return Ok(()) };
        let hub = &self.hubs[register.store];
        let last =
            usize::try_from(status.held.seq.0).ok().and_then(|seq| register.disk.entries.get(seq.checked_sub(1)?));
        let Some(last) = last.filter(|_| status.epoch == hub.registry.epoch) else { return Ok(()) };
        let Some(made) = self.truth.made.get(last.hash.bytes()) else { return Ok(()) };
        let filed = hub.disk.filed.get(&(made.name.clone(), made.incarnation, status.held.seq)) == Some(&last.hash);
        if filed || hub.disk.aside.contains_key(last.hash.bytes()) {
            return Ok(());
        }
        Err(format!("acknowledged means durable: {} {} is not on the hub", made.name, made.seq))
    }

    /// A register writes an entry, if it has power and does not stand still.
    pub fn write(&mut self, index: usize, moves: Option<(Asset, u64, u64)>) -> Result<(), String> {
        if self.registers[index].machine.is_none() || self.now < self.registers[index].frozen_until {
            return Ok(());
        }
        self.outcome.entries += 1;
        let number = self.outcome.entries;
        let register = &mut self.registers[index];
        let hash = register.disk.append(number, register.setup.is_later);
        let (name, incarnation) = (register.disk.name.clone(), register.disk.incarnation);
        let (seq, bytes) = (Seq(register.disk.entries.len() as u64), register.disk.entries.last());
        let bytes = bytes.map(|kept| Rc::clone(&kept.bytes)).unwrap_or_default();
        let store = register.store;
        if let Some((asset, came, _)) = &moves {
            *self.truth.came.entry((store, asset.clone())).or_default() += came;
        }
        self.truth.made.insert(*hash.bytes(), Made { store, name, incarnation, seq, bytes, moves });
        if self.step(index) == Power::Off {
            return Ok(());
        }
        let tip = self.registers[index].disk.tip();
        self.tell(index, |machine| machine.handle_appended(tip));
        self.drive(index)
    }

    /// The last entry is pushed in the life there is, whatever the machine is about. Nobody waits for the answer.
    pub fn stray(&mut self, index: usize) -> Result<(), String> {
        let register = &self.registers[index];
        let epoch = self.hubs[register.store].registry.epoch;
        let push = register.disk.push(epoch, register.disk.incarnation, register.disk.tip().seq, 1);
        if push.entries.is_empty() { Ok(()) } else { self.send(index, Ticket(0), Request::Push(push)) }
    }

    /// A customer wants so much of an asset: it is sold where the register has the right to, and otherwise asked for.
    pub fn need(&mut self, index: usize, asset: &Asset, need: u64) -> Result<(), String> {
        let spends = self.bug == Some(Bug::SpendsWithoutRights);
        let register = &mut self.registers[index];
        if register.machine.is_none() || self.now < register.frozen_until {
            return Ok(());
        }
        let desk = &mut register.disk.desk;
        let purse = desk.purses.entry(asset.clone()).or_default();
        let sold = purse.reserve(need).is_ok();
        if sold {
            purse.spend(need);
        } else if spends {
            purse.spent += need;
        }
        let low = purse.is_low(FORECAST);
        let asks = low && desk.ask(asset, if sold { 0 } else { need }, FORECAST);
        let store = register.store;
        if asks {
            self.tell(index, Machine::handle_transfer);
        }
        self.check_rights(store)?;
        if sold || spends { self.write(index, Some((asset.clone(), 0, need))) } else { self.drive(index) }
    }

    /// A shift ends: what is left of an asset goes back.
    pub fn close(&mut self, index: usize, asset: &Asset) -> Result<(), String> {
        let sins = self.bug == Some(Bug::SpendsWhatItReturns);
        let register = &mut self.registers[index];
        if register.machine.is_none() || self.now < register.frozen_until {
            return Ok(());
        }
        let desk = &mut register.disk.desk;
        let idle = desk.purses.get(asset).map_or(0, |purse| purse.rights);
        let begins = desk.give_back(asset, idle);
        if let (true, true, Some(purse)) = (begins, sins, desk.purses.get_mut(asset)) {
            purse.rights += idle;
            purse.returned -= idle;
        }
        if begins {
            self.tell(index, Machine::handle_transfer);
        }
        self.drive(index)
    }

    /// All of a register's storage is taken away, and a person sets it up again.
    pub fn evict(&mut self, index: usize) -> Result<(), String> {
        let register = &mut self.registers[index];
        let (store, name) = (register.store, register.disk.name.clone());
        let incarnation = self.hubs[store].enrol(&name);
        let old = std::mem::replace(&mut register.disk, Disk::new(name.clone(), incarnation));
        (register.machine, register.crash_in) = (None, None);
        register.sins = Default::default();
        register.life += 1;
        let life = register.life;
        self.truth.dead.push((store, name, old.incarnation, old.desk));
        self.start(index, life)
    }

    fn postpone(&mut self, index: usize, thaws: u64) -> Result<(), String> {
        self.wake_at(index, thaws);
        Ok(())
    }
}

/// What a bug makes of what is heard.
fn believe(bug: Option<Bug>, register: &mut Register, reply: &mut Reply) {
    match (bug, reply) {
        (Some(Bug::BelievesEarlierLives), Reply::Welcome(welcome)) => {
            let best = &mut register.sins.best_held;
            if welcome.held.seq > best.seq {
                *best = welcome.held;
            }
            welcome.held = *best;
        }
        (Some(Bug::BelievesEarlierLives), Reply::Ack(ack)) => register.sins.best_held = ack.held,
        (Some(Bug::KeepsItsCursor | Bug::CopyKeepsItsCursor), Reply::Page(page)) => {
            if let Some(from) = register.sins.asked_from {
                page.after.0 = from;
            }
        }
        (Some(Bug::PullsOnce), Reply::Page(page)) => page.feed = page.upto,
        (Some(Bug::PullsOnce), Reply::Welcome(welcome)) => welcome.feed = register.disk.cursor,
        (Some(Bug::PullsOnce), Reply::Ack(ack)) => ack.feed = register.disk.cursor,
        (Some(Bug::EpochWithoutCursor), Reply::NewEpoch(epoch)) => register.disk.epoch = *epoch,
        _ => {}
    }
}

fn store_id(store: usize) -> Result<evertill_domain::ids::StoreId, String> {
    evertill_domain::ids::StoreId::new(&format!("store-{store}")).map_err(|why| why.to_string())
}

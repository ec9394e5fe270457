//! One shop, or two with one hub: what happens when, and the network between them.

use std::collections::BTreeMap;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{AccountId, RegisterId, Sku};
use evertill_sync::register::{BEAT_EVERY, Failure, Machine, Now, Ticket};
use evertill_wire::sync::{Asset, Epoch, Reply, Request, Standing};

use crate::Outcome;
use crate::bugs::Bug;
use crate::hub::Hub;
use crate::luck::Luck;
use crate::plan::{DELAY_MOST, MINUTE, Op, Plan, QUIET, SILENCE, Setup, TROUBLE, Weather};
use crate::register::Disk;
use crate::truth::Truth;

/// What the wall clocks say when a shop begins.
const MORNING: u64 = 1_800_000_000_000;
/// The most requests that a register sends in a shop's time: more is a storm.
const REQUESTS_LIMIT: u64 = 30_000;

/// A register with everything around it.
#[derive(Debug)]
pub struct Register {
    pub store: usize,
    pub setup: Setup,
    pub disk: Disk,
    /// Gone while it has no power.
    pub machine: Option<Machine>,
    /// Rises with each loss of power: what was meant for the time before reaches nobody.
    pub life: u32,
    pub weather: Weather,
    /// Until when nothing reaches the hub, and until when nothing reaches the register.
    pub blocked: [u64; 2],
    pub frozen_until: u64,
    pub wall_offset: i64,
    pub wall_stopped: Option<u64>,
    /// The power fails before this many more steps, for so long.
    pub crash_in: Option<(u32, u64)>,
    pub messages: u64,
    pub luck: Luck,
    /// When it is woken.
    wake: Option<u64>,
    /// What bugs need to remember.
    pub sins: Sins,
}

/// What a register with a bug remembers although it should not.
#[derive(Clone, Debug, Default)]
pub struct Sins {
    pub best_held: evertill_wire::sync::Tip,
    pub floor: u64,
    pub asked_from: Option<u64>,
    pub last_ticket: Option<Ticket>,
    pub waits: bool,
    pub failures: u32,
}

/// A message on its way.
#[derive(Clone, Debug)]
pub struct Message<T> {
    pub register: usize,
    pub life: u32,
    pub ticket: Ticket,
    pub store: usize,
    pub from: RegisterId,
    pub content: T,
}

#[derive(Clone, Debug)]
enum Happening {
    Op(usize),
    Start(usize, u32),
    Wake(usize),
    ToHub(Message<Request>),
    ToRegister(Message<Result<Reply, Failure>>),
    HubStart,
    Heal,
    Quiet,
    End,
}

/// Everything there is.
pub struct World<'a> {
    pub plan: &'a Plan,
    pub bug: Option<Bug>,
    pub now: u64,
    pub registers: Vec<Register>,
    pub assets: Vec<Asset>,
    pub hubs: Vec<Hub>,
    pub truth: Truth,
    pub outcome: Outcome,
    hub_is_up: bool,
    hub_crash: Option<(u32, u64)>,
    queue: BTreeMap<(u64, u64), Happening>,
    order: u64,
    traced: bool,
    requests_at_quiet: Vec<u64>,
    is_over: bool,
}

/// The things that there is only so much of: one of each kind of granting.
fn assets() -> Vec<Asset> {
    let stock = Sku::new("last-units").ok().map(Asset::Stock);
    let card = AccountId::new("gift/1").ok().map(Asset::Account);
    stock.into_iter().chain(card).collect()
}

impl<'a> World<'a> {
    pub fn new(plan: &'a Plan, bug: Option<Bug>, traced: bool) -> Self {
        let mut world = Self {
            plan,
            bug,
            now: 0,
            registers: Vec::new(),
            assets: assets(),
            hubs: Vec::new(),
            truth: Truth::default(),
            outcome: Outcome::default(),
            hub_is_up: true,
            hub_crash: None,
            queue: BTreeMap::new(),
            order: 0,
            traced,
            requests_at_quiet: Vec::new(),
            is_over: false,
        };
        for (store, setups) in plan.stores.iter().enumerate() {
            let name = |index: usize| RegisterId::new(&format!("R{}", index + 1));
            let names = (0..setups.len()).filter_map(|index| name(index).ok());
            world.hubs.push(Hub::new(names.clone(), &world.assets, bug));
            for (setup, name) in setups.iter().zip(names) {
                world.add(store, *setup, Disk::new(name, 1));
            }
        }
        for (index, (at, _)) in plan.ops.iter().enumerate() {
            world.at(*at, Happening::Op(index));
        }
        world.at(TROUBLE, Happening::Heal);
        world.at(TROUBLE + QUIET, Happening::Quiet);
        world.at(TROUBLE + QUIET + SILENCE, Happening::End);
        world
    }

    /// Adds a register, which starts at once.
    pub fn add(&mut self, store: usize, setup: Setup, disk: Disk) {
        let index = self.registers.len();
        self.registers.push(Register {
            store,
            setup,
            disk,
            machine: None,
            life: 0,
            weather: Weather::default(),
            blocked: [0; 2],
            frozen_until: 0,
            wall_offset: 0,
            wall_stopped: None,
            crash_in: None,
            messages: 0,
            luck: Luck::new(self.plan.seed, 100 + index as u64),
            wake: None,
            sins: Sins::default(),
        });
        self.at(self.now, Happening::Start(index, 0));
    }

    /// Runs until the end, or until something does not hold.
    pub fn run(mut self) -> Outcome {
        while let Some(((at, _), happening)) = self.queue.pop_first() {
            self.now = at;
            if let Err(violation) = self.happen(happening) {
                let minutes = self.now / 60_000;
                self.say(|| format!("violation: {violation}"));
                self.outcome.violation = Some(format!("after {minutes} min: {violation}"));
                break;
            }
            if self.is_over {
                break;
            }
        }
        self.outcome.requests = self.registers.iter().map(|register| register.messages).sum();
        self.outcome
    }

    fn at(&mut self, at: u64, happening: Happening) {
        self.order += 1;
        self.queue.insert((at, self.order), happening);
    }

    /// Notes a line of the trace.
    pub fn say(&mut self, line: impl FnOnce() -> String) {
        if self.traced {
            let line = format!("{:>9} {}", self.now, line());
            self.outcome.trace.push(line);
        }
    }

    fn happen(&mut self, happening: Happening) -> Result<(), String> {
        match happening {
            Happening::Op(index) => {
                let Some((_, op)) = self.plan.ops.get(index).copied() else { return Ok(()) };
                self.say(|| format!("{op:?}"));
                self.operate(op)
            }
            Happening::Start(index, life) => self.start(index, life),
            Happening::Wake(index) => {
                let register = &mut self.registers[index];
                if register.wake == Some(self.now) {
                    register.wake = None;
                    self.drive(index)
                } else {
                    Ok(())
                }
            }
            Happening::ToHub(message) => self.at_hub(message),
            Happening::ToRegister(message) => self.at_register(message),
            Happening::HubStart => {
                self.hub_is_up = true;
                Ok(())
            }
            Happening::Heal => self.heal(),
            Happening::Quiet => {
                self.requests_at_quiet = self.registers.iter().map(|register| register.messages).collect();
                self.check_quiet()
            }
            Happening::End => {
                self.is_over = true;
                self.check_quiet()?;
                self.check_silence()
            }
        }
    }

    fn operate(&mut self, op: Op) -> Result<(), String> {
        let now = self.now;
        let op = op.among(self.registers.len());
        match op {
            Op::Sell(index, count) => (0..count).try_for_each(|_| self.write(index, None)),
            Op::Need(index, which, need) => {
                self.assets.get(which).cloned().map_or(Ok(()), |asset| self.need(index, &asset, need))
            }
            Op::Close(index, which) => {
                self.assets.get(which).cloned().map_or(Ok(()), |asset| self.close(index, &asset))
            }
            Op::Deliver(index, which, amount) => {
                self.assets.get(which).cloned().map_or(Ok(()), |asset| self.write(index, Some((asset, amount, 0))))
            }
            Op::Stray(index) => self.stray(index),
            Op::Crash(index, steps, pause) => {
                self.registers[index].crash_in = Some((steps, pause));
                Ok(())
            }
            Op::Freeze(index, pause) => {
                self.registers[index].frozen_until = now + pause;
                Ok(())
            }
            Op::Evict(index) => self.evict(index),
            Op::Copy(index) => {
                let Register { store, setup, disk, .. } = &self.registers[index];
                let (store, setup, disk) = (*store, *setup, disk.clone());
                self.truth.copied.push(store);
                self.add(store, setup, disk);
                Ok(())
            }
            Op::Jump(index, by) => {
                self.registers[index].wall_offset += by;
                Ok(())
            }
            Op::Stop(index, _) => {
                let wall = self.time(index).wall.0;
                self.registers[index].wall_stopped = Some(wall);
                Ok(())
            }
            Op::Weather(index, weather) => {
                self.registers[index].weather = weather;
                Ok(())
            }
            Op::OneWay(index, up, pause) => {
                self.registers[index].blocked[usize::from(up)] = now + pause;
                Ok(())
            }
            Op::HubCrash(steps, pause) => {
                self.hub_crash = Some((steps, pause));
                Ok(())
            }
            Op::Backup => {
                for hub in &mut self.hubs {
                    hub.backups.push((hub.disk.clone(), hub.registry.clone()));
                }
                Ok(())
            }
            Op::Restore(newest) => {
                self.hubs.iter_mut().for_each(|hub| hub.restore(newest));
                Ok(())
            }
        }
    }

    /// What the clocks of a register say.
    pub fn time(&self, index: usize) -> Now {
        let register = &self.registers[index];
        let run = run_clock(self.now, register.setup.drift);
        let wall = MORNING.saturating_add_signed(register.wall_offset).saturating_add(run);
        let wall = register.wall_stopped.unwrap_or(wall);
        let run = if self.bug == Some(Bug::TrustsTheWallClock) { wall } else { run };
        Now { run, wall: Timestamp(wall) }
    }

    /// Wakes a register when its machine wants to be asked again.
    pub fn wake(&mut self, index: usize) {
        let register = &self.registers[index];
        let Some(run) = register.machine.as_ref().and_then(Machine::wake_at) else { return };
        let behind = run.saturating_sub(self.time(index).run);
        // A little later than its clock says: clocks drift.
        self.wake_at(index, self.now + 1 + behind + behind / 1_000);
    }

    /// Wakes a register then, unless it wakes before.
    pub fn wake_at(&mut self, index: usize, at: u64) {
        if self.registers[index].wake.is_none_or(|wake| wake > at || wake <= self.now) {
            self.registers[index].wake = Some(at);
            self.at(at, Happening::Wake(index));
        }
    }

    /// Takes the power from a register.
    pub fn crash(&mut self, index: usize, pause: u64) {
        let register = &mut self.registers[index];
        register.machine = None;
        register.crash_in = None;
        register.life += 1;
        let life = register.life;
        self.say(|| format!("register {index} crashes"));
        self.at(self.now + pause, Happening::Start(index, life));
    }

    fn heal(&mut self) -> Result<(), String> {
        self.say(|| "all troubles end".to_owned());
        self.hub_is_up = true;
        self.hub_crash = None;
        self.deliver();
        for index in 0..self.registers.len() {
            let register = &mut self.registers[index];
            register.weather = Weather::default();
            register.blocked = [0; 2];
            register.frozen_until = self.now;
            register.wall_stopped = None;
            register.crash_in = None;
            let life = register.life;
            if register.machine.is_none() {
                self.start(index, life)?;
            }
            self.drive(index)?;
        }
        Ok(())
    }

    /// Whatever is on its way arrives within a minute.
    fn deliver(&mut self) {
        let last = self.now + MINUTE;
        let late: Vec<(u64, u64)> = self.queue.range((last, 0)..).map(|(key, _)| *key).collect();
        for (index, key) in late.into_iter().enumerate() {
            let is_message = matches!(self.queue.get(&key), Some(Happening::ToHub(_) | Happening::ToRegister(_)));
            if let Some(message) = is_message.then(|| self.queue.remove(&key)).flatten() {
                self.at(self.now + (index as u64 * 7_919) % MINUTE, message);
            }
        }
    }

    /// Sends a request. Each message draws its own luck, so that leaving out one thing changes little else.
    pub fn send(&mut self, index: usize, ticket: Ticket, content: Request) -> Result<(), String> {
        let register = &mut self.registers[index];
        register.messages += 1;
        if register.messages > REQUESTS_LIMIT {
            return Err(format!(
                "a register does not storm the hub: {} sent {REQUESTS_LIMIT} requests",
                register.disk.name
            ));
        }
        let from = register.disk.name.clone();
        let message = Message { register: index, life: register.life, ticket, store: register.store, from, content };
        self.say(|| format!("register {index} says {}", short(&message.content)));
        let (blocked, copies) = (self.now < self.registers[index].blocked[0], self.deliveries(index));
        if blocked || copies.is_empty() {
            // Half of what is lost is noticed at once.
            if self.registers[index].luck.happens(500) {
                let content = Err(Failure::Unreachable);
                let Message { register, life, ticket, store, from, .. } = message;
                self.at(self.now + 50, Happening::ToRegister(Message { register, life, ticket, store, from, content }));
            }
            return Ok(());
        }
        for delay in copies {
            self.at(self.now + delay, Happening::ToHub(message.clone()));
        }
        Ok(())
    }

    /// When a message arrives: never, once or twice.
    fn deliveries(&mut self, index: usize) -> Vec<u64> {
        let Register { luck, weather, .. } = &mut self.registers[index];
        if luck.happens(weather.lost) {
            return Vec::new();
        }
        let copies = if luck.happens(weather.doubled) { 2 } else { 1 };
        let delay = |luck: &mut Luck| {
            if luck.happens(weather.late) { luck.between(1, DELAY_MOST) } else { luck.between(5, 200) }
        };
        (0..copies).map(|_| delay(luck)).collect()
    }

    fn at_hub(&mut self, message: Message<Request>) -> Result<(), String> {
        let Message { register, life, ticket, store, from, content } = message;
        let back = |content| Message { register, life, ticket, store, from: from.clone(), content };
        if !self.hub_is_up {
            self.at(self.now + 20, Happening::ToRegister(back(Err(Failure::Unreachable))));
            return Ok(());
        }
        let mixed = self.bug == Some(Bug::PagesMixStores) && matches!(content, Request::Pull(_));
        let store = if mixed { 0 } else { store };
        self.hubs[store].crash_in = self.hub_crash.map(|(steps, _)| steps);
        let (now, batch) = (Timestamp(MORNING + self.now), self.plan.batch);
        let truth = &self.truth;
        let handled = self.hubs[store].handle(&from, &content, now, batch, &|hash| truth.moves(hash));
        self.hub_crash = self.hub_crash.and_then(|(_, pause)| Some((self.hubs[store].crash_in?, pause)));
        let Ok(reply) = handled else {
            let pause = self.hub_crash.take().map_or(0, |(_, pause)| pause);
            self.hub_is_up = false;
            self.say(|| "the hub crashes".to_owned());
            self.at(self.now + pause, Happening::HubStart);
            return Ok(());
        };
        let Some(reply) = reply else { return Ok(()) };
        if self.now < self.registers[register].blocked[1] {
            return Ok(());
        }
        for delay in self.deliveries(register) {
            self.at(self.now + delay, Happening::ToRegister(back(Ok(reply.clone()))));
        }
        Ok(())
    }

    fn at_register(&mut self, message: Message<Result<Reply, Failure>>) -> Result<(), String> {
        let thaws = self.registers[message.register].frozen_until;
        if self.now < thaws {
            self.at(thaws, Happening::ToRegister(message));
            return Ok(());
        }
        self.hear(message)
    }

    /// When all is quiet, every claim is checked in full.
    fn check_quiet(&mut self) -> Result<(), String> {
        for index in 0..self.registers.len() {
            let register = &self.registers[index];
            let (hub, disk) = (&self.hubs[register.store], &register.disk);
            let name = &disk.name;
            let here = self.registers.iter().filter(|other| other.store == register.store);
            let living = here.flat_map(|other| &other.disk.entries).map(|kept| *kept.hash.bytes()).collect();
            let Some(status) = register.machine.as_ref().map(Machine::status) else { continue };
            let is_done =
                register.machine.as_ref().is_some_and(Machine::is_idle) || status.behind + status.waiting == 0;
            let feed = hub.disk.log.len() as u64;
            // An empty feed has no page, and so there is nothing to be kept of its life.
            let is_kept = feed == 0 || (disk.epoch, disk.cursor) == (status.epoch, status.cursor);
            if !is_done || !is_kept || status.epoch != hub.registry.epoch || status.cursor.0 != feed {
                return Err(format!("a healed network becomes quiet: {index} {name}, feed {feed}: {status:?}"));
            }
            if status.standing != Some(Standing::Good) {
                return Err(format!("a healed hub has heard from everybody: {name} is told {:?}", status.standing));
            }
            self.truth.check_held(hub, disk)?;
            self.truth.check_known(hub, disk, 0, feed)?;
            self.truth.check_fold(hub, disk, &living)?;
            self.truth.check_granted(register.store, hub, disk)?;
        }
        for store in 0..self.hubs.len() {
            self.truth.check_feed(store, &self.hubs[store])?;
            self.check_rights(store)?;
        }
        Ok(())
    }

    /// Rights of a store add up.
    pub fn check_rights(&mut self, store: usize) -> Result<(), String> {
        let alive =
            self.registers.iter().filter(|register| register.store == store).map(|register| &register.disk.desk);
        self.truth.check_rights(store, &self.hubs[store], alive)
    }

    /// Since all was quiet, nothing was said but signs of life.
    fn check_silence(&self) -> Result<(), String> {
        let most = SILENCE / BEAT_EVERY + 2;
        for (register, before) in self.registers.iter().zip(&self.requests_at_quiet) {
            let sent = register.messages - before;
            if sent > most {
                return Err(format!("a quiet register stays quiet: {} sent {sent} requests", register.disk.name));
            }
        }
        Ok(())
    }
}

/// What a clock that drifts by so many millionths shows after so many milliseconds.
fn run_clock(now: u64, drift: i64) -> u64 {
    let now = i128::from(now);
    u64::try_from(now + now * i128::from(drift) / 1_000_000).unwrap_or(0)
}

/// A request in a few words.
fn short(request: &Request) -> String {
    match request {
        Request::Push(push) => format!("Push {} of {} in {}", push.from, push.entries.len(), push.epoch.0),
        Request::Hello(hello) => {
            let Epoch(epoch) = hello.epoch;
            format!("Hello {}.{} in {epoch} at {}", hello.incarnation, hello.tip.seq, hello.cursor.0)
        }
        Request::Pull(pull) => format!("Pull {} in {}", pull.cursor.0, pull.epoch.0),
        Request::Beat(beat) => format!("Beat {} in {}", beat.tip.seq, beat.epoch.0),
        Request::Report(report) => format!("Report {:?}", report.holdings),
        Request::Transfer(transfer) => format!("Transfer {} {:?} in {}", transfer.id, transfer.way, transfer.epoch.0),
    }
}

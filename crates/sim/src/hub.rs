//! The hub's storage for one store, and what it does with each request. Every write is one transaction, and the power may
//! fail before each of them and before the answer.

use std::collections::BTreeMap;
use std::rc::Rc;

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{RegisterId, Seq};
use evertill_sync::hub::{
    self, Here, Journal, Judged, Judgement, Member, Outcome, Pager, Pool, Settled, Share, Told, Verdict,
};
use evertill_wire::sync::{
    Asset, Bytes, Cursor, Epoch, Holding, Noted, Page, Pull, Push, Reply, Report, Request, Tip, Transfer,
};
use evertill_wire::{Body, Hash};

use crate::bugs::Bug;
use crate::plan::ASSET_START;

/// An entry in the feed; the first stands at cursor 1.
#[derive(Clone, Debug)]
pub struct Row {
    /// The register.
    pub register: RegisterId,
    /// The incarnation.
    pub incarnation: u32,
    /// The place.
    pub seq: Seq,
    /// The hash.
    pub hash: Hash,
    /// The bytes.
    pub bytes: Rc<Vec<u8>>,
}

/// What a backup holds.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    /// The feed.
    pub log: Vec<Row>,
    /// The hash in each place of each line.
    pub filed: BTreeMap<(RegisterId, u32, Seq), Hash>,
    /// How far each journal is held.
    pub held: BTreeMap<(RegisterId, u32), Tip>,
    /// What cannot stand in the feed.
    pub aside: BTreeMap<[u8; 32], Vec<u8>>,
    /// What there is only so much of.
    pub pools: BTreeMap<Asset, Pool>,
    /// The last transfer of each incarnation.
    pub last: BTreeMap<(RegisterId, u32), Settled>,
}

/// What no backup holds.
#[derive(Clone, Debug)]
pub struct Registry {
    /// The life.
    pub epoch: Epoch,
    /// Everybody.
    pub members: BTreeMap<RegisterId, Member>,
}

/// The hub of one store.
#[derive(Clone, Debug)]
pub struct Hub {
    /// What a backup holds.
    pub disk: Disk,
    /// What no backup holds.
    pub registry: Registry,
    /// Backups, the newest last.
    pub backups: Vec<(Disk, Registry)>,
    /// The power fails before this many more steps.
    pub crash_in: Option<u32>,
    /// The bug that is planted.
    pub bug: Option<Bug>,
}

/// The power failed.
#[derive(Clone, Copy, Debug)]
pub struct Crashed;

/// What an entry does to what there is only so much of: what came in, and what was spent.
pub type Moves<'a> = &'a dyn Fn(&Hash) -> Option<(Asset, u64, u64)>;

impl Hub {
    /// A hub of these registers, which has so much of each asset.
    pub fn new(names: impl Iterator<Item = RegisterId>, assets: &[Asset], bug: Option<Bug>) -> Self {
        let pool = |asset: &Asset| (asset.clone(), Pool { received: ASSET_START, shares: Vec::new() });
        let disk = Disk { pools: assets.iter().map(pool).collect(), ..Disk::default() };
        let epoch = Epoch(1);
        let members = names.map(|name| (name, Member::joining(epoch))).collect();
        Self { disk, registry: Registry { epoch, members }, backups: Vec::new(), crash_in: None, bug }
    }

    fn step(&mut self) -> Result<(), Crashed> {
        match self.crash_in {
            Some(0) => Err(Crashed),
            Some(steps) => {
                self.crash_in = Some(steps - 1);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Whether the hub waits to hear from somebody.
    pub fn gathers(&self) -> bool {
        self.bug != Some(Bug::GrantsWhileGathering) && hub::gathers(self.registry.epoch, self.registry.members.values())
    }

    fn here(&self, now: Timestamp) -> Here {
        let feed = Cursor(self.disk.log.len() as u64);
        Here { epoch: self.registry.epoch, feed, now, gathering: self.gathers() }
    }

    /// Goes back to a backup.
    pub fn restore(&mut self, newest: usize) {
        let Some((disk, registry)) = self.backups.iter().rev().nth(newest).cloned() else { return };
        self.disk = disk;
        if self.bug == Some(Bug::RestoresItsRegistry) {
            self.registry = registry;
        }
        if !matches!(self.bug, Some(Bug::RestoresItsLife | Bug::RestoresItsRegistry)) {
            self.registry.epoch.0 += 1;
        }
    }

    /// A register that lost everything is set up again by a person: the incarnation to go on in.
    pub fn enrol(&mut self, name: &RegisterId) -> u32 {
        let Some(member) = self.registry.members.get_mut(name) else { return 1 };
        *member = member.anew(self.registry.epoch);
        member.incarnation
    }

    /// Answers a request of a register of this store.
    ///
    /// # Errors
    /// [`Crashed`].
    pub fn handle(
        &mut self,
        from: &RegisterId,
        request: &Request,
        now: Timestamp,
        batch: usize,
        moves: Moves<'_>,
    ) -> Result<Option<Reply>, Crashed> {
        self.step()?;
        let Some(member) = self.registry.members.get(from).copied() else { return Ok(None) };
        let tells = matches!(request, Request::Hello(_) | Request::Report(_));
        let fenced = hub::fence(&self.here(now), request.epoch());
        let lets_in = self.bug == Some(Bug::AnswersAnyLife) || (self.bug == Some(Bug::GreetsAnyLife) && tells);
        if let (Some(reply), false) = (fenced, lets_in) {
            return Ok(Some(reply));
        }
        let member = member.hearing(request.incarnation());
        self.registry.members.insert(from.clone(), member);
        let reply = match request {
            Request::Hello(hello) => {
                self.greet(from, &member, &Told { incarnation: hello.incarnation, tip: hello.tip }, now)?
            }
            Request::Beat(beat) => {
                self.greet(from, &member, &Told { incarnation: beat.incarnation, tip: beat.tip }, now)?
            }
            Request::Push(push) => self.take(from, &member, push, now, moves)?,
            Request::Pull(pull) => {
                Some(match hub::contradicts(&self.here(now), &member, self.held(from, pull.incarnation), pull) {
                    Some(reply) => reply,
                    None => Reply::Page(self.page(from, pull, batch)),
                })
            }
            Request::Report(report) => self.note(from, &member, report, now)?,
            Request::Transfer(transfer) => self.transfer(from, &member, transfer, now)?,
        };
        if let Some(given) = reply.as_ref().and_then(hub::gives).filter(|_| self.bug != Some(Bug::GivesAwayTwice)) {
            self.step()?;
            if let Some(member) = self.registry.members.get_mut(from) {
                member.given = given;
            }
        }
        self.step()?;
        let speaks_of = (self.bug == Some(Bug::AnswersAnyLife)).then(|| request.epoch());
        Ok(reply.map(|reply| speaks_of.map_or(reply.clone(), |epoch| of_life(reply, epoch))))
    }

    fn held(&self, from: &RegisterId, incarnation: u32) -> Tip {
        self.disk.held.get(&(from.clone(), incarnation)).copied().unwrap_or_default()
    }

    fn greet(
        &mut self,
        from: &RegisterId,
        member: &Member,
        told: &Told,
        now: Timestamp,
    ) -> Result<Option<Reply>, Crashed> {
        let held = self.held(from, told.incarnation);
        if hub::reports(told, held) || self.bug == Some(Bug::BelievesGreetings) {
            self.step()?;
            let epoch = self.registry.epoch;
            if let Some(member) = self.registry.members.get_mut(from) {
                member.reported = epoch;
                if self.bug == Some(Bug::BelievesGreetings) {
                    member.rights_reported = epoch;
                }
            }
        }
        Ok(Some(Reply::Welcome(hub::welcome(&self.here(now), member, held, told))))
    }

    fn take(
        &mut self,
        from: &RegisterId,
        member: &Member,
        push: &Push,
        now: Timestamp,
        moves: Moves<'_>,
    ) -> Result<Option<Reply>, Crashed> {
        let judgement = self.judge(from, push);
        if self.bug == Some(Bug::AcksBeforeItIsDurable) && self.crash_in == Some(0) {
            self.crash_in = Some(1);
            return Ok(Some(hub::answer(&self.here(now), member, &judgement)));
        }
        self.step()?;
        for (judged, bytes) in judgement.entries.iter().zip(&push.entries) {
            self.keep(judged, bytes, moves);
        }
        self.disk.held.insert((from.clone(), push.incarnation), judgement.held);
        self.step()?;
        if let Some(member) = self.registry.members.get_mut(from) {
            member.forked |= matches!(judgement.outcome, Outcome::Forked { .. });
        }
        Ok(Some(hub::answer(&self.here(now), member, &judgement)))
    }

    fn judge(&self, from: &RegisterId, push: &Push) -> Judgement {
        let mut held = self.held(from, push.incarnation);
        let filed = |incarnation, seq| match self.bug {
            Some(Bug::AppendsAgain) => None,
            _ => self.disk.filed.get(&(from.clone(), incarnation, seq)).copied(),
        };
        let first = push.entries.first().and_then(|bytes| evertill_wire::Entry::from_bytes(&bytes.0).ok());
        if let Some(first) = first {
            let is_next = push.from == held.seq.next();
            let follows = match self.bug {
                Some(Bug::LinksByNumberAlone) => is_next,
                Some(Bug::TakesGaps) => push.from > held.seq,
                Some(Bug::AppendsAgain) => push.from.0 == held.seq.0,
                _ => false,
            };
            if follows {
                held = Tip { seq: Seq(push.from.0 - 1), hash: first.header.prev };
            }
        }
        let mut judgement = hub::judge(Journal { register: from, held }, push, filed);
        if self.bug == Some(Bug::RefusesWhatItDoesNotKnow) {
            let is_unknown =
                |judged: &Judged| judged.entry.as_ref().is_some_and(|entry| entry.body() == Ok(Body::Unknown));
            if let Some(at) = judgement.entries.iter().position(is_unknown) {
                judgement.entries.truncate(at);
                judgement.held = self.held(from, push.incarnation);
            }
        }
        judgement
    }

    fn keep(&mut self, judged: &Judged, bytes: &Bytes, moves: Moves<'_>) {
        let Some(entry) = &judged.entry else { return };
        match judged.verdict {
            Verdict::Append => {
                let header = &entry.header;
                let mut bytes = bytes.0.clone();
                if self.bug == Some(Bug::RewritesWhatItDoesNotKnow) && entry.body() == Ok(Body::Unknown) {
                    // As whoever reads into a type of their own and writes that down again.
                    bytes.truncate(bytes.len() / 2);
                }
                let (register, incarnation, seq) = (header.register.clone(), header.incarnation, header.seq);
                self.disk.filed.insert((register.clone(), incarnation, seq), entry.hash);
                if let Some((asset, came, spent)) = moves(&entry.hash) {
                    let pool = self.disk.pools.entry(asset).or_default();
                    pool.received += came;
                    if spent > 0 {
                        share(pool, &register, incarnation).spent += spent;
                    }
                }
                self.disk.log.push(Row { register, incarnation, seq, hash: entry.hash, bytes: Rc::new(bytes) });
            }
            Verdict::Again => {}
            Verdict::Quarantine(_) if self.bug == Some(Bug::ThrowsQuarantineAway) => {}
            Verdict::Quarantine(_) => {
                self.disk.aside.insert(*entry.hash.bytes(), bytes.0.clone());
            }
        }
    }

    fn page(&self, from: &RegisterId, pull: &Pull, batch: usize) -> Page {
        let limit = pull.limit.min(u32::try_from(batch).unwrap_or(u32::MAX));
        let mut pager = Pager::new(&Pull { limit, ..*pull });
        let skipped = usize::try_from(pull.cursor.0).unwrap_or(usize::MAX);
        let mut at = pull.cursor;
        for row in self.disk.log.iter().skip(skipped) {
            at = at.next();
            let is_own = row.register == *from
                && (row.incarnation == pull.incarnation || self.bug == Some(Bug::PagesLeaveOutOtherLives));
            if !pager.offer(at, (!is_own).then(|| row.bytes.as_ref().clone())) {
                break;
            }
        }
        let mut page = pager.finish(Cursor(self.disk.log.len() as u64));
        match self.bug {
            Some(Bug::PagesSkip) => page.upto = page.feed.max(page.after),
            Some(Bug::PagesTurnAround) => page.entries.reverse(),
            _ => {}
        }
        page
    }

    fn note(
        &mut self,
        from: &RegisterId,
        member: &Member,
        report: &Report,
        now: Timestamp,
    ) -> Result<Option<Reply>, Crashed> {
        let key = (from.clone(), report.incarnation);
        let believed: Vec<Holding> = self
            .disk
            .pools
            .iter()
            .filter_map(|(asset, pool)| {
                let share = pool.shares.iter().find(|share| (&share.register, share.incarnation) == (&key.0, key.1))?;
                Some(Holding { asset: asset.clone(), received: share.granted, returned: share.returned })
            })
            .collect();
        let member = if self.bug == Some(Bug::NotesEveryReport) {
            &Member { rights_reported: Epoch(0), ..*member }
        } else {
            member
        };
        let noting = hub::report(&self.here(now), member, self.disk.last.get(&key), &believed, report);
        if let Some(noting) = noting {
            self.step()?;
            for holding in &noting.holdings {
                let share = share(self.disk.pools.entry(holding.asset.clone()).or_default(), &key.0, key.1);
                (share.granted, share.returned) = (holding.received, holding.returned);
            }
            let none = |asset: Asset| Settled { id: noting.settled, asset, granted: 0, returned: 0 };
            let last = noting.open.or_else(|| Some(none(self.disk.pools.keys().next()?.clone())));
            if let Some(last) = last {
                self.disk.last.insert(key, last);
            }
            self.step()?;
            let epoch = self.registry.epoch;
            if let Some(member) = self.registry.members.get_mut(from) {
                member.rights_reported = epoch;
            }
        }
        Ok(Some(Reply::Noted(Noted { epoch: self.registry.epoch })))
    }

    fn transfer(
        &mut self,
        from: &RegisterId,
        member: &Member,
        transfer: &Transfer,
        now: Timestamp,
    ) -> Result<Option<Reply>, Crashed> {
        let key = (from.clone(), transfer.incarnation);
        let last = self.disk.last.get(&key).filter(|_| self.bug != Some(Bug::GrantsAgain));
        let pool = self.disk.pools.get(&transfer.asset).cloned().unwrap_or_default();
        let movement = hub::transfer(&self.here(now), member, from, last, &pool, transfer);
        if let Some(settled) = movement.settle {
            self.step()?;
            let share = share(self.disk.pools.entry(settled.asset.clone()).or_default(), &key.0, key.1);
            let granted = if self.bug == Some(Bug::GrantsWithoutKeeping) { 0 } else { settled.granted };
            share.moves(granted, settled.returned);
            self.disk.last.insert(key, settled);
        }
        Ok(Some(Reply::Moved(movement.moved)))
    }
}

/// A reply that claims to be of this life.
fn of_life(mut reply: Reply, life: Epoch) -> Reply {
    match &mut reply {
        Reply::Welcome(welcome) => welcome.epoch = life,
        Reply::Ack(ack) => ack.epoch = life,
        Reply::Page(page) => page.epoch = life,
        Reply::Noted(noted) => noted.epoch = life,
        Reply::Moved(moved) => moved.epoch = life,
        Reply::NewEpoch(_) => {}
    }
    reply
}

/// What an incarnation has had of an asset.
fn share<'a>(pool: &'a mut Pool, register: &RegisterId, incarnation: u32) -> &'a mut Share {
    let known = pool.shares.iter().position(|share| share.register == *register && share.incarnation == incarnation);
    let at = known.unwrap_or_else(|| {
        let register = register.clone();
        pool.shares.push(Share { register, incarnation, granted: 0, returned: 0, spent: 0, lost: false });
        pool.shares.len() - 1
    });
    &mut pool.shares[at]
}

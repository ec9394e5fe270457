//! Who is at the register: signing on and off, what they may do, and who allows what they may not.
//!
//! A shop without operators asks nobody. As soon as one can sign on, nothing is done that nobody is signed on for, every entry
//! names them, and each act asks [`Register::allowed`] first.

use super::core::core;
use super::{ActError, FactError, Register, draft, host, pay, pins};
use crate::browser;
use crate::routes::{self, Route};
use crate::state::{Shell, WriterState};
use evertill_domain::Refusal;
use evertill_domain::event::Event;
use evertill_domain::ids::{OperatorId, RoleId};
use evertill_domain::people::{
    Act, Actor, Approval, Attempts, Authority, Need, Operator, OperatorRow, Role, check_owner, check_pin,
};
use evertill_domain::pin_list::Listed;
use evertill_domain::shop::Settings;
use evertill_journal::Fact;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// Hears who allowed what is asked for, or that nobody did.
    static ANSWER: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
    /// A PIN is just being compared.
    static CHANGING: Cell<bool> = const { Cell::new(false) };
}

impl Register {
    /// Whoever can sign on, by name. Follows them in a view.
    pub fn operators_active(self) -> Vec<Operator> {
        let active = |row: &OperatorRow| row.operator.clone().filter(|operator| !operator.archived);
        let mut all: Vec<Operator> = self.operators.with(|all| all.iter().filter_map(active).collect());
        all.sort_by_cached_key(|operator| operator.name.to_lowercase());
        all
    }

    /// Whether anybody signs on here at all. Follows it in a view.
    pub fn has_operators(self) -> bool {
        let is_active = |row: &OperatorRow| row.operator.as_ref().is_some_and(|operator| !operator.archived);
        self.operators.with(|all| all.iter().any(is_active))
    }

    /// Whether somebody has to sign on before anything else. Follows it in a view.
    pub fn is_locked(self) -> bool {
        self.has_operators() && self.operator.with(Option::is_none)
    }

    /// An operator as they are now; of one who no longer signs on, as they were. Follows them in a view.
    pub fn operator_of(self, id: &OperatorId) -> Option<Operator> {
        self.operators
            .with(|all| all.iter().filter_map(|row| row.operator.as_ref()).find(|known| known.id == *id).cloned())
    }

    /// What an operator is called. Follows it in a view.
    pub fn operator_name(self, id: &OperatorId) -> String {
        self.operator_of(id).map_or_else(|| id.to_string(), |operator| operator.name)
    }

    /// A role of the shop. Follows the settings in a view.
    pub fn role(self, id: &RoleId) -> Option<Role> {
        self.settings.with(|all| all.as_ref()?.roles().into_iter().find(|role| role.id == *id))
    }

    /// By whose right something is done now. Follows whoever is signed on in a view.
    pub fn authority(self) -> Authority {
        if !self.has_operators() {
            return Authority::default();
        }
        let role =
            self.operator.get().and_then(|id| self.operator_of(&id)).and_then(|operator| self.role(&operator.role));
        // Nobody, and whoever has a role that is gone, may do nothing.
        let any = || self.settings.with(|all| all.as_ref().and_then(|all| all.roles().into_iter().next()));
        let role = role.or_else(|| any().map(|role| Role { acts: Vec::new(), ..role }));
        Authority { role, approvals: self.standing.get() }
    }

    /// Whether `need` may be done without asking anybody. Follows it in a view.
    pub fn may(self, need: Need) -> bool {
        self.authority().check(need).is_ok()
    }

    /// Makes sure that `need` may be done: by the operator's own right, or by somebody who allows it with their PIN, which
    /// this asks for. Answers what was allowed, for the fact to tell.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] where nobody did.
    pub async fn allowed(self, need: Need) -> Result<Vec<Approval>, Refusal> {
        let authority = untrack(|| self.authority());
        let own = Authority { approvals: Vec::new(), ..authority.clone() };
        if own.check(need).is_ok() {
            return Ok(Vec::new());
        }
        if let Some(given) = authority.approvals.into_iter().find(|given| given.need.covers(need)) {
            return Ok(vec![given]);
        }
        let by = self.ask(need).await.ok_or(Refusal::NotAllowed { need })?;
        let approval = Approval { need, by };
        if place_of(need.act).is_some_and(|place| routes::route_now().is_within(&place)) {
            self.standing.update(|all| all.push(approval.clone()));
        }
        Ok(vec![approval])
    }

    /// Takes back what was allowed for a screen that has been left.
    pub fn left_for(self, route: &Route) {
        let ends = |approval: &Approval| !place_of(approval.need.act).is_some_and(|place| route.is_within(&place));
        if self.standing.with_untracked(|all| all.iter().any(ends)) {
            self.standing.update(|all| all.retain(|approval| !ends(approval)));
        }
    }

    /// Who may allow what is asked for, by name. Follows them in a view.
    pub fn approvers(self, need: Need) -> Vec<Operator> {
        let me = self.operator.get();
        let may = |operator: &Operator| self.role(&operator.role).is_some_and(|role| role.allows(need));
        self.operators_active()
            .into_iter()
            .filter(|operator| Some(&operator.id) != me.as_ref() && may(operator))
            .collect()
    }

    /// Allows what is asked for, by an operator with their PIN.
    ///
    /// # Errors
    /// [`Refusal::PinWrong`] or [`Refusal::PinBlocked`].
    pub async fn approve(self, shell: Shell, by: &OperatorId, pin: &str) -> Result<(), Refusal> {
        let need = self.approval_asked.get_untracked().ok_or(Refusal::PinWrong)?;
        self.prove(shell, by, pin).await?;
        let approval = Approval { need, by: by.clone() };
        let event = Event::ApprovalGiven { approval, time: host::local_now() };
        self.note(shell, self.operator.get_untracked(), event).await;
        self.answer(Some(by));
        Ok(())
    }

    /// Nobody allows what is asked for.
    pub fn decline(self) {
        self.answer(None);
    }

    async fn ask(self, need: Need) -> Option<OperatorId> {
        if self.approval_asked.with_untracked(Option::is_some) {
            return None;
        }
        let promise = js_sys::Promise::new(&mut |resolve, _| ANSWER.with(|slot| *slot.borrow_mut() = Some(resolve)));
        self.approval_asked.set(Some(need));
        let by = JsFuture::from(promise).await.ok()?.as_string()?;
        OperatorId::new(&by).ok()
    }

    fn answer(self, by: Option<&OperatorId>) {
        self.approval_asked.set(None);
        if let Some(resolve) = ANSWER.with(|slot| slot.borrow_mut().take()) {
            let by = by.map_or(JsValue::NULL, |by| JsValue::from_str(by.as_str()));
            let _ = resolve.call1(&JsValue::NULL, &by);
        }
    }

    /// Signs an operator on with their PIN. Their basket is as they left it.
    ///
    /// # Errors
    /// [`Refusal::PinWrong`] or [`Refusal::PinBlocked`].
    pub async fn sign_on(self, shell: Shell, id: &OperatorId, pin: &str) -> Result<(), Refusal> {
        if CHANGING.replace(true) {
            return Err(Refusal::PinWrong);
        }
        let proved = self.prove(shell, id, pin).await;
        if let (Ok(()), Some(core)) = (&proved, core()) {
            // A sale that is just being committed, or waits for its turn, empties the basket that it was rung up in, and no other.
            drop(core.journal.lock().await);
            while pay::is_paying() {
                browser::breathe().await;
                drop(core.journal.lock().await);
            }
        }
        CHANGING.set(false);
        proved?;
        self.arrive(shell, id).await;
        Ok(())
    }

    /// Signs off whoever is signed on; `idle` where nobody has touched the register. The basket stays theirs.
    pub async fn sign_off(self, shell: Shell, idle: bool) {
        let Some(operator) = self.operator.get_untracked() else { return };
        self.decline();
        self.standing.set(Vec::new());
        self.locked_idle.set(idle);
        self.operator.set(None);
        let event = Event::OperatorSignedOff { operator: operator.clone(), time: host::local_now(), idle };
        self.note(shell, Some(operator), event).await;
    }

    /// Compares a PIN with the one that is kept; a wrong one becomes a fact, and soon a pause.
    async fn prove(self, shell: Shell, id: &OperatorId, pin: &str) -> Result<(), Refusal> {
        let row = self.operators.with_untracked(|all| {
            let is_meant =
                |row: &&OperatorRow| row.operator.as_ref().is_some_and(|known| known.id == *id && !known.archived);
            all.iter().find(is_meant).cloned()
        });
        let Some(OperatorRow { operator: Some(operator), attempts }) = row else { return Err(Refusal::PinWrong) };
        attempts.check(host::now())?;
        // The page says that it looks before it cannot say anything for a moment.
        browser::breathe().await;
        if pins::matches(&operator.pin, pin) {
            self.put_attempts(id, Attempts::default());
            return Ok(());
        }
        let attempts = attempts.after_wrong(host::now());
        self.put_attempts(id, attempts);
        let (operator, time) = (id.clone(), host::local_now());
        self.note(shell, self.operator.get_untracked(), Event::PinRefused { operator, time, attempts }).await;
        attempts.check(host::now()).and(Err(Refusal::PinWrong))
    }

    /// From here on this is whose register it is. Nothing is waited for until all of it is: the next key is theirs.
    async fn arrive(self, shell: Shell, id: &OperatorId) {
        let before = self.owner.get_untracked();
        // What is practised is nobody's, and what waits is not to be practised with.
        if !self.training.get_untracked() && before.as_ref() != Some(id) {
            self.take_up_basket(shell, Some(id));
            // Another operator begins where everybody does; a page that was just opened stays at its address.
            if before.is_some() {
                routes::go("/");
            }
            self.owner.set(Some(id.clone()));
        }
        self.operator.set(Some(id.clone()));
        let event = Event::OperatorSignedOn { operator: id.clone(), time: host::local_now() };
        self.note(shell, Some(id.clone()), event).await;
    }

    /// After training whoever is signed on finds what waited for them.
    pub(super) fn after_training(self, shell: Shell) {
        let known = self.operator.get_untracked().filter(|id| untrack(|| self.operator_of(id)).is_some());
        self.operator.set(known.clone());
        if known != self.owner.get_untracked() || known.is_none() {
            self.take_up_basket(shell, known.as_ref());
            self.owner.set(known);
        }
    }

    /// Appends what need not be there for the register to go on: whoever is locked out by a full storage sells nothing. Who
    /// is at the register is a fact of the real journal also while somebody practises: wrong PINs are counted there.
    async fn note(self, shell: Shell, operator: Option<OperatorId>, event: Event) {
        if shell.writer.get_untracked() != WriterState::Here {
            return;
        }
        let actor = Actor { operator, approvals: Vec::new() };
        match (core().and_then(|core| core.real.clone()), Fact::new(event)) {
            (Some(real), Ok(fact)) => {
                let mut journal = real.journal.lock().await;
                journal.set_actor(actor);
                let _ = journal.record_facts(vec![fact], host::now()).await;
            }
            (None, Ok(fact)) => drop(self.record_by(shell, actor, vec![fact]).await),
            (_, Err(_)) => {}
        }
    }

    /// Who does what is appended now.
    pub(super) fn actor(self, approvals: Vec<Approval>) -> Actor {
        let mut all = self.standing.get_untracked();
        all.extend(approvals.into_iter().filter(|given| !self.standing.with_untracked(|all| all.contains(given))));
        Actor { operator: self.operator.get_untracked(), approvals: all }
    }

    /// Writes an operator as they are from here on, with another PIN where one is given. The first of a shop is signed on.
    ///
    /// # Errors
    /// [`ActError`].
    pub async fn save_operator(self, shell: Shell, mut operator: Operator, pin: &str) -> Result<(), ActError> {
        let first = !untrack(|| self.has_operators());
        self.allowed(Need::of(Act::Shop)).await.map_err(ActError::Refused)?;
        let roles = self.settings.with_untracked(|all| all.as_ref().map(|all| all.roles())).unwrap_or_default();
        operator.check_among(&self.known(), &roles).map_err(ActError::Refused)?;
        if !pin.is_empty() || operator.pin.0.is_empty() {
            check_pin(pin).map_err(ActError::Refused)?;
            browser::breathe().await;
            operator.pin = pins::hash(pin).ok_or(ActError::Failed)?;
        }
        self.record(shell, vec![Event::OperatorChanged(Box::new(operator.clone()))]).await?;
        self.put_operator(operator.clone());
        let me = self.operator.get_untracked();
        if first && !operator.archived {
            self.arrive(shell, &operator.id).await;
        } else if operator.archived && me.as_ref() == Some(&operator.id) {
            self.sign_off(shell, false).await;
            self.nobody_signs_on(shell);
        }
        Ok(())
    }

    /// An id for an operator who is new here.
    pub fn new_operator_id(self) -> Option<OperatorId> {
        OperatorId::new(&host::unique()).ok()
    }

    /// Takes a list of operators, all of them or none. `told` hears how many PINs have been hashed.
    ///
    /// # Errors
    /// [`ActError`].
    pub async fn import_operators(self, shell: Shell, list: Vec<Listed>, told: impl Fn(usize)) -> Result<(), ActError> {
        self.allowed(Need::of(Act::Shop)).await.map_err(ActError::Refused)?;
        let roles = self.settings.with_untracked(|all| all.as_ref().map(|all| all.roles())).unwrap_or_default();
        let mut new = Vec::with_capacity(list.len());
        for listed in list {
            browser::breathe().await;
            let id = self.new_operator_id().ok_or(ActError::Failed)?;
            let pin = pins::hash(&listed.pin).ok_or(ActError::Failed)?;
            new.push(Operator { id, name: listed.name, role: listed.role, pin, archived: false });
            told(new.len());
        }
        let known = self.known();
        check_owner(known.iter().chain(&new), &roles).map_err(ActError::Refused)?;
        let events = new.iter().map(|operator| Event::OperatorChanged(Box::new(operator.clone()))).collect();
        self.record(shell, events).await?;
        new.into_iter().for_each(|operator| self.put_operator(operator));
        Ok(())
    }

    /// Everybody who ever was an operator here, as they are now.
    pub fn known(self) -> Vec<Operator> {
        self.operators.with_untracked(|all| all.iter().filter_map(|row| row.operator.clone()).collect())
    }

    /// The last operator is gone: the shop asks nobody again, and the basket is nobody's.
    fn nobody_signs_on(self, shell: Shell) {
        if !untrack(|| self.has_operators()) {
            self.take_up_basket(shell, None);
            self.owner.set(None);
        }
    }

    /// Sets aside what is being rung up, for whoever it belongs to, and takes up what waits for `owner`. What nobody else
    /// can take up any more is theirs, too.
    pub(super) fn take_up_basket(self, shell: Shell, owner: Option<&OperatorId>) {
        let gone = |row: &OperatorRow| row.operator.clone().filter(|operator| operator.archived);
        let gone: Vec<OperatorId> =
            self.operators.with_untracked(|all| all.iter().filter_map(gone).map(|operator| operator.id).collect());
        let left =
            draft::Kept { basket: self.basket.get_untracked(), tenders: self.tenders.get_untracked(), sale: None };
        let (taken, freed) = draft::hand_over(owner, left, &gone);
        let waited = !taken.is_empty();
        self.restore_basket(shell, taken.basket, taken.tenders);
        if let (Some(core), Some(key)) = (core(), freed) {
            draft::forget(&core, key);
        }
        self.after_change(shell);
        if waited {
            shell.toasts.notice(crate::text!(crate::i18n::sell::basket_restored));
        }
    }

    /// Whether a basket waits for somebody. Follows nothing.
    pub fn basket_waits(self, id: &OperatorId) -> bool {
        let on_page = self.owner.with_untracked(|owner| owner.as_ref() == Some(id));
        if on_page { untrack(|| self.is_rung()) } else { draft::waits(id) }
    }

    /// Takes other roles into force.
    ///
    /// # Errors
    /// [`ActError`], or `None` for roles that a shop cannot have.
    pub async fn save_roles(self, shell: Shell, roles: Vec<Role>) -> Result<(), Option<ActError>> {
        let settings = self.settings.get_untracked().ok_or(Some(ActError::Failed))?;
        let settings = Settings { roles, ..settings };
        settings.validate().map_err(|_| None)?;
        check_owner(&self.known(), &settings.roles()).map_err(|refusal| Some(ActError::Refused(refusal)))?;
        self.save_settings(shell, settings).await.map_err(|error| Some(error.into()))
    }

    fn put_operator(self, operator: Operator) {
        self.operators.update(|all| {
            match all.iter_mut().find(|row| row.operator.as_ref().is_some_and(|known| known.id == operator.id)) {
                Some(row) => row.operator = Some(operator),
                None => all.push(OperatorRow { operator: Some(operator), attempts: Attempts::default() }),
            }
        });
    }

    fn put_attempts(self, id: &OperatorId, attempts: Attempts) {
        self.operators.update(|all| {
            let known = all.iter_mut().find(|row| row.operator.as_ref().is_some_and(|known| known.id == *id));
            if let Some(row) = known {
                row.attempts = attempts;
            }
        });
    }
}

impl From<FactError> for ActError {
    fn from(error: FactError) -> Self {
        match error {
            FactError::Full => Self::Full,
            FactError::NotAllowed(need) => Self::Refused(Refusal::NotAllowed { need }),
            FactError::NotReady | FactError::Failed | FactError::Invalid => Self::Failed,
        }
    }
}

/// The screen for which an act is allowed once and then goes on being.
fn place_of(act: Act) -> Option<Route> {
    match act {
        Act::Shop => Some(Route::Shop),
        Act::Reports => Some(Route::Reports),
        Act::Items => Some(Route::Items),
        _ => None,
    }
}

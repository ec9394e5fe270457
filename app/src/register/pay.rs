//! Committing a sale: the one place where a basket becomes a fact.

use super::core::core;
use super::rights::Wanted;
use super::{Register, draft, host, troubles};
use crate::state::Shell;
use evertill_domain::Refusal;
use evertill_domain::basket::{Basket, BasketCommand, Buyer};
use evertill_domain::charge::Charge;
use evertill_domain::clock::Timestamp;
use evertill_domain::day::Day;
use evertill_domain::ids::{CustomerId, OperatorId, ReceiptNumber, RegisterId, SaleId};
use evertill_domain::people::{Act, Approval, Authority, Need, Role};
use evertill_domain::post_void;
use evertill_domain::pricing::Rules;
use evertill_domain::rights::NotHeld;
use evertill_domain::rows::SoldSale;
use evertill_domain::sale::{Sale, SaleContext, SaleLine, complete};
use evertill_domain::shift::ShiftNumber;
use evertill_domain::tender::Tender;
use evertill_journal::commit::{CommitError, Committed, Outcome};
use evertill_journal::store::StoreError;
use evertill_journal::{JournalError, read};
use leptos::prelude::*;
use std::cell::Cell;

/// Why a sale was not completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayError {
    /// The register is not open, or is busy with this very sale.
    NotReady,
    /// The shop says no; nothing was written, the basket is as it was.
    Refused(Refusal),
    /// What the basket costs has changed since it was shown; nothing was written, and the new total is shown.
    Repriced,
    /// Other registers of the shop may be spending this: nothing was written, basket and tenders are as they were.
    NotHeld(NotHeld),
    /// The storage is full: nothing was written, the basket is as it was.
    Full,
    /// The journal failed; the page that says so is shown. A sale that was prepared is safe.
    Failed(Option<ReceiptNumber>),
}

thread_local! {
    static PAYING: Cell<bool> = const { Cell::new(false) };
}

/// How a basket becomes a sale.
struct Terms {
    /// The transaction's id.
    id: SaleId,
    /// Whether it may take what this register holds no right to.
    unheld: bool,
}

/// A sale is on its way into the journal, for as long as this lives.
struct Paying;

impl Paying {
    /// Begins; `None` while another one is on its way.
    fn begin() -> Option<Self> {
        (!PAYING.replace(true)).then_some(Self)
    }
}

/// Whether a sale is on its way into the journal, or waits for its turn.
pub(super) fn is_paying() -> bool {
    PAYING.get()
}

impl Drop for Paying {
    fn drop(&mut self) {
        PAYING.set(false);
    }
}

impl Register {
    /// Completes the basket with `tenders`. On success the basket is empty and [`Register::last`] holds the sale; a sale
    /// that a participant refused leaves the basket as it was, with what was charged to cards, under a new transaction id.
    ///
    /// `unheld` lets it spend what this register holds no right to, where that is allowed.
    ///
    /// # Errors
    /// [`PayError`].
    pub async fn pay(self, shell: Shell, tenders: Vec<Tender>, unheld: bool) -> Result<Committed, PayError> {
        // A happy hour may have begun or ended since the total was shown: nobody pays what was not on the screen.
        if self.price_again() {
            return Err(PayError::Repriced);
        }
        let more = unheld.then(|| Need::of(Act::Exception));
        let approvals = self.approvals_for(&self.basket.get_untracked(), more).await.map_err(PayError::Refused)?;
        self.approved(shell, approvals).map_err(PayError::Refused)?;
        let Some(id) = draft::sale_id() else { return Err(PayError::NotReady) };
        let (basket, taken) = (self.basket.get_untracked(), self.tenders.get_untracked());
        // While the shop is asked, nobody keeps the cashier from going back and ringing up more.
        let shown = basket.clone();
        let stands =
            move || self.basket.with_untracked(|now| *now == shown) && self.tenders.with_untracked(|now| *now == taken);
        let committed = self.commit(shell, basket, tenders, Terms { id, unheld }, stands).await?;
        match committed.outcome {
            Outcome::Confirmed => {
                let ahead = |charge: &Charge| matches!(charge, Charge::Prepayment { .. });
                let settled = !committed.sale.resumed.is_empty() || committed.sale.charges.iter().any(ahead);
                self.clear_basket(shell);
                if settled {
                    self.read_held().await;
                }
            }
            // The receipt's number and the transaction are used up; the goods are still on the counter.
            Outcome::RolledBack { .. } => {
                draft::next_sale();
                self.keep_what_was_charged(shell);
            }
        }
        Ok(committed)
    }

    /// Gives `lines` of an earlier sale back and pays them out, beside whatever is being rung up. The lines come from
    /// [`evertill_domain::refund::return_line`]; tenders are negative and come to exactly what the lines are worth.
    ///
    /// # Errors
    /// [`PayError`].
    pub async fn refund(
        self,
        shell: Shell,
        lines: Vec<SaleLine>,
        customer: Option<CustomerId>,
        tenders: Vec<Tender>,
    ) -> Result<Committed, PayError> {
        let mut basket = self.by_rules(|rules| return_basket(lines, customer, rules)).map_err(PayError::Refused)?;
        for approval in self.approvals_for(&basket, None).await.map_err(PayError::Refused)? {
            let noted = self.by_rules(|rules| basket.handle(BasketCommand::Approve(approval), rules));
            noted.map_err(PayError::Refused)?;
        }
        let id = host::new_sale_id().ok_or(PayError::NotReady)?;
        self.commit(shell, basket, tenders, Terms { id, unheld: false }, || true).await
    }

    /// Whether a sale can still be reversed as a whole, as far as is known here; the journal decides.
    pub fn can_post_void(self, sale: &Sale, sold: &SoldSale) -> bool {
        let Some(id) = host::new_sale_id() else { return false };
        let till = self.till.get_untracked();
        let shift = till.open_shift().zip(till.business_date);
        let context = SaleContext { shift, ..SaleContext::new(id, sale.register.clone(), sale.receipt) };
        post_void::check(sale, sold, host::local_now(), &context).is_ok()
    }

    /// Reverses a whole sale of the open shift.
    ///
    /// # Errors
    /// [`PayError`].
    pub async fn post_void(self, shell: Shell, receipt: ReceiptNumber) -> Result<Committed, PayError> {
        let id = host::new_sale_id().ok_or(PayError::NotReady)?;
        let approvals = self.allowed(Need::of(Act::PostVoid)).await.map_err(PayError::Refused)?;
        let known = self.sale(receipt).await.map_err(|_| PayError::NotReady)?;
        let (sale, sold) = known.ok_or(PayError::NotReady)?;
        let (time, (operator, role)) = (host::local_now(), self.seller());
        let make = move |register, receipt| {
            let (shift, operator, role) = (self.shift_of_now(), operator.clone(), role.clone());
            let context = SaleContext { shift, operator, role, ..SaleContext::new(id.clone(), register, receipt) };
            post_void::reverse(&sale, &sold, time, context, approvals.clone())
        };
        self.write(shell, time.at, make, || true).await
    }

    /// The shift that a sale counts to, and its day. It is asked for while the journal is ours: it may have been closed just now.
    fn shift_of_now(self) -> Option<(ShiftNumber, Day)> {
        let till = self.till.get_untracked();
        till.open_shift().zip(till.business_date)
    }

    /// Who sells, and what they may do.
    fn seller(self) -> (Option<OperatorId>, Option<Role>) {
        (self.operator.get_untracked(), untrack(|| self.authority()).role)
    }

    /// What has to be allowed in a basket and is not yet; each is asked about.
    async fn approvals_for(self, basket: &Basket, more: Option<Need>) -> Result<Vec<Approval>, Refusal> {
        let authority = Authority { approvals: basket.approvals().to_vec(), ..untrack(|| self.authority()) };
        let mut needs = self.by_rules(|rules| basket.needs(&basket.priced(rules)?))?;
        needs.extend(more);
        let mut approvals = Vec::new();
        for need in needs.into_iter().filter(|need| authority.check(*need).is_err()) {
            approvals.extend(self.allowed(need).await?);
        }
        Ok(approvals)
    }

    /// Completes a basket as a sale.
    async fn commit(
        self,
        shell: Shell,
        basket: Basket,
        tenders: Vec<Tender>,
        Terms { id, unheld }: Terms,
        stands: impl Fn() -> bool,
    ) -> Result<Committed, PayError> {
        let settings = self.settings.get_untracked().ok_or(PayError::NotReady)?;
        let time = host::local_now();
        let offers = self.offers.get_untracked();
        let (operator, role) = self.seller();
        let make = move |register, receipt| {
            let (shift, operator, role) = (self.shift_of_now(), operator.clone(), role.clone());
            let context =
                SaleContext { shift, operator, role, unheld, ..SaleContext::new(id.clone(), register, receipt) };
            complete(&basket, &tenders, Rules::new(&settings, time).with(&offers), context)
        };
        self.write(shell, time.at, make, stands).await
    }

    /// The one way into the journal for a sale: sees that this register may spend what it takes, prepares and decides it, and
    /// brings the signals up to date. Nothing is written where `stands` says no by then.
    async fn write(
        self,
        shell: Shell,
        now: Timestamp,
        make: impl Fn(RegisterId, ReceiptNumber) -> Result<Sale, Refusal> + 'static,
        stands: impl Fn() -> bool,
    ) -> Result<Committed, PayError> {
        let core = core().ok_or(PayError::NotReady)?;
        // A second press of the same key must not sell the basket twice. Whatever else is being written is waited for: it is over
        // in a moment, and a cashier who was told to press again would not know why.
        let _paying = Paying::begin().ok_or(PayError::NotReady)?;
        let head = self.head.get_untracked().ok_or(PayError::NotReady)?;
        // What the shop says no to, it says when the sale is written.
        let like = if head.member { make(head.register, head.next_receipt).ok() } else { None };
        let _wanted = like.as_ref().map(|sale| Wanted::by(self, sale));
        if let Some(sale) = like.filter(|sale| !sale.unheld) {
            let missing =
                |missing: Vec<NotHeld>| missing.into_iter().next().map_or(PayError::NotReady, PayError::NotHeld);
            self.secure_rights(&sale).await.map_err(missing)?;
        }
        if !stands() {
            return Err(PayError::Repriced);
        }
        let mut journal = core.journal.lock().await;
        shell.busy.update(|busy| busy.commit = true);
        let register = journal.head().register.clone();
        journal.set_actor(self.actor(Vec::new()));
        let committed = journal.complete_sale(now, move |receipt| make(register, receipt)).await;
        self.head.set(Some(journal.head().clone()));
        drop(journal);
        shell.busy.update(|busy| busy.commit = false);
        let committed = committed.map_err(|error| self.not_paid(shell, error))?;
        if committed.outcome == Outcome::Confirmed {
            self.last.set(Some(committed.clone()));
            self.refresh_customer(&committed);
            self.refresh_conflicts();
        }
        Ok(committed)
    }

    fn not_paid(self, shell: Shell, error: CommitError) -> PayError {
        match error {
            CommitError::Refused(refusal) => PayError::Refused(refusal),
            CommitError::NotPrepared(JournalError::Store(StoreError::Full)) => PayError::Full,
            CommitError::NotPrepared(error) => {
                troubles::show(shell, &error);
                PayError::Failed(None)
            }
            CommitError::Undecided { receipt, error } => {
                troubles::show(shell, &error);
                PayError::Failed(Some(receipt))
            }
        }
    }

    /// Reads the points of the sale's customer anew.
    fn refresh_customer(self, committed: &Committed) {
        let (Some(core), Some(id)) = (core(), committed.sale.customer.clone()) else { return };
        leptos::task::spawn_local(async move {
            if let Ok(Some(row)) = read::customer(&core.store, &id).await {
                self.put_customer(row);
            }
        });
    }
}

/// A basket of nothing but goods that come back.
///
/// # Errors
/// The [`Refusal`] of the first line that cannot come back.
pub fn return_basket(lines: Vec<SaleLine>, customer: Option<CustomerId>, rules: Rules<'_>) -> Result<Basket, Refusal> {
    let mut basket = Basket::default();
    basket.handle(BasketCommand::SetCustomer(customer.map(Buyer::from)), rules)?;
    for line in lines {
        basket.handle(BasketCommand::AddReturn(Box::new(line)), rules)?;
    }
    Ok(basket)
}

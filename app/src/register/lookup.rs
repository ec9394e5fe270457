//! Reading what journal and projections hold. Nothing here waits for a commit, and nothing writes.

use super::Register;
use super::core::core;
use evertill_catalogue::Catalogue;
use evertill_domain::charge::Charge;
use evertill_domain::event::Event;
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::{AccountId, CustomerId, ReceiptNumber, Seq, Sku};
use evertill_domain::payback::{PaidBy, PaidPart, free_cash, parts_of};
use evertill_domain::quantity::Quantity;
use evertill_domain::rows::SoldSale;
use evertill_domain::sale::Sale;
use evertill_journal::commit::Outcome;
use evertill_journal::verify::{Fault, Verified};
use evertill_journal::{JournalError, read, rebuild, verify};
use evertill_money::Amount;
use evertill_wire::{Body, Entry, ExportWriter, Hash};
use leptos::prelude::*;

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupError {
    /// The register is not open.
    NotReady,
    /// Journal or storage failed.
    Journal(JournalError),
}

/// The entry that decided a sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its place in the journal.
    pub seq: Seq,
    /// Its hash.
    pub hash: Hash,
    /// What became of the sale.
    pub outcome: Outcome,
    /// Whether a restart decided it.
    pub recovered: bool,
}

/// How many entries after a prepared sale are searched for its decision.
const DECISION_REACH: usize = 16;

fn decision_in(entry: Entry, prepared: Seq) -> Option<Decision> {
    let Ok(Body::Known(event)) = entry.body() else { return None };
    let (outcome, recovered) = match *event {
        Event::SaleConfirmed(decided) if decided.prepared == prepared => (Outcome::Confirmed, decided.recovered),
        Event::SaleRolledBack(decided) if decided.prepared == prepared => {
            (Outcome::RolledBack { participant: decided.participant, reason: decided.reason }, decided.recovered)
        }
        _ => return None,
    };
    Some(Decision { seq: entry.header.seq, hash: entry.hash, outcome, recovered })
}

impl From<JournalError> for LookupError {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

impl Register {
    /// Lends the catalogue; `None` before the register is open. Do not hold on to it across an `await`.
    pub fn catalogue<T>(self, look: impl FnOnce(&Catalogue) -> T) -> Option<T> {
        core().map(|core| look(&core.catalogue.borrow()))
    }

    /// This register's sales, latest first, at most `limit` of those before `before`.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn sales(self, before: Option<ReceiptNumber>, limit: usize) -> Result<Vec<SoldSale>, LookupError> {
        let (core, register) = (core().ok_or(LookupError::NotReady)?, self.id()?);
        Ok(read::sales(&core.store, &register, before, limit).await?)
    }

    /// A sale of this register in full, and what came back of it.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn sale(self, receipt: ReceiptNumber) -> Result<Option<(Sale, SoldSale)>, LookupError> {
        let (core, register) = (core().ok_or(LookupError::NotReady)?, self.id()?);
        Ok(read::sale(&core.store, &register, receipt).await?)
    }

    /// What became of the sale prepared at `prepared`, as the journal says it; `None` where it says nothing yet.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn decision(self, prepared: Seq) -> Result<Option<Decision>, LookupError> {
        let core = core().ok_or(LookupError::NotReady)?;
        // The decision follows at once, or after a restart: only the change of writer can stand between.
        let mut from = prepared.next();
        for _ in 0..DECISION_REACH {
            let Some(entry) = read::entries(&core.store, from, 1).await?.into_iter().next() else { break };
            from = entry.header.seq.next();
            if let Some(decision) = decision_in(entry, prepared) {
                return Ok(Some(decision));
            }
        }
        Ok(None)
    }

    /// Stock on hand of an item.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn stock(self, sku: &Sku) -> Result<Quantity, LookupError> {
        let core = core().ok_or(LookupError::NotReady)?;
        Ok(read::stock(&core.store, sku).await?)
    }

    /// Stock on hand of every item that ever moved, by SKU.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn all_stock(self) -> Result<Vec<(String, Quantity)>, LookupError> {
        let core = core().ok_or(LookupError::NotReady)?;
        Ok(read::all_stock(&core.store).await?)
    }

    /// The account of a customer's store credit.
    pub fn credit_account(self, customer: &CustomerId) -> Option<AccountId> {
        AccountId::new(&format!("credit/{customer}")).ok()
    }

    /// What an account holds.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn stored_value(self, account: &AccountId) -> Result<Amount, LookupError> {
        let core = core().ok_or(LookupError::NotReady)?;
        Ok(read::stored_value(&core.store, account).await?)
    }

    /// What gift cards hold.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn gift_card_balances(
        self,
        cards: Vec<GiftCardNumber>,
    ) -> Result<Vec<(GiftCardNumber, Amount)>, LookupError> {
        let mut balances = Vec::with_capacity(cards.len());
        for card in cards {
            let Ok(account) = card.account() else { continue };
            balances.push((card, self.stored_value(&account).await?));
        }
        Ok(balances)
    }

    /// By what the goods that come back in the basket were paid, and what goes out in cash without having been paid on a
    /// receipt, or by whatever means: what was paid ahead.
    pub async fn paid_parts(self) -> Vec<PaidPart> {
        let lines = self.priced.with_untracked(|priced| priced.lines.clone());
        let mut parts: Vec<PaidPart> = Vec::new();
        let mut seen: Vec<ReceiptNumber> = Vec::new();
        for of in lines.iter().filter_map(|line| line.returned.as_ref()) {
            if seen.contains(&of.receipt) {
                continue;
            }
            seen.push(of.receipt);
            // What cannot be read is proposed as store credit, and decided by the journal.
            if let Ok(Some((sale, sold))) = self.sale(of.receipt).await {
                parts.extend(sold.paid.unwrap_or_else(|| parts_of(&sale).unwrap_or_default()));
            }
        }
        let ahead = self.basket.with_untracked(|basket| {
            Amount::sum(basket.charges().iter().map(Charge::amount).filter(|amount| amount.is_negative()))
        });
        let free = free_cash(&lines).and_then(|free| free.minus(ahead?)).unwrap_or_default();
        if !free.is_zero() {
            parts.push(PaidPart { by: PaidBy::Cash, paid: free, back: Amount::ZERO });
        }
        parts
    }

    /// At most `limit` entries of the journal from `from` on.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn entries(self, from: Seq, limit: usize) -> Result<Vec<Entry>, LookupError> {
        let core = core().ok_or(LookupError::NotReady)?;
        Ok(read::entries(&core.store, from, limit).await?)
    }

    /// As [`Register::entries`], as they are stored: one that is damaged is still there to be shown.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn stored_entries(self, from: Seq, limit: usize) -> Result<Vec<(Seq, Vec<u8>)>, LookupError> {
        use evertill_journal::store::JournalStore as _;
        let core = core().ok_or(LookupError::NotReady)?;
        Ok(core.store.entries(from, limit).await.map_err(JournalError::from)?)
    }

    /// Checks the whole chain; `None` when `progress` stopped it. See [`verify::verify`].
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn verify(
        self,
        progress: impl FnMut(u64, u64) -> bool,
    ) -> Result<Option<Result<Verified, Fault>>, LookupError> {
        let (core, head) = (core().ok_or(LookupError::NotReady)?, self.head.get_untracked());
        Ok(verify::verify(&core.store, &head.ok_or(LookupError::NotReady)?, progress).await?)
    }

    /// Folds the journal anew and compares; `None` when `progress` stopped it.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn rebuild(
        self,
        progress: impl FnMut(u64, u64) -> bool,
    ) -> Result<Option<(rebuild::Fold, Vec<rebuild::Difference>)>, LookupError> {
        let core = core().ok_or(LookupError::NotReady)?;
        // Nothing may be sold between the fold and the comparison.
        let journal = core.journal.lock().await;
        let Some(fold) = rebuild::rebuild(&core.store, journal.head().seq, progress).await? else { return Ok(None) };
        let differences = rebuild::compare(&core.store, &fold).await?;
        Ok(Some((fold, differences)))
    }

    /// The whole journal as a file, as chunks of bytes; `None` when `progress` stopped it.
    ///
    /// # Errors
    /// [`LookupError`].
    pub async fn export_journal(
        self,
        mut progress: impl FnMut(u64, u64) -> bool,
    ) -> Result<Option<Vec<Vec<u8>>>, LookupError> {
        use evertill_journal::store::JournalStore as _;
        let (core, head) = (core().ok_or(LookupError::NotReady)?, self.head.get_untracked());
        let head = head.ok_or(LookupError::NotReady)?;
        let last = head.seq;
        let mut writer = ExportWriter::new(head.register, last);
        let mut chunks = vec![writer.take()];
        let mut next = Seq(1);
        while next <= last {
            if !progress(next.0 - 1, last.0) {
                return Ok(None);
            }
            let page = core.store.entries(next, 500).await.map_err(JournalError::from)?;
            if page.is_empty() {
                break;
            }
            for (seq, bytes) in page.iter().filter(|(seq, _)| *seq <= last) {
                writer.push(bytes);
                next = seq.next();
            }
            chunks.push(writer.take());
        }
        Ok(Some(chunks))
    }

    fn id(self) -> Result<evertill_domain::ids::RegisterId, LookupError> {
        self.head.with_untracked(|head| head.as_ref().map(|head| head.register.clone())).ok_or(LookupError::NotReady)
    }
}

//! The facts: what a journal entry can say.

use evertill_money::Amount;

use crate::clock::LocalTime;
use crate::customer::Customer;
use crate::edit::Edit;
use crate::ids::{AccountId, CustomerId, ImportId, OperatorId, ReceiptNumber, RegisterId, SaleId, Seq, Sku};
use crate::item::Item;
use crate::origin::Origin;
use crate::payback::PaidBy;
use crate::people::{Approval, Attempts, Operator};
use crate::price_list::{PriceList, PriceSet};
use crate::promotion::Promotion;
use crate::quantity::Quantity;
use crate::refusal::RollbackReason;
use crate::rights::{Asset, TransferBegun, TransferSettled};
use crate::sale::{ReturnOf, Sale};
use crate::shift::{CashMoved, ShiftClosed, ShiftNumber, ShiftOpened};
use crate::shop::Settings;
use crate::suspended::{SaleCancelled, SuspendedSale};
use crate::{choice, record};

/// A fact in the past tense. Facts are corrected by later facts, never edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The journal begins.
    RegisterOpened {
        /// The register that writes it.
        register: RegisterId,
        /// The settings it begins with.
        settings: Box<Settings>,
    },
    /// Another writer holds the register from here on.
    WriterChanged {
        /// The new writer's epoch; every later entry is its.
        epoch: u64,
        /// Whether it was taken from one that was still there.
        taken_over: bool,
    },
    /// The settings from here on.
    SettingsChanged(Box<Settings>),
    /// Part of an import that a person confirmed; all parts are appended together.
    ItemsImported(ItemsImported),
    /// An item as it is from here on, and which of its fields were changed.
    ItemChanged(Box<Edit<Item>>),
    /// Stock moved without a sale.
    StockAdjusted {
        /// Of what.
        sku: Sku,
        /// By how much.
        quantity: Quantity,
        /// Why.
        reason: StockReason,
    },
    /// A customer as they are from here on, and which of their fields were changed.
    CustomerChanged(Box<Edit<Customer>>),
    /// A sale that cannot be lost any more, and is not yet decided.
    SalePrepared(Box<Sale>),
    /// Every participant accepted.
    SaleConfirmed(SaleConfirmed),
    /// A participant refused: the sale does not count.
    SaleRolledBack(SaleRolledBack),
    /// The tip on a card sale became another after it was paid, as the customer wrote on the slip.
    TipAdjusted(TipAdjusted),
    /// A receipt was printed again, marked as a duplicate.
    ReceiptReprinted {
        /// The register that sold.
        register: RegisterId,
        /// The receipt.
        receipt: ReceiptNumber,
    },
    /// A sale was set aside, with all that has been rung up for it so far.
    SaleSuspended(Box<SuspendedSale>),
    /// It was taken up again.
    SaleResumed {
        /// Which.
        id: SaleId,
        /// When.
        time: LocalTime,
        /// By whom.
        operator: Option<OperatorId>,
        /// The entry that had set it aside, as the register that takes it up knew it.
        version: Option<Origin>,
    },
    /// A basket was given up.
    SaleCancelled(Box<SaleCancelled>),
    /// An operator as they are from here on.
    OperatorChanged(Box<Operator>),
    /// An operator signed on with their PIN.
    OperatorSignedOn {
        /// Who.
        operator: OperatorId,
        /// When.
        time: LocalTime,
    },
    /// An operator signed off, or was by a register that nobody had touched for a while.
    OperatorSignedOff {
        /// Who.
        operator: OperatorId,
        /// When.
        time: LocalTime,
        /// Whether nobody had touched it.
        idle: bool,
    },
    /// A PIN was wrong.
    PinRefused {
        /// Whose it should have been.
        operator: OperatorId,
        /// When.
        time: LocalTime,
        /// Wrong PINs by now, and until when no other is tried.
        attempts: Attempts,
    },
    /// An operator allowed with their PIN what the one who is signed on may not do alone.
    ApprovalGiven {
        /// What was allowed, and by whom.
        approval: Approval,
        /// When.
        time: LocalTime,
    },
    /// A shift begins.
    ShiftOpened(Box<ShiftOpened>),
    /// Cash moved beside sales.
    CashMoved(Box<CashMoved>),
    /// A shift ends, with its Z-report.
    ShiftClosed(Box<ShiftClosed>),
    /// A promotion is new or changed.
    PromotionChanged(Box<Promotion>),
    /// A price list is new or changed.
    PriceListChanged(Box<PriceList>),
    /// Dated prices are set or taken back; at most [`PriceSet::LIMIT`].
    PricesSet(Vec<PriceSet>),
    /// From here on somebody practises beside the journal.
    TrainingStarted {
        /// When.
        time: LocalTime,
        /// By whom.
        operator: Option<OperatorId>,
    },
    /// Practice is over.
    TrainingEnded {
        /// When.
        time: LocalTime,
        /// By whom.
        operator: Option<OperatorId>,
    },
    /// Rights to spend begin to move between this register and the hub.
    TransferBegun(TransferBegun),
    /// They have moved, or not.
    TransferSettled(TransferSettled),
}

choice!(Event { RegisterOpened { register, settings }, WriterChanged { epoch, taken_over }, SettingsChanged(content), ItemsImported(content), ItemChanged(content), StockAdjusted { sku, quantity, reason }, CustomerChanged(content), SalePrepared(content), SaleConfirmed(content), SaleRolledBack(content), ReceiptReprinted { register, receipt }, SaleSuspended(content), SaleResumed { id, time, operator; version }, SaleCancelled(content), OperatorChanged(content), OperatorSignedOn { operator, time }, OperatorSignedOff { operator, time, idle }, PinRefused { operator, time, attempts }, ApprovalGiven { approval, time }, ShiftOpened(content), CashMoved(content), ShiftClosed(content), PromotionChanged(content), PriceListChanged(content), PricesSet(content), TipAdjusted(content), TrainingStarted { time, operator }, TrainingEnded { time, operator }, TransferBegun(content), TransferSettled(content) });

/// Part of an import of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemsImported {
    /// Which import.
    pub import: ImportId,
    /// Which part of it, from 1.
    pub part: u32,
    /// How many parts there are.
    pub parts: u32,
    /// The items as they are from here on; at most [`ItemsImported::LIMIT`].
    pub items: Vec<Item>,
    /// Stock that the import moves.
    pub stock: Vec<(Sku, Quantity)>,
}

impl ItemsImported {
    /// The most items of one part.
    pub const LIMIT: usize = 4_000;
}

/// Why stock moved without a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StockReason {
    /// Goods arrived.
    Received,
    /// A count found another number; the quantity is the difference.
    Counted,
    /// Goods broke, perished or vanished.
    Lost,
}

choice!(StockReason { Received, Counted, Lost });

/// Every participant accepted a prepared sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleConfirmed {
    /// Where it was prepared.
    pub prepared: Seq,
    /// Its receipt.
    pub receipt: ReceiptNumber,
    /// What follows from it.
    pub effects: Vec<Effect>,
    /// Everything this register has ever sold, this sale included: rises, and is never reset.
    pub grand_total: Amount,
    /// Everything it has ever given back, as a positive amount.
    pub refund_total: Amount,
    /// Whether a restart decided it, not the till that prepared it.
    pub recovered: bool,
    /// What it took of these had been granted to this register before: see [`crate::rights`].
    pub covered: Vec<Asset>,
}

record!(SaleConfirmed { prepared, receipt, effects, grand_total, refund_total, recovered; covered });

/// A participant refused a prepared sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleRolledBack {
    /// Where it was prepared.
    pub prepared: Seq,
    /// Its receipt, which stays used.
    pub receipt: ReceiptNumber,
    /// Who refused.
    pub participant: ParticipantName,
    /// Why.
    pub reason: RollbackReason,
    /// Whether a restart decided it.
    pub recovered: bool,
}

record!(SaleRolledBack { prepared, receipt, participant, reason, recovered });

/// The tip on a card sale became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TipAdjusted {
    /// The register that sold.
    pub register: RegisterId,
    /// The receipt.
    pub receipt: ReceiptNumber,
    /// What the tip was; not negative.
    pub from: Amount,
    /// What it is; not negative.
    pub to: Amount,
    /// The reference on the terminal's slip for the difference; 1 to 40 characters.
    pub slip: String,
    /// The shift of the sale, which is still open.
    pub shift: Option<ShiftNumber>,
}

record!(TipAdjusted { register, receipt, from, to, slip, shift });

/// Who votes on a sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParticipantName {
    /// Goods that come back.
    Returns,
    /// Stock on hand.
    Inventory,
    /// Loyalty points.
    Loyalty,
    /// Store credit and gift cards.
    StoredValue,
    /// What customers owe.
    Accounts,
    /// Vouchers of the shop.
    Vouchers,
    /// What was paid ahead.
    Prepayments,
    /// What this register holds rights to.
    Rights,
}

choice!(ParticipantName { Returns, Inventory, Loyalty, StoredValue, Accounts, Vouchers, Prepayments, Rights });

/// What follows from a confirmed sale, one row at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Goods left or came back.
    StockMoved {
        /// Of what.
        sku: Sku,
        /// By how much; negative when goods leave.
        quantity: Quantity,
    },
    /// Points were earned, redeemed or taken back.
    PointsMoved {
        /// Whose.
        customer: CustomerId,
        /// By how many.
        points: i64,
    },
    /// Stored value was issued or spent.
    StoredValueMoved {
        /// On which account.
        account: AccountId,
        /// By how much; negative when it is spent.
        amount: Amount,
    },
    /// Part of an earlier sale came back.
    LineReturned {
        /// Where it was sold.
        of: ReturnOf,
        /// How much.
        quantity: Quantity,
        /// What was given back, as a positive amount.
        refunded: Amount,
        /// The tax in it.
        tax: Amount,
    },
    /// A customer owes more, or has paid.
    OwedMoved {
        /// Who.
        customer: CustomerId,
        /// By how much; negative when they pay.
        amount: Amount,
    },
    /// A voucher of the shop has paid.
    VoucherUsed {
        /// Its number.
        code: String,
        /// At which register.
        register: RegisterId,
        /// For which receipt.
        receipt: ReceiptNumber,
    },
    /// Something was paid ahead, used or given back.
    PrepaidMoved {
        /// For which sale that was set aside.
        order: SaleId,
        /// By how much; negative when it is used or given back.
        amount: Amount,
    },
    /// The sale that a voucher paid for was reversed: it can pay again.
    VoucherFreed {
        /// Its number.
        code: String,
    },
    /// What a means of payment paid for an earlier sale is used up: it went back, or on with goods that were taken instead.
    TenderReturned {
        /// The register that sold.
        register: RegisterId,
        /// Which receipt.
        receipt: ReceiptNumber,
        /// Which means.
        by: PaidBy,
        /// How much.
        amount: Amount,
        /// How much of it goes on with the goods of this sale.
        carried: Amount,
    },
}

choice!(Effect { StockMoved { sku, quantity }, PointsMoved { customer, points }, StoredValueMoved { account, amount }, LineReturned { of, quantity, refunded, tax }, OwedMoved { customer, amount }, VoucherUsed { code, register, receipt }, PrepaidMoved { order, amount }, VoucherFreed { code }, TenderReturned { register, receipt, by, amount, carried } });

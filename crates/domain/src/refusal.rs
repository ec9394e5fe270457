//! Every way in which the shop says no.
//!
//! A refusal is data, not an error: nothing was written, the basket is as it was, and the screen
//! explains it in the operator's language with the next step.

use evertill_money::{Amount, Overflow};

use crate::choice;
use crate::clock::Timestamp;
use crate::day::Day;
use crate::extras::ExtrasFault;
use crate::ids::{AccountId, CustomerId, ReceiptNumber, SaleId, Sku, TaxCategoryId};
use crate::payback::PaidBy;
use crate::people::Need;
use crate::promotion::WhyNot;
use crate::quantity::{Quantity, Unit};
use crate::rights::Asset;
use crate::shift::ShiftNumber;

/// Why a command was refused before anything was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A basket has at most this many lines.
    BasketFull {
        /// The limit.
        limit: usize,
    },
    /// There is nothing to pay for.
    BasketEmpty,
    /// The line is no longer in the basket.
    UnknownLine,
    /// The item is archived.
    ItemArchived {
        /// Which.
        sku: Sku,
    },
    /// The settings have no such tax category.
    UnknownTax {
        /// Which.
        tax: TaxCategoryId,
    },
    /// A tax has no rate yet on the day of the sale: its first one begins later.
    TaxRateMissing {
        /// The category.
        tax: TaxCategoryId,
        /// Which of its components.
        component: String,
        /// The day.
        day: Day,
    },
    /// The item has no price: one has to be keyed.
    PriceMissing {
        /// Which.
        sku: Sku,
    },
    /// A price cannot be negative.
    PriceNegative,
    /// A quantity must be above zero.
    QuantityNotPositive,
    /// The unit is sold whole only.
    QuantityNotWhole {
        /// The unit.
        unit: Unit,
    },
    /// More than one line may carry.
    QuantityTooLarge {
        /// The most.
        limit: Quantity,
    },
    /// Beyond what one sale may come to.
    AmountTooLarge {
        /// The most.
        limit: Amount,
    },
    /// A discount cannot be negative or above 100 %.
    DiscountOutOfRange,
    /// A discount takes off more than the goods cost.
    DiscountTooLarge {
        /// The most it can take off.
        limit: Amount,
    },
    /// Coupons come to more than the goods.
    CouponsBeyondTotal,
    /// More tenders than one sale may have.
    TooManyTenders {
        /// The limit.
        limit: usize,
    },
    /// The tenders do not cover the total.
    TenderBelowTotal {
        /// What is missing.
        missing: Amount,
    },
    /// Only cash gives change, and not more than was paid in cash.
    ChangeBeyondCash {
        /// What is too much.
        excess: Amount,
    },
    /// More change than the shop gives in cash.
    ChangeBeyondLimit {
        /// The most.
        limit: Amount,
    },
    /// A tender must be above zero when the customer pays and below when money goes back.
    TenderWrongDirection,
    /// The money that goes back is not exactly what is due.
    PayoutMismatch {
        /// What is due, as a positive amount.
        due: Amount,
        /// What was offered.
        offered: Amount,
    },
    /// The terminal's slip reference is missing or unreadable.
    SlipReferenceInvalid,
    /// The coupon's number is missing or unreadable.
    CouponCodeInvalid,
    /// Coupons, vouchers, points and foreign cash cannot be paid out.
    NotPayable,
    /// Points and store credit belong to a customer; none is chosen.
    CustomerMissing,
    /// The points do not come to the amount they are said to pay, or there is no loyalty program.
    PointsMismatch,
    /// The sale was rolled back: there is nothing to refund.
    SaleRolledBack {
        /// Its receipt.
        receipt: ReceiptNumber,
    },
    /// Nothing of the line is left to come back.
    NothingToReturn {
        /// Which line of the receipt.
        line: u16,
    },
    /// More would come back than was sold.
    ReturnBeyondSold {
        /// Which line of the receipt.
        line: u16,
        /// What can still come back.
        left: Quantity,
    },
    /// The same line is already on its way back in this basket.
    ReturnedTwice {
        /// Which line of the receipt.
        line: u16,
    },
    /// What comes back earned points for a customer, who has to be the one of this sale.
    ReturnOfCustomer {
        /// Who.
        customer: CustomerId,
    },
    /// Goods without a receipt are worth more than the shop takes back at once.
    WithoutReceiptBeyond {
        /// The most.
        limit: Amount,
    },
    /// More would go out as money than was paid with a receipt: the rest goes back as store credit.
    CreditOnly {
        /// The most that goes out as money.
        most: Amount,
    },
    /// The shift, or the day, of the sale is over: it cannot be reversed any more.
    PostVoidTooLate,
    /// The sale cannot be reversed as a whole: something of it came back, or it takes something back itself.
    PostVoidImpossible,
    /// The number of a gift card has a wrong check digit, or is none at all.
    GiftCardNumberInvalid,
    /// What is put on a card or paid of an account lies above zero.
    ChargeOutOfRange {
        /// The most.
        limit: Amount,
    },
    /// A tip is not negative, and comes with a sale.
    TipOutOfRange {
        /// The most.
        limit: Amount,
    },
    /// A tip is changed afterwards on a card only, and on a sale that stands.
    TipNotOnCard,
    /// The day of the sale is over.
    DayOver,
    /// The shop does not take this foreign cash, or at another rate.
    ForeignCashMismatch,
    /// A text is empty, too long or unprintable.
    TextInvalid,
    /// What an item is beside its plain fields cannot be.
    ExtrasInvalid {
        /// Why not.
        fault: ExtrasFault,
    },
    /// Too little was chosen of a group.
    ModifierMissing {
        /// The group's name.
        group: String,
        /// How many have to be chosen.
        minimum: u16,
    },
    /// Too much was chosen of a group.
    ModifierBeyond {
        /// The group's name.
        group: String,
        /// How many can be chosen.
        maximum: u16,
    },
    /// The item has no such modifier.
    UnknownModifier {
        /// What was chosen.
        name: String,
    },
    /// The item is sold in variants: one has to be chosen.
    VariantMissing {
        /// Which item.
        sku: Sku,
    },
    /// A slot of the combo is empty, or filled with what it does not offer.
    ComboIncomplete {
        /// The slot.
        slot: String,
    },
    /// The item's deposit is no item that could be charged.
    DepositMissing {
        /// Which item it should be.
        sku: Sku,
    },
    /// Nobody has looked at the customer's age.
    AgeNotChecked {
        /// How old they have to be.
        years: u16,
    },
    /// A serial or lot number has to be noted first.
    TraceMissing {
        /// Of what.
        name: String,
    },
    /// A serial number is in the basket already.
    TraceTwice {
        /// Which.
        trace: String,
    },
    /// Each piece has a serial number of its own, and so a line of its own.
    SerialOneEach,
    /// The line follows another one, which has to be changed instead.
    LinkedLine,
    /// Nothing can be taken off this line.
    NotDiscountable,
    /// More empties come back than one sale takes.
    DepositReturnBeyond {
        /// The most.
        limit: Quantity,
    },
    /// Nothing is sold while no shift is open.
    ShiftMissing,
    /// A shift is open already.
    ShiftOpen {
        /// Which.
        shift: ShiftNumber,
    },
    /// A reason has to be given.
    ReasonMissing,
    /// An amount must be above zero, or at least zero where nothing may move.
    AmountNotPositive,
    /// A count has values or pieces that no drawer holds.
    CountInvalid,
    /// The operator's role does not allow it, and nobody has.
    NotAllowed {
        /// What would have to be allowed.
        need: Need,
    },
    /// A PIN has 4 to 8 digits.
    PinInvalid,
    /// The PIN is one that anybody would guess first.
    PinTooSimple,
    /// The PIN is wrong.
    PinWrong,
    /// Too many wrong PINs.
    PinBlocked {
        /// Until when no other is tried.
        until: Timestamp,
    },
    /// The shop has no such role.
    UnknownRole,
    /// Something was paid ahead for it, which has to be given back first.
    PrepaymentLeft {
        /// How much.
        left: Amount,
    },
    /// What was paid ahead pays only for the goods that it was paid for.
    PrepaymentOfOther,
    /// Nobody who signs on could change the shop's rules any more.
    OwnerMissing,
    /// Another operator has the same name.
    OperatorTwice,
    /// The sale is not among those set aside, or somebody else has taken it up.
    NotSuspended,
    /// A price list is for a group of customers, and none was chosen.
    CustomerGroupMissing,
    /// The last day is before the first.
    DaysReversed,
    /// No promotion has this coupon code.
    CouponUnknown {
        /// The code.
        code: String,
    },
    /// The coupon's promotion gives nothing now, whatever is rung up.
    CouponNotNow {
        /// Why.
        why: WhyNot,
    },
    /// The coupon's promotion is in the basket already.
    CouponTwice,
    /// More coupon codes than one sale may have.
    TooManyCoupons {
        /// The limit.
        limit: usize,
    },
}

impl From<Overflow> for Refusal {
    fn from(Overflow: Overflow) -> Self {
        Self::AmountTooLarge { limit: crate::pricing::SALE_LIMIT }
    }
}

/// Why a participant refused a prepared sale. It is part of the fact that rolls the sale back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RollbackReason {
    /// Not enough on hand of an item that is sold strictly.
    OutOfStock {
        /// Which.
        sku: Sku,
        /// How much the sale wants.
        wanted: Quantity,
        /// How much there is.
        on_hand: Quantity,
    },
    /// The customer is not known here.
    UnknownCustomer {
        /// Who.
        customer: CustomerId,
    },
    /// More points than the customer has.
    PointsBeyondBalance {
        /// How many the sale wants.
        wanted: i64,
        /// How many there are.
        balance: i64,
    },
    /// More than the account holds.
    StoredValueBeyondBalance {
        /// Which.
        account: AccountId,
        /// How much the sale wants.
        wanted: Amount,
        /// How much there is.
        balance: Amount,
    },
    /// The sale that lines come back from is not known here or was rolled back.
    UnknownSale {
        /// Its receipt.
        receipt: ReceiptNumber,
    },
    /// More comes back than was sold, or money that does not match.
    ReturnBeyondSold {
        /// The receipt.
        receipt: ReceiptNumber,
        /// Which line of it.
        line: u16,
        /// What can still come back.
        left: Quantity,
    },
    /// A balance would leave the range of its number.
    BeyondRange,
    /// The customer would owe more than the shop lets them.
    CreditLimitReached {
        /// The most that they may owe.
        limit: Amount,
        /// What they owe.
        owed: Amount,
    },
    /// More is paid of an account than is owed.
    PaymentBeyondOwed {
        /// What is owed.
        owed: Amount,
    },
    /// The voucher has paid before.
    VoucherUsed {
        /// Its number.
        code: String,
        /// For which receipt.
        receipt: ReceiptNumber,
    },
    /// Nothing is set aside under this transaction.
    UnknownOrder {
        /// Which.
        order: SaleId,
    },
    /// More of what was paid ahead is used, or given back, than there is.
    PrepaymentBeyondBalance {
        /// How much the sale wants.
        wanted: Amount,
        /// How much there is.
        balance: Amount,
    },
    /// The goods are collected, and not all that was paid ahead for them is used.
    PrepaymentUnused {
        /// How much is left.
        left: Amount,
    },
    /// A means of payment would get back more than it paid.
    BackBeyondPaid {
        /// Which.
        by: PaidBy,
        /// What it can get.
        most: Amount,
    },
    /// Something else of the sale has come back since this was worked out.
    ReturnOutdated {
        /// The receipt.
        receipt: ReceiptNumber,
    },
    /// The sale that is to be reversed has been, or something of it came back.
    AlreadyReversed {
        /// The receipt.
        receipt: ReceiptNumber,
    },
    /// Another register of the shop may be spending it: this one holds no right to so much.
    NotHeld {
        /// Of what.
        asset: Asset,
        /// How much the sale takes: thousandths of the unit, minor units, points.
        wanted: u64,
        /// How much may be spent here.
        held: u64,
    },
}

choice!(RollbackReason { OutOfStock { sku, wanted, on_hand }, UnknownCustomer { customer }, PointsBeyondBalance { wanted, balance }, StoredValueBeyondBalance { account, wanted, balance }, UnknownSale { receipt }, ReturnBeyondSold { receipt, line, left }, BeyondRange, CreditLimitReached { limit, owed }, PaymentBeyondOwed { owed }, VoucherUsed { code, receipt }, UnknownOrder { order }, PrepaymentBeyondBalance { wanted, balance }, PrepaymentUnused { left }, BackBeyondPaid { by, most }, ReturnOutdated { receipt }, AlreadyReversed { receipt }, NotHeld { asset, wanted, held } });

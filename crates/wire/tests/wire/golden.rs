//! Golden files: every record, as it was first written, reads today and is written today byte for byte.
//!
//! A golden file is written once, by running this test with `EVERTILL_WRITE_GOLDEN=1`, and never edited: shops have
//! such bytes on their disks. A changed record gets a new version and a new golden beside the old one.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use evertill_domain::Rounding;
use evertill_domain::charge::Charge;
use evertill_domain::conflict::{ConflictOf, Spendable};
use evertill_domain::detail::LineKind;
use evertill_domain::discount::{DiscountReason, DiscountValue};
use evertill_domain::event::{Effect, Event, ParticipantName, StockReason};
use evertill_domain::extras::Capture;
use evertill_domain::item::StockPolicy;
use evertill_domain::payback::PaidBy;
use evertill_domain::people::{Act, Size};
use evertill_domain::postings::Account;
use evertill_domain::promotion::{Combination, Deal, Offer};
use evertill_domain::quantity::Unit;
use evertill_domain::refusal::RollbackReason;
use evertill_domain::rows::{Happened, Row, SaleStatus};
use evertill_domain::sale::Price;
use evertill_domain::shift::CashKind;
use evertill_domain::tax::{RoundedComponents, RoundedPer, Service, TaxMode};
use evertill_domain::tender::Tender;
use evertill_wire::sync::{Asset, Reply, Request, Standing, Way};
use evertill_wire::{Body, Entry, ExportReader, ExportWriter, FORMAT, Place, from_record, kind, to_record, version};

use crate::cbor::{self, Value};
use crate::samples::{Sample, all, place, register};

/// The stored bytes of a golden file.
pub fn golden(name: &str) -> Vec<u8> {
    let path = folder().join(format!("{name}.cbor"));
    fs::read(&path).unwrap_or_else(|_| panic!("{name} has no golden: write it once with EVERTILL_WRITE_GOLDEN=1"))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The bytes in which this build writes it; `None` for what it only reads.
fn written(sample: &Sample) -> Option<Vec<u8>> {
    Some(match sample {
        Sample::OlderEntry(_) | Sample::OlderRow(_) | Sample::OlderDraft(_) | Sample::OlderExport(_) => return None,
        Sample::Entry(event) => Entry::new(place(), event).to_bytes(),
        Sample::EntryOf(actor, event) => Entry::new(Place { actor: actor.clone(), ..place() }, event).to_bytes(),
        Sample::Row(row) => to_record(row),
        Sample::Head(head) => to_record(head),
        Sample::Outgoing(outgoing) => to_record(outgoing),
        Sample::Draft(draft) => to_record(draft),
        Sample::Request(request) => to_record(request),
        Sample::Reply(reply) => to_record(reply),
        Sample::Enrolment(message) => message.bytes(),
        Sample::State(state) => to_record(state),
        Sample::Export(event) => {
            let mut writer = ExportWriter::new(register(), place().seq);
            writer.push(&Entry::new(place(), event).to_bytes());
            writer.take()
        }
    })
}

fn assert_reads(name: &str, bytes: &[u8], sample: &Sample) {
    match sample {
        Sample::Entry(event) => {
            let entry = Entry::from_bytes(bytes).unwrap();
            assert_eq!(Some(entry.header.version), version(kind(event)), "{name}");
            assert_entry(name, &entry, event);
        }
        Sample::EntryOf(actor, event) => {
            let entry = Entry::from_bytes(bytes).unwrap();
            assert_eq!((&entry.header.operator, &entry.header.approvals), (&actor.operator, &actor.approvals));
            assert_entry(name, &entry, event);
        }
        Sample::OlderEntry(event) => assert_entry(name, &Entry::from_bytes(bytes).unwrap(), event),
        Sample::Row(row) | Sample::OlderRow(row) => assert_eq!(from_record(bytes).as_ref(), Ok(row), "{name}"),
        Sample::Head(head) => assert_eq!(from_record(bytes).as_ref(), Ok(head), "{name}"),
        Sample::Outgoing(outgoing) => assert_eq!(from_record(bytes).as_ref(), Ok(outgoing), "{name}"),
        Sample::Draft(draft) | Sample::OlderDraft(draft) => {
            assert_eq!(from_record(bytes).as_ref(), Ok(draft), "{name}")
        }
        Sample::Request(request) => assert_eq!(from_record(bytes).as_ref(), Ok(request), "{name}"),
        Sample::Reply(reply) => assert_eq!(from_record(bytes).as_ref(), Ok(reply), "{name}"),
        Sample::Enrolment(message) => message.assert_reads(bytes),
        Sample::State(state) => assert_eq!(from_record(bytes).as_ref(), Ok(state), "{name}"),
        Sample::Export(event) | Sample::OlderExport(event) => {
            let (head, mut reader) = ExportReader::new(bytes).unwrap();
            assert_eq!((head.register, head.last), (register(), place().seq), "{name}");
            assert_entry(name, &reader.next_entry().unwrap().unwrap(), event);
            assert_eq!(reader.next_entry(), Ok(None), "{name}");
        }
    }
}

fn assert_entry(name: &str, entry: &Entry, event: &Event) {
    let (header, at) = (&entry.header, place());
    assert_eq!(header.format, FORMAT, "{name}");
    assert_eq!((&header.register, header.incarnation, header.epoch), (&at.register, at.incarnation, at.epoch));
    assert_eq!((header.seq, header.prev, header.hlc), (at.seq, at.prev, at.hlc), "{name}");
    assert_eq!(header.kind, kind(event), "{name}");
    assert_eq!(entry.body(), Ok(Body::Known(Box::new(event.clone()))), "{name}");
}

/// The bytes as a person reads them.
fn readable(bytes: &[u8]) -> String {
    if let Some(value) = cbor::read(bytes) {
        return cbor::diagnostic(&value);
    }
    // An export is a sequence of byte strings with four-byte lengths.
    let mut text = String::new();
    let mut rest = bytes;
    while let Some((frame, after)) = rest.split_first_chunk::<5>() {
        let length = u32::from_be_bytes([frame[1], frame[2], frame[3], frame[4]]) as usize;
        text.push_str(&cbor::diagnostic(&Value::Bytes(after[..length].to_vec())));
        rest = &after[length..];
    }
    text
}

/// Writes the golden files that are not there. One that is there is never touched.
fn write_missing() {
    for (name, sample) in all() {
        let Some(bytes) = written(&sample) else { continue };
        for (ending, content) in [("txt", readable(&bytes).into_bytes()), ("cbor", bytes)] {
            if let Ok(mut file) = fs::File::create_new(folder().join(format!("{name}.{ending}"))) {
                file.write_all(&content).unwrap();
            }
        }
    }
}

#[test]
fn every_golden_reads_to_its_value_and_is_written_back_byte_for_byte() {
    if std::env::var_os("EVERTILL_WRITE_GOLDEN").is_some() {
        write_missing();
    }
    for (name, sample) in all() {
        let bytes = golden(&name);
        assert_reads(&name, &bytes, &sample);
        let same = written(&sample).is_none_or(|written| written == bytes);
        assert!(same, "{name} is written otherwise than it was: give the record a new version");
        let text = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
        assert_eq!(text, readable(&bytes), "{name}.txt does not say what {name}.cbor holds");
    }
}

#[test]
fn every_golden_file_has_a_value_that_it_must_read_as() {
    let expected: BTreeSet<String> =
        all().into_iter().flat_map(|(name, _)| ["cbor", "txt"].map(|ending| format!("{name}.{ending}"))).collect();
    let found: BTreeSet<String> =
        fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(found, expected);
}

/// The names of all variants of an enum. The match makes a variant without a name here a compile error.
macro_rules! variants {
    ($type:ty { $($variant:pat => $name:literal),+ $(,)? }) => {{
        let _exhaustive = |value: &$type| match value { $($variant => $name),+ };
        vec![$($name),+]
    }};
}

#[test]
fn every_event_kind_has_a_golden_of_every_version() {
    let kinds = variants!(Event {
        Event::RegisterOpened { .. } => "RegisterOpened",
        Event::WriterChanged { .. } => "WriterChanged",
        Event::SettingsChanged(_) => "SettingsChanged",
        Event::ItemsImported(_) => "ItemsImported",
        Event::ItemChanged(_) => "ItemChanged",
        Event::StockAdjusted { .. } => "StockAdjusted",
        Event::CustomerChanged(_) => "CustomerChanged",
        Event::SalePrepared(_) => "SalePrepared",
        Event::SaleConfirmed(_) => "SaleConfirmed",
        Event::SaleRolledBack(_) => "SaleRolledBack",
        Event::ReceiptReprinted { .. } => "ReceiptReprinted",
        Event::SaleSuspended(_) => "SaleSuspended",
        Event::SaleResumed { .. } => "SaleResumed",
        Event::SaleCancelled(_) => "SaleCancelled",
        Event::OperatorChanged(_) => "OperatorChanged",
        Event::OperatorSignedOn { .. } => "OperatorSignedOn",
        Event::OperatorSignedOff { .. } => "OperatorSignedOff",
        Event::PinRefused { .. } => "PinRefused",
        Event::ApprovalGiven { .. } => "ApprovalGiven",
        Event::ShiftOpened(_) => "ShiftOpened",
        Event::CashMoved(_) => "CashMoved",
        Event::ShiftClosed(_) => "ShiftClosed",
        Event::PromotionChanged(_) => "PromotionChanged",
        Event::PriceListChanged(_) => "PriceListChanged",
        Event::PricesSet(_) => "PricesSet",
        Event::TipAdjusted(_) => "TipAdjusted",
        Event::TrainingStarted { .. } => "TrainingStarted",
        Event::TrainingEnded { .. } => "TrainingEnded",
        Event::TransferBegun(_) => "TransferBegun",
        Event::TransferSettled(_) => "TransferSettled",
    });
    let goldens: BTreeSet<(String, u16)> = all()
        .into_iter()
        .filter(|(_, sample)| matches!(sample, Sample::Entry(_) | Sample::OlderEntry(_)))
        .map(|(name, _)| Entry::from_bytes(&golden(&name)).unwrap().header)
        .map(|header| (header.kind, header.version))
        .collect();
    for kind in kinds {
        let last = version(kind).unwrap_or_else(|| panic!("{kind} has no version"));
        for version in 1..=last {
            assert!(goldens.contains(&(kind.to_owned(), version)), "{kind} of version {version} has no golden");
        }
    }
}

fn acts() -> Vec<&'static str> {
    variants!(Act {
        Act::Discount => "Discount", Act::PriceOverride => "PriceOverride", Act::VoidAfterHold => "VoidAfterHold",
        Act::CancelSale => "CancelSale", Act::Refund => "Refund", Act::RefundWithoutReceipt => "RefundWithoutReceipt",
        Act::PostVoid => "PostVoid", Act::NoSale => "NoSale", Act::MoveCash => "MoveCash", Act::Shift => "Shift",
        Act::Reports => "Reports", Act::Items => "Items", Act::Shop => "Shop", Act::Training => "Training",
        Act::Exception => "Exception",
    })
}

#[test]
fn every_variant_that_is_stored_stands_in_a_golden() {
    let lists = [
        variants!(Row {
            Row::Sale(_) => "Sale", Row::Stock(_) => "Stock", Row::Customer(_) => "Customer",
            Row::StoredValue(_) => "StoredValue", Row::CatalogueChange(_) => "CatalogueChange",
            Row::Settings(_) => "Settings", Row::Suspended(_) => "Suspended", Row::Operator(_) => "Operator",
            Row::Till(_) => "Till", Row::Shift(_) => "Shift",
            Row::Promotion(_) => "Promotion", Row::PriceList(_) => "PriceList",
            Row::Prices(_) => "Prices",
            Row::Voucher(_) => "Voucher",
            Row::Training(_) => "Training",
            Row::StrictStock(_) => "StrictStock", Row::CatalogueCount(_) => "CatalogueCount",
            Row::Stamps(_) => "Stamps", Row::Held(_) => "Held", Row::Waiting(_) => "Waiting",
            Row::Spent(_) => "Spent", Row::Conflict(_) => "Conflict",
            Row::Right(_) => "Right", Row::Transfers(_) => "Transfers",
        }),
        variants!(Happened {
            Happened::Effect(_) => "Effect", Happened::Reprinted => "Reprinted", Happened::Tip(_) => "Tip",
        }),
        variants!(Spendable {
            Spendable::Stock(_) => "Stock", Spendable::Account(_) => "Account", Spendable::Points(_) => "Points",
            Spendable::Owed(_) => "Owed",
        }),
        variants!(ConflictOf {
            ConflictOf::Overspent(_) => "Overspent", ConflictOf::VoucherTwice(_) => "VoucherTwice",
            ConflictOf::BackBeyondSold(_) => "BackBeyondSold", ConflictOf::SettledTwice(_) => "SettledTwice",
            ConflictOf::PrepaidLeft(_) => "PrepaidLeft",
        }),
        variants!(Request {
            Request::Hello(_) => "Hello", Request::Push(_) => "Push", Request::Pull(_) => "Pull",
            Request::Beat(_) => "Beat", Request::Report(_) => "Report", Request::Transfer(_) => "Transfer",
        }),
        variants!(Reply {
            Reply::Welcome(_) => "Welcome", Reply::Ack(_) => "Ack", Reply::Page(_) => "Page",
            Reply::NewEpoch(_) => "NewEpoch", Reply::Noted(_) => "Noted", Reply::Moved(_) => "Moved",
        }),
        variants!(Standing {
            Standing::Good => "Good", Standing::Gathering => "Gathering", Standing::Forked { .. } => "Forked",
            Standing::Revoked => "Revoked",
        }),
        variants!(Asset {
            Asset::Stock(_) => "Stock", Asset::Account(_) => "Account", Asset::Points(_) => "Points",
        }),
        variants!(Way { Way::Ask { .. } => "Ask", Way::Return { .. } => "Return" }),
        variants!(CashKind {
            CashKind::Loan => "Loan", CashKind::Pickup => "Pickup", CashKind::PaidIn => "PaidIn",
            CashKind::PaidOut => "PaidOut", CashKind::NoSale => "NoSale",
        }),
        variants!(Account {
            Account::Cash => "Cash", Account::Card => "Card", Account::Coupons => "Coupons", Account::Points => "Points",
            Account::StoredValue => "StoredValue", Account::Sales(_) => "Sales", Account::Tax(_) => "Tax", Account::TaxPart { .. } => "TaxPart",
            Account::Safe => "Safe", Account::PaidIn => "PaidIn", Account::PaidOut => "PaidOut",
            Account::OverShort => "OverShort", Account::GiftCards => "GiftCards",
            Account::Receivables => "Receivables", Account::Vouchers => "Vouchers",
            Account::Prepayments => "Prepayments",
            Account::ForeignCash => "ForeignCash", Account::Tips => "Tips", Account::Rounding => "Rounding",
        }),
        variants!(Size { Size::Any => "Any", Size::Share(_) => "Share", Size::Money(_) => "Money" }),
        acts(),
        variants!(SaleStatus { SaleStatus::Confirmed => "Confirmed", SaleStatus::RolledBack => "RolledBack" }),
        variants!(StockReason {
            StockReason::Received => "Received", StockReason::Counted => "Counted", StockReason::Lost => "Lost",
        }),
        variants!(ParticipantName {
            ParticipantName::Returns => "Returns", ParticipantName::Inventory => "Inventory",
            ParticipantName::Loyalty => "Loyalty", ParticipantName::StoredValue => "StoredValue",
            ParticipantName::Accounts => "Accounts", ParticipantName::Vouchers => "Vouchers",
            ParticipantName::Prepayments => "Prepayments", ParticipantName::Rights => "Rights",
        }),
        variants!(Effect {
            Effect::StockMoved { .. } => "StockMoved", Effect::PointsMoved { .. } => "PointsMoved",
            Effect::StoredValueMoved { .. } => "StoredValueMoved", Effect::LineReturned { .. } => "LineReturned",
            Effect::OwedMoved { .. } => "OwedMoved", Effect::VoucherUsed { .. } => "VoucherUsed",
            Effect::PrepaidMoved { .. } => "PrepaidMoved",
            Effect::VoucherFreed { .. } => "VoucherFreed", Effect::TenderReturned { .. } => "TenderReturned",
        }),
        variants!(PaidBy {
            PaidBy::Card => "Card", PaidBy::GiftCard { .. } => "GiftCard", PaidBy::OnAccount => "OnAccount",
            PaidBy::Cash => "Cash", PaidBy::Credit => "Credit",
        }),
        variants!(RollbackReason {
            RollbackReason::OutOfStock { .. } => "OutOfStock",
            RollbackReason::UnknownCustomer { .. } => "UnknownCustomer",
            RollbackReason::PointsBeyondBalance { .. } => "PointsBeyondBalance",
            RollbackReason::StoredValueBeyondBalance { .. } => "StoredValueBeyondBalance",
            RollbackReason::UnknownSale { .. } => "UnknownSale",
            RollbackReason::ReturnBeyondSold { .. } => "ReturnBeyondSold",
            RollbackReason::BeyondRange => "BeyondRange",
            RollbackReason::CreditLimitReached { .. } => "CreditLimitReached",
            RollbackReason::PaymentBeyondOwed { .. } => "PaymentBeyondOwed",
            RollbackReason::VoucherUsed { .. } => "VoucherUsed",
            RollbackReason::UnknownOrder { .. } => "UnknownOrder",
            RollbackReason::PrepaymentBeyondBalance { .. } => "PrepaymentBeyondBalance",
            RollbackReason::PrepaymentUnused { .. } => "PrepaymentUnused",
            RollbackReason::BackBeyondPaid { .. } => "BackBeyondPaid",
            RollbackReason::ReturnOutdated { .. } => "ReturnOutdated",
            RollbackReason::AlreadyReversed { .. } => "AlreadyReversed",
            RollbackReason::NotHeld { .. } => "NotHeld",
        }),
        variants!(Tender {
            Tender::Cash { .. } => "Cash", Tender::Card { .. } => "Card", Tender::Coupon { .. } => "Coupon",
            Tender::Points { .. } => "Points", Tender::StoredValue { .. } => "StoredValue",
            Tender::GiftCard { .. } => "GiftCard", Tender::OnAccount { .. } => "OnAccount",
            Tender::Voucher { .. } => "Voucher", Tender::ForeignCash { .. } => "ForeignCash",
            Tender::Prepayment { .. } => "Prepayment",
        }),
        variants!(LineKind {
            LineKind::Goods => "Goods", LineKind::Combo => "Combo", LineKind::Part => "Part", LineKind::Deposit => "Deposit",
            LineKind::DepositReturn => "DepositReturn", LineKind::Open => "Open", LineKind::Note => "Note",
        }),
        variants!(Capture { Capture::Serial => "Serial", Capture::Lot => "Lot" }),
        variants!(Charge { Charge::GiftCard { .. } => "GiftCard", Charge::Account { .. } => "Account", Charge::Prepayment { .. } => "Prepayment" }),
        variants!(Price { Price::Unit(_) => "Unit", Price::Extended(_) => "Extended" }),
        variants!(DiscountValue { DiscountValue::Percent(_) => "Percent", DiscountValue::Amount(_) => "Amount" }),
        variants!(DiscountReason {
            DiscountReason::Manual => "Manual", DiscountReason::Loyalty => "Loyalty",
            DiscountReason::Coupon => "Coupon", DiscountReason::CouponMatch => "CouponMatch",
            DiscountReason::Promotion => "Promotion",
        }),
        variants!(Offer {
            Offer::Percent { .. } => "Percent", Offer::Amount { .. } => "Amount", Offer::Fixed { .. } => "Fixed",
            Offer::Gift { .. } => "Gift", Offer::Set { .. } => "Set", Offer::Threshold { .. } => "Threshold",
        }),
        variants!(Deal { Deal::Price(_) => "Price", Deal::Percent(_) => "Percent", Deal::Amount(_) => "Amount" }),
        variants!(Combination { Combination::Exclusive => "Exclusive", Combination::Stackable => "Stackable" }),
        variants!(TaxMode { TaxMode::Inclusive => "Inclusive", TaxMode::Exclusive => "Exclusive" }),
        variants!(Service { Service::EatIn => "EatIn", Service::TakeAway => "TakeAway" }),
        variants!(RoundedPer { RoundedPer::Total => "Total", RoundedPer::Line => "Line" }),
        variants!(RoundedComponents {
            RoundedComponents::Each => "Each", RoundedComponents::Together => "Together",
        }),
        variants!(Rounding {
            Rounding::HalfUp => "HalfUp", Rounding::HalfEven => "HalfEven", Rounding::Down => "Down",
        }),
        variants!(StockPolicy { StockPolicy::Off => "Off", StockPolicy::Warn => "Warn", StockPolicy::Strict => "Strict" }),
        variants!(Unit {
            Unit::Each => "Each", Unit::Kilogram => "Kilogram", Unit::Pound => "Pound", Unit::Litre => "Litre",
            Unit::Gallon => "Gallon", Unit::Metre => "Metre",
        }),
    ];
    let texts: String = all().iter().map(|(name, _)| readable(&golden(name))).collect();
    for variant in lists.into_iter().flatten() {
        assert!(texts.contains(&format!("\"{variant}\"")), "no golden holds {variant}");
    }
}

//! One value of every record, which its golden file must read as. Values are written out, not computed: what a golden
//! says must not change when a rule does.

use crate::{
    after_samples, enrolment_samples, merge_samples, offer_samples, sync_samples, tax_samples, tender_samples,
};
use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::clock::{Hlc, LocalTime, Timestamp};
use evertill_domain::customer::Customer;
use evertill_domain::discount::{Discount, DiscountReason, DiscountValue, GivenDiscount};
use evertill_domain::edit::{Edit, Edited};
use evertill_domain::event::{
    Effect, Event, ItemsImported, ParticipantName, SaleConfirmed, SaleRolledBack, StockReason,
};
use evertill_domain::goods::GoodsRules;
use evertill_domain::ids::{
    AccountId, CustomerId, ImportId, OperatorId, ReceiptNumber, RegisterId, SaleId, Seq, Sku, TaxCategoryId,
};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::people::Actor;
use evertill_domain::pricing::Rules;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::refusal::RollbackReason;
use evertill_domain::rows::{CustomerRow, Row, SaleStatus, SoldLine, SoldSale};
use evertill_domain::sale::{Price, ReturnOf, Sale, SaleLine, TaxTotal, Totals};
use evertill_domain::shop::{LoyaltyProgram, Settings};
use evertill_domain::tax::{RoundedComponents, RoundedPer, Service, TaxCategory, TaxMode, TaxRounding};
use evertill_domain::tender::Tender;
use evertill_money::{Amount, Currency, Rate, Rounding};
use evertill_wire::sync::{Reply, Request};
use evertill_wire::{Draft, Hash, Head, Outgoing, Place, SyncState, kind, version};

use crate::goods;

pub mod counter;

/// What a golden file holds.
#[derive(Clone, Debug)]
pub enum Sample {
    /// A journal entry, at [`place`].
    Entry(Event),
    /// The same, by somebody who is signed on and was allowed something.
    EntryOf(Actor, Event),
    /// A row of a projection.
    Row(Row),
    /// A journal's head.
    Head(Head),
    /// A row of the outbox.
    Outgoing(Outgoing),
    /// A kept basket.
    Draft(Draft),
    /// What a register asks the hub.
    Request(Request),
    /// What the hub answers.
    Reply(Reply),
    /// Where a register stands with its hub.
    State(SyncState),
    /// What is said when a register is enrolled.
    Enrolment(enrolment_samples::Message),
    /// An entry as an older build wrote it: it is read, and written no more. The same goes for what follows.
    OlderEntry(Event),
    /// A row of a projection.
    OlderRow(Row),
    /// A kept basket.
    OlderDraft(Draft),
    /// An exported journal of one entry.
    OlderExport(Event),
    /// An exported journal of one entry.
    Export(Event),
}

/// Where every golden entry stands.
pub fn place() -> Place {
    Place {
        register: register(),
        incarnation: 1,
        epoch: 3,
        seq: Seq(41),
        prev: Hash::of(b"the entry before"),
        hlc: Hlc { ms: 1_795_353_300_123, counter: 2 },
        actor: Actor::default(),
    }
}

/// Every golden: its file's name without ending, and its value.
pub fn all() -> Vec<(String, Sample)> {
    let mut all: Vec<(String, Sample)> = events().into_iter().map(first_version).collect();
    all.extend(counter::events().into_iter().map(|(name, event)| (format!("{name}-v1"), Sample::Entry(event))));
    let resumed =
        Event::SaleResumed { id: SaleId::new("r1-9c01").unwrap(), time: time(), operator: None, version: None };
    all.push(("Entry-Actor-v1".to_owned(), Sample::EntryOf(counter::actor(), resumed)));
    all.extend(events_of_version_2().into_iter().map(|(name, event)| (format!("{name}-v2"), Sample::Entry(event))));
    all.extend(rows().into_iter().map(|(name, row)| (format!("Row-{name}-v1"), Sample::OlderRow(row))));
    all.extend(rows_of_version_2().into_iter().map(|(name, row)| (format!("Row-{name}-v2"), Sample::Row(row))));
    let mut merged = merge_samples::events(archived_item(), customer(), counter::suspended());
    merged.extend(merge_samples::rights(sale(), confirmed()));
    all.extend(merged.into_iter().map(|(name, event)| (name, Sample::Entry(event))));
    let head = Head {
        register: register(),
        incarnation: 1,
        epoch: 3,
        seq: Seq(42),
        hash: Hash::of(b"the last entry"),
        hlc: Hlc { ms: 1_795_353_300_124, counter: 0 },
        next_receipt: ReceiptNumber(18),
        grand_total: amount(1_234_567),
        refund_total: amount(890),
        undecided: vec![Seq(42)],
        seen: Hlc::default(),
        folded: 0,
        member: false,
    };
    let seen = Head { seen: Hlc { ms: 1_795_353_300_500, counter: 1 }, folded: 1, ..head.clone() };
    all.push(("Head-v1".to_owned(), Sample::Head(head)));
    all.push(("Head-Member-v1".to_owned(), Sample::Head(Head { member: true, ..seen.clone() })));
    all.push(("Head-Seen-v1".to_owned(), Sample::Head(seen)));
    all.push(("SyncState-v1".to_owned(), Sample::State(merge_samples::state())));
    all.push(("Outgoing-v1".to_owned(), Sample::Outgoing(Outgoing { from: Seq(41), to: Seq(42) })));
    let draft = |tenders| Draft { sale: SaleId::new("r1-7f3a").unwrap(), basket: basket(), tenders };
    all.push(("Draft-v1".to_owned(), Sample::OlderDraft(draft(Vec::new()))));
    let card = Tender::Card { amount: amount(500), slip: "7731".to_owned() };
    let taken = draft(vec![Tender::Cash { amount: amount(200) }, card]);
    all.push(("Draft-v2".to_owned(), Sample::OlderDraft(taken.clone())));
    let filled = tax_samples::basket(counter::resumed_basket(), &settings());
    let filled = goods::basket(filled, &inside(), settings());
    let filled = offer_samples::basket(filled, archived_item(), on_top(), &settings());
    let filled = tender_samples::basket(filled, &settings());
    let filled = after_samples::basket(filled, returned_line(), &settings());
    all.push(("Draft-v3".to_owned(), Sample::Draft(Draft { basket: filled, ..taken })));
    let opened = Event::RegisterOpened { register: register(), settings: Box::new(settings()) };
    all.push(("Export-v1".to_owned(), Sample::OlderExport(opened)));
    let changed = Event::WriterChanged { epoch: 3, taken_over: false };
    all.push(("Export-WriterChanged-v1".to_owned(), Sample::Export(changed)));
    let requests = sync_samples::requests().into_iter();
    all.extend(requests.map(|(name, request)| (format!("Request-{name}-v1"), Sample::Request(request))));
    let replies = sync_samples::replies().into_iter();
    all.extend(replies.map(|(name, reply)| (format!("Reply-{name}-v1"), Sample::Reply(reply))));
    let messages = enrolment_samples::messages().into_iter();
    all.extend(messages.map(|message| (format!("Enrolment-{}-v1", message.name()), Sample::Enrolment(message))));
    all
}

/// The golden of an event in version 1, which later builds may have gone beyond.
fn first_version((name, event): (String, Event)) -> (String, Sample) {
    let last = version(kind(&event)) == Some(1);
    (format!("{name}-v1"), if last { Sample::Entry(event) } else { Sample::OlderEntry(event) })
}

/// Events of version 2, in which everything that came with it says something.
fn events_of_version_2() -> Vec<(&'static str, Event)> {
    let opened = tax_samples::settings(settings(), RoundedPer::Line, RoundedComponents::Together, Rounding::HalfEven);
    let changed = tax_samples::settings(settings(), RoundedPer::Total, RoundedComponents::Each, Rounding::Down);
    vec![
        (
            "RegisterOpened",
            Event::RegisterOpened {
                register: register(),
                settings: goods::settings(offer_samples::settings(counter::settings(tender_samples::settings(opened)))),
            },
        ),
        (
            "SettingsChanged",
            Event::SettingsChanged(goods::settings(offer_samples::settings(counter::settings(
                after_samples::settings(changed),
            )))),
        ),
        ("ItemsImported", Event::ItemsImported(goods::import(import_of_version_2()))),
        ("ItemChanged", Event::ItemChanged(whole(goods::item(Item { cost: Some(amount(180)), ..archived_item() })))),
        (
            "CustomerChanged",
            Event::CustomerChanged(whole(tender_samples::customer(offer_samples::customer(tax_samples::customer(
                customer(),
            ))))),
        ),
        (
            "SalePrepared",
            Event::SalePrepared(Box::new(after_samples::sale(tender_samples::sale(goods::sale(
                sale_of_version_2(),
                &weighed_line(),
            ))))),
        ),
        ("SaleConfirmed", Event::SaleConfirmed(after_samples::confirmed(tender_samples::confirmed(confirmed())))),
        (
            "SaleRolledBack",
            Event::SaleRolledBack(SaleRolledBack {
                prepared: Seq(40),
                receipt: ReceiptNumber(17),
                participant: ParticipantName::Inventory,
                reason: RollbackReason::BeyondRange,
                recovered: true,
            }),
        ),
    ]
    .into_iter()
    .chain(tender_samples::rollbacks())
    .chain(after_samples::rollbacks())
    .collect()
}

/// An import of which some costs are known.
fn import_of_version_2() -> ItemsImported {
    let mut import = import();
    for (item, cost) in import.items.iter_mut().zip([None, Some(55), Some(0)]) {
        item.cost = cost.map(amount);
    }
    import
}

/// A sale with a line of each kind that came with version 2.
fn sale_of_version_2() -> Sale {
    let mut sale = offer_samples::sale(counter::sale(tax_samples::sale(sale())));
    for line in &mut sale.lines {
        line.cost = Some(amount(21));
    }
    sale
}

/// Rows of version 2, in which everything that came with it says something.
fn rows_of_version_2() -> Vec<(&'static str, Row)> {
    let later = |row| match row {
        Row::Sale(sold) => Row::Sale(Box::new(after_samples::sold(tender_samples::sold(tax_samples::sold(*sold))))),
        Row::Settings(settings) => Row::Settings(goods::settings(offer_samples::settings(counter::settings(
            tax_samples::settings(*settings, RoundedPer::Line, RoundedComponents::Each, Rounding::HalfUp),
        )))),
        Row::Customer(mut row) => {
            row.profile = row.profile.map(tax_samples::customer).map(offer_samples::customer);
            row.profile = row.profile.map(tender_samples::customer);
            Row::Customer(Box::new(CustomerRow { owed: amount(1_200), ..*row }))
        }
        row => row,
    };
    let of_version_2 = rows().into_iter().filter(|(name, _)| matches!(*name, "Sale" | "Settings" | "Customer"));
    let of_version_2 = of_version_2.map(|(name, row)| (name, later(row)));
    let kept = counter::rows().into_iter().map(|(name, row)| (name, after_samples::row(row)));
    let others = kept.chain(offer_samples::rows());
    let merged = merge_samples::rows(sold(), CustomerRow::default(), counter::suspended());
    let training = [tender_samples::voucher(), ("Training", Row::Training(true))];
    of_version_2.chain(others).chain(training).chain(merged).collect()
}

fn events() -> Vec<(String, Event)> {
    let named = |name: &str, event| (name.to_owned(), event);
    let mut events = vec![
        named("RegisterOpened", Event::RegisterOpened { register: register(), settings: Box::new(settings()) }),
        named("WriterChanged", Event::WriterChanged { epoch: 3, taken_over: true }),
        named("SettingsChanged", Event::SettingsChanged(Box::new(bare_settings()))),
        named("ItemsImported", Event::ItemsImported(import())),
        named("ItemChanged", Event::ItemChanged(whole(archived_item()))),
        named("CustomerChanged", Event::CustomerChanged(whole(customer()))),
        named("SalePrepared", Event::SalePrepared(Box::new(sale()))),
        named("SaleConfirmed", Event::SaleConfirmed(confirmed())),
        named("TrainingStarted", Event::TrainingStarted { time: time(), operator: None }),
        named("TrainingEnded", Event::TrainingEnded { time: time(), operator: Some(OperatorId::new("sam").unwrap()) }),
        named("ReceiptReprinted", Event::ReceiptReprinted { register: register(), receipt: ReceiptNumber(17) }),
        named("TipAdjusted", tender_samples::tip_adjusted()),
    ];
    for (name, reason) in
        [("Received", StockReason::Received), ("Counted", StockReason::Counted), ("Lost", StockReason::Lost)]
    {
        let quantity = thousandths(if name == "Received" { 24_000 } else { -1_500 });
        events.push((format!("StockAdjusted-{name}"), Event::StockAdjusted { sku: sku("1001"), quantity, reason }));
    }
    events.extend(
        offer_samples::promotions().into_iter().map(|(name, promotion)| {
            (format!("PromotionChanged-{name}"), Event::PromotionChanged(Box::new(promotion)))
        }),
    );
    events.push(named("PriceListChanged", Event::PriceListChanged(Box::new(offer_samples::price_list()))));
    events.push(named("PricesSet", Event::PricesSet(offer_samples::prices())));
    events.extend(rollbacks().into_iter().map(|(name, participant, reason)| {
        let prepared = Seq(40);
        let receipt = ReceiptNumber(17);
        let event = SaleRolledBack { prepared, receipt, participant, reason, recovered: false };
        (format!("SaleRolledBack-{name}"), Event::SaleRolledBack(event))
    }));
    events
}

fn rollbacks() -> [(&'static str, ParticipantName, RollbackReason); 7] {
    let receipt = ReceiptNumber(9);
    [
        (
            "OutOfStock",
            ParticipantName::Inventory,
            RollbackReason::OutOfStock { sku: sku("1001"), wanted: thousandths(2_000), on_hand: thousandths(1_000) },
        ),
        (
            "UnknownCustomer",
            ParticipantName::Loyalty,
            RollbackReason::UnknownCustomer { customer: CustomerId::new("c-1").unwrap() },
        ),
        (
            "PointsBeyondBalance",
            ParticipantName::Loyalty,
            RollbackReason::PointsBeyondBalance { wanted: 500, balance: -3 },
        ),
        (
            "StoredValueBeyondBalance",
            ParticipantName::StoredValue,
            RollbackReason::StoredValueBeyondBalance {
                account: account(),
                wanted: amount(2_000),
                balance: amount(750),
            },
        ),
        ("UnknownSale", ParticipantName::Returns, RollbackReason::UnknownSale { receipt }),
        (
            "ReturnBeyondSold",
            ParticipantName::Returns,
            RollbackReason::ReturnBeyondSold { receipt, line: 2, left: thousandths(500) },
        ),
        ("BeyondRange", ParticipantName::StoredValue, RollbackReason::BeyondRange),
    ]
}

/// A record that is meant as a whole.
fn whole<T: Edited>(value: T) -> Box<Edit<T>> {
    Box::new(Edit::whole(value))
}

fn sold() -> SoldSale {
    SoldSale {
        receipt: ReceiptNumber(17),
        prepared: Seq(40),
        time: time(),
        status: SaleStatus::Confirmed,
        customer: Some(CustomerId::new("c-1").unwrap()),
        total: amount(1_099),
        reprints: 1,
        lines: vec![SoldLine {
            no: 1,
            quantity: thousandths(3_000),
            total: amount(900),
            tax: amount(59),
            returned: thousandths(1_000),
            refunded: amount(300),
            refunded_tax: amount(20),
            came_back: true,
            tax_parts: Vec::new(),
        }],
        charges: amount(0),
        tip: amount(0),
        paid: None,
        earned: None,
        voided: None,
        incarnation: None,
        refunds: Vec::new(),
    }
}

fn rows() -> Vec<(&'static str, Row)> {
    let sold = sold();
    let undone = SoldSale { status: SaleStatus::RolledBack, customer: None, lines: Vec::new(), ..sold.clone() };
    vec![
        ("Sale", Row::Sale(Box::new(sold))),
        ("Sale-RolledBack", Row::Sale(Box::new(undone))),
        ("Stock", Row::Stock(thousandths(-2_500))),
        (
            "Customer",
            Row::Customer(Box::new(CustomerRow { profile: Some(customer()), points: 120, ..CustomerRow::default() })),
        ),
        ("Customer-Unknown", Row::Customer(Box::new(CustomerRow { points: -4, ..CustomerRow::default() }))),
        ("StoredValue", Row::StoredValue(amount(750))),
        ("CatalogueChange", Row::CatalogueChange(4_000)),
        ("Settings", Row::Settings(Box::new(settings()))),
    ]
}

fn sale() -> Sale {
    let customer = CustomerId::new("c-1").unwrap();
    Sale {
        id: SaleId::new("r1-7f3a").unwrap(),
        register: register(),
        receipt: ReceiptNumber(17),
        time: time(),
        operator: Some(OperatorId::new("sam").unwrap()),
        customer: Some(customer),
        lines: vec![discounted_line(), weighed_line(), returned_line()],
        basket_discount: Some(given(DiscountReason::Manual, DiscountValue::Percent(Rate::percent(10).unwrap()), 90)),
        totals: Totals {
            extended: amount(1_199),
            discount: amount(240),
            taxes: vec![
                TaxTotal { tax: inside(), net: amount(607), amount: amount(43), parts: Vec::new() },
                TaxTotal { tax: on_top(), net: amount(309), amount: amount(27), parts: Vec::new() },
            ],
            tax: amount(70),
            total: amount(986),
            tax_spared: amount(0),
        },
        tenders: vec![
            Tender::Cash { amount: amount(500) },
            Tender::Card { amount: amount(200), slip: "0042 TA".to_owned() },
            Tender::Coupon { amount: amount(100), code: "WELCOME-1".to_owned() },
            Tender::Points { points: 50, amount: amount(50) },
            Tender::StoredValue { account: account(), amount: amount(200) },
        ],
        change: amount(64),
        points_earned: 9,
        service: Service::EatIn,
        exemption: None,
        age_checked: 0,
        shift: None,
        business_date: None,
        resumed: Vec::new(),
        voids: Vec::new(),
        approvals: Vec::new(),
        charges: Vec::new(),
        tip: amount(0),
        rounding: amount(0),
        earn_per: amount(0),
        cash_instead: false,
        post_void: None,
        unheld: false,
    }
}

fn discounted_line() -> SaleLine {
    let percent = DiscountValue::Percent(Rate::millionths(50_000).unwrap());
    SaleLine {
        no: 1,
        sku: sku("1001"),
        name: "Milk 1 l".to_owned(),
        quantity: thousandths(3_000),
        unit: Unit::Each,
        price: Price::Unit(amount(300)),
        extended: amount(900),
        discounts: vec![
            given(DiscountReason::Loyalty, percent, 45),
            given(DiscountReason::Coupon, DiscountValue::Amount(amount(50)), 50),
            given(DiscountReason::CouponMatch, DiscountValue::Amount(amount(55)), 55),
        ],
        basket_discount: amount(60),
        tax: inside(),
        tax_amount: amount(45),
        total: amount(690),
        stock: StockPolicy::Off,
        returned: None,
        cost: None,
        tax_parts: Vec::new(),
        tax_spared: amount(0),
        service: None,
        detail: None,
        under: None,
        price_change: None,
        taken: None,
    }
}

fn weighed_line() -> SaleLine {
    SaleLine {
        no: 2,
        sku: sku("2002"),
        name: "قهوة".to_owned(),
        quantity: thousandths(415),
        unit: Unit::Kilogram,
        price: Price::Extended(amount(339)),
        extended: amount(339),
        discounts: Vec::new(),
        basket_discount: amount(30),
        tax: on_top(),
        tax_amount: amount(27),
        total: amount(336),
        stock: StockPolicy::Strict,
        returned: None,
        cost: None,
        tax_parts: Vec::new(),
        tax_spared: amount(0),
        service: None,
        detail: None,
        under: None,
        price_change: None,
        taken: None,
    }
}

fn returned_line() -> SaleLine {
    SaleLine {
        no: 3,
        sku: sku("1001"),
        name: "Milk 1 l".to_owned(),
        quantity: thousandths(1_000),
        unit: Unit::Each,
        price: Price::Unit(amount(40)),
        extended: amount(-40),
        discounts: Vec::new(),
        basket_discount: amount(0),
        tax: inside(),
        tax_amount: amount(-2),
        total: amount(-40),
        stock: StockPolicy::Warn,
        returned: Some(ReturnOf { register: register(), receipt: ReceiptNumber(9), line: 2 }),
        cost: None,
        tax_parts: Vec::new(),
        tax_spared: amount(0),
        service: None,
        detail: None,
        under: None,
        price_change: None,
        taken: None,
    }
}

fn confirmed() -> SaleConfirmed {
    SaleConfirmed {
        prepared: Seq(40),
        receipt: ReceiptNumber(17),
        effects: vec![
            Effect::LineReturned {
                of: ReturnOf { register: register(), receipt: ReceiptNumber(9), line: 2 },
                quantity: thousandths(1_000),
                refunded: amount(40),
                tax: amount(2),
            },
            Effect::StockMoved { sku: sku("1001"), quantity: thousandths(-2_000) },
            Effect::PointsMoved { customer: CustomerId::new("c-1").unwrap(), points: -41 },
            Effect::StoredValueMoved { account: account(), amount: amount(-200) },
        ],
        grand_total: amount(Amount::LIMIT),
        refund_total: amount(890),
        recovered: true,
        covered: Vec::new(),
    }
}

fn import() -> ItemsImported {
    let policies = [StockPolicy::Off, StockPolicy::Warn, StockPolicy::Strict];
    let items = Unit::ALL.into_iter().enumerate().map(|(at, unit)| Item {
        sku: sku(&format!("{}", 1_001 + at)),
        name: format!("Item {at}"),
        codes: if at == 0 { vec!["4006381333931".to_owned(), "4011".to_owned()] } else { Vec::new() },
        department: if at < 3 { "Dairy" } else { "Produce" }.to_owned(),
        category: String::new(),
        price: (at != 5).then(|| amount(100 * at as i64)),
        unit,
        tax: TaxCategoryId::new(if at % 2 == 0 { "food" } else { "standard" }).unwrap(),
        stock: policies[at % 3],
        archived: at == 4,
        cost: None,
        extras: None,
    });
    ItemsImported {
        import: ImportId::new("r1-import-1").unwrap(),
        part: 1,
        parts: 2,
        items: items.collect(),
        stock: vec![(sku("1001"), thousandths(12_000)), (sku("1002"), thousandths(-500))],
    }
}

fn archived_item() -> Item {
    Item {
        sku: sku("1001"),
        name: "Milk 1 l".to_owned(),
        codes: vec!["4006381333931".to_owned()],
        department: "Dairy".to_owned(),
        category: "Milk".to_owned(),
        price: None,
        unit: Unit::Litre,
        tax: TaxCategoryId::new("food").unwrap(),
        stock: StockPolicy::Warn,
        archived: true,
        cost: None,
        extras: None,
    }
}

fn basket() -> Basket {
    let mut basket = Basket::default();
    // Lines of old had neither department nor category, and did not know the item's own price.
    let [department, category] = [String::new(), String::new()];
    let item = Item { archived: false, unit: Unit::Each, department, category, ..archived_item() };
    let price = Some(Price::Unit(amount(300)));
    for command in [
        BasketCommand::Add { item: Box::new(item), tax: inside(), quantity: thousandths(3_000), price },
        BasketCommand::SetBasketDiscount(Some(Discount::new(
            DiscountReason::Manual,
            DiscountValue::Amount(amount(100)),
        ))),
        BasketCommand::SetCustomer(Some(CustomerId::new("c-1").unwrap().into())),
        BasketCommand::AddReturn(Box::new(returned_line())),
    ] {
        basket.handle(command, Rules::new(&settings(), LocalTime::default())).unwrap();
    }
    basket
}

/// Settings with everything in them.
pub fn settings() -> Settings {
    Settings {
        shop_name: "Corner Market".to_owned(),
        header_lines: vec!["1 Main Street".to_owned(), String::new()],
        footer_lines: vec!["Thank you".to_owned()],
        taxes: vec![inside(), on_top()],
        loyalty: Some(LoyaltyProgram { earn_per: amount(100), point_value: amount(1) }),
        notes: [500, 1_000, 2_000].map(amount).to_vec(),
        demonstration: true,
        tax_rounding: TaxRounding::default(),
        goods: GoodsRules::default(),
        ..Settings::plain(Currency::from_code("USD").unwrap())
    }
}

fn bare_settings() -> Settings {
    Settings { currency: Currency::from_code("JPY").unwrap(), loyalty: None, demonstration: false, ..settings() }
}

fn customer() -> Customer {
    Customer {
        id: CustomerId::new("c-1").unwrap(),
        name: "Ada Example".to_owned(),
        phone: "+1 555 0100".to_owned(),
        email: String::new(),
        card: "9780201379624".to_owned(),
        archived: false,
        exemption: None,
        group: None,
        credit_limit: amount(0),
    }
}

fn inside() -> TaxCategory {
    let id = TaxCategoryId::new("food").unwrap();
    TaxCategory::single(id, "VAT 7 %".to_owned(), Rate::percent(7).unwrap(), TaxMode::Inclusive)
}

fn on_top() -> TaxCategory {
    let (id, rate) = (TaxCategoryId::new("standard").unwrap(), Rate::millionths(88_750).unwrap());
    TaxCategory::single(id, "Sales tax 8.875 %".to_owned(), rate, TaxMode::Exclusive)
}

fn given(reason: DiscountReason, value: DiscountValue, off: i64) -> GivenDiscount {
    GivenDiscount { discount: Discount::new(reason, value), amount: amount(off), promotion: None }
}

/// The moment of all samples.
pub fn time() -> LocalTime {
    LocalTime { at: Timestamp(1_795_353_300_000), offset: -300 }
}

/// The register of all samples.
pub fn register() -> RegisterId {
    RegisterId::new("r1").unwrap()
}

fn account() -> AccountId {
    AccountId::new("credit-7").unwrap()
}

/// A short word for it.
pub fn sku(text: &str) -> Sku {
    Sku::new(text).unwrap()
}

/// A short word for it.
pub fn amount(minor: i64) -> Amount {
    Amount::new(minor).unwrap()
}

/// A short word for it.
pub fn thousandths(thousandths: i64) -> Quantity {
    Quantity::thousandths(thousandths).unwrap()
}

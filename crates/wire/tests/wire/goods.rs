//! Samples of what goods are beside a name and a price, with every field saying something.

use evertill_domain::barcode::BarcodeTemplate;
use evertill_domain::basket::{Basket, BasketCommand, Goods};
use evertill_domain::detail::{LineDetail, LineKind};
use evertill_domain::event::ItemsImported;
use evertill_domain::extras::{Capture, ComboChoice, ComboSlot, Deposit, Extras, Pack, VariantOf};
use evertill_domain::goods::{FavouritesPage, GoodsRules};
use evertill_domain::ids::{ModifierGroupId, Sku, TaxCategoryId};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::modifier::{Modifier, ModifierGroup, ModifierOption};
use evertill_domain::pricing::Rules;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::sale::{Price, Sale, SaleLine};
use evertill_domain::shop::Settings;
use evertill_domain::tax::TaxCategory;
use evertill_money::Amount;

fn sku(text: &str) -> Sku {
    Sku::new(text).unwrap()
}

fn group(text: &str) -> ModifierGroupId {
    ModifierGroupId::new(text).unwrap()
}

/// Barcode templates, modifiers that open others, and a page of favourites.
pub fn rules() -> GoodsRules {
    let option = |name: &str, price, preset, opens: Option<&str>| ModifierOption {
        name: name.to_owned(),
        price: Amount::minor_i32(price),
        preset,
        opens: opens.map(group),
    };
    let of = |id: &str, minimum, maximum, options| ModifierGroup {
        id: group(id),
        name: format!("Choice of {id}"),
        minimum,
        maximum,
        options,
    };
    GoodsRules {
        barcodes: vec![BarcodeTemplate { name: "Deli".to_owned(), pattern: "21 IIIII V PPPP C".to_owned() }],
        modifiers: vec![
            of("milk", 1, 1, vec![option("Whole", 0, true, None), option("Plant", 50, false, Some("plant"))]),
            of("plant", 0, 2, vec![option("Oat", 0, false, None), option("Half", -25, false, None)]),
        ],
        favourites: vec![FavouritesPage { name: "Coffee".to_owned(), tiles: vec![sku("1001"), sku("2002")] }],
    }
}

/// Settings whose rules of goods are these.
pub fn settings(settings: Settings) -> Box<Settings> {
    Box::new(Settings { goods: rules(), ..settings })
}

/// Everything that one item can be at once.
fn extras() -> Extras {
    Extras {
        modifiers: vec![group("milk")],
        combo: vec![ComboSlot {
            name: "Drink".to_owned(),
            choices: vec![ComboChoice { sku: sku("2002"), extra: Amount::minor_i32(50) }],
        }],
        options: Vec::new(),
        variant_of: Some(VariantOf { parent: sku("3000"), values: vec!["M".to_owned(), "Red".to_owned()] }),
        pack: Some(Pack { of: sku("2002"), holds: Quantity::whole(6) }),
        deposit: Some(Deposit { sku: sku("4000"), count: 6 }),
        age: 18,
        capture: Some(Capture::Serial),
    }
}

/// The item with everything in it.
pub fn item(item: Item) -> Item {
    Item { extras: Some(Box::new(extras())), ..item }
}

/// The import with extras in its second row, and one in its last that has options.
pub fn import(mut import: ItemsImported) -> ItemsImported {
    let options = Extras { options: vec!["Size".to_owned()], capture: Some(Capture::Lot), ..Extras::default() };
    import.items[1].extras = Some(Box::new(extras()));
    import.items.last_mut().unwrap().extras = Some(Box::new(options));
    import
}

/// The sale with a line of each kind.
pub fn sale(mut sale: Sale, plain: &SaleLine) -> Sale {
    let kinds = [
        LineKind::Goods,
        LineKind::Combo,
        LineKind::Part,
        LineKind::Deposit,
        LineKind::DepositReturn,
        LineKind::Open,
        LineKind::Note,
    ];
    for (no, kind) in (1_u16..).zip(kinds) {
        let mut detail = LineDetail { kind, ..LineDetail::default() };
        if kind == LineKind::Goods {
            let oat = Modifier { group: group("plant"), name: "Oat".to_owned(), price: Amount::minor_i32(50) };
            detail.modifiers = vec![oat];
            detail.note = "no foam".to_owned();
            detail.pack = Some(Pack { of: sku("2002"), holds: Quantity::whole(6) });
            detail.capture = Some(Capture::Lot);
            detail.trace = "L-0815".to_owned();
            detail.age = 18;
        }
        let under = matches!(kind, LineKind::Part | LineKind::Deposit).then_some(no - 1);
        sale.lines.push(SaleLine {
            no: no + 3,
            price: Price::Unit(Amount::ZERO),
            under,
            detail: detail.boxed(),
            ..plain.clone()
        });
    }
    sale.age_checked = 18;
    sale
}

/// The basket with a coffee as somebody wants it and a bottle with its deposit.
pub fn basket(mut basket: Basket, tax: &TaxCategory, bare: Settings) -> Basket {
    let settings = settings(bare);
    let of = |name: &str, extras: Extras| Item {
        sku: sku(name),
        name: name.to_owned(),
        codes: Vec::new(),
        department: String::new(),
        category: String::new(),
        price: Some(Amount::minor_i32(250)),
        unit: Unit::Each,
        tax: TaxCategoryId::new("food").unwrap(),
        stock: StockPolicy::Off,
        archived: false,
        cost: None,
        extras: Some(Box::new(extras)),
    };
    let coffee = of("coffee", Extras { modifiers: vec![group("milk")], ..Extras::default() });
    let deposit = Some(Deposit { sku: sku("pfand"), count: 2 });
    let beer = of("beer", Extras { deposit, age: 16, capture: Some(Capture::Lot), ..Extras::default() });
    let beer = Goods {
        deposit: Some(Box::new((of("pfand", Extras::default()), tax.clone()))),
        trace: "L-1".to_owned(),
        ..Goods::of(beer, tax.clone(), Quantity::whole(3))
    };
    for command in [
        BasketCommand::AddGoods(Box::new(Goods::of(coffee, tax.clone(), Quantity::ONE))),
        BasketCommand::CheckAge { years: 16 },
        BasketCommand::AddGoods(Box::new(beer)),
    ] {
        basket.handle(command, Rules::new(&settings, crate::samples::time())).unwrap();
    }
    basket
}

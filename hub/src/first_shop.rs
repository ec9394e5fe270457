//! What a demonstration begins with: the shop that lies beside the register, in the hub's own journal, so that registers that
//! join share one stock.

use evertill_catalogue::Catalogue;
use evertill_catalogue::import::{FileError, ImportOptions, ImportRefused, Importer, Policy};
use evertill_domain::clock::{Hlc, Timestamp};
use evertill_domain::event::Event;
use evertill_domain::first_shop::FirstShop;
use evertill_domain::ids::{IdError, ImportId};
use evertill_domain::quantity::Quantity;
use evertill_wire::sync::{ENTRIES_LIMIT, Tip};

use crate::log::{LogError, ShopLog};
use crate::{Site, luck, origin};

/// What the shop is.
const SHOP: &str = "/demo/shop.json";
/// How many rows are read at a time.
const ROWS: usize = 10_000;

/// Why a demonstration begins with nothing.
#[derive(Debug, thiserror::Error)]
pub enum FirstShopError {
    /// There is no such file beside the register.
    #[error("there is no {0} beside the register")]
    Missing(String),
    /// The shop does not read, or could not sell.
    #[error("{SHOP} is no shop: {0}")]
    Shop(String),
    /// The items do not read.
    #[error("the items cannot be read: {0:?}")]
    Items(FileError),
    /// The items cannot be taken in.
    #[error("the items cannot be taken in: {0:?}")]
    Refused(ImportRefused),
    /// It is more than one journal can begin with.
    #[error("the shop has more than {ENTRIES_LIMIT} facts")]
    TooMuch,
    /// There is no luck for a name.
    #[error(transparent)]
    Luck(#[from] luck::NoLuck),
    /// A name is none.
    #[error(transparent)]
    Name(#[from] IdError),
    /// The log failed.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// Writes the shop that lies beside the register into an empty log; answers whether it did.
///
/// # Errors
/// [`FirstShopError`]; nothing was written then.
pub async fn begin(log: &dyn ShopLog, site: &Site, now: Timestamp) -> Result<bool, FirstShopError> {
    if log.counts(now).await?.entries > 0 {
        return Ok(false);
    }
    let events = events(site)?;
    if events.len() > ENTRIES_LIMIT {
        return Err(FirstShopError::TooMuch);
    }
    let entries = origin::entries(Tip::default(), Hlc::default(), &events, now)?;
    Ok(log.begin(entries.iter().map(evertill_wire::Entry::to_bytes).collect(), now).await?)
}

/// Everything that the shop begins with. Its settings stand there twice: those that a journal is opened with give way to
/// those that somebody has meant.
fn events(site: &Site) -> Result<Vec<Event>, FirstShopError> {
    let shop: FirstShop =
        serde_json::from_slice(&file(site, SHOP)?).map_err(|why| FirstShopError::Shop(why.to_string()))?;
    shop.settings.validate().map_err(|why| FirstShopError::Shop(format!("{why:?}")))?;
    let settings = Box::new(shop.settings.clone());
    let mut events = vec![
        Event::RegisterOpened { register: origin::register()?, settings: settings.clone() },
        Event::SettingsChanged(settings),
    ];
    events.extend(items(&shop, file(site, &format!("/demo/{}", shop.items))?)?);
    events.extend(shop.facts());
    Ok(events)
}

fn file(site: &Site, path: &str) -> Result<Vec<u8>, FirstShopError> {
    let file = site.get(path).ok_or_else(|| FirstShopError::Missing(path.to_owned()))?;
    Ok(file.plain.bytes.to_vec())
}

/// The good rows of a file of items.
fn items(shop: &FirstShop, bytes: Vec<u8>) -> Result<Vec<Event>, FirstShopError> {
    let nothing = Catalogue::default();
    let taxes = shop.settings.taxes.iter().map(|tax| tax.id.clone()).collect();
    let options = ImportOptions::new(shop.settings.currency.exponent(), taxes);
    let mut importer = Importer::new(bytes, options).map_err(FirstShopError::Items)?;
    while !importer.step(&nothing, ROWS).map_err(FirstShopError::Items)?.done {}
    let preview = importer.finish(&nothing).map_err(FirstShopError::Items)?;
    let import = ImportId::new(&luck::hex(&luck::bytes::<16>()?))?;
    let on_hand = |_: &str| Quantity::default();
    let parts = preview.into_parts(Policy::GoodRows, &import, &nothing, on_hand).map_err(FirstShopError::Refused)?;
    Ok(parts.into_iter().map(Event::ItemsImported).collect())
}

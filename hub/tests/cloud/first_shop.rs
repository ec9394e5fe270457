//! What a demonstration begins with.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use evertill_domain::event::Event;
use evertill_domain::ids::Seq;
use evertill_hub::first_shop::{self, FirstShopError};
use evertill_hub::log::{ShopLog, SqliteLog};
use evertill_hub::{Site, clock};
use evertill_wire::{Body, Entry, Hash};

use crate::hub::Hub;
use crate::support::journal::Till;

/// The register's folder with the demonstration shop of this repository, or with what takes its place.
fn site(folder: &Path, replaced: &[(&str, &str)]) -> Site {
    std::fs::write(folder.join("index.html"), "<!doctype html>").unwrap();
    std::fs::create_dir_all(folder.join("demo")).unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/demo");
    for name in ["shop.json", "items.csv"] {
        std::fs::copy(demo.join(name), folder.join("demo").join(name)).unwrap();
    }
    for (name, content) in replaced {
        std::fs::write(folder.join("demo").join(name), content).unwrap();
    }
    Site::load(folder).unwrap()
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(future)
}

#[test]
fn registers_that_join_find_one_shop_with_its_goods_in_the_hubs_own_journal() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::start();
    let site = site(folder.path(), &[]);
    assert!(hub.ask(first_shop::begin(hub.log.as_ref(), &site, hub.now())).unwrap());
    assert!(!hub.ask(first_shop::begin(hub.log.as_ref(), &site, hub.now())).unwrap(), "once");
    let till = Till::new("A");
    let page = hub.client.join(&till).pull(&till, 0);
    assert_eq!(page.upto, page.feed);
    let (mut seq, mut prev, mut items, mut stocked) = (Seq(0), Hash::ZERO, 0, 0);
    let mut kinds: HashMap<String, usize> = HashMap::new();
    for bytes in &page.entries {
        let entry = Entry::from_bytes(&bytes.0).unwrap();
        assert_eq!((entry.header.register.as_str(), entry.header.seq, entry.header.prev), ("HUB", seq.next(), prev));
        (seq, prev) = (entry.header.seq, entry.hash);
        *kinds.entry(entry.header.kind.clone()).or_default() += 1;
        let Body::Known(event) = entry.body().unwrap() else { panic!("an unknown {}", entry.header.kind) };
        if let Event::ItemsImported(part) = *event {
            items += part.items.len();
            stocked += part.stock.len();
        }
    }
    let text = std::fs::read_to_string(folder.path().join("demo/items.csv")).unwrap();
    assert_eq!(items, text.lines().count() - 1);
    assert!(stocked > 0);
    for kind in ["RegisterOpened", "SettingsChanged", "CustomerChanged", "PromotionChanged", "PriceListChanged"] {
        assert!(kinds.contains_key(kind), "no {kind} among {kinds:?}");
    }
    assert_eq!(Entry::from_bytes(&page.entries[0].0).unwrap().header.kind, "RegisterOpened");
}

#[test]
fn a_shop_that_cannot_be_read_leaves_the_log_empty() {
    for (what, replaced) in [
        ("no JSON", ("shop.json", "milk, eggs")),
        ("no items", ("items.csv", "")),
        ("a shop without anything", ("shop.json", "{}")),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let site = site(folder.path(), &[replaced]);
        let log: Arc<dyn ShopLog> = Arc::new(SqliteLog::open(&folder.path().join("data"), clock::now()).unwrap());
        let begun = block_on(first_shop::begin(log.as_ref(), &site, clock::now()));
        assert!(matches!(begun, Err(FirstShopError::Shop(_) | FirstShopError::Items(_))), "{what}: {begun:?}");
        assert_eq!(block_on(log.counts(clock::now())).unwrap().entries, 0, "{what}");
    }
}

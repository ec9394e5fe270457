//! One value of everything that a register and the hub say to each other.

use evertill_domain::clock::Timestamp;
use evertill_domain::ids::{AccountId, CustomerId, RegisterId, Seq, Sku, StoreId};
use evertill_wire::Hash;
use evertill_wire::sync::{
    Ack, Asset, Beat, Bytes, Cursor, Epoch, Hello, Holding, Moved, Noted, Page, Pull, Push, Reply, Report, Request,
    Standing, Tip, Transfer, Way, Welcome,
};

const EPOCH: Epoch = Epoch(3);
const NOW: Timestamp = Timestamp(1_795_353_300_123);

fn tip() -> Tip {
    Tip { seq: Seq(41), hash: Hash::of(b"the last entry") }
}

fn stock() -> Asset {
    Asset::Stock(Sku::new("852856").unwrap())
}

pub fn requests() -> Vec<(&'static str, Request)> {
    let hello = Hello {
        store: StoreId::new("shop-1").unwrap(),
        register: RegisterId::new("R1").unwrap(),
        incarnation: 2,
        epoch: EPOCH,
        tip: tip(),
        cursor: Cursor(1_207),
        now: NOW,
        format: 1,
    };
    let push = Push {
        epoch: EPOCH,
        incarnation: 2,
        from: Seq(40),
        entries: vec![Bytes(vec![1, 2, 3]), Bytes(vec![4])],
        signature: Bytes(vec![5; 64]),
    };
    let holdings = vec![
        Holding { asset: stock(), received: 12_000, returned: 1_000 },
        Holding { asset: Asset::Account(AccountId::new("gift/9821").unwrap()), received: 2_500, returned: 0 },
        Holding { asset: Asset::Points(CustomerId::new("c-77").unwrap()), received: 300, returned: 120 },
    ];
    let transfer = |way| Request::Transfer(Transfer { epoch: EPOCH, incarnation: 2, id: 8, asset: stock(), way });
    vec![
        ("Hello", Request::Hello(hello)),
        ("Push", Request::Push(push)),
        ("Pull", Request::Pull(Pull { epoch: EPOCH, incarnation: 2, tip: tip(), cursor: Cursor(1_207), limit: 1_000 })),
        ("Beat", Request::Beat(Beat { epoch: EPOCH, incarnation: 2, tip: tip(), cursor: Cursor(1_207), now: NOW })),
        ("Report", Request::Report(Report { epoch: EPOCH, incarnation: 2, settled: 7, holdings })),
        ("Transfer-Ask", transfer(Way::Ask { need: 1_000, forecast: 6_000 })),
        ("Transfer-Return", transfer(Way::Return { amount: 4_000 })),
    ]
}

pub fn replies() -> Vec<(&'static str, Reply)> {
    let welcome =
        |standing| Reply::Welcome(Welcome { epoch: EPOCH, held: tip(), feed: Cursor(1_300), now: NOW, standing });
    let page = Page {
        epoch: EPOCH,
        after: Cursor(1_207),
        upto: Cursor(1_210),
        entries: vec![Bytes(vec![1, 2, 3]), Bytes(vec![4])],
        feed: Cursor(1_300),
    };
    let moved = Moved {
        epoch: EPOCH,
        id: 8,
        granted: 3_000,
        left: 3_000,
        elsewhere: 2_000,
        holder: Some(RegisterId::new("R2").unwrap()),
    };
    vec![
        ("Welcome-Good", welcome(Standing::Good)),
        ("Welcome-Gathering", welcome(Standing::Gathering)),
        ("Welcome-Forked", welcome(Standing::Forked { incarnation: 3 })),
        ("Welcome-Revoked", welcome(Standing::Revoked)),
        ("Ack", Reply::Ack(Ack { epoch: EPOCH, held: tip(), feed: Cursor(1_300) })),
        ("Page", Reply::Page(page)),
        ("NewEpoch", Reply::NewEpoch(EPOCH)),
        ("Noted", Reply::Noted(Noted { epoch: EPOCH })),
        ("Moved", Reply::Moved(moved)),
    ]
}

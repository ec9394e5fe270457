//! One writer at a time, whoever comes and goes.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use evertill_journal_idb::WriterLock;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{unique, yield_once};

fn never() {
    panic!("nobody stole it");
}

#[wasm_bindgen_test]
async fn only_one_of_two_gets_the_lock_until_it_is_dropped() {
    let name = unique("lock");
    let first = WriterLock::try_acquire(&name, never).await.unwrap().unwrap();
    assert!(first.is_held());
    assert!(WriterLock::try_acquire(&name, never).await.unwrap().is_none());
    let other = WriterLock::try_acquire(&unique("other-lock"), never).await.unwrap();
    assert!(other.is_some());
    drop(first);
    let next = WriterLock::wait(&name, never).await.unwrap();
    assert!(next.is_held() && next.name() == name);
}

#[wasm_bindgen_test]
async fn who_waits_gets_it_when_it_is_free() {
    let name = unique("lock");
    let first = WriterLock::wait(&name, never).await.unwrap();
    let mut waiting = pin!(WriterLock::wait(&name, never));
    assert!(waiting.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(first);
    assert!(waiting.await.unwrap().is_held());
}

#[wasm_bindgen_test]
async fn who_stops_waiting_does_not_get_it_later() {
    let name = unique("lock");
    let first = WriterLock::wait(&name, never).await.unwrap();
    {
        let mut waiting = pin!(WriterLock::wait(&name, never));
        assert!(waiting.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    drop(first);
    // Stands in line behind the one that gave up.
    assert!(WriterLock::wait(&name, never).await.unwrap().is_held());
}

#[wasm_bindgen_test]
async fn a_lock_that_is_taken_over_tells_its_holder() {
    let name = unique("lock");
    let told = Rc::new(Cell::new(0));
    let heard = Rc::clone(&told);
    let old = WriterLock::try_acquire(&name, move || heard.set(heard.get() + 1)).await.unwrap().unwrap();
    let new = WriterLock::steal(&name, never).await.unwrap();
    while told.get() == 0 {
        yield_once().await;
    }
    assert!(new.is_held() && !old.is_held());
    drop(old);
    assert!(WriterLock::try_acquire(&name, never).await.unwrap().is_none());
    assert_eq!(told.get(), 1);
    drop(new);
    let free = WriterLock::steal(&name, never).await.unwrap();
    assert!(free.is_held());
}

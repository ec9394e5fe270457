//! The shell's long-lived state: what every screen may need to know and nobody may dispose.
//!
//! Its signals are made once, under the root of the page, and live as long as it does. The handle is `Copy`;
//! `shell()` finds it from any component, and event handlers and async code capture it.

use crate::ui::Toasts;
use crate::worker::WorkerState;
use leptos::prelude::*;

/// How the journal stands to this tab.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum WriterState {
    /// Not known yet.
    #[default]
    Opening,
    /// This tab writes.
    Here,
    /// Another tab writes; this one may only read.
    Elsewhere,
}

/// A state of the world in which the register cannot sell. Each has a page of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// Another tab holds the writer lock.
    WriterElsewhere,
    /// This tab held the lock, and another has taken it.
    WriterLost,
    /// The stored format is newer than this build knows.
    TooNew {
        /// Format found in storage.
        found: u32,
        /// Newest format this build reads.
        known: u32,
    },
    /// An older tab keeps the database from being upgraded.
    Blocked,
    /// The browser does not open the database; its own words.
    Refused(String),
    /// The quota is used up.
    Full,
    /// The hash chain breaks at this seq. Reading and exporting still work.
    Corrupt(u64),
}

/// What a failure page can ask the program to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailureAction {
    /// Take the writer lock from the other tab.
    TakeOver,
    /// Try what failed again.
    Retry,
    /// Save the journal to a file.
    ExportJournal,
    /// Close the page and read on.
    ReadOn,
}

/// Why the page must not be reloaded now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Busy {
    /// The basket holds lines, or something was taken for it.
    pub basket: bool,
    /// A commit, an import or another write is under way.
    pub commit: bool,
}

impl Busy {
    /// Whether an update may be applied.
    pub fn is_idle(self) -> bool {
        self == Busy::default()
    }
}

/// The shell's state; see the head of this file.
#[derive(Clone, Copy)]
pub struct Shell {
    /// Whether the hub was reachable when it was last asked, or the browser says there is a network.
    pub online: RwSignal<bool>,
    /// Whether this tab writes the journal.
    pub writer: RwSignal<WriterState>,
    /// The service worker.
    pub worker: RwSignal<WorkerState>,
    /// What keeps an update waiting.
    pub busy: RwSignal<Busy>,
    /// Storage is close to its quota.
    pub storage_low: RwSignal<bool>,
    /// The operator has asked for the waiting update.
    pub update_wanted: RwSignal<bool>,
    /// What keeps the register from selling, if anything.
    pub failure: RwSignal<Option<Failure>>,
    /// The journal and catalogue are still being opened.
    pub opening: RwSignal<bool>,
    /// Receives what a failure page asks for; set by whoever owns the journal.
    pub on_failure: RwSignal<Option<Callback<FailureAction>>>,
    /// Whether the keyboard help is open.
    pub help_open: RwSignal<bool>,
    /// Whether it is asked if training shall begin.
    pub training_asked: RwSignal<bool>,
    /// Passing messages.
    pub toasts: Toasts,
}

impl Shell {
    /// The state of a register that has just been opened.
    pub fn new() -> Shell {
        Shell {
            online: RwSignal::new(true),
            writer: RwSignal::new(WriterState::Opening),
            worker: RwSignal::new(WorkerState::Starting),
            busy: RwSignal::new(Busy::default()),
            storage_low: RwSignal::new(false),
            update_wanted: RwSignal::new(false),
            failure: RwSignal::new(None),
            opening: RwSignal::new(false),
            on_failure: RwSignal::new(None),
            help_open: RwSignal::new(false),
            training_asked: RwSignal::new(false),
            toasts: Toasts::new(),
        }
    }
}

/// The shell of this page. Call it while a component is being built, and move the handle into handlers.
pub fn shell() -> Shell {
    expect_context::<Shell>()
}

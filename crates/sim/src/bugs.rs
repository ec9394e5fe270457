//! Bugs that are planted on purpose: a simulator that cannot fail proves nothing.

/// A planted bug. Each stands in one of the simulator's drivers, or in what a driver does to what its machine says and hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// The hub acknowledges before what it holds is durable.
    AcksBeforeItIsDurable,
    /// The hub answers requests of another life as if they were of this one.
    AnswersAnyLife,
    /// A restore goes on in the life that was restored.
    RestoresItsLife,
    /// A restore brings back the list of registers and the epoch as they were.
    RestoresItsRegistry,
    /// The hub takes what follows by its number alone.
    LinksByNumberAlone,
    /// The hub takes entries behind a gap.
    TakesGaps,
    /// A page says to go to the end of the feed whatever it holds.
    PagesSkip,
    /// A page turns its entries around.
    PagesTurnAround,
    /// A page holds what other stores wrote.
    PagesMixStores,
    /// A page leaves out all that a register ever wrote, in whatever incarnation.
    PagesLeaveOutOtherLives,
    /// What cannot stand in the feed is thrown away.
    ThrowsQuarantineAway,
    /// The hub writes entries anew that it does not know.
    RewritesWhatItDoesNotKnow,
    /// The hub stops at an entry that it does not know.
    RefusesWhatItDoesNotKnow,
    /// An entry may stand in the feed twice.
    AppendsAgain,
    /// A register keeps the cursor before the entries.
    CursorFirst,
    /// A register keeps another life as soon as it hears of it, and the cursor of the one before with it.
    EpochWithoutCursor,
    /// A register folds again what it knows.
    FoldsTwice,
    /// A copy goes on in its old incarnation.
    CopyGoesOn,
    /// A copy does not read again what was left out of its pages so far.
    CopyKeepsItsCursor,
    /// A register is silent when it has nothing to say.
    NoBeats,
    /// A register believes what an earlier life held.
    BelievesEarlierLives,
    /// A register goes on reading the feed of another life where it was.
    KeepsItsCursor,
    /// A register waits for ever for an answer.
    WaitsForEver,
    /// A register takes each answer for the one to what it said last.
    TakesAnyAnswer,
    /// A register pulls one page only.
    PullsOnce,
    /// A register pauses for ever after a failure.
    GivesUp,
    /// A register measures its pauses by the wall clock.
    TrustsTheWallClock,
    /// The hub names an incarnation without keeping that it did.
    GivesAwayTwice,
    /// The hub greets, and believes, whatever life it is spoken to in.
    GreetsAnyLife,
    /// The hub takes a greeting for a report of all that a register holds.
    BelievesGreetings,
    /// The hub grants although it may have forgotten what it granted.
    GrantsWhileGathering,
    /// The hub moves rights as often as it is asked.
    GrantsAgain,
    /// The hub grants before it is kept.
    GrantsWithoutKeeping,
    /// A report that comes late undoes what moved after it.
    NotesEveryReport,
    /// A register takes rights that were granted in an earlier life.
    TakesOldGrants,
    /// A register asks with a number that it has not kept.
    AsksWithFreshNumbers,
    /// A register spends what it gives back until the hub has heard of it.
    SpendsWhatItReturns,
    /// A register spends without rights.
    SpendsWithoutRights,
}

/// All of them.
pub const ALL: &[Bug] = &[
    Bug::AcksBeforeItIsDurable,
    Bug::AnswersAnyLife,
    Bug::RestoresItsLife,
    Bug::RestoresItsRegistry,
    Bug::LinksByNumberAlone,
    Bug::TakesGaps,
    Bug::PagesSkip,
    Bug::PagesTurnAround,
    Bug::PagesMixStores,
    Bug::PagesLeaveOutOtherLives,
    Bug::ThrowsQuarantineAway,
    Bug::RewritesWhatItDoesNotKnow,
    Bug::RefusesWhatItDoesNotKnow,
    Bug::AppendsAgain,
    Bug::CursorFirst,
    Bug::EpochWithoutCursor,
    Bug::FoldsTwice,
    Bug::CopyGoesOn,
    Bug::CopyKeepsItsCursor,
    Bug::NoBeats,
    Bug::BelievesEarlierLives,
    Bug::KeepsItsCursor,
    Bug::WaitsForEver,
    Bug::TakesAnyAnswer,
    Bug::PullsOnce,
    Bug::GivesUp,
    Bug::TrustsTheWallClock,
    Bug::GivesAwayTwice,
    Bug::GreetsAnyLife,
    Bug::BelievesGreetings,
    Bug::GrantsWhileGathering,
    Bug::GrantsAgain,
    Bug::GrantsWithoutKeeping,
    Bug::NotesEveryReport,
    Bug::TakesOldGrants,
    Bug::AsksWithFreshNumbers,
    Bug::SpendsWhatItReturns,
    Bug::SpendsWithoutRights,
];

//! Verify, export, verify a file, rebuild and compare: one at a time, with progress, and a way to stop.

use super::super::files::{FilePicker, read_file};
use crate::browser;
use crate::i18n::words as said;
use crate::i18n::{journal, lang};
use crate::register::{Register, SLICE_MS, journal_file_name, register};
use crate::state::{Shell, WriterState, shell};
use crate::ui::{Button, ButtonKind, Confirm, Icon, IconName, Progress};
use crate::{t, text};
use evertill_domain::ids::{RegisterId, Seq};
use evertill_journal::rebuild::{Difference, Fold};
use evertill_journal::verify::{Fault, FaultKind, ImportFault, Verified, Verifier};
use evertill_wire::{ExportError, ExportReader};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use std::pin::Pin;
use std::sync::Arc;

/// Differences that are listed; the rest is counted.
const LISTED: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Verify,
    Export,
    File,
    Rebuild,
}

/// What a check found.
#[derive(Clone, PartialEq)]
enum Outcome {
    Whole(Verified),
    Broken(Fault),
    FileWhole(RegisterId, Verified),
    FileBroken(ImportFault),
    Exported(String),
    Equal,
    Differs(Arc<Vec<Difference>>),
    Failed(String),
    Stopped,
}

/// The state of the one check that may run.
#[derive(Clone, Copy)]
struct Work {
    shell: Shell,
    register: Register,
    running: RwSignal<Option<Kind>>,
    progress: RwSignal<(u64, u64)>,
    stop: RwSignal<bool>,
    outcome: RwSignal<Option<Outcome>>,
    /// What follows from the journal, kept while its differences are on screen.
    fold: StoredValue<Option<SendWrapper<Fold>>>,
}

impl Work {
    /// Runs a check unless one is running. The screen may be left meanwhile, which stops it.
    fn run(self, kind: Kind, check: Pin<Box<dyn Future<Output = Outcome>>>) {
        if self.running.get_untracked().is_some() {
            return;
        }
        self.outcome.set(None);
        self.progress.set((0, 0));
        self.stop.set(false);
        self.running.set(Some(kind));
        spawn_local(async move {
            let found = check.await;
            let _ = self.outcome.try_set(Some(found));
            let _ = self.running.try_set(None);
        });
    }

    /// To be handed to what works: says how far it is, and whether to go on.
    fn told(self) -> impl FnMut(u64, u64) -> bool {
        move |done, all| {
            let _ = self.progress.try_set((done, all));
            !self.stop.try_get_untracked().unwrap_or(true)
        }
    }
}

/// The checks and what they found.
#[component]
pub fn Checks(
    /// What stands at the end of the row of buttons.
    children: Children,
) -> impl IntoView {
    let work = Work {
        shell: shell(),
        register: register(),
        running: RwSignal::new(None),
        progress: RwSignal::new((0, 0)),
        stop: RwSignal::new(false),
        outcome: RwSignal::new(None),
        fold: StoredValue::new(None),
    };
    let busy = Signal::derive(move || work.running.get().is_some());
    let label = Signal::derive(move || {
        let words = match work.running.get() {
            Some(Kind::Verify) | None => journal::verifying,
            Some(Kind::Export) => journal::exporting,
            Some(Kind::File) => journal::checking_file,
            Some(Kind::Rebuild) => journal::rebuilding,
        };
        words(lang()).to_owned()
    });
    let take_file =
        move |file: SendWrapper<web_sys::File>| work.run(Kind::File, Box::pin(check_file(work, file.take())));
    view! {
        <div class="journal__bar"><div class="checks">
            <Button icon=IconName::Verified disabled=busy on_press=move |()| work.run(Kind::Verify, Box::pin(verify(work)))>
                {t!(journal::verify)}
            </Button>
            <Button icon=IconName::Update disabled=busy on_press=move |()| work.run(Kind::Rebuild, Box::pin(rebuild(work)))>
                {t!(journal::rebuild)}
            </Button>
            <Button icon=IconName::Export disabled=busy on_press=move |()| work.run(Kind::Export, Box::pin(export(work)))>
                {t!(journal::export)}
            </Button>
            <FilePicker
                label=said(journal::check_file)
                accept=".cborseq"
                icon=IconName::Import
                disabled=busy
                on_file=take_file
            />
        </div>{children()}</div>
        <Show when=move || busy.get()>
            <Progress
                label
                done=Signal::derive(move || work.progress.get().0)
                total=Signal::derive(move || Some(work.progress.get().1).filter(|all| *all > 0))
                on_cancel=move |()| work.stop.set(true)
            />
        </Show>
        <div role="status" class="result-region">{move || work.outcome.get().map(|found| result(work, found))}</div>
    }
}

async fn verify(work: Work) -> Outcome {
    match work.register.verify(work.told()).await {
        Ok(Some(Ok(verified))) => Outcome::Whole(verified),
        Ok(Some(Err(fault))) => Outcome::Broken(fault),
        Ok(None) => Outcome::Stopped,
        Err(error) => Outcome::Failed(format!("{error:?}")),
    }
}

async fn export(work: Work) -> Outcome {
    match work.register.export_journal(work.told()).await {
        Ok(Some(chunks)) => {
            let name = journal_file_name(work.register);
            match browser::download(&name, "application/cbor-seq", &chunks.concat()) {
                Ok(()) => Outcome::Exported(name),
                Err(error) => Outcome::Failed(format!("{error:?}")),
            }
        }
        Ok(None) => Outcome::Stopped,
        Err(error) => Outcome::Failed(format!("{error:?}")),
    }
}

async fn rebuild(work: Work) -> Outcome {
    match work.register.rebuild(work.told()).await {
        Ok(Some((_, differences))) if differences.is_empty() => Outcome::Equal,
        Ok(Some((fold, differences))) => {
            let _ = work.fold.try_set_value(Some(SendWrapper::new(fold)));
            Outcome::Differs(Arc::new(differences))
        }
        Ok(None) => Outcome::Stopped,
        Err(error) => Outcome::Failed(format!("{error:?}")),
    }
}

async fn check_file(work: Work, file: web_sys::File) -> Outcome {
    let Ok(bytes) = read_file(&file).await else { return Outcome::Failed(file.name()) };
    match verify_file(&bytes, work.told()).await {
        Ok(Some((register, verified))) => Outcome::FileWhole(register, verified),
        Ok(None) => Outcome::Stopped,
        Err(fault) => Outcome::FileBroken(fault),
    }
}

/// The journal's own check of an export, in slices.
async fn verify_file(
    bytes: &[u8],
    mut told: impl FnMut(u64, u64) -> bool,
) -> Result<Option<(RegisterId, Verified)>, ImportFault> {
    let (head, mut reader) = ExportReader::new(bytes).map_err(ImportFault::File)?;
    let mut verifier = Verifier::default();
    let (mut done, mut began) = (0_u64, browser::monotonic_ms());
    let foreign = |at| ImportFault::Chain(Fault { at, kind: FaultKind::Foreign });
    while let Some(entry) = reader.next_entry().map_err(ImportFault::File)? {
        verifier.push(&entry).map_err(ImportFault::Chain)?;
        if entry.header.register != head.register {
            return Err(foreign(entry.header.seq));
        }
        done += 1;
        if browser::monotonic_ms() - began > SLICE_MS {
            if !told(done, head.last.0) {
                return Ok(None);
            }
            browser::breathe().await;
            began = browser::monotonic_ms();
        }
    }
    let verified = verifier.finish();
    if verified.entries != head.last.0 {
        return Err(ImportFault::Chain(Fault { at: Seq(verified.entries), kind: FaultKind::HeadDiffers }));
    }
    Ok(Some((head.register, verified)))
}

fn result(work: Work, found: Outcome) -> AnyView {
    let (good, title): (bool, Signal<String>) = match &found {
        Outcome::Whole(verified) => {
            let n = count(verified.entries);
            (true, Signal::derive(move || journal::verified(lang(), n)))
        }
        Outcome::FileWhole(register, verified) => {
            let (register, n) = (register.clone(), count(verified.entries));
            (true, Signal::derive(move || journal::file_whole(lang(), n, &register)))
        }
        Outcome::Broken(fault) => {
            let fault = fault.clone();
            (false, Signal::derive(move || journal::entry_wrong(lang(), fault.at, fault_words(&fault.kind))))
        }
        Outcome::FileBroken(fault) => {
            let fault = fault.clone();
            (false, Signal::derive(move || file_fault(&fault)))
        }
        Outcome::Exported(name) => {
            let name = name.clone();
            (true, Signal::derive(move || journal::exported(lang(), &name)))
        }
        Outcome::Equal => (true, said(journal::rebuilt_equal)),
        Outcome::Differs(all) => {
            let n = count(all.len() as u64);
            (false, Signal::derive(move || journal::differences(lang(), n)))
        }
        Outcome::Failed(why) => {
            let why = why.clone();
            (false, Signal::derive(move || journal::check_failed(lang(), &why)))
        }
        Outcome::Stopped => (true, said(journal::stopped)),
    };
    let more = match found {
        Outcome::Whole(verified) | Outcome::FileWhole(_, verified) => totals(work.register, &verified),
        Outcome::Differs(all) => view! { <Differences work all /> }.into_any(),
        _ => ().into_any(),
    };
    let icon = if good { IconName::Verified } else { IconName::Warning };
    view! {
        <section class="result" data-good=good.to_string()>
            <p class="result__title"><Icon name=icon /><span dir="auto">{move || title.get()}</span></p>
            {more}
        </section>
    }
    .into_any()
}

fn totals(register: Register, verified: &Verified) -> AnyView {
    let (hash, sold, back, unknown) =
        (verified.hash.to_string(), verified.grand_total, verified.refund_total, verified.unknown);
    let amounts = move || {
        let money = register.money();
        journal::sold_and_back(lang(), money.format(sold), money.format(back))
    };
    let unknown = (unknown > 0).then(|| view! { <p>{move || journal::unknown_entries(lang(), count(unknown))}</p> });
    view! {
        <p>{amounts}</p>
        {unknown}
        <p class="note">{t!(journal::last_hash)}" "<span class="code" dir="ltr">{hash}</span></p>
    }
    .into_any()
}

#[component]
fn Differences(work: Work, all: Arc<Vec<Difference>>) -> impl IntoView {
    let asked = RwSignal::new(false);
    let rest = all.len().saturating_sub(LISTED);
    let rows = all.iter().take(LISTED).map(|difference| {
        let row = |row: &Option<_>| row.as_ref().map(|row| format!("{row:?}"));
        let (rebuilt, kept) = (row(&difference.rebuilt), row(&difference.kept));
        view! {
            <tr>
                <td class="code" dir="ltr">{difference.key.clone()}</td>
                <td class="code" dir="ltr">{rebuilt.unwrap_or_else(|| "—".to_owned())}</td>
                <td class="code" dir="ltr">{kept.unwrap_or_else(|| "—".to_owned())}</td>
            </tr>
        }
    });
    let rest =
        (rest > 0).then(|| view! { <p class="note">{move || journal::and_more(lang(), count(rest as u64))}</p> });
    let writes = Signal::derive(move || work.shell.writer.get() != WriterState::Here);
    let answer = move |yes: bool| {
        asked.set(false);
        let fold = work.fold.try_update_value(Option::take).flatten();
        if let (true, Some(fold)) = (yes, fold) {
            replace(work, fold.take());
        }
    };
    view! {
        <div class="plain-table__box differences" tabindex="0" role="region" aria-label=t!(journal::rebuild)>
            <table class="plain-table">
                <thead><tr>
                    <th scope="col">{t!(journal::key)}</th>
                    <th scope="col">{t!(journal::rebuilt)}</th>
                    <th scope="col">{t!(journal::kept)}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        {rest}
        <div class="card__actions">
            <Button kind=ButtonKind::Primary disabled=writes on_press=move |()| asked.set(true)>{t!(journal::replace)}</Button>
        </div>
        <Confirm
            open=asked
            question=said(journal::replace_ask)
            consequence=said(journal::replace_consequence)
            yes=said(journal::replace)
            on_answer=answer
        />
    }
}

fn replace(work: Work, fold: Fold) {
    work.outcome.set(None);
    spawn_local(async move {
        match work.register.replace_rows(work.shell, fold).await {
            Ok(()) => work.shell.toasts.good(text!(journal::replaced)),
            Err(_) => work.shell.toasts.bad(text!(journal::not_replaced)),
        }
    });
}

fn file_fault(fault: &ImportFault) -> String {
    let lang = lang();
    let at = |after: &u64| Seq(after.saturating_add(1));
    match fault {
        ImportFault::File(ExportError::NotAJournal) => journal::not_a_journal(lang).to_owned(),
        ImportFault::File(ExportError::TooNew(version)) => journal::file_too_new(lang, version),
        ImportFault::File(ExportError::CutShort { after }) => {
            journal::file_broken(lang, at(after), journal::cut_short(lang))
        }
        ImportFault::File(ExportError::Damaged { after, why }) => {
            journal::file_broken(lang, at(after), journal::fault_damaged(lang, why))
        }
        ImportFault::Chain(fault) => journal::file_broken(lang, fault.at, fault_words(&fault.kind)),
    }
}

fn fault_words(kind: &FaultKind) -> String {
    let lang = lang();
    match kind {
        FaultKind::Damaged(why) => journal::fault_damaged(lang, why),
        FaultKind::Gap { found } => journal::fault_gap(lang, found),
        FaultKind::Unlinked => journal::fault_unlinked(lang).to_owned(),
        FaultKind::Foreign => journal::fault_foreign(lang).to_owned(),
        FaultKind::Backwards => journal::fault_backwards(lang).to_owned(),
        FaultKind::Unbalanced => journal::fault_unbalanced(lang).to_owned(),
        FaultKind::ReceiptGap { found } => journal::fault_receipt(lang, found),
        FaultKind::Undecidable => journal::fault_undecidable(lang).to_owned(),
        FaultKind::Totals => journal::fault_totals(lang).to_owned(),
        FaultKind::HeadDiffers => journal::fault_head(lang).to_owned(),
    }
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

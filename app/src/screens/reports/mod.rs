//! Reports: what was sold in a period, beside the period before it, as charts and tables, down to the sales.

mod chart;
mod csv;
mod drill;
mod model;
mod ranked;

use crate::i18n::{Text, common, lang, reports as words};
use crate::money::Money;
use crate::register::{Register, Step, register};
use crate::shell::Screen;
use crate::state::{Shell, shell};
use crate::ui::{Button, EmptyState, ErrorState, IconName, Loading, Progress, Segmented};
use crate::{browser, t, text};
use drill::{Drill, SalesBehind};
use evertill_domain::report::{DayNumber, Period, Span};
use evertill_money::Amount;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Compared, change, dates, day_of, iso, margin};
use ranked::{change_words, ranked};
use std::cell::Cell;
use std::sync::Arc;

thread_local! {
    // Whoever looks at a sale and comes back finds the period that was chosen.
    static CHOSEN: Cell<Period> = const { Cell::new(Period::Today) };
}

/// What stands on the screen.
#[derive(Clone, PartialEq)]
enum State {
    Loading,
    Stopped,
    Failed,
    Here(Arc<Compared>),
}

#[derive(Clone, Copy)]
struct Reports {
    shell: Shell,
    register: Register,
    period: RwSignal<Period>,
    state: RwSignal<State>,
    progress: RwSignal<(u64, u64)>,
    /// Which question is the last: an answer to another one comes too late, and its work stops.
    question: RwSignal<u32>,
}

impl Reports {
    fn load(self) {
        let today = DayNumber::of_day(self.register.business_day());
        let period = self.period.get_untracked();
        CHOSEN.set(period);
        let spans = [period.span(today), period.before(today)];
        let question = self.question.get_untracked().wrapping_add(1);
        self.question.set(question);
        self.state.set(State::Loading);
        self.progress.set((0, 0));
        spawn_local(async move {
            let is_last = move || self.question.try_get_untracked() == Some(question);
            let mut told = |done, all| {
                let _ = self.progress.try_set((done, all));
                is_last()
            };
            let found = self.register.reports(self.shell, spans, &mut told).await;
            if !is_last() {
                return;
            }
            let compared = match found {
                Ok(Some(reports)) => {
                    self.register.catalogue(|all| Compared::new(spans, reports, all)).flatten().map(Arc::new)
                }
                Ok(None) | Err(_) => None,
            };
            self.state.set(compared.map_or(State::Failed, State::Here));
        });
    }

    fn stop(self) {
        self.question.update(|question| *question = question.wrapping_add(1));
        self.state.set(State::Stopped);
    }
}

/// The screen at `/reports`.
#[component]
pub fn ReportsScreen() -> impl IntoView {
    let reports = Reports {
        shell: shell(),
        register: register(),
        period: RwSignal::new(CHOSEN.get()),
        state: RwSignal::new(State::Loading),
        progress: RwSignal::new((0, 0)),
        question: RwSignal::new(0),
    };
    let drill = Drill::new();
    Effect::new(move || {
        // The first moment at which there is a journal, and every other period.
        reports.period.track();
        if reports.register.step.get() == Step::Ready {
            reports.load();
        }
    });
    let export = move || view! { <ExportButton reports /> };
    view! {
        <Screen title=crate::i18n::words(words::title) actions=export>
            <PeriodChoice reports />
            {move || content(reports, reports.state.get(), drill)}
            <SalesBehind drill />
        </Screen>
    }
}

fn content(reports: Reports, state: State, drill: Drill) -> AnyView {
    match state {
        State::Loading => view! { <Counting reports /> }.into_any(),
        State::Stopped => view! {
            <EmptyState icon=IconName::Reports title=crate::i18n::words(words::stopped) hint=crate::i18n::words(words::stopped_hint)>
                <Button on_press=move |()| reports.load()>{t!(words::go_on)}</Button>
            </EmptyState>
        }
        .into_any(),
        State::Failed => view! {
            <ErrorState title=crate::i18n::words(words::failed) hint=crate::i18n::words(words::failed_hint)>
                <Button on_press=move |()| reports.load()>{t!(common::retry)}</Button>
                <a class="button" href="/journal">{t!(words::open_journal)}</a>
            </ErrorState>
        }
        .into_any(),
        State::Here(compared) => shown(reports, &compared, drill),
    }
}

/// What a moment's work shows, and after it how far it is.
#[component]
fn Counting(reports: Reports) -> impl IntoView {
    let far = move || reports.progress.get().1 > 1_000;
    view! {
        <Show when=far fallback=|| view! { <Loading /> }>
            <Progress
                label=crate::i18n::words(words::counting)
                done=Signal::derive(move || reports.progress.get().0)
                total=Signal::derive(move || Some(reports.progress.get().1))
                on_cancel=move |()| reports.stop()
            />
        </Show>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Choice {
    Today,
    Yesterday,
    Week,
    Month,
    Custom,
}

/// Which period, and for days of one's own from when to when.
#[component]
fn PeriodChoice(reports: Reports) -> impl IntoView {
    let value = Signal::derive(move || match reports.period.get() {
        Period::Today => Choice::Today,
        Period::Yesterday => Choice::Yesterday,
        Period::Week => Choice::Week,
        Period::Month => Choice::Month,
        Period::Custom(_) => Choice::Custom,
    });
    let options = Signal::derive(|| {
        let option = |choice, name: Text| (choice, name(lang()).to_owned());
        vec![
            option(Choice::Today, words::today),
            option(Choice::Yesterday, words::yesterday),
            option(Choice::Week, words::week),
            option(Choice::Month, words::month),
            option(Choice::Custom, words::custom),
        ]
    });
    let choose = move |choice| {
        let today = DayNumber::of_day(reports.register.business_day());
        reports.period.set(match choice {
            Choice::Today => Period::Today,
            Choice::Yesterday => Period::Yesterday,
            Choice::Week => Period::Week,
            Choice::Month => Period::Month,
            // From what was looked at before, which a person then changes.
            Choice::Custom => Period::Custom(reports.period.get_untracked().span(today)),
        });
    };
    let dates = move || match reports.period.get() {
        Period::Custom(span) => Some(view! { <CustomDays reports span /> }),
        _ => None,
    };
    view! {
        <div class="report-period">
            <Segmented label=crate::i18n::words(words::period) options value on_choose=choose />
            {dates}
        </div>
    }
}

#[component]
fn CustomDays(reports: Reports, span: Span) -> impl IntoView {
    let field = move |label: Text, day: DayNumber, with: fn(Span, DayNumber) -> Span| {
        view! {
            <label class="report-date">
                <span class="field__label">{t!(label)}</span>
                <input
                    type="date"
                    class="field__input"
                    value=iso(day)
                    on:change:target=move |event| {
                        if let Some(day) = day_of(&event.target().value()) {
                            reports.period.set(Period::Custom(with(span, day)));
                        }
                    }
                />
            </label>
        }
    };
    view! {
        <div class="report-dates">
            {field(words::from_day, span.from, |span, day| Span::new(day, span.to.max(day)))}
            {field(words::to_day, span.to, |span, day| Span::new(span.from.min(day), day))}
        </div>
    }
}

fn shown(reports: Reports, compared: &Arc<Compared>, drill: Drill) -> AnyView {
    let (now, span) = (&compared.now, compared.span);
    if now.figures.sales == 0 && now.figures.refunds == 0 && now.figures.post_voids == 0 {
        let days = dates(span);
        let hint = Signal::derive(move || words::empty_hint(lang(), &days));
        return view! {
            <EmptyState icon=IconName::Reports title=crate::i18n::words(words::empty) hint>
                <a class="button" href="/">{t!(common::sell)}</a>
            </EmptyState>
        }
        .into_any();
    }
    let money = reports.register.money();
    let table = |title: Text, counted: Text, rows| ranked(title, counted, rows, span, money.clone(), drill);
    let by_day = (span.days() > 1).then(|| over_time(words::by_day, model::days(compared), &money, drill));
    view! {
        <p class="note report-span">
            <strong>{dates(span)}</strong>" "{words::compared_with(lang(), dates(compared.span_before))}
        </p>
        {figures(compared, &money)}
        {by_day}
        {over_time(words::by_hour, model::hours(compared), &money, drill)}
        <div class="report-cards">
            {table(words::by_item, words::quantity, model::items(compared))}
            {table(words::by_category, words::items, model::groups(compared))}
            {table(words::by_tender, words::sales, model::tenders(compared))}
            {table(words::by_tax, words::base, model::taxes(compared, &money))}
            {table(words::by_operator, words::sales, model::operators(compared, reports.register))}
        </div>
    }
    .into_any()
}

/// A chart over time with its table.
fn over_time(title: Text, columns: Vec<model::Column>, money: &Money, drill: Drill) -> AnyView {
    let rows = columns.iter().filter(|column| column.now.sales > 0 || !column.before.is_zero());
    let rows = rows.map(|column| {
        view! {
            <tr>
                <th scope="row">{column.name.clone()}</th>
                <td class="end number">{crate::i18n::format::number(i64::try_from(column.now.sales).unwrap_or(i64::MAX))}</td>
                <td class="end number">{money.format(column.now.total)}</td>
                <td class="end number soft">{money.format(column.before)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="card report-card report-card--wide">
            <h2 class="card__title">{t!(title)}</h2>
            {chart::chart(columns, title(lang()).to_owned(), money.clone(), drill)}
            <details class="report-table">
                <summary>{t!(words::as_table)}</summary>
                <table class="plain-table">
                    <thead><tr>
                        <th scope="col">{t!(words::name)}</th>
                        <th scope="col" class="end">{t!(words::sales)}</th>
                        <th scope="col" class="end">{t!(words::amount)}</th>
                        <th scope="col" class="end">{t!(words::before)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </section>
    }
    .into_any()
}

/// The figures at the head.
fn figures(compared: &Compared, money: &Money) -> AnyView {
    let (now, before) = (compared.now.figures, compared.before.figures);
    let amount = |label: Text, now: Amount, before: Amount, detail: Option<String>| {
        let told = before_words(money.format(before), change(now, before));
        figure(label, money.format(now), told, detail)
    };
    let count = |n: u64| crate::i18n::format::number(i64::try_from(n).unwrap_or(i64::MAX));
    let whole = |n: u64| Amount::new(i64::try_from(n).unwrap_or_default()).unwrap_or_default();
    let sales = before_words(count(before.sales), change(whole(now.sales), whole(before.sales)));
    let returns = words::returns_count(lang(), i64::try_from(now.refunds).unwrap_or(i64::MAX));
    let voids = (now.post_voids > 0 || before.post_voids > 0).then(|| {
        amount(crate::i18n::post_void::figure, now.post_voided, before.post_voided, Some(count(now.post_voids)))
    });
    let margins = margin(now.cost, now.costed).map(|(margin, rate)| {
        let earlier = before.margin().unwrap_or_default();
        let detail = words::margin_of(lang(), crate::i18n::format::percent(rate / 10 * 10));
        amount(words::margin, margin, earlier, Some(detail))
    });
    view! {
        <dl class="figures">
            {amount(words::net_sales, now.net().unwrap_or_default(), before.net().unwrap_or_default(), None)}
            {amount(words::turnover, now.total, before.total, None)}
            {figure(words::sales, count(now.sales), sales, None)}
            {amount(words::average, now.average().unwrap_or_default(), before.average().unwrap_or_default(), None)}
            {amount(words::gross, now.gross, before.gross, None)}
            {amount(words::discounts, now.discounts, before.discounts, None)}
            {amount(words::refunds, now.refunded, before.refunded, Some(returns))}
            {voids}
            {amount(words::tax, now.tax, before.tax, None)}
            {margins}
        </dl>
    }
    .into_any()
}

/// What it was before, and by how much it changed since where there was anything.
fn before_words(before: String, change: Option<i64>) -> String {
    match change {
        None => words::figure_was(lang(), before),
        change => words::figure_before(lang(), before, change_words(change)),
    }
}

fn figure(label: Text, value: String, before: String, detail: Option<String>) -> AnyView {
    view! {
        <div class="figure">
            <dt class="figure__label">{label(lang())}</dt>
            <dd class="figure__value number">{value}</dd>
            <dd class="figure__before number">{before}</dd>
            {detail.map(|detail| view! { <dd class="figure__before">{detail}</dd> })}
        </div>
    }
    .into_any()
}

/// Saves what is shown as CSV.
#[component]
fn ExportButton(reports: Reports) -> impl IntoView {
    let compared = move || match reports.state.get() {
        State::Here(compared) => Some(compared),
        _ => None,
    };
    let export = move |()| {
        let Some(compared) = untrack(compared) else { return };
        let text = csv::write(&compared, reports.register.money_now().exponent(), |id| {
            untrack(|| reports.register.operator_name(id))
        });
        let span = compared.span;
        let name = format!("report-{}-{}.csv", iso(span.from), iso(span.to));
        match browser::download(&name, "text/csv;charset=utf-8", text.as_bytes()) {
            Ok(()) => reports.shell.toasts.good(text!(words::exported, name)),
            Err(_) => reports.shell.toasts.bad(text!(words::not_exported)),
        }
    };
    view! {
        <Button icon=IconName::Export disabled=Signal::derive(move || compared().is_none()) on_press=export>
            {t!(words::export)}
        </Button>
    }
}

//! The form of one promotion. What is wrong is said beside its field while it is typed, and the trial below shows what it
//! would give.

use super::goods::GoodsField;
use super::model::{Kind, Slot, Taking, Typed, TypedPart, Wrong};
use super::trial::Trial;
use super::words::{says, weekday};
use crate::i18n::{common, lang, promotions as say, words};
use crate::register::{FactError, Register};
use crate::screens::shop::saving::Saving;
use crate::t;
use crate::ui::{Button, ButtonKind, Field, IconName, Segmented, TextArea, keyed};
use evertill_domain::ids::{GroupId, PromotionId};
use evertill_domain::promotion::{Goods, Promotion};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

/// A part of a set while it is typed.
#[derive(Clone, Copy)]
struct PartRow {
    key: u32,
    goods: RwSignal<Goods>,
    count: RwSignal<String>,
}

impl PartRow {
    fn new(part: TypedPart) -> Self {
        thread_local! { static NEXT: Cell<u32> = const { Cell::new(0) }; }
        let key = NEXT.replace(NEXT.get().wrapping_add(1));
        Self { key, goods: RwSignal::new(part.goods), count: RwSignal::new(part.count) }
    }
}

/// The texts of the form, each with its place in [`Texts`].
#[derive(Clone, Copy)]
enum Text {
    Label,
    Value,
    Spend,
    Count,
    Free,
    From,
    To,
    FromHour,
    ToHour,
    Codes,
    Limit,
    Times,
    Priority,
}

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Form {
    register: Register,
    saving: Saving,
    edited: RwSignal<Option<Typed>>,
    is_new: bool,
    kind: Kind,
    id: StoredValue<PromotionId>,
    texts: [RwSignal<String>; 13],
    taking: RwSignal<Taking>,
    goods: RwSignal<Goods>,
    get: RwSignal<Goods>,
    parts: RwSignal<Vec<PartRow>>,
    days: RwSignal<u16>,
    groups: RwSignal<Vec<GroupId>>,
    stackable: RwSignal<bool>,
    paused: RwSignal<bool>,
    /// Somebody has tried to save it: what is missing is said from then on too.
    tried: RwSignal<bool>,
    judged: Memo<Result<Promotion, Vec<Wrong>>>,
}

impl Form {
    fn of(saving: Saving, edited: RwSignal<Option<Typed>>, typed: Typed, is_new: bool) -> Self {
        let register = saving.register;
        let text = |text: &String| RwSignal::new(text.clone());
        let mut form = Self {
            register,
            saving,
            edited,
            is_new,
            kind: typed.kind,
            id: StoredValue::new(typed.id.clone()),
            texts: [
                text(&typed.label),
                text(&typed.value),
                text(&typed.spend),
                text(&typed.count),
                text(&typed.free),
                text(&typed.from),
                text(&typed.to),
                text(&typed.from_hour),
                text(&typed.to_hour),
                text(&typed.codes),
                text(&typed.limit),
                text(&typed.times),
                text(&typed.priority),
            ],
            taking: RwSignal::new(typed.taking),
            goods: RwSignal::new(typed.goods),
            get: RwSignal::new(typed.get),
            parts: RwSignal::new(typed.parts.into_iter().map(PartRow::new).collect()),
            days: RwSignal::new(typed.days),
            groups: RwSignal::new(typed.groups),
            stackable: RwSignal::new(typed.stackable),
            paused: RwSignal::new(typed.paused),
            tried: RwSignal::new(false),
            judged: Memo::new(|_| Err(Vec::new())),
        };
        let typing = form;
        form.judged = Memo::new(move |_| typing.judge());
        form
    }

    fn text(self, which: Text) -> RwSignal<String> {
        self.texts.get(which as usize).copied().unwrap_or_else(|| RwSignal::new(String::new()))
    }

    /// What is typed, followed.
    fn typed(self) -> Typed {
        let text = |which| self.text(which).get();
        let part = |row: PartRow| TypedPart { goods: row.goods.get(), count: row.count.get() };
        Typed {
            id: self.id.get_value(),
            kind: self.kind,
            label: text(Text::Label),
            value: text(Text::Value),
            taking: self.taking.get(),
            spend: text(Text::Spend),
            count: text(Text::Count),
            free: text(Text::Free),
            goods: self.goods.get(),
            get: self.get.get(),
            parts: self.parts.get().into_iter().map(part).collect(),
            from: text(Text::From),
            to: text(Text::To),
            from_hour: text(Text::FromHour),
            to_hour: text(Text::ToHour),
            days: self.days.get(),
            groups: self.groups.get(),
            codes: text(Text::Codes),
            limit: text(Text::Limit),
            times: text(Text::Times),
            priority: text(Text::Priority),
            stackable: self.stackable.get(),
            paused: self.paused.get(),
        }
    }

    /// The promotion, or all that is wrong: a name or goods that are still missing hide nothing else.
    fn judge(self) -> Result<Promotion, Vec<Wrong>> {
        let (money, mut typed, mut all) = (self.register.money(), self.typed(), Vec::new());
        loop {
            let beside = |promotion: Promotion| {
                let known = self.register.offers.get();
                let beside = promotion.check_beside(known.promotions.iter(), self.is_new).map_err(Wrong::Rule);
                beside.map(|()| promotion)
            };
            match typed.read(&money).and_then(beside) {
                Ok(promotion) if all.is_empty() => return Ok(promotion),
                Ok(_) => return Err(all),
                Err(wrong) => {
                    let goes_on = typed.fill_in(&wrong);
                    all.push(wrong);
                    if !goes_on {
                        return Err(all);
                    }
                }
            }
        }
    }

    /// What is wrong at a field, once something was typed there or somebody tried to save.
    fn error(self, slot: Slot, typed: Option<Text>) -> Signal<String> {
        Signal::derive(move || {
            let said = self.tried.get() || typed.is_some_and(|which| !self.text(which).get().trim().is_empty());
            let at = |all: Vec<Wrong>| all.into_iter().find(|wrong| wrong.slot(self.kind) == slot);
            let wrong = self.judged.get().err().filter(|_| said).and_then(at);
            wrong.map(|wrong| wrong.words(lang(), &self.register.money())).unwrap_or_default()
        })
    }

    fn save(self) {
        self.tried.set(true);
        match self.judged.get_untracked() {
            Ok(promotion) => self.write(promotion, None),
            Err(_) => crate::typing::before_next_key(|| crate::browser::focus("dialog[open] [aria-invalid=true]")),
        }
    }

    /// Takes it out of the shop for good.
    fn end(self) {
        let id = self.id.get_value();
        let known = self.register.offers.with_untracked(|offers| offers.promotions.get(&id).cloned());
        if let Some(known) = known {
            let label = known.label.clone();
            self.write(Promotion { archived: true, ..known }, Some(label));
        }
    }

    fn write(self, promotion: Promotion, ended: Option<String>) {
        let Self { saving, register, edited, .. } = self;
        spawn_local(async move {
            match register.save_promotion(saving.shell, promotion).await {
                Ok(()) => {
                    let told = ended.map(|label| crate::text!(say::ended, label));
                    saving.shell.toasts.good(told.unwrap_or_else(|| crate::text!(common::saved).to_owned()));
                    let _ = edited.try_set(None);
                }
                Err(error) => drop(saving.problem.try_set(not_saved(&error))),
            }
        });
    }
}

/// Why it was not written, for the form.
pub fn not_saved(error: &FactError) -> String {
    use crate::i18n::customers;
    match error {
        FactError::Full => crate::text!(customers::not_saved_full),
        _ => crate::text!(customers::not_saved),
    }
    .to_owned()
}

#[component]
pub fn PromotionForm(saving: Saving, edited: RwSignal<Option<Typed>>, of: Typed, is_new: bool) -> impl IntoView {
    let form = Form::of(saving, edited, of, is_new);
    let register = form.register;
    let ready = Memo::new(move |_| form.judged.get().ok());
    let summary = move || ready.get().map(|promotion| says(register, &promotion));
    let asks_end = RwSignal::new(false);
    view! {
        <div class="form promotion">
            <Field
                label=words(say::label)
                value=form.text(Text::Label)
                error=form.error(Slot::Label, Some(Text::Label))
                autofocus=true
            />
            <Offered form />
            <When form />
            <Whom form />
            <p class="promotion__says" role="status">{summary}</p>
            <Trial register promotion=ready />
            <p class="refund__problem" role="alert">
                {move || format!("{} {}", form.error(Slot::All, None).get(), saving.problem.get()).trim().to_owned()}
            </p>
            <div class="dialog__actions">
                <Show when=move || !is_new>
                    <Button kind=ButtonKind::Danger on_press=move |()| asks_end.set(true)>{t!(say::end)}</Button>
                </Show>
                <Button on_press=move |()| edited.set(None)>{t!(common::cancel)}</Button>
                <Button kind=ButtonKind::Primary on_press=move |()| form.save()>{t!(common::save)}</Button>
            </div>
        </div>
        <crate::ui::Confirm
            open=asks_end
            question=words(say::end_ask)
            consequence=words(say::end_hint)
            yes=words(say::end)
            danger=true
            on_answer=move |yes: bool| {
                asks_end.set(false);
                if yes {
                    form.end();
                }
            }
        />
    }
}

/// What is taken off, and what for.
#[component]
fn Offered(form: Form) -> impl IntoView {
    let register = form.register;
    let goods_error = form.error(Slot::Goods, None);
    let count = move |which: Text, label: crate::i18n::Text| {
        let (value, error) = (form.text(which), form.error(Slot::Count, Some(which)));
        view! { <Field label=words(label) value error mode="numeric" ltr=true /> }
    };
    match form.kind {
        Kind::Gift => view! {
            <GoodsField register label=words(say::goods_buy) goods=form.goods error=goods_error />
            {count(Text::Count, say::buy_count)}
            <GoodsField register label=words(say::goods_get) goods=form.get error=goods_error />
            {count(Text::Free, say::free_count)}
            <Value form label=words(say::gift_percent) hint=words(say::gift_hint) />
        }
        .into_any(),
        Kind::Set => view! { <Parts form /> <HowMuch form price=true /> }.into_any(),
        Kind::Threshold => view! {
            <Field
                label=words(say::spend)
                value=form.text(Text::Spend)
                error=form.error(Slot::Spend, Some(Text::Spend))
                mode="decimal"
                ltr=true
            />
            <HowMuch form price=false />
            <GoodsField register label=words(say::goods) goods=form.goods error=goods_error />
        }
        .into_any(),
        kind => {
            let label = match kind {
                Kind::Amount => say::amount,
                Kind::Fixed => say::price,
                _ => say::percent,
            };
            let hint = Signal::stored(String::new());
            view! {
                <Value form label=words(label) hint />
                <GoodsField register label=words(say::goods) goods=form.goods error=goods_error />
            }
            .into_any()
        }
    }
}

#[component]
fn Value(form: Form, label: Signal<String>, hint: Signal<String>) -> impl IntoView {
    let (value, error) = (form.text(Text::Value), form.error(Slot::Value, Some(Text::Value)));
    view! { <Field label value error hint mode="decimal" ltr=true /> }
}

/// A share, an amount, or for a set a price.
#[component]
fn HowMuch(form: Form, price: bool) -> impl IntoView {
    let options = Signal::derive(move || {
        let of = |taking, text: crate::i18n::Text| (taking, text(lang()).to_owned());
        let off = [of(Taking::Percent, say::percent), of(Taking::Amount, say::amount)];
        let price = price.then(|| of(Taking::Price, say::set_price));
        price.into_iter().chain(off).collect::<Vec<_>>()
    });
    let label = Signal::derive(move || {
        match form.taking.get() {
            Taking::Price => say::set_price(lang()),
            Taking::Percent => say::percent(lang()),
            Taking::Amount => say::amount(lang()),
        }
        .to_owned()
    });
    view! {
        <Segmented label=words(say::how) options value=form.taking on_choose=move |to| form.taking.set(to) />
        <Value form label hint=Signal::stored(String::new()) />
    }
}

#[component]
fn Parts(form: Form) -> impl IntoView {
    let register = form.register;
    let error = form.error(Slot::Goods, None);
    let several = Memo::new(move |_| form.parts.with(Vec::len) > 1);
    let place = move |key| form.parts.with(|all| all.iter().position(|row| row.key == key).map_or(0, |at| at + 1));
    let part = move |row: PartRow| {
        let wrong = form.error(Slot::Count, None);
        view! {
            <fieldset class="tax-part">
                <GoodsField
                    register
                    label=Signal::derive(move || say::part(lang(), place(row.key)))
                    goods=row.goods
                    error=Signal::stored(String::new())
                />
                <Field label=words(say::count) value=row.count error=wrong mode="numeric" ltr=true />
                <Show when=move || several.get()>
                    <Button
                        kind=ButtonKind::Quiet
                        icon=IconName::Void
                        on_press=move |()| form.parts.update(|all| all.retain(|known| known.key != row.key))
                    >
                        {t!(say::remove_part)}
                    </Button>
                </Show>
            </fieldset>
        }
    };
    let add = move |()| {
        let new = TypedPart { goods: Goods::default(), count: "1".to_owned() };
        form.parts.update(|all| all.push(PartRow::new(new)));
    };
    view! {
        {keyed(move || form.parts.get(), |row| row.key, part)}
        <div><Button icon=IconName::Plus on_press=add>{t!(say::add_part)}</Button></div>
        <p class="refund__problem" role="alert">{move || error.get()}</p>
    }
}

/// Days and hours.
#[component]
fn When(form: Form) -> impl IntoView {
    let day = move |at: u16| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (form.days.get() & (1 << at) != 0).to_string()
                on:click=move |_| form.days.update(|days| *days ^= 1 << at)
            >
                {move || weekday(at)}
            </button>
        }
    };
    let uses = [Text::From, Text::To, Text::FromHour, Text::ToHour];
    let used = uses.iter().any(|which| !form.text(*which).get_untracked().is_empty());
    let hours = form.error(Slot::Hours, Some(Text::FromHour));
    view! {
        <details class="more-about" open=used>
            <summary>{t!(say::when)}</summary>
            <div class="fields">
                <Field label=words(say::from_day) value=form.text(Text::From) kind="date" hint=words(say::day_hint) />
                <Field
                    label=words(say::to_day)
                    value=form.text(Text::To)
                    kind="date"
                    hint=words(say::day_hint)
                    error=form.error(Slot::Days, Some(Text::To))
                />
                <Field label=words(say::from_hour) value=form.text(Text::FromHour) kind="time" error=hours />
                <Field label=words(say::to_hour) value=form.text(Text::ToHour) kind="time" hint=words(say::hour_hint) />
            </div>
            <div class="chips chips--wrap" role="group" aria-label=t!(say::weekdays)>
                {(0..7).map(day).collect_view()}
            </div>
        </details>
    }
}

/// Groups, codes, limits, and how it gets along with others.
#[component]
fn Whom(form: Form) -> impl IntoView {
    let beside =
        Signal::derive(|| vec![(false, say::exclusive(lang()).to_owned()), (true, say::stackable(lang()).to_owned())]);
    let states =
        Signal::derive(|| vec![(false, say::in_force(lang()).to_owned()), (true, say::paused(lang()).to_owned())]);
    let used = form.kind == Kind::Coupon || !form.is_new;
    let field = move |which: Text, slot: Slot, label: crate::i18n::Text, mode: &'static str| {
        let (value, error) = (form.text(which), form.error(slot, Some(which)));
        view! { <Field label=words(label) value error mode ltr=true /> }
    };
    view! {
        <details class="more-about" open=used>
            <summary>{t!(say::who)}</summary>
            <TextArea
                label=words(say::codes)
                value=form.text(Text::Codes)
                hint=words(say::codes_hint)
                error=form.error(Slot::Codes, Some(Text::Codes))
                rows=2
            />
            <Groups form />
            <div class="fields">
                {field(Text::Limit, Slot::Limit, say::limit, "decimal")}
                {field(Text::Times, Slot::Times, say::times, "numeric")}
                <Field
                    label=words(say::priority)
                    value=form.text(Text::Priority)
                    hint=words(say::priority_hint)
                    error=form.error(Slot::Priority, Some(Text::Priority))
                    mode="numeric"
                    ltr=true
                />
            </div>
            <Segmented
                label=words(say::combination)
                options=beside
                value=form.stackable
                on_choose=move |to| form.stackable.set(to)
            />
            <Segmented label=words(say::state) options=states value=form.paused on_choose=move |to| form.paused.set(to) />
        </details>
    }
}

#[component]
fn Groups(form: Form) -> impl IntoView {
    view! { <GroupChoice register=form.register chosen=form.groups label=words(say::groups) hint=words(say::groups_hint) /> }
}

/// The shop's groups of customers, any of which can be chosen; nothing where there are none.
#[component]
pub fn GroupChoice(
    register: Register,
    chosen: RwSignal<Vec<GroupId>>,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] hint: Signal<String>,
) -> impl IntoView {
    let known =
        move || register.settings.with(|all| all.as_ref().map(|all| all.offers.groups.clone()).unwrap_or_default());
    let chip = move |group: evertill_domain::shop::CustomerGroup| {
        let (id, pressed) = (group.id.clone(), group.id);
        let toggle = move |_| {
            chosen.update(|all| match all.iter().position(|known| *known == id) {
                Some(at) => drop(all.remove(at)),
                None => all.push(id.clone()),
            });
        };
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || chosen.with(|all| all.contains(&pressed)).to_string()
                on:click=toggle
            >
                <bdi>{group.name}</bdi>
            </button>
        }
    };
    view! {
        <Show when=move || !known().is_empty()>
            <div class="field" role="group" aria-label=move || label.get()>
                <span class="field__label">{move || label.get()}</span>
                <div class="chips chips--wrap">{move || known().into_iter().map(chip).collect_view()}</div>
                <p class="field__note">{move || hint.get()}</p>
            </div>
        </Show>
    }
}

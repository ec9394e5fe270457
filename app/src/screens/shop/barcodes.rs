//! Barcode templates: how labels of scales and counters are read, edited and tried on a label at once.

use super::saving::{SaveButton, Saving};
use crate::i18n::{Lang, barcodes, lang, lang_now, words};
use crate::money::with_unit;
use crate::t;
use crate::ui::{Button, ButtonKind, Field, IconName, keyed};
use evertill_domain::barcode::{self, BarcodeTemplate, LabelValue, PatternFault, Reading, TemplateFault};
use evertill_domain::goods::GoodsFault;
use evertill_domain::shop::SettingsError;
use leptos::prelude::*;

/// The section.
pub fn view() -> AnyView {
    view! { <Barcodes /> }.into_any()
}

/// A template while it is edited.
#[derive(Clone, Copy, PartialEq)]
struct Row {
    id: u32,
    name: RwSignal<String>,
    pattern: RwSignal<String>,
}

impl Row {
    fn of(id: u32, template: &BarcodeTemplate) -> Self {
        Self { id, name: RwSignal::new(template.name.clone()), pattern: RwSignal::new(template.pattern.clone()) }
    }

    fn template(self) -> BarcodeTemplate {
        let text = |field: RwSignal<String>| field.get().trim().to_owned();
        BarcodeTemplate { name: text(self.name), pattern: text(self.pattern) }
    }
}

/// Layouts that are in use, to begin with: names are the shop's own.
const EXAMPLES: [&str; 4] = ["2 IIIII V PPPP C", "21 IIIII PPPPP C", "22 IIIII WW.WWW C", "28 IIIII V PPPP C"];

#[component]
fn Barcodes() -> impl IntoView {
    let saving = Saving::new();
    let known = saving.settings().map(|settings| settings.goods.barcodes).unwrap_or_default();
    let rows = RwSignal::new((0..).zip(&known).map(|(id, template)| Row::of(id, template)).collect::<Vec<_>>());
    let next = StoredValue::new(u32::try_from(known.len()).unwrap_or(u32::MAX));
    let templates = Memo::new(move |_| rows.get().into_iter().map(Row::template).collect::<Vec<_>>());
    // What is wrong is said while it is typed: the test below shows what a label would be.
    let fault = Memo::new(move |_| templates.with(|all| barcode::check(all).err()));
    let add = move |pattern: &str| {
        let template = BarcodeTemplate { name: String::new(), pattern: pattern.to_owned() };
        rows.update(|rows| rows.push(Row::of(next.get_value(), &template)));
        next.update_value(|id| *id += 1);
    };
    let save = move |()| {
        let Some(mut settings) = saving.settings() else { return };
        settings.goods.barcodes = templates.get_untracked();
        match settings.validate() {
            Ok(()) => saving.save(settings),
            Err(SettingsError::Goods(GoodsFault::Template(fault))) => saving.problem.set(wrong(lang_now(), &fault)),
            Err(_) => saving.problem.set(barcodes::wrong_settings(lang_now()).to_owned()),
        }
    };
    let row = move |row: Row| {
        let said = Signal::derive(move || {
            let name = row.name.get().trim().to_owned();
            match fault.get() {
                Some(TemplateFault::Pattern { name: of, fault }) if of == name => pattern_words(lang(), fault),
                Some(TemplateFault::Overlap { first, second, prefix }) if second == name => {
                    barcodes::overlap(lang(), first, second, prefix)
                }
                _ => String::new(),
            }
        });
        let named = Signal::derive(move || {
            let name = row.name.get().trim().to_owned();
            let wrong = matches!(fault.get(), Some(TemplateFault::Name { name: of }) if of == name);
            if wrong { barcodes::wrong_name(lang(), BarcodeTemplate::NAME_LIMIT) } else { String::new() }
        });
        view! {
            <li class="template">
                <Field label=words(barcodes::name) value=row.name error=named />
                <Field label=words(barcodes::pattern) value=row.pattern error=said ltr=true />
                <Button
                    kind=ButtonKind::Quiet
                    icon=IconName::Void
                    on_press=move |()| rows.update(|rows| rows.retain(|other| other.id != row.id))
                >
                    {t!(barcodes::remove)}
                </Button>
            </li>
        }
    };
    let examples = EXAMPLES.map(|pattern| {
        view! { <Button on_press=move |()| add(pattern)><bdi dir="ltr" class="code">{pattern}</bdi></Button> }
    });
    view! {
        <div class="form form--page">
            <p class="soft">{t!(barcodes::signs)}</p>
            <ul class="templates">{keyed(move || rows.get(), |row| row.id, row)}</ul>
            <div class="templates__new" role="group" aria-label=t!(barcodes::add)>
                <span>{t!(barcodes::add)}</span>
                {examples.into_iter().collect_view()}
            </div>
            <Trial saving templates />
            <SaveButton saving on_save=save />
        </div>
    }
}

/// A label that is read as it is typed or scanned.
#[component]
fn Trial(saving: Saving, templates: Memo<Vec<BarcodeTemplate>>) -> impl IntoView {
    let code = RwSignal::new(String::new());
    crate::scanner::on_scan(move |scanned| {
        code.set(scanned.to_owned());
        true
    });
    let register = saving.register;
    let read = move || {
        let typed = code.get();
        if typed.trim().is_empty() {
            return String::new();
        }
        let exponent = register.money().exponent();
        let lang = lang();
        let name =
            |at: usize| templates.with(|all| all.get(at).map(|template| template.name.clone()).unwrap_or_default());
        match templates.with(|all| barcode::read(all, exponent, &typed)) {
            Reading::NoLabel => barcodes::reads_nothing(lang).to_owned(),
            Reading::Misread(at) => barcodes::reads_wrong(lang, name(at)),
            Reading::Label(at, label) => {
                let bare = label.item.trim_start_matches('0').to_owned();
                let item = register.catalogue(|items| {
                    let found = items.by_code(&label.item).or_else(|| items.by_code(&bare))?;
                    items.get(found.item).map(|item| (item.name().to_owned(), item.unit()))
                });
                let (item, unit) = item.flatten().map_or_else(
                    || (barcodes::no_item(lang, &label.item), evertill_domain::quantity::Unit::Each),
                    |(name, unit)| (name, unit),
                );
                let value = match label.value {
                    LabelValue::Price(price) => register.money().format(price),
                    LabelValue::Quantity(quantity) => with_unit(quantity, unit),
                };
                format!("{}: {item}, {value}", name(at))
            }
        }
    };
    view! {
        <Field label=words(barcodes::try_label) value=code hint=words(barcodes::try_hint) mode="numeric" ltr=true />
        <p class="template__reading" role="status">{read}</p>
    }
}

/// Why templates cannot be used together, and what to change.
fn wrong(lang: Lang, fault: &TemplateFault) -> String {
    match fault {
        TemplateFault::TooMany => barcodes::too_many(lang, BarcodeTemplate::LIMIT),
        TemplateFault::Name { .. } => barcodes::wrong_name(lang, BarcodeTemplate::NAME_LIMIT),
        TemplateFault::Pattern { name, fault } => format!("{name}: {}", pattern_words(lang, *fault)),
        TemplateFault::Overlap { first, second, prefix } => barcodes::overlap(lang, first, second, prefix),
    }
}

fn pattern_words(lang: Lang, fault: PatternFault) -> String {
    match fault {
        PatternFault::Sign(sign) => barcodes::wrong_sign(lang, sign),
        PatternFault::Length(found) => barcodes::wrong_length(lang, found),
        PatternFault::NoPrefix => barcodes::no_prefix(lang).to_owned(),
        PatternFault::OpenPrefix => barcodes::open_prefix(lang).to_owned(),
        PatternFault::Item => barcodes::wrong_item(lang).to_owned(),
        PatternFault::Value => barcodes::wrong_value(lang).to_owned(),
        PatternFault::Point => barcodes::wrong_point(lang).to_owned(),
        PatternFault::Verifier => barcodes::wrong_verifier(lang).to_owned(),
        PatternFault::Check => barcodes::wrong_check(lang).to_owned(),
    }
}

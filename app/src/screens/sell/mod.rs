//! Sell: joins the view to the register. What is shown is in `lines` and `tiles`, what is asked in `dialogs`.

mod charges;
mod dialogs;
mod goods;
mod hold;
mod layaway;
mod lines;
mod modifiers;
mod more;
mod prices;
mod split;
mod tiles;
mod unreceipted;

use crate::i18n::{errors, goods as goods_words, lang_now, pay};
use crate::refusals;
use crate::register::{Found, Register, Wish, register};
use crate::routes;
use crate::sell::{SellCommand, SellModel, SellView};
use crate::state::{Shell, shell};
use crate::text;
use crate::ui::Loading;
use dialogs::{Asked, Dialogs};
use evertill_domain::Refusal;
use evertill_domain::basket::{Basket, BasketCommand, LineId};
use evertill_domain::ids::SaleId;
use evertill_domain::quantity::Quantity;
use evertill_domain::shop::Settings;
use evertill_domain::tax::Service;
use evertill_domain::tender::Tender;
use evertill_money::Amount;
use leptos::prelude::*;

/// Ids of goods that come back begin here, so that they differ from those of goods that are sold.
const RETURNS: u64 = 1 << 32;
/// Those of what is paid for beside goods begin here.
const CHARGES: u64 = 1 << 33;

/// What the screen's handlers share.
#[derive(Clone, Copy)]
struct Sell {
    shell: Shell,
    register: Register,
    query: RwSignal<String>,
    department: RwSignal<Option<u32>>,
    selected: RwSignal<Option<u64>>,
    asked: RwSignal<Option<Asked>>,
    prepaid_for: RwSignal<Option<SaleId>>,
    hold_asked: RwSignal<Option<hold::HoldAsked>>,
    /// What one of those dialogs asked for is under way.
    working: RwSignal<bool>,
    /// What is being asked about, before it is rung up.
    pending: RwSignal<Option<Wish>>,
    more_open: RwSignal<bool>,
}

/// The screen at `/`.
#[component]
pub fn SellScreen() -> impl IntoView {
    let (shell, register) = (shell(), register());
    let sell = Sell {
        shell,
        register,
        query: RwSignal::new(String::new()),
        department: RwSignal::new(None),
        selected: RwSignal::new(None),
        asked: RwSignal::new(None),
        hold_asked: RwSignal::new(None),
        prepaid_for: RwSignal::new(None),
        working: RwSignal::new(false),
        pending: RwSignal::new(None),
        more_open: RwSignal::new(false),
    };
    let on_command = Callback::new(move |command| sell.handle(command));
    let departments = tiles::departments(register);
    let model = SellModel {
        query: sell.query,
        categories: departments.into(),
        category: sell.department.into(),
        tiles: tiles::tiles(register, tiles::searched(sell.query), sell.department, departments).into(),
        lines: lines::lines(register).into(),
        selected: sell.selected.into(),
        rows: lines::rows(register).into(),
        coupons: prices::coupons(register).into(),
        total: Signal::derive(move || register.money().format(register.priced.with(|priced| priced.due))),
        begun: Signal::derive(move || register.is_rung() || !register.tenders.with(Vec::is_empty)),
        tendered: Signal::derive(move || !register.tenders.with(Vec::is_empty)),
        customer: lines::customer(register),
        service: Signal::derive(move || {
            sell.asks_for_service().then(|| register.basket.with(|basket| basket.service()))
        }),
        on_command,
    };
    let open = move || register.settings.with(Option::is_some);
    view! {
        <Show when=open fallback=|| view! { <Loading rows=8 /> }>
            <SellView model />
        </Show>
        <Dialogs sell />
        <goods::GoodsDialogs sell />
        <prices::PriceDialogs sell />
        <more::More sell />
        <hold::HoldDialogs sell />
    }
}

impl Sell {
    fn handle(self, command: SellCommand) {
        match command {
            SellCommand::Code(text) => self.code(&text),
            SellCommand::Press(id) => self.press(id),
            SellCommand::Category(id) => {
                self.query.set(String::new());
                self.department.set(id);
            }
            SellCommand::Select(id) => {
                let same = self.selected.get_untracked() == Some(id);
                self.selected.set((!same).then_some(id));
            }
            SellCommand::QuantityUp(id) => self.step(id, Quantity::ONE),
            SellCommand::QuantityDown(id) => self.step(id, Quantity::ONE.negated()),
            SellCommand::AskQuantity(id) if id < RETURNS => self.asked.set(Some(Asked::Quantity(line_id(id)))),
            SellCommand::AskQuantity(_) => {}
            SellCommand::VoidLine(id) => self.void(id),
            SellCommand::AskDiscount(Some(id)) if id >= RETURNS => {}
            SellCommand::AskDiscount(line) => self.asked.set(Some(Asked::Discount(line.map(line_id)))),
            SellCommand::AskHold => self.ask_hold(),
            SellCommand::AskMore => self.more_open.set(true),
            SellCommand::Service(service) => drop(self.change(BasketCommand::SetService(service))),
            SellCommand::AskCustomer => self.asked.set(Some(Asked::Customer)),
            SellCommand::AskCancel => {
                if self.shell.busy.with_untracked(|busy| busy.basket) {
                    self.hold_asked.set(Some(hold::HoldAsked::Cancel));
                }
            }
            SellCommand::EditLine(id) if id < RETURNS => self.asked.set(Some(Asked::Line(line_id(id)))),
            SellCommand::EditLine(_) => {}
            SellCommand::AskCoupon => self.asked.set(Some(Asked::Coupon)),
            SellCommand::RemoveCoupon(at) => drop(self.change(BasketCommand::RemoveCode(at))),
            SellCommand::AskPriceChange(id) if id < RETURNS => self.asked.set(Some(Asked::PriceChange(line_id(id)))),
            SellCommand::AskPriceChange(_) => {}
            SellCommand::Pay => self.pay(),
        }
    }

    /// A code from the scanner, or what was typed and ended with Enter: `3*code` rings up three.
    fn code(self, text: &str) {
        let typed = self.query.get_untracked().trim() == text;
        let (quantity, code) = quantity_and_code(text);
        // Without a number before it, something that is weighed asks for its weight.
        let said = (code.len() != text.len()).then_some(quantity);
        match self.register.find(code, said) {
            Found::Item(wish) => self.ring(wish),
            Found::Misread => self.shell.toasts.bad(text!(goods_words::misread).to_owned()),
            // A coupon is entered wherever an item could be: at the till both are a code on paper.
            Found::Unknown if self.is_coupon(code) => {
                if let Err(why) = self.enter_code(code) {
                    self.shell.toasts.bad(why);
                }
            }
            // What a person typed may be a name: the first result is what they see first.
            Found::Unknown => match tiles::first(self.register, code).filter(|_| typed) {
                Some(no) => self.ring(Wish::of(no, said)),
                None => self.shell.toasts.bad(text!(errors::unknown_code, code)),
            },
        }
    }

    fn press(self, id: u64) {
        let number = u32::try_from(id).ok();
        let found = number.and_then(|number| {
            self.register.catalogue(|items| {
                items.iter().map(|item| item.no()).nth(number as usize).filter(|no| no.get() == number)
            })
        });
        if let Some(no) = found.flatten() {
            self.ring(Wish::of(no, None));
        }
    }

    /// Rings something up, or asks what has to be known first.
    fn ring(self, wish: Wish) {
        let about = self.register.catalogue(|items| {
            items.get(wish.no).map(|item| (item.name().to_owned(), item.unit().is_divisible(), item.price().is_some()))
        });
        let Some((name, weighed, priced)) = about.flatten() else { return };
        if weighed && wish.quantity.is_none() && (priced || wish.price.is_some()) {
            return self.ask(wish, Asked::Weight);
        }
        match self.register.ring(self.shell, &wish) {
            Ok(()) => {
                self.asked.set(None);
                self.pending.set(None);
                self.rung();
                self.ask_number();
            }
            Err(Refusal::PriceMissing { .. }) if wish.price.is_none() => self.ask(wish, Asked::Price),
            Err(Refusal::VariantMissing { .. }) => self.ask(wish, Asked::Variant),
            Err(Refusal::ModifierMissing { .. }) if wish.picked.is_none() && wish.parts.is_empty() => {
                self.ask(wish, Asked::Modifiers);
            }
            Err(Refusal::ComboIncomplete { .. }) if wish.parts.is_empty() => self.ask(wish, Asked::Combo),
            Err(Refusal::AgeNotChecked { years }) => self.ask(wish, Asked::Age(years)),
            Err(refusal) => self.refused(&refusal, &name),
        }
    }

    fn ask(self, wish: Wish, what: Asked) {
        // What was typed has been understood, whatever comes of it.
        self.query.set(String::new());
        self.pending.set(Some(wish));
        self.asked.set(Some(what));
    }

    /// Asks for the serial or lot number of the next line that needs one.
    fn ask_number(self) {
        let waits = self.register.basket.with_untracked(|basket| basket.waits_for_trace().map(|line| line.id));
        if let Some(line) = waits {
            self.asked.set(Some(Asked::Line(line)));
        }
    }

    /// Goes to Pay once everything about the lines is known.
    fn pay(self) {
        match self.register.basket.with_untracked(|basket| basket.check_complete()) {
            Err(Refusal::TraceMissing { .. }) => self.ask_number(),
            Err(Refusal::AgeNotChecked { years }) => self.asked.set(Some(Asked::Age(years))),
            Err(refusal @ Refusal::BasketEmpty) => self.refused(&refusal, ""),
            _ => routes::go("/pay"),
        }
    }

    /// After an item was rung up: it is selected, and the field is empty for the next one.
    fn rung(self) {
        self.query.set(String::new());
        self.shell.toasts.clear();
        let last = self
            .register
            .basket
            .with_untracked(|basket| basket.lines().iter().rfind(|line| line.under.is_none()).map(|line| line.id));
        self.selected.set(last.map(|id| u64::from(id.0)));
    }

    fn step(self, id: u64, by: Quantity) {
        if id >= RETURNS {
            return;
        }
        let line = line_id(id);
        let now = self
            .register
            .basket
            .with_untracked(|basket| basket.lines().iter().find(|known| known.id == line).map(|known| known.quantity));
        let Some(Ok(quantity)) = now.map(|now| now.plus(by)) else { return };
        // One less than one is none.
        if quantity.is_positive() {
            self.change(BasketCommand::SetQuantity { line, quantity });
        } else {
            self.void(id);
        }
    }

    /// Whether it makes a difference where goods are consumed; follows the settings.
    fn asks_for_service(self) -> bool {
        self.register.settings.with(|settings| settings.as_ref().is_some_and(Settings::asks_for_service))
    }

    /// The selected line, where it is one of goods that are sold; follows the selection.
    fn selected_line(self) -> Option<LineId> {
        self.selected.get().filter(|id| *id < RETURNS).map(line_id)
    }

    /// Has the selected line consumed elsewhere than the rest, or where the rest is.
    fn turn_line(self) {
        let Some(line) = untrack(|| self.selected_line()) else { return };
        let service = self.register.basket.with_untracked(|basket| {
            let known = basket.lines().iter().find(|known| known.id == line)?;
            let other = match basket.service() {
                Service::EatIn => Service::TakeAway,
                Service::TakeAway => Service::EatIn,
            };
            if known.service == Some(other) { None } else { Some(other) }
        });
        self.change(BasketCommand::SetLineService { line, service });
    }

    fn void(self, id: u64) {
        let place = |first: u64| id.checked_sub(first).map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        match place(CHARGES).map(BasketCommand::VoidCharge).or_else(|| place(RETURNS).map(BasketCommand::VoidReturn)) {
            Some(command) => self.change(command),
            None => self.change(BasketCommand::Void { line: line_id(id) }),
        };
        self.selected.set(None);
        // What was taken stays taken until a person takes it back: say so, before the customer leaves.
        let taken = self.register.tenders.with_untracked(|all| Amount::sum(all.iter().map(Tender::amount)));
        let empty = self.register.basket.with_untracked(Basket::is_empty);
        if let Some(taken) = taken.ok().filter(|taken| empty && !taken.is_zero()) {
            self.shell.toasts.notice(text!(pay::empty_but_taken, self.register.money_now().format(taken)));
        }
    }

    /// Carries out a change; a refusal is shown. Answers whether it was carried out.
    fn change(self, command: BasketCommand) -> bool {
        match self.register.change(self.shell, command) {
            Ok(()) => true,
            Err(refusal) => {
                self.refused(&refusal, "");
                false
            }
        }
    }

    fn refused(self, refusal: &Refusal, name: &str) {
        self.shell.toasts.bad(refusals::refusal(lang_now(), refusal, &self.register.money_now(), name));
    }
}

fn line_id(id: u64) -> LineId {
    LineId(u32::try_from(id).unwrap_or(u32::MAX))
}

/// `3*4006381333931` is three of that code; anything else is one of whatever it is.
fn quantity_and_code(text: &str) -> (Quantity, &str) {
    let split = text.split_once(['*', '×']);
    let read = split.and_then(|(many, code)| Some((crate::money::parse_quantity(many)?, code.trim())));
    read.filter(|(quantity, code)| quantity.is_positive() && !code.is_empty()).unwrap_or((Quantity::ONE, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_star_before_a_code_say_how_many() {
        let table = [
            ("3*4006381333931", 3_000, "4006381333931"),
            ("0.5 * apples", 500, "apples"),
            ("4006381333931", 1_000, "4006381333931"),
            ("a*b", 1_000, "a*b"),
            ("0*milk", 1_000, "0*milk"),
            ("2*", 1_000, "2*"),
        ];
        for (text, thousandths, code) in table {
            let (quantity, found) = quantity_and_code(text);
            assert_eq!((quantity.as_thousandths(), found), (thousandths, code), "{text}");
        }
    }
}

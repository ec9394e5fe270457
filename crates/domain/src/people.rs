//! Operators: who is signed on, what their role lets them do, and who approved what it does not.

use evertill_money::{Amount, Rate};

use crate::Refusal;
use crate::clock::Timestamp;
use crate::ids::{OperatorId, RoleId, checked_text};
use crate::pin_list::same_name;
use crate::{choice, record, transparent};

macro_rules! acts {
    ($( #[doc = $doc:literal] $name:ident, )+) => {
        /// Something at the counter that not everybody may do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Act {
            $( #[doc = $doc] $name, )+
        }

        choice!(Act { $($name),+ });

        impl Act {
            /// All of them, in the order in which roles show them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

acts! {
    /// Give a discount, up to the role's limit.
    Discount,
    /// Sell at another price than the item's.
    PriceOverride,
    /// Take out a line that the kitchen or a printed bill has seen already.
    VoidAfterHold,
    /// Give up a sale that had been suspended.
    CancelSale,
    /// Take goods back and give money out, up to the role's limit.
    Refund,
    /// The same without the receipt.
    RefundWithoutReceipt,
    /// Reverse a completed sale.
    PostVoid,
    /// Open the drawer without a sale.
    NoSale,
    /// Put money into the till or take it out beside sales.
    MoveCash,
    /// Open and close a shift.
    Shift,
    /// See what the drawer should hold before it is counted, and everybody's figures.
    Reports,
    /// Change items, their prices and their stock.
    Items,
    /// Change the shop's rules and its operators.
    Shop,
    /// Switch training on and off.
    Training,
    /// Sell without tax, on account beyond a customer's limit, or what another register may have sold.
    Exception,
}

/// What a group of operators may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its short name.
    pub id: RoleId,
    /// What it is called; 1 to [`Role::NAME_LIMIT`] characters.
    pub name: String,
    /// What it may do without asking.
    pub acts: Vec<Act>,
    /// The largest share of a price or a basket it may discount; `None` where there is no limit.
    pub discount_limit: Option<Rate>,
    /// The most it may give back on one sale; `None` where there is no limit.
    pub refund_limit: Option<Amount>,
}

record!(Role { id, name, acts, discount_limit, refund_limit });

impl Role {
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 60;
    /// The most roles of a shop.
    pub const LIMIT: usize = 20;

    /// Whether it may do `need` without asking.
    #[must_use]
    pub fn allows(&self, need: Need) -> bool {
        self.acts.contains(&need.act)
            && match need.size {
                Size::Any => true,
                Size::Share(rate) => self.discount_limit.is_none_or(|limit| rate <= limit),
                Size::Money(amount) => self.refund_limit.is_none_or(|limit| amount <= limit),
            }
    }
}

/// What roles there are while a shop has not made its own: whoever sells, whoever helps them, whoever decides.
#[must_use]
pub fn default_roles() -> Vec<Role> {
    use Act::{
        CancelSale, Discount, Exception, Items, MoveCash, NoSale, PostVoid, PriceOverride, Refund,
        RefundWithoutReceipt, Reports, Shift, Training, VoidAfterHold,
    };
    let cashier: &[Act] = &[Discount, CancelSale, Refund, NoSale, Shift];
    let supervisor: &[Act] = &[
        Discount,
        PriceOverride,
        VoidAfterHold,
        CancelSale,
        Refund,
        RefundWithoutReceipt,
        PostVoid,
        NoSale,
        MoveCash,
        Shift,
        Reports,
        Items,
        Training,
        Exception,
    ];
    let roles = [
        ("cashier", "Cashier", cashier, Rate::percent(10).ok(), Some(Amount::minor_i32(10_000))),
        ("supervisor", "Supervisor", supervisor, Rate::percent(50).ok(), None),
        ("manager", "Manager", Act::ALL, None, None),
    ];
    let role = |(id, name, acts, discount_limit, refund_limit): (&str, &str, &[Act], Option<Rate>, Option<Amount>)| {
        let id = RoleId::new(id).ok()?;
        Some(Role { id, name: name.to_owned(), acts: acts.to_vec(), discount_limit, refund_limit })
    };
    roles.into_iter().filter_map(role).collect()
}

/// Something that is to be done, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// What.
    pub act: Act,
    /// How much.
    pub size: Size,
}

record!(Need { act, size });

impl Need {
    /// An act that has no size.
    #[must_use]
    pub const fn of(act: Act) -> Self {
        Self { act, size: Size::Any }
    }

    /// Whether an approval of `self` covers `other`: the same act, and no more of it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.act == other.act
            && match (self.size, other.size) {
                (_, Size::Any) | (Size::Any, _) => true,
                (Size::Share(given), Size::Share(wanted)) => wanted <= given,
                (Size::Money(given), Size::Money(wanted)) => wanted <= given,
                (Size::Share(_), Size::Money(_)) | (Size::Money(_), Size::Share(_)) => false,
            }
    }
}

/// How much of an act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// It has no size.
    #[default]
    Any,
    /// A share of the price.
    Share(Rate),
    /// Money.
    Money(Amount),
}

choice!(Size { Any, Share(content), Money(content) });

/// That somebody allowed what the operator's own role does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// What was allowed.
    pub need: Need,
    /// By whom.
    pub by: OperatorId,
}

record!(Approval { need, by });

/// Who does something: whoever is signed on, and what somebody else allowed them. Every entry of the journal names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// Whoever is signed on; nobody in a shop without operators.
    pub operator: Option<OperatorId>,
    /// What their own role does not allow, and somebody else did.
    pub approvals: Vec<Approval>,
}

/// A PIN in the form in which it is kept: a PHC string of Argon2id. The PIN itself is never kept.
#[derive(Clone, PartialEq, Eq)]
pub struct PinHash(pub String);

transparent!(PinHash);

impl std::fmt::Debug for PinHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PinHash(…)")
    }
}

/// Whoever can sign on, one version of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Who.
    pub id: OperatorId,
    /// As screens and receipts call them; 1 to [`Operator::NAME_LIMIT`] characters.
    pub name: String,
    /// What they may do.
    pub role: RoleId,
    /// Their PIN.
    pub pin: PinHash,
    /// No longer signs on; the past stays.
    pub archived: bool,
}

record!(Operator { id, name, role, pin, archived });

impl Operator {
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 60;
    /// The most operators of a shop.
    pub const LIMIT: usize = 500;
    /// The fewest digits of a PIN.
    pub const PIN_MIN: usize = 4;
    /// The most digits of a PIN.
    pub const PIN_MAX: usize = 8;

    /// Whether name and role can be taken into force. Whoever takes an operator from a person asks before it is appended.
    ///
    /// # Errors
    /// [`Refusal::TextInvalid`] or [`Refusal::UnknownRole`].
    pub fn check(&self, roles: &[Role]) -> Result<(), Refusal> {
        checked_text(&self.name, Self::NAME_LIMIT).map_err(|_| Refusal::TextInvalid)?;
        if roles.iter().any(|role| role.id == self.role) { Ok(()) } else { Err(Refusal::UnknownRole) }
    }

    /// As [`Operator::check`], in a shop with all these operators, of whom one may be an older version of this one.
    ///
    /// # Errors
    /// Those of [`Operator::check`], [`Refusal::OperatorTwice`] or [`Refusal::OwnerMissing`].
    pub fn check_among(&self, all: &[Self], roles: &[Role]) -> Result<(), Refusal> {
        self.check(roles)?;
        let others = || all.iter().filter(|other| other.id != self.id);
        let taken = |other: &Self| !other.archived && same_name(&other.name, &self.name);
        if !self.archived && others().any(taken) {
            return Err(Refusal::OperatorTwice);
        }
        check_owner(others().chain([self]), roles)
    }
}

/// Whether somebody is left who can change the shop's rules, wherever anybody signs on at all: a shop must not lock itself
/// out. Whoever changes operators or roles asks for those that there would be.
///
/// # Errors
/// [`Refusal::OwnerMissing`].
pub fn check_owner<'a>(operators: impl IntoIterator<Item = &'a Operator>, roles: &[Role]) -> Result<(), Refusal> {
    let may = |operator: &Operator| roles.iter().any(|role| role.id == operator.role && role.acts.contains(&Act::Shop));
    let mut active = operators.into_iter().filter(|operator| !operator.archived).peekable();
    if active.peek().is_none() || active.any(may) { Ok(()) } else { Err(Refusal::OwnerMissing) }
}

/// Whether `pin` can be a PIN: digits only, not all the same and not a run such as 1234 or 8765.
///
/// # Errors
/// [`Refusal::PinInvalid`] or [`Refusal::PinTooSimple`].
pub fn check_pin(pin: &str) -> Result<(), Refusal> {
    let digits: Vec<i16> = pin.bytes().map(|byte| i16::from(byte) - i16::from(b'0')).collect();
    let fits = (Operator::PIN_MIN..=Operator::PIN_MAX).contains(&digits.len());
    if !fits || digits.iter().any(|digit| !(0..=9).contains(digit)) {
        return Err(Refusal::PinInvalid);
    }
    let step = |by: i16| digits.windows(2).all(|pair| matches!(pair, [a, b] if b - a == by));
    if [-1, 0, 1].into_iter().any(step) { Err(Refusal::PinTooSimple) } else { Ok(()) }
}

/// How often somebody was refused in a row, and until when they are not asked again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// Wrong PINs since the last right one.
    pub wrong: u32,
    /// Not before then.
    pub blocked_until: Timestamp,
}

record!(Attempts { wrong, blocked_until });

impl Attempts {
    /// How many wrong PINs are free.
    pub const FREE: u32 = 4;
    /// How long the first block lasts, in milliseconds; each further wrong PIN doubles it.
    pub const FIRST_BLOCK_MS: u64 = 30_000;
    /// The longest block, in milliseconds.
    pub const LONGEST_BLOCK_MS: u64 = 15 * 60_000;

    /// Whether a PIN may be tried at `now`.
    ///
    /// # Errors
    /// [`Refusal::PinBlocked`] until when not.
    pub fn check(self, now: Timestamp) -> Result<(), Refusal> {
        // A clock that was set back must not lock somebody out for longer than the longest block.
        let far = self.blocked_until.0 > now.0.saturating_add(Self::LONGEST_BLOCK_MS);
        if now >= self.blocked_until || far { Ok(()) } else { Err(Refusal::PinBlocked { until: self.blocked_until }) }
    }

    /// After another wrong PIN at `now`.
    #[must_use]
    pub fn after_wrong(self, now: Timestamp) -> Self {
        let wrong = self.wrong.saturating_add(1);
        let Some(blocks) = wrong.checked_sub(Self::FREE + 1) else { return Self { wrong, ..self } };
        let longer = Self::FIRST_BLOCK_MS.checked_shl(blocks.min(16)).unwrap_or(Self::LONGEST_BLOCK_MS);
        let block = longer.min(Self::LONGEST_BLOCK_MS);
        Self { wrong, blocked_until: Timestamp(now.0.saturating_add(block)) }
    }
}

/// An operator and how their PIN has been tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorRow {
    /// Who; `None` while attempts arrived before the profile did.
    pub operator: Option<Operator>,
    /// Wrong PINs.
    pub attempts: Attempts,
}

record!(OperatorRow { operator, attempts });

/// By whose right something is done. A shop without operators lets everybody do everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    /// The role of whoever is signed on; `None` in a shop without operators.
    pub role: Option<Role>,
    /// What somebody else allowed.
    pub approvals: Vec<Approval>,
}

impl Authority {
    /// Whether `need` may be done.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`].
    pub fn check(&self, need: Need) -> Result<(), Refusal> {
        let own = self.role.as_ref().is_none_or(|role| role.allows(need));
        if own || self.approvals.iter().any(|approval| approval.need.covers(need)) {
            Ok(())
        } else {
            Err(Refusal::NotAllowed { need })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_refused_that_anybody_would_guess_first() {
        let table = [
            ("2580", Ok(())),
            ("93715264", Ok(())),
            ("1224", Ok(())),
            ("258", Err(Refusal::PinInvalid)),
            ("937152648", Err(Refusal::PinInvalid)),
            ("25a0", Err(Refusal::PinInvalid)),
            ("٢٥٨٠", Err(Refusal::PinInvalid)),
            ("", Err(Refusal::PinInvalid)),
            ("0000", Err(Refusal::PinTooSimple)),
            ("1234", Err(Refusal::PinTooSimple)),
            ("98765", Err(Refusal::PinTooSimple)),
        ];
        for (pin, expected) in table {
            assert_eq!(check_pin(pin), expected, "{pin}");
        }
    }

    #[test]
    fn each_wrong_pin_beyond_the_free_ones_blocks_for_twice_as_long() {
        let mut attempts = Attempts::default();
        let mut blocks = Vec::new();
        for _ in 0..12 {
            let now = attempts.blocked_until;
            assert_eq!(attempts.check(now), Ok(()));
            attempts = attempts.after_wrong(now);
            blocks.push((attempts.blocked_until.0 - now.0) / 1_000);
            if attempts.blocked_until > now {
                let until = attempts.blocked_until;
                assert_eq!(attempts.check(Timestamp(until.0 - 1)), Err(Refusal::PinBlocked { until }));
            }
        }
        assert_eq!(blocks, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let attempts = Attempts { wrong: 9, blocked_until: Timestamp(10 * Attempts::LONGEST_BLOCK_MS) };
        assert_eq!(attempts.check(Timestamp(5)), Ok(()));
    }

    #[test]
    fn somebody_is_left_who_can_change_the_rules_wherever_anybody_signs_on() {
        let operator = |role: &str, archived| Operator {
            id: OperatorId::new("o-1").unwrap(),
            name: "Ann".to_owned(),
            role: RoleId::new(role).unwrap(),
            pin: PinHash(String::new()),
            archived,
        };
        let missing = Err(Refusal::OwnerMissing);
        let table = [
            (vec![], Ok(())),
            (vec![operator("manager", true)], Ok(())),
            (vec![operator("manager", false), operator("cashier", false)], Ok(())),
            (vec![operator("cashier", false)], missing.clone()),
            (vec![operator("manager", true), operator("supervisor", false)], missing.clone()),
            (vec![operator("gone", false)], missing),
        ];
        for (at, (operators, expected)) in table.into_iter().enumerate() {
            assert_eq!(check_owner(&operators, &default_roles()), expected, "row {at}");
        }
    }

    fn cashier() -> Role {
        Role {
            id: RoleId::new("cashier").unwrap(),
            name: "Cashier".to_owned(),
            acts: vec![Act::Discount, Act::Refund],
            discount_limit: Some(Rate::percent(10).unwrap()),
            refund_limit: Some(Amount::minor_i32(2_000)),
        }
    }

    #[test]
    fn a_role_allows_its_acts_up_to_its_limits_and_an_approval_exactly_what_was_approved() {
        let share = |percent| Need { act: Act::Discount, size: Size::Share(Rate::percent(percent).unwrap()) };
        let money = |minor| Need { act: Act::Refund, size: Size::Money(Amount::minor_i32(minor)) };
        let by = OperatorId::new("ann").unwrap();
        let alone = Authority { role: Some(cashier()), approvals: Vec::new() };
        let approvals =
            vec![Approval { need: share(25), by: by.clone() }, Approval { need: Need::of(Act::NoSale), by }];
        let approved = Authority { approvals, ..alone.clone() };
        let table = [
            (share(10), true, true),
            (share(11), false, true),
            (share(25), false, true),
            (share(26), false, false),
            (money(2_000), true, true),
            (money(2_001), false, false),
            (Need::of(Act::NoSale), false, true),
            (Need::of(Act::PostVoid), false, false),
        ];
        for (need, alone_may, approved_may) in table {
            assert_eq!(alone.check(need).is_ok(), alone_may, "{need:?}");
            assert_eq!(approved.check(need).is_ok(), approved_may, "{need:?}");
            assert_eq!(Authority::default().check(need), Ok(()), "a shop without operators lets everybody");
        }
    }
}

//! Taxes of countries, to the cent, each from a published rule that is named beside it.
//!
//! Rates are facts of a day: a table says of which. They are here to show that the rules of this crate can say what these
//! laws say, and not to advise anybody which rate their goods have.

use evertill_money::format_decimal;

use crate::till::{Till, text};

/// What is rung up; the rows of tax as (label and rate, net, tax); the total.
type Sold = (&'static str, &'static [(&'static str, &'static str, &'static str)], &'static str);

/// Rings each row up in a shop with `taxes` and compares.
fn met(taxes: &str, table: &[Sold]) {
    for (tape, rows, total) in table {
        let mut till = Till::new();
        assert_eq!(till.run(taxes), "", "the shop's set-up is accepted");
        till.settings.validate().unwrap();
        assert_eq!(till.run(tape), "", "nothing is refused of {tape}");
        let totals = till.basket.priced(till.rules()).unwrap().totals;
        let mut told = Vec::new();
        for row in &totals.taxes {
            for ((label, rate, _), amount) in row.tax.parts().zip(&row.parts) {
                let percent = format_decimal(i64::from(rate.unwrap().as_millionths()), 4);
                let percent = percent.trim_end_matches('0').trim_end_matches('.');
                told.push((format!("{label} {percent}"), text(row.net), text(*amount)));
            }
        }
        let expected: Vec<_> =
            rows.iter().map(|(label, net, tax)| ((*label).to_owned(), (*net).to_owned(), (*tax).to_owned())).collect();
        assert_eq!(told, expected, "{tape}");
        assert_eq!(text(totals.total), *total, "{tape}");
    }
}

/// Umsatzsteuergesetz (UStG) § 12: 19 %, and 7 % for the goods of annex 2, <https://www.gesetze-im-internet.de/ustg_1980/__12.html>.
/// § 28 (1) and (2) UStG: 16 % and 5 % from 2020-07-01 to 2020-12-31.
/// Meals eaten in, drinks apart: § 12 (2) no. 15 UStG, 7 % (5 % until the end of 2020) from 2020-07-01 to 2023-12-31, and
/// again, for good, from 2026-01-01 (Steueränderungsgesetz 2025; BMF letter of 2025-12-22, III C 2 - S 7220/00023/014/027).
#[test]
fn germany_taxes_meals_by_where_and_when_they_are_eaten() {
    let taxes = "tax food in : USt 7 2020-07-01=5 2021-01-01=7
         tax goods in : USt 19 2020-07-01=16 2021-01-01=19
         tax meal in away food : USt 19 2020-07-01=5 2021-01-01=7 2024-01-01=19 2026-01-01=7
         item milk 1.29 food
         item soap 2.49 goods
         item soup 11.90 meal
         item cola 2.38 goods";
    met(
        taxes,
        &[
            ("day 2026-03-02\n 3 x milk\n 1 x soap", &[("USt 7", "3.62", "0.25"), ("USt 19", "2.09", "0.40")], "6.36"),
            ("day 2020-12-31\n 1 x milk\n 1 x soap", &[("USt 5", "1.23", "0.06"), ("USt 16", "2.15", "0.34")], "3.78"),
            ("day 2021-01-01\n 1 x milk\n 1 x soap", &[("USt 7", "1.21", "0.08"), ("USt 19", "2.09", "0.40")], "3.78"),
            ("day 2023-12-31\n 1 x soup", &[("USt 7", "11.12", "0.78")], "11.90"),
            (
                "day 2025-12-31\n 1 x soup\n 1 x cola",
                &[("USt 19", "10.00", "1.90"), ("USt 19", "2.00", "0.38")],
                "14.28",
            ),
            (
                "day 2025-12-31\n service take-away\n 1 x soup\n 1 x cola",
                &[("USt 7", "11.12", "0.78"), ("USt 19", "2.00", "0.38")],
                "14.28",
            ),
            (
                "day 2026-01-01\n 1 x soup\n 1 x cola",
                &[("USt 7", "11.12", "0.78"), ("USt 19", "2.00", "0.38")],
                "14.28",
            ),
            ("day 2026-01-01\n service take-away\n 1 x soup", &[("USt 7", "11.12", "0.78")], "11.90"),
        ],
    );
}

/// Code général des impôts: art. 278 (20 %), 278-0 bis (5.5 %, food and drinks without alcohol), 279 m and n (10 %, what is
/// consumed on the spot, and prepared food for immediate consumption), <https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006069577/>;
/// BOFiP BOI-TVA-LIQ-30-10-10. Drinks that can be kept are at 5.5 % when taken away. As of 2026.
#[test]
fn france_has_three_rates_and_drinks_that_depend_on_where_they_are_drunk() {
    let taxes = "tax reduced in : TVA 5.5
         tax meal in : TVA 10
         tax drink in away reduced : TVA 10
         tax normal in : TVA 20
         item bread 1.20 reduced
         item sandwich 5.50 meal
         item can 2.00 drink
         item wine 12.00 normal
         day 2026-03-02";
    met(
        taxes,
        &[
            (
                "1 x sandwich\n 1 x can\n 1 x wine",
                &[("TVA 10", "5.00", "0.50"), ("TVA 10", "1.82", "0.18"), ("TVA 20", "10.00", "2.00")],
                "19.50",
            ),
            (
                "service take-away\n 1 x sandwich\n 1 x can",
                &[("TVA 10", "5.00", "0.50"), ("TVA 5.5", "1.90", "0.10")],
                "7.50",
            ),
            ("1 x bread", &[("TVA 5.5", "1.14", "0.06")], "1.20"),
        ],
    );
}

/// GOV.UK, "VAT rates", <https://www.gov.uk/vat-rates>: 20 %, 5 %, 0 %; the VAT fractions of these are 1/6 and 1/21.
/// Retailers round each calculation up and down to the nearest penny: HMRC VATREC12020,
/// <https://www.gov.uk/hmrc-internal-manuals/vat-trader-records/vatrec12020>. Cold food is zero-rated when taken away and
/// standard-rated when eaten in: VAT Notice 709/1, <https://www.gov.uk/guidance/catering-takeaway-food-and-vat-notice-7091>. As of 2026.
#[test]
fn the_united_kingdom_takes_a_sixth_a_twenty_first_or_nothing() {
    let taxes = "tax standard in : VAT 20
         tax reduced in : VAT 5
         tax zero in : VAT 0
         tax cold in away zero : VAT 20
         item kettle 120.00 standard
         item seat 105.00 reduced
         item book 9.99 zero
         item sandwich 4.80 cold
         item pen 0.99 standard
         day 2026-03-02";
    met(
        taxes,
        &[
            ("1 x kettle", &[("VAT 20", "100.00", "20.00")], "120.00"),
            ("1 x seat", &[("VAT 5", "100.00", "5.00")], "105.00"),
            ("1 x book", &[("VAT 0", "9.99", "0.00")], "9.99"),
            // 2.97 ÷ 6 is 0.495
            ("3 x pen", &[("VAT 20", "2.47", "0.50")], "2.97"),
            ("1 x sandwich", &[("VAT 20", "4.00", "0.80")], "4.80"),
            ("service take-away\n 1 x sandwich", &[("VAT 0", "4.80", "0.00")], "4.80"),
        ],
    );
}

/// Tulsa, Oklahoma. Rates: City of Tulsa, "Sales Tax in Tulsa", from 2021-07-01,
/// <https://www.cityoftulsa.org/government/departments/finance/sales-tax-in-tulsa/>: state 4.5 %, county 0.367 %, city 3.65 %.
/// Oklahoma Administrative Code 710:65-1-3 (68 O.S. § 1362 B): the rates are combined, the tax is carried to the third
/// decimal and rounded up where that is above four, on an item or an invoice basis, as the vendor chooses.
/// Groceries are free of the state's tax from 2024-08-29 (68 O.S. § 1357, HB 1955 of 2024).
#[test]
fn tulsa_adds_state_county_and_city_and_rounds_their_sum() {
    let taxes = "tax sales on : State 4.5, County 0.367, City 3.65
         tax food on : State 4.5 2024-08-29=0, County 0.367, City 3.65
         rounding total together up
         item book 10.00 sales
         item bread 10.00 food
         item a 0.99 sales
         item b 0.98 sales
         item c 0.97 sales";
    met(
        taxes,
        &[
            // 8.517 % of 10.00 is 0.8517; each for itself they would come to 0.45 + 0.04 + 0.37
            (
                "1 x book",
                &[("State 4.5", "10.00", "0.45"), ("County 0.367", "10.00", "0.04"), ("City 3.65", "10.00", "0.36")],
                "10.85",
            ),
            (
                "1 x a\n 1 x b\n 1 x c",
                &[("State 4.5", "2.94", "0.13"), ("County 0.367", "2.94", "0.01"), ("City 3.65", "2.94", "0.11")],
                "3.19",
            ),
            (
                "rounding line together up\n 1 x a\n 1 x b\n 1 x c",
                &[("State 4.5", "2.94", "0.12"), ("County 0.367", "2.94", "0.00"), ("City 3.65", "2.94", "0.12")],
                "3.18",
            ),
            (
                "day 2024-08-28\n 1 x bread",
                &[("State 4.5", "10.00", "0.45"), ("County 0.367", "10.00", "0.04"), ("City 3.65", "10.00", "0.36")],
                "10.85",
            ),
            (
                "day 2024-08-29\n 1 x bread",
                &[("State 0", "10.00", "0.00"), ("County 0.367", "10.00", "0.04"), ("City 3.65", "10.00", "0.36")],
                "10.40",
            ),
        ],
    );
}

/// Revenu Québec, "Calculating the Taxes", <https://www.revenuquebec.ca/en/businesses/consumption-taxes/gsthst-and-qst/>:
/// from 2013-01-01 QST is 9.975 % of the price without GST; half a cent counts as a whole one; taxes may be worked out on the
/// total of all goods, and in one stage at 14.975 % or in two. Its press release of 2012-12-17 has both ways of 2012 and 2013;
/// in 2008 the rate was 7.5 % of the price with GST (its page of 2008, kept by Library and Archives Canada).
#[test]
fn quebec_charges_qst_on_the_price_without_gst_and_once_charged_it_on_both() {
    let taxes = "tax both on : GST 5, QST 9.975
         tax stacked on : GST 5, QST* 7.5 2012-01-01=9.5
         tax zero on : GST 0, QST 0
         item lamp 100.00 both
         item old 100.00 stacked
         item bread 3.49 zero
         item pen 10.10 both";
    met(
        taxes,
        &[
            ("day 2013-01-01\n 1 x lamp", &[("GST 5", "100.00", "5.00"), ("QST 9.975", "100.00", "9.98")], "114.98"),
            ("day 2012-12-31\n 1 x old", &[("GST 5", "100.00", "5.00"), ("QST 9.5", "100.00", "9.98")], "114.98"),
            ("day 2008-02-09\n 1 x old", &[("GST 5", "100.00", "5.00"), ("QST 7.5", "100.00", "7.88")], "112.88"),
            (
                "day 2026-03-02\n 1 x lamp @19.99\n 1 x lamp @5.49\n 1 x lamp @0.99\n 1 x bread",
                &[
                    ("GST 5", "26.47", "1.32"),
                    ("QST 9.975", "26.47", "2.64"),
                    ("GST 0", "3.49", "0.00"),
                    ("QST 0", "3.49", "0.00"),
                ],
                "33.92",
            ),
            // In two stages: 0.505 and 1.00748. In one: 1.512475.
            ("1 x pen", &[("GST 5", "10.10", "0.51"), ("QST 9.975", "10.10", "1.01")], "11.62"),
            (
                "rounding total together up\n 1 x pen",
                &[("GST 5", "10.10", "0.50"), ("QST 9.975", "10.10", "1.01")],
                "11.61",
            ),
        ],
    );
}

/// Central Goods and Services Tax Act, 2017, s. 9, with the same tax of the state beside it, so that both are always equal;
/// restaurants 2.5 % each (Notification 11/2017 – Central Tax (Rate) as amended by 46/2017), many goods 9 % each,
/// <https://cbic-gst.gov.in/>. The nearest rupee of s. 170 is that of what is paid to the state; an invoice is in paise.
#[test]
fn india_halves_its_tax_between_centre_and_state() {
    let taxes = "tax goods on : CGST 9, SGST 9
         tax meal on : CGST 2.5, SGST 2.5
         tax packed in : CGST 2.5, SGST 2.5
         item machine 54670.00 goods
         item thali 333.00 meal
         item tea 100.00 packed
         item salt 99.00 packed
         day 2026-03-02";
    met(
        taxes,
        &[
            ("1 x machine", &[("CGST 9", "54670.00", "4920.30"), ("SGST 9", "54670.00", "4920.30")], "64510.60"),
            // 8.325 each
            ("1 x thali", &[("CGST 2.5", "333.00", "8.33"), ("SGST 2.5", "333.00", "8.33")], "349.66"),
            // In a printed maximum price: 4.76190…, and 4.71428… whose odd paisa one of them gets
            ("1 x tea", &[("CGST 2.5", "95.24", "2.38"), ("SGST 2.5", "95.24", "2.38")], "100.00"),
            ("1 x salt", &[("CGST 2.5", "94.29", "2.36"), ("SGST 2.5", "94.29", "2.35")], "99.00"),
        ],
    );
}

/// Federal Tax Administration, "VAT rates Switzerland", <https://www.estv.admin.ch/estv/en/home/value-added-tax/vat-rates-switzerland.html>:
/// 8.1, 2.6 and 3.8 % from 2024-01-01, before that 7.7, 2.5 and 3.7 %. Food is at the reduced rate, and at the normal one as
/// part of restaurant services. Tax is that of the exact price, whatever cash is rounded to.
#[test]
fn switzerland_has_a_rate_for_beds_and_taxes_food_by_where_it_is_eaten() {
    let taxes = "tax reduced in : MWST 2.5 2024-01-01=2.6
         tax normal in : MWST 7.7 2024-01-01=8.1
         tax bed in : MWST 3.7 2024-01-01=3.8
         tax meal in away reduced : MWST 7.7 2024-01-01=8.1
         item bread 3.40 reduced
         item soap 4.95 normal
         item night 103.80 bed
         item lunch 10.81 meal";
    met(
        taxes,
        &[
            ("day 2024-01-01\n 1 x lunch", &[("MWST 8.1", "10.00", "0.81")], "10.81"),
            ("day 2024-01-01\n service take-away\n 1 x lunch", &[("MWST 2.6", "10.54", "0.27")], "10.81"),
            ("day 2023-12-31\n 1 x lunch @10.77", &[("MWST 7.7", "10.00", "0.77")], "10.77"),
            ("day 2024-01-01\n 1 x night", &[("MWST 3.8", "100.00", "3.80")], "103.80"),
            (
                "day 2026-03-02\n 1 x bread\n 1 x soap",
                &[("MWST 2.6", "3.31", "0.09"), ("MWST 8.1", "4.58", "0.37")],
                "8.35",
            ),
        ],
    );
}

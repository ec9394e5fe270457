//! Words about what happens at the counter beside sales, as the journal tells it.

messages! {
    say suspended = { en: "Sale held", de: "Verkauf geparkt", ar: "تعليق عملية" };
    say resumed = { en: "Sale resumed", de: "Verkauf wieder aufgenommen", ar: "استئناف عملية" };
    say cancelled = { en: "Basket cancelled", de: "Korb abgebrochen", ar: "إلغاء سلة" };
    say operator_changed = { en: "Operator", de: "Bediener", ar: "موظف" };
    say signed_on = { en: "Signed on", de: "Angemeldet", ar: "تسجيل دخول" };
    say signed_off = { en: "Signed off", de: "Abgemeldet", ar: "تسجيل خروج" };
    say locked = { en: "Locked", de: "Gesperrt", ar: "قفل" };
    say pin_refused = { en: "Wrong PIN", de: "Falsche PIN", ar: "رقم سري خاطئ" };
    say approval_given = { en: "Allowed", de: "Erlaubt", ar: "موافقة" };
    say shift_opened = { en: "Shift opened", de: "Schicht geöffnet", ar: "فتح وردية" };
    say shift_closed = { en: "Shift closed", de: "Schicht geschlossen", ar: "إغلاق وردية" };
    say loan = { en: "Loan from the safe", de: "Wechselgeld aus dem Tresor", ar: "سلفة من الخزنة" };
    say pickup = { en: "Pickup to the safe", de: "Abschöpfung in den Tresor", ar: "نقل إلى الخزنة" };
    say paid_in = { en: "Paid in", de: "Einzahlung", ar: "إيداع" };
    say paid_out = { en: "Paid out", de: "Auszahlung", ar: "صرف" };
    say no_sale = { en: "Drawer opened, no sale", de: "Lade geöffnet, kein Verkauf", ar: "فتح الدرج دون بيع" };
    say shift_over(shift, amount) = { en: "Shift {shift} · {amount}", de: "Schicht {shift} · {amount}", ar: "الوردية {shift} · {amount}" };
    count wrong_pins(n, who) = {
        en: { one: "{who} · {n} wrong PIN in a row", other: "{who} · {n} wrong PINs in a row" },
        de: { one: "{who} · {n} falsche PIN", other: "{who} · {n} falsche PINs in Folge" },
        ar: { zero: "{who} · بلا محاولات خاطئة", one: "{who} · محاولة خاطئة واحدة", two: "{who} · محاولتان خاطئتان", few: "{who} · {n} محاولات خاطئة متتالية", many: "{who} · {n} محاولة خاطئة متتالية", other: "{who} · {n} محاولة خاطئة متتالية" },
    };
    say account_safe = { en: "Safe", de: "Tresor", ar: "الخزنة" };
    say account_paid_in = { en: "Paid in", de: "Einzahlungen", ar: "إيداعات" };
    say account_paid_out = { en: "Paid out", de: "Auszahlungen", ar: "مصروفات" };
    say account_over_short = { en: "Over and short", de: "Kassendifferenz", ar: "فرق الجرد" };
}

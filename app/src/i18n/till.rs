//! Words of Till: shifts, cash, counts, X- and Z-reports.

messages! {
    say title = { en: "Till", de: "Kasse", ar: "الدرج" };
    say no_shift = { en: "No shift is open", de: "Keine Schicht geöffnet", ar: "لا توجد وردية مفتوحة" };
    say no_shift_hint = {
        en: "Count the cash in the drawer, and open a shift with it.",
        de: "Das Bargeld in der Lade zählen und damit eine Schicht öffnen.",
        ar: "عُدّ النقد في الدرج وافتح به وردية.",
    };
    say float = { en: "Float", de: "Anfangsbestand", ar: "الرصيد الافتتاحي" };
    say open_shift = { en: "Open shift", de: "Schicht öffnen", ar: "فتح وردية" };
    say shift_opened = { en: "The shift is open", de: "Die Schicht ist geöffnet", ar: "فُتحت الوردية" };
    say shift(n) = { en: "Shift {n}", de: "Schicht {n}", ar: "الوردية {n}" };
    say since = { en: "Opened", de: "Geöffnet", ar: "فُتحت" };
    say closed_at = { en: "Closed", de: "Geschlossen", ar: "أُغلقت" };
    say business_date = { en: "Business date", de: "Geschäftstag", ar: "تاريخ العمل" };
    say paid_in = { en: "Pay in", de: "Einzahlen", ar: "إيداع" };
    say paid_out = { en: "Pay out", de: "Auszahlen", ar: "صرف" };
    say pickup = { en: "Pickup to the safe", de: "In den Tresor", ar: "نقل إلى الخزنة" };
    say loan = { en: "Loan from the safe", de: "Aus dem Tresor", ar: "سلفة من الخزنة" };
    say no_sale = { en: "Open drawer", de: "Lade öffnen", ar: "فتح الدرج" };
    say amount = { en: "Amount", de: "Betrag", ar: "المبلغ" };
    say reason = { en: "Reason", de: "Grund", ar: "السبب" };
    say reason_hint = { en: "It stands in the journal", de: "Er steht im Journal", ar: "يُحفظ في السجل" };
    say record = { en: "Record", de: "Buchen", ar: "تسجيل" };
    say recorded = { en: "Recorded", de: "Gebucht", ar: "تم التسجيل" };
    say cash_title = { en: "Cash beside sales", de: "Bargeld neben Verkäufen", ar: "النقد خارج المبيعات" };
    say x_report = { en: "X-report", de: "X-Bericht", ar: "تقرير X" };
    say x_report_hint = { en: "The shift so far", de: "Die Schicht bis jetzt", ar: "الوردية حتى الآن" };
    say z_report(n) = { en: "Z-report {n}", de: "Z-Bericht {n}", ar: "تقرير Z رقم {n}" };
    say close_shift = { en: "Count and close", de: "Zählen und schließen", ar: "الجرد والإغلاق" };
    say count_title = { en: "Count the drawer", de: "Lade zählen", ar: "جرد الدرج" };
    say pieces_of(value) = { en: "Pieces of {value}", de: "Stück zu {value}", ar: "عدد فئة {value}" };
    say fewer_of(value) = { en: "One less of {value}", de: "Eins weniger von {value}", ar: "أقل بواحدة من {value}" };
    say more_of(value) = { en: "One more of {value}", de: "Eins mehr von {value}", ar: "أكثر بواحدة من {value}" };
    say loose = { en: "Counted as one amount", de: "Als Betrag gezählt", ar: "مبلغ محسوب جملة" };
    say counted = { en: "Counted", de: "Gezählt", ar: "المعدود" };
    say expected = { en: "Expected", de: "Erwartet", ar: "المتوقع" };
    say over = { en: "Over", de: "Überschuss", ar: "زيادة" };
    say short = { en: "Short", de: "Fehlbetrag", ar: "عجز" };
    say close_now = { en: "Close the shift", de: "Schicht schließen", ar: "إغلاق الوردية" };
    say amount_invalid = { en: "Enter whole pieces and an amount such as 12.50.", de: "Ganze Stückzahlen und einen Betrag wie 12,50 eingeben.", ar: "أدخل أعدادًا صحيحة ومبلغًا مثل 12.50." };
    say sales = { en: "Sales", de: "Verkäufe", ar: "المبيعات" };
    say refunds = { en: "Refunds", de: "Erstattungen", ar: "المسترد" };
    say discounts = { en: "Discounts", de: "Rabatte", ar: "الخصومات" };
    say voids = { en: "Voided lines", de: "Stornierte Positionen", ar: "أسطر ملغاة" };
    say cancelled = { en: "Cancelled baskets", de: "Abgebrochene Körbe", ar: "سلال ملغاة" };
    say drawer_openings = { en: "Drawer opened without a sale", de: "Lade ohne Verkauf geöffnet", ar: "فتح الدرج دون بيع" };
    say times(n, amount) = { en: "{n} · {amount}", de: "{n} · {amount}", ar: "{n} · {amount}" };
    say cash_in_drawer = { en: "Cash in the drawer", de: "Bargeld in der Lade", ar: "النقد في الدرج" };
    say hidden_until_counted = { en: "after the count", de: "nach dem Zählen", ar: "بعد الجرد" };
    say grand_total = { en: "Everything ever sold", de: "Je verkauft", ar: "إجمالي ما بيع" };
    say refund_total = { en: "Everything ever given back", de: "Je erstattet", ar: "إجمالي ما رُدّ" };
    say accounts = { en: "By account", de: "Nach Konto", ar: "حسب الحساب" };
    say past = { en: "Closed shifts", de: "Geschlossene Schichten", ar: "ورديات مغلقة" };
    say none_past = { en: "No shift has been closed yet.", de: "Noch keine Schicht wurde geschlossen.", ar: "لم تُغلق أي وردية بعد." };
    say print = { en: "Print", de: "Drucken", ar: "طباعة" };
    say not_recorded = {
        en: "It could not be written. Nothing was changed; try again.",
        de: "Es konnte nicht geschrieben werden. Nichts wurde geändert; erneut versuchen.",
        ar: "تعذّرت الكتابة ولم يتغير شيء. حاول مجددًا.",
    };
    say full = {
        en: "The storage is full. Nothing was written; free space on this device.",
        de: "Der Speicher ist voll. Nichts wurde geschrieben; auf diesem Gerät Platz schaffen.",
        ar: "مساحة التخزين ممتلئة ولم يُكتب شيء. وفّر مساحة على هذا الجهاز.",
    };
    say rules = { en: "Shifts and cash", de: "Schichten und Bargeld", ar: "الورديات والنقد" };
    say rules_hint = { en: "When a shift is needed, and how a drawer is counted", de: "Wann eine Schicht nötig ist und wie gezählt wird", ar: "متى تلزم الوردية وكيف يُجرد الدرج" };
    say shift_required = { en: "Selling", de: "Verkaufen", ar: "البيع" };
    say only_in_shift = { en: "Only in a shift", de: "Nur in einer Schicht", ar: "ضمن وردية فقط" };
    say always = { en: "Always", de: "Immer", ar: "دائمًا" };
    say counting = { en: "Counting", de: "Zählen", ar: "الجرد" };
    say blind = { en: "Without seeing what is expected", de: "Ohne den Sollbestand zu sehen", ar: "دون رؤية المتوقع" };
    say open_count = { en: "Seeing what is expected", de: "Mit Sollbestand", ar: "مع رؤية المتوقع" };
    say day_begins = { en: "A day of the books begins at", de: "Ein Geschäftstag beginnt um", ar: "يبدأ يوم العمل عند" };
    say day_begins_hint = { en: "Sales past midnight count to the day before until then", de: "Bis dahin zählen Verkäufe nach Mitternacht zum Vortag", ar: "المبيعات بعد منتصف الليل تُحسب لليوم السابق حتى هذا الوقت" };
}

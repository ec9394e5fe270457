//! Words of Hold: baskets set aside, taken up again and given up.

messages! {
    say hold = { en: "Hold", de: "Parken", ar: "تعليق" };
    say held = { en: "Held sales", de: "Geparkte Verkäufe", ar: "العمليات المعلّقة" };
    say held_hint = { en: "Take one up again, or add it to this basket", de: "Wieder aufnehmen oder zu diesem Korb nehmen", ar: "استئناف إحداها أو ضمّها إلى هذه السلة" };
    say name = { en: "Name or table", de: "Name oder Tisch", ar: "الاسم أو الطاولة" };
    say name_hint = { en: "Everybody finds it under this name", de: "Unter diesem Namen findet es jeder", ar: "يجدها الجميع بهذا الاسم" };
    say unnamed = { en: "Without a name", de: "Ohne Namen", ar: "بلا اسم" };
    say is_held(name) = { en: "“{name}” is on hold", de: "„{name}“ ist geparkt", ar: "عُلّقت «{name}»" };
    say none = { en: "Nothing is on hold", de: "Nichts geparkt", ar: "لا عمليات معلّقة" };
    say none_hint = { en: "Hold sets a basket aside, so that the next customer can be served", de: "Parken legt einen Korb beiseite, damit der nächste Kunde bedient werden kann", ar: "التعليق يضع السلة جانبًا لخدمة العميل التالي" };
    say resume_hint = { en: "Choose the sale to go on with.", de: "Den Verkauf wählen, mit dem es weitergeht.", ar: "اختر العملية لمتابعتها." };
    say merge_hint = { en: "The sale you choose is added to this basket.", de: "Der gewählte Verkauf kommt zu diesem Korb hinzu.", ar: "تُضم العملية المختارة إلى هذه السلة." };
    say split = { en: "Split the bill", de: "Rechnung teilen", ar: "تقسيم الفاتورة" };
    say split_act_hint = { en: "Put part of the basket on a bill of its own", de: "Einen Teil des Korbs auf eine eigene Rechnung setzen", ar: "نقل جزء من السلة إلى فاتورة مستقلة" };
    say where_to = { en: "Where to", de: "Wohin", ar: "إلى أين" };
    say new_bill = { en: "A new bill", de: "Eine neue Rechnung", ar: "فاتورة جديدة" };
    say moved_to(name) = { en: "Moved to “{name}”", de: "Nach „{name}“ verschoben", ar: "نُقل إلى «{name}»" };
    say split_hint = { en: "What you choose is held as a bill of its own. The rest stays here.", de: "Was Sie wählen, wird als eigene Rechnung geparkt. Der Rest bleibt hier.", ar: "يُعلّق ما تختاره كفاتورة مستقلة ويبقى الباقي هنا." };
    say second_bill = { en: "Second bill", de: "Zweite Rechnung", ar: "فاتورة ثانية" };
    say fewer_of(name) = { en: "One less of {name}", de: "Eins weniger von {name}", ar: "أقل بواحد من {name}" };
    say more_of(name) = { en: "One more of {name}", de: "Eins mehr von {name}", ar: "أكثر بواحد من {name}" };
    say tenders_first = { en: "Take back what was tendered on Pay, then hold the basket.", de: "Erst die Zahlungen unter Bezahlen zurücknehmen, dann parken.", ar: "تراجع أولًا عن الدفعات في شاشة الدفع ثم علّق السلة." };
    say layaway = { en: "Lay away", de: "Zurücklegen", ar: "حجز البضاعة" };
    say layaway_hint = { en: "Keep the goods for a customer who pays part of them now", de: "Ware für jemanden aufheben, der jetzt einen Teil bezahlt", ar: "حفظ البضاعة لعميل يدفع جزءًا من ثمنها الآن" };
    say collect_by = { en: "Collect by", de: "Abholen bis", ar: "الاستلام حتى" };
    say collect_by_missing = { en: "Choose a day from today on", de: "Einen Tag ab heute wählen", ar: "اختر يومًا من اليوم فصاعدًا" };
    say pay_ahead = { en: "Paid ahead now", de: "Jetzt angezahlt", ar: "المدفوع مقدمًا الآن" };
    say pay_ahead_hint(total) = { en: "Of {total}; empty for nothing", de: "Von {total}; leer für nichts", ar: "من {total}، واتركه فارغًا لعدم الدفع" };
    say pay_ahead_wrong(total) = { en: "Enter an amount from zero to {total}", de: "Einen Betrag von null bis {total} eingeben", ar: "أدخل مبلغًا من صفر إلى {total}" };
    say laid_away(day, amount) = { en: "Collect by {day} · paid ahead {amount}", de: "Abholen bis {day} · angezahlt {amount}", ar: "الاستلام حتى {day} · مدفوع مقدمًا {amount}" };
    say overdue(day, amount) = { en: "Was to be collected by {day} · paid ahead {amount}", de: "Abholung war bis {day} · angezahlt {amount}", ar: "كان الاستلام حتى {day} · مدفوع مقدمًا {amount}" };
    say prepayment_of(name) = { en: "Prepayment for {name}", de: "Anzahlung für {name}", ar: "الدفعة المقدمة لـ {name}" };
    say give_back = { en: "Give back", de: "Zurückgeben", ar: "إعادة المبلغ" };
    say paid_so_far(paid, total) = { en: "{paid} of {total} is paid ahead.", de: "{paid} von {total} sind angezahlt.", ar: "دُفع {paid} مقدمًا من {total}." };
    say reason = { en: "Reason", de: "Grund", ar: "السبب" };
    say reason_changed = { en: "The customer changed their mind", de: "Kunde hat es sich anders überlegt", ar: "غيّر العميل رأيه" };
    say reason_wrong = { en: "Wrong items", de: "Falsche Artikel", ar: "أصناف خاطئة" };
    say reason_cannot_pay = { en: "The customer cannot pay", de: "Kunde kann nicht bezahlen", ar: "تعذّر الدفع على العميل" };
    say reason_mistake = { en: "Rung up by mistake", de: "Versehentlich erfasst", ar: "سُجّلت بالخطأ" };
}

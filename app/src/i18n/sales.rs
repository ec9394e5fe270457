//! Sales: finding, viewing and refunding.

messages! {
    say title = { en: "Sales", de: "Verkäufe", ar: "المبيعات" };
    say empty = { en: "No sales yet", de: "Noch keine Verkäufe", ar: "لا توجد مبيعات بعد" };
    say empty_hint = {
        en: "Every completed sale appears here.",
        de: "Jeder abgeschlossene Verkauf erscheint hier.",
        ar: "تظهر هنا كل عملية بيع مكتملة.",
    };
    say receipt_number = { en: "Receipt", de: "Beleg", ar: "الإيصال" };
    say when = { en: "When", de: "Wann", ar: "الوقت" };
    say customer = { en: "Customer", de: "Kunde", ar: "العميل" };
    say total = { en: "Total", de: "Summe", ar: "الإجمالي" };
    say state = { en: "State", de: "Zustand", ar: "الحالة" };
    say today = { en: "Today", de: "Heute", ar: "اليوم" };
    say day_total = { en: "Total of the day", de: "Tagessumme", ar: "إجمالي اليوم" };
    say sale(number) = { en: "Sale {number}", de: "Verkauf {number}", ar: "عملية البيع رقم {number}" };
    say refund_sale(number) = { en: "Refund {number}", de: "Erstattung {number}", ar: "الاسترداد رقم {number}" };
    say completed = { en: "Completed", de: "Abgeschlossen", ar: "مكتملة" };
    say partly_refunded = { en: "Partly refunded", de: "Teilweise erstattet", ar: "مستردة جزئيًا" };
    say fully_refunded = { en: "Refunded", de: "Erstattet", ar: "مستردة" };
    say rolled_back = { en: "Rolled back", de: "Zurückgerollt", ar: "متراجَع عنها" };

    say refund = { en: "Refund", de: "Erstatten", ar: "استرداد" };
    say tip_steps = {
        en: "Key the tip on the terminal, and enter here what the slip says.",
        de: "Das Trinkgeld am Terminal eingeben und hier eintragen, was auf dem Beleg steht.",
        ar: "أدخل الإكرامية في الجهاز ثم اكتب هنا ما في القسيمة.",
    };
    say tip_kept = { en: "The tip is kept", de: "Trinkgeld ist notiert", ar: "حُفظت الإكرامية" };
    say refund_choose = {
        en: "Choose the lines and quantities that come back.",
        de: "Positionen und Mengen wählen, die zurückkommen.",
        ar: "اختر الأسطر والكميات المرتجعة.",
    };
    say refund_all = { en: "Everything", de: "Alles", ar: "الكل" };
    say refundable(quantity) = { en: "up to {quantity}", de: "bis zu {quantity}", ar: "حتى {quantity}" };
    say already_refunded = { en: "Already refunded", de: "Bereits erstattet", ar: "سبق استردادها" };
    say refund_amount(amount) = { en: "Refund {amount}", de: "{amount} erstatten", ar: "استرداد {amount}" };
    say not_found(number) = {
        en: "There is no sale {number} on this register",
        de: "Auf dieser Kasse gibt es keinen Verkauf {number}",
        ar: "لا توجد عملية بيع رقم {number} على هذا الصندوق",
    };

    say search_long = {
        en: "Receipt number, amount or customer",
        de: "Belegnummer, Betrag oder Kunde",
        ar: "رقم الإيصال أو المبلغ أو العميل",
    };
    say yesterday = { en: "Yesterday", de: "Gestern", ar: "أمس" };
    say refund_made = { en: "Refund", de: "Erstattung", ar: "استرداد" };
    say searching = { en: "Searching older sales", de: "Ältere Verkäufe werden durchsucht", ar: "جارٍ البحث في المبيعات الأقدم" };
    say loading_more = { en: "Loading older sales", de: "Ältere Verkäufe werden geladen", ar: "جارٍ تحميل المبيعات الأقدم" };
    say not_read = { en: "The sales could not be read", de: "Die Verkäufe konnten nicht gelesen werden", ar: "تعذّرت قراءة المبيعات" };
    say not_read_hint = {
        en: "Nothing is lost: they stand in the journal. Try again.",
        de: "Nichts ist verloren: Sie stehen im Journal. Erneut versuchen.",
        ar: "لم يُفقد شيء: فهي مدوّنة في السجل. أعد المحاولة.",
    };
    say not_found_hint = {
        en: "Check the number on the receipt. Sales of other registers are found there.",
        de: "Nummer auf dem Beleg prüfen. Verkäufe anderer Kassen finden sich dort.",
        ar: "تحقّق من الرقم المطبوع على الإيصال. مبيعات الصناديق الأخرى تجدها هناك.",
    };
    say to_sales = { en: "To all sales", de: "Zu allen Verkäufen", ar: "إلى كل المبيعات" };
    say facts = { en: "In the journal", de: "Im Journal", ar: "في السجل" };
    say prepared = { en: "Prepared", de: "Vorbereitet", ar: "التحضير" };
    say confirmed = { en: "Confirmed", de: "Bestätigt", ar: "التأكيد" };
    say entry(seq) = { en: "Entry {seq}", de: "Eintrag {seq}", ar: "القيد {seq}" };
    say after_restart = { en: "after a restart", de: "nach einem Neustart", ar: "بعد إعادة تشغيل" };
    say not_decided = { en: "Not decided yet", de: "Noch nicht entschieden", ar: "لم يُبتّ فيها بعد" };
    count reprints(n) = {
        en: { one: "Printed again once", other: "Printed again {n} times" },
        de: { one: "Einmal nachgedruckt", other: "{n}-mal nachgedruckt" },
        ar: { zero: "لم يُطبع ثانية", one: "أُعيدت طباعته مرة", two: "أُعيدت طباعته مرتين", few: "أُعيدت طباعته {n} مرات", many: "أُعيدت طباعته {n} مرة", other: "أُعيدت طباعته {n} مرة" },
    };
    say given_back = { en: "Given back so far", de: "Bisher zurückgegeben", ar: "ما أُعيد حتى الآن" };
    say actions = { en: "Actions", de: "Aktionen", ar: "الإجراءات" };
    say only_reading = {
        en: "Another tab writes; here you can only read.",
        de: "Ein anderer Tab schreibt; hier kann nur gelesen werden.",
        ar: "تبويب آخر يكتب؛ هنا القراءة فقط.",
    };

    say refused_by(who) = { en: "Refused by {who}", de: "Abgelehnt von {who}", ar: "رُفضت من {who}" };
    say who_returns = { en: "Returns", de: "Retouren", ar: "المرتجعات" };
    say who_inventory = { en: "Stock", de: "Bestand", ar: "المخزون" };
    say who_loyalty = { en: "Points", de: "Punkte", ar: "النقاط" };
    say who_stored_value = { en: "Store credit", de: "Guthaben", ar: "رصيد المتجر" };
    say who_accounts = { en: "Customer accounts", de: "Kundenkonten", ar: "حسابات العملاء" };
    say who_rights = { en: "Other registers", de: "Andere Kassen", ar: "صناديق أخرى" };
    say who_vouchers = { en: "Vouchers", de: "Gutscheine", ar: "القسائم" };
    say refund_title(number) = { en: "Refund of receipt {number}", de: "Erstattung zu Beleg {number}", ar: "استرداد من الإيصال {number}" };
    say comes_back(name) = { en: "How much of {name} comes back", de: "Wie viel von {name} zurückkommt", ar: "الكمية المرتجعة من {name}" };
    say one_more_of(name) = { en: "One more of {name}", de: "Eins mehr von {name}", ar: "زيادة واحد من {name}" };
    say one_less_of(name) = { en: "One less of {name}", de: "Eins weniger von {name}", ar: "إنقاص واحد من {name}" };
    say refund_none = { en: "Nothing", de: "Nichts", ar: "لا شيء" };
    say amount_back = { en: "To give back", de: "Zurückzugeben", ar: "المبلغ المُعاد" };
    say exchange = { en: "Exchange: into the basket", de: "Umtausch: in den Korb", ar: "استبدال: إلى السلة" };
    say exchanged = {
        en: "The goods that come back are in the basket. Ring up what the customer takes instead.",
        de: "Die Rückgabe liegt im Korb. Jetzt erfassen, was der Kunde stattdessen nimmt.",
        ar: "المرتجعات في السلة. سجّل الآن ما يأخذه العميل بدلًا منها.",
    };
    say other_customer = {
        en: "The basket belongs to another customer. Complete or hold it first.",
        de: "Der Korb gehört einem anderen Kunden. Ihn zuerst abschließen oder zurückstellen.",
        ar: "السلة لعميل آخر. أتمّها أو علّقها أولًا.",
    };
    say refund_rolled_back = {
        en: "The refund was not completed. Nothing was booked; give nothing back.",
        de: "Die Erstattung wurde nicht abgeschlossen. Nichts wurde gebucht; nichts zurückgeben.",
        ar: "لم يكتمل الاسترداد. لم يُقيَّد شيء؛ لا تُعِد أي مبلغ.",
    };
    say refund_busy = {
        en: "The register is busy with another entry. Try again.",
        de: "Die Kasse schreibt gerade etwas anderes. Erneut versuchen.",
        ar: "الصندوق مشغول بقيد آخر. أعد المحاولة.",
    };
    say refund_full = {
        en: "The storage is full. Nothing was booked; free space on this device, then try again.",
        de: "Der Speicher ist voll. Nichts wurde gebucht; Platz schaffen, dann erneut versuchen.",
        ar: "مساحة التخزين ممتلئة. لم يُقيَّد شيء؛ وفّر مساحة ثم أعد المحاولة.",
    };
    say refund_failed = {
        en: "The journal could not be written. Look for the refund in Sales before you repeat it.",
        de: "Das Journal konnte nicht geschrieben werden. Vor einer Wiederholung unter Verkäufe nachsehen.",
        ar: "تعذّرت الكتابة في السجل. ابحث عن الاسترداد في المبيعات قبل إعادته.",
    };
    say printed_not_noted = {
        en: "The duplicate could not be noted in the journal, so it is not printed. Try again.",
        de: "Das Duplikat konnte nicht im Journal vermerkt werden und wird deshalb nicht gedruckt. Erneut versuchen.",
        ar: "تعذّر تدوين النسخة المكررة في السجل فلم تُطبع. أعد المحاولة.",
    };
}

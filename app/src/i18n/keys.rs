//! What each shortcut does, for the help overlay and docs/keyboard.md.

messages! {
    say title = { en: "Keyboard", de: "Tastatur", ar: "لوحة المفاتيح" };
    say intro = {
        en: "Letters and signs count only while you are not typing.",
        de: "Buchstaben und Zeichen gelten nur, solange Sie nichts eingeben.",
        ar: "لا تعمل الحروف والرموز كاختصارات إلا حين لا تكتب في حقل.",
    };
    say everywhere = { en: "Everywhere", de: "Überall", ar: "في كل مكان" };
    say on_sell = { en: "On Sell", de: "Beim Verkaufen", ar: "في شاشة البيع" };
    say on_pay = { en: "On Pay", de: "Beim Bezahlen", ar: "في شاشة الدفع" };
    say on_receipt = { en: "On a receipt or sale", de: "Bei einem Beleg oder Verkauf", ar: "عند عرض إيصال أو عملية بيع" };
    say help = { en: "Show this help", de: "Diese Hilfe zeigen", ar: "إظهار هذه المساعدة" };
    say sell = { en: "Go to Sell, cursor in the search field", de: "Zu Verkaufen, Cursor im Suchfeld", ar: "الانتقال إلى البيع ووضع المؤشر في حقل البحث" };
    say sales = { en: "Go to Sales", de: "Zu Verkäufe", ar: "الانتقال إلى المبيعات" };
    say items = { en: "Go to Items", de: "Zu Artikel", ar: "الانتقال إلى الأصناف" };
    say customers = { en: "Go to Customers", de: "Zu Kunden", ar: "الانتقال إلى العملاء" };
    say reports = { en: "Go to Reports", de: "Zu Berichte", ar: "الانتقال إلى التقارير" };
    say journal = { en: "Go to Journal", de: "Zu Journal", ar: "الانتقال إلى السجل" };
    say till = { en: "Go to Till", de: "Zu Kasse", ar: "الانتقال إلى الدرج" };
    say shop = { en: "Go to Shop", de: "Zu Geschäft", ar: "الانتقال إلى المتجر" };
    say hold = { en: "Set the basket aside, or take another up", de: "Korb parken oder einen anderen aufnehmen", ar: "تعليق السلة أو استئناف أخرى" };
    say more = { en: "Show what else can be done", de: "Weitere Vorgänge zeigen", ar: "عرض إجراءات أخرى" };
    say service = { en: "Eat in or take away", de: "Hier essen oder mitnehmen", ar: "في المحل أو سفري" };
    say status = { en: "Go to Status", de: "Zu Status", ar: "الانتقال إلى الحالة" };
    say hand_over = { en: "Hand the register over to somebody else", de: "Kasse an jemand anderen übergeben", ar: "تسليم الصندوق لشخص آخر" };
    say pay = { en: "Pay", de: "Bezahlen", ar: "الدفع" };
    say back = { en: "Close or go back", de: "Schließen oder zurück", ar: "إغلاق أو رجوع" };
    say line_up = { en: "Select the line above", de: "Zeile darüber wählen", ar: "تحديد السطر الأعلى" };
    say line_down = { en: "Select the line below", de: "Zeile darunter wählen", ar: "تحديد السطر الأسفل" };
    say quantity_up = { en: "One more of the selected line", de: "Gewählte Zeile: eins mehr", ar: "زيادة واحد في السطر المحدد" };
    say quantity_down = { en: "One less of the selected line", de: "Gewählte Zeile: eins weniger", ar: "إنقاص واحد من السطر المحدد" };
    say quantity = { en: "Type the quantity of the selected line", de: "Menge der gewählten Zeile eingeben", ar: "كتابة كمية السطر المحدد" };
    say void_line = { en: "Void the selected line", de: "Gewählte Zeile stornieren", ar: "إبطال السطر المحدد" };
    say discount = { en: "Discount the line or the basket", de: "Rabatt auf Zeile oder Korb", ar: "خصم على السطر أو السلة" };
    say price = { en: "Charge another price for the selected line", de: "Für die gewählte Zeile einen anderen Preis berechnen", ar: "احتساب سعر آخر للسطر المحدد" };
    say code = { en: "Enter a coupon code", de: "Couponcode eingeben", ar: "إدخال رمز قسيمة" };
    say tile = { en: "Press tile 1 to 9", de: "Kachel 1 bis 9 drücken", ar: "الضغط على المربع من 1 إلى 9" };
    say customer = { en: "Choose the customer", de: "Kunde wählen", ar: "اختيار العميل" };
    say cancel_basket = { en: "Cancel the basket", de: "Korb abbrechen", ar: "إلغاء السلة" };
    say complete = { en: "Take the exact amount, or complete the sale", de: "Passend kassieren oder Verkauf abschließen", ar: "قبض المبلغ بالضبط أو إتمام البيع" };
    say note = { en: "Tender note 1 to 9", de: "Schein 1 bis 9 geben", ar: "دفع بالورقة النقدية من 1 إلى 9" };
    say cash = { en: "Pay in cash", de: "Bar bezahlen", ar: "الدفع نقدًا" };
    say card = { en: "Pay by card", de: "Mit Karte bezahlen", ar: "الدفع بالبطاقة" };
    say coupon = { en: "Pay by coupon", de: "Mit Gutschein bezahlen", ar: "الدفع بقسيمة" };
    say credit = { en: "Pay from store credit", de: "Mit Guthaben bezahlen", ar: "الدفع من رصيد المتجر" };
    say gift_card = { en: "Pay by gift card", de: "Mit Geschenkkarte bezahlen", ar: "الدفع ببطاقة هدايا" };
    say voucher = { en: "Pay by a voucher of the shop", de: "Mit Hausgutschein bezahlen", ar: "الدفع بقسيمة المتجر" };
    say account = { en: "Buy on account", de: "Auf Rechnung kaufen", ar: "الشراء على الحساب" };
    say foreign = { en: "Pay in foreign cash", de: "Mit Sorten bezahlen", ar: "الدفع بنقد أجنبي" };
    say tip = { en: "Give a tip", de: "Trinkgeld geben", ar: "إعطاء إكرامية" };
    say points = { en: "Redeem points", de: "Punkte einlösen", ar: "استبدال النقاط" };
    say remove_tender = { en: "Take the last tender back", de: "Letzte Zahlung zurücknehmen", ar: "التراجع عن آخر دفعة" };
    say next_sale = { en: "Begin the next sale", de: "Nächsten Verkauf beginnen", ar: "بدء عملية بيع جديدة" };
    say print = { en: "Print", de: "Drucken", ar: "طباعة" };
    say refund = { en: "Refund this sale", de: "Diesen Verkauf erstatten", ar: "استرداد قيمة هذه العملية" };
}

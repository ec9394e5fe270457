//! Goods that come back: without their receipt, broken, and what the shop says about it.

messages! {
    say act = { en: "Return without a receipt", de: "Rückgabe ohne Beleg", ar: "إرجاع بلا إيصال" };
    say act_hint = {
        en: "At the lowest price that is known, for store credit",
        de: "Zum niedrigsten bekannten Preis, als Guthaben",
        ar: "بأدنى سعر معروف، رصيدًا في المتجر",
    };
    say which = { en: "Item", de: "Artikel", ar: "الصنف" };
    say which_hint = { en: "Scan, or type a name or number", de: "Scannen oder Namen oder Nummer eintippen", ar: "امسح أو اكتب الاسم أو الرقم" };
    say found = { en: "Items found", de: "Gefundene Artikel", ar: "الأصناف التي عُثر عليها" };
    say none_found = { en: "No item has this name or number.", de: "Kein Artikel hat diesen Namen oder diese Nummer.", ar: "لا صنف بهذا الاسم أو الرقم." };
    say other_item = { en: "Another item", de: "Anderer Artikel", ar: "صنف آخر" };
    say price_each = { en: "Price for each", de: "Preis je Stück", ar: "سعر الواحد" };
    say price_hint(price) = { en: "At most {price}, the lowest that is known", de: "Höchstens {price}, der niedrigste bekannte", ar: "{price} على الأكثر، وهو الأدنى المعروف" };
    say reason = { en: "Why it comes back", de: "Warum es zurückkommt", ar: "سبب الإرجاع" };
    say condition = { en: "Condition", de: "Zustand", ar: "الحالة" };
    say fine = { en: "Back on the shelf", de: "Zurück ins Regal", ar: "يعود إلى الرف" };
    say damaged = { en: "Damaged: written off", de: "Beschädigt: abgeschrieben", ar: "تالف: يُشطب" };
    say take_back = { en: "Take it back", de: "Zurücknehmen", ar: "استرداد" };
    say no_receipt = { en: "Comes back without a receipt", de: "Kommt ohne Beleg zurück", ar: "مرتجع بلا إيصال" };
    say without_receipt = { en: "Without a receipt", de: "Ohne Beleg", ar: "بلا إيصال" };
    say taken_out = { en: "Taken out after it had been held", de: "Nach dem Parken herausgenommen", ar: "أُخرج بعد التعليق" };
    say is_damaged = { en: "Damaged", de: "Beschädigt", ar: "تالف" };
    say rules = { en: "Returns", de: "Rückgaben", ar: "المرتجعات" };
    say rules_hint = { en: "Cash instead, and goods without a receipt", de: "Bargeld statt, und Ware ohne Beleg", ar: "النقد بدلًا منه والبضاعة بلا إيصال" };
    say money_back = { en: "What was not paid in cash goes back", de: "Nicht bar Bezahltes geht zurück", ar: "ما لم يُدفع نقدًا يعود" };
    say as_paid = { en: "As it was paid", de: "Wie bezahlt", ar: "كما دُفع" };
    say or_cash = { en: "As it was paid, or in cash", de: "Wie bezahlt oder bar", ar: "كما دُفع أو نقدًا" };
    say without_pays = { en: "Goods without a receipt are paid back", de: "Ware ohne Beleg wird erstattet", ar: "البضاعة بلا إيصال تُردّ" };
    say credit_only = { en: "As store credit only", de: "Nur als Guthaben", ar: "رصيدًا في المتجر فقط" };
    say also_cash = { en: "In cash as well", de: "Auch bar", ar: "ونقدًا أيضًا" };
    say without_from = { en: "Goods without a receipt are taken from", de: "Ware ohne Beleg wird genommen von", ar: "تُقبل البضاعة بلا إيصال من" };
    say anybody = { en: "Anybody", de: "Jedem", ar: "أي شخص" };
    say known_customers = { en: "Known customers", de: "Bekannten Kunden", ar: "العملاء المعروفين" };
    say limit = { en: "Most at once without a receipt", de: "Höchstens auf einmal ohne Beleg", ar: "الحد الأقصى في المرة بلا إيصال" };
    say limit_hint = { en: "Empty for no limit", de: "Leer für keine Grenze", ar: "اتركه فارغًا بلا حد" };
}

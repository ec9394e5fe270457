//! Words about operators and what they may do.

use super::{Lang, Text};
use crate::register::Register;
use evertill_domain::ids::RoleId;
use evertill_domain::people::{Act, Role, default_roles};

/// What a role is called: those that a shop begins with, in every language; its own, as it calls them.
pub fn role_name(lang: Lang, role: &Role) -> String {
    let untouched = default_roles().iter().any(|known| known.id == role.id && known.name == role.name);
    match role.id.as_str() {
        "cashier" if untouched => cashier(lang).to_owned(),
        "supervisor" if untouched => supervisor(lang).to_owned(),
        "manager" if untouched => manager(lang).to_owned(),
        _ => role.name.clone(),
    }
}

/// The same, of an id. Follows the settings in a view.
pub fn role_of(register: Register, lang: Lang, id: &RoleId) -> String {
    register.role(id).map_or_else(|| id.to_string(), |role| role_name(lang, &role))
}

/// What an act is called.
pub fn act(act: Act) -> Text {
    match act {
        Act::Discount => discount,
        Act::PriceOverride => price_override,
        Act::VoidAfterHold => void_after_hold,
        Act::CancelSale => cancel_sale,
        Act::Refund => refund,
        Act::RefundWithoutReceipt => refund_without_receipt,
        Act::PostVoid => post_void,
        Act::NoSale => no_sale,
        Act::MoveCash => move_cash,
        Act::Shift => shift,
        Act::Reports => reports,
        Act::Items => items,
        Act::Shop => shop,
        Act::Training => training,
        Act::Exception => exception,
    }
}

messages! {
    say discount = { en: "Give a discount", de: "Rabatt geben", ar: "منح خصم" };
    say price_override = { en: "Change a price", de: "Preis ändern", ar: "تغيير سعر" };
    say void_after_hold = { en: "Void lines of a held sale", de: "Positionen eines geparkten Verkaufs stornieren", ar: "إبطال أسطر من عملية معلّقة" };
    say cancel_sale = { en: "Cancel a held sale", de: "Geparkten Verkauf abbrechen", ar: "إلغاء عملية معلّقة" };
    say refund = { en: "Refund", de: "Erstatten", ar: "استرداد" };
    say refund_without_receipt = { en: "Refund without a receipt", de: "Ohne Beleg erstatten", ar: "استرداد بلا إيصال" };
    say post_void = { en: "Reverse a completed sale", de: "Abgeschlossenen Verkauf stornieren", ar: "عكس عملية مكتملة" };
    say no_sale = { en: "Open the drawer without a sale", de: "Lade ohne Verkauf öffnen", ar: "فتح الدرج دون بيع" };
    say move_cash = { en: "Pay cash in and out", de: "Bargeld ein- und auszahlen", ar: "إيداع النقد وسحبه" };
    say shift = { en: "Open and close shifts", de: "Schichten öffnen und schließen", ar: "فتح الورديات وإغلاقها" };
    say reports = { en: "See reports", de: "Berichte ansehen", ar: "الاطلاع على التقارير" };
    say items = { en: "Change items", de: "Artikel ändern", ar: "تعديل الأصناف" };
    say shop = { en: "Change the shop’s rules", de: "Regeln des Geschäfts ändern", ar: "تغيير قواعد المتجر" };
    say training = { en: "Switch training on and off", de: "Training ein- und ausschalten", ar: "تشغيل التدريب وإيقافه" };
    say exception = { en: "Make exceptions for customers", de: "Ausnahmen für Kunden machen", ar: "استثناءات للعملاء" };
    say cashier = { en: "Cashier", de: "Kasse", ar: "أمين صندوق" };
    say supervisor = { en: "Supervisor", de: "Aufsicht", ar: "مشرف" };
    say manager = { en: "Manager", de: "Leitung", ar: "مدير" };
    say who_sells = { en: "Who is selling?", de: "Wer verkauft?", ar: "من يبيع الآن؟" };
    say pin = { en: "PIN", de: "PIN", ar: "الرقم السري" };
    say pin_of(name) = { en: "PIN of {name}", de: "PIN von {name}", ar: "الرقم السري لـ {name}" };
    say somebody_else = { en: "Somebody else", de: "Jemand anderes", ar: "شخص آخر" };
    say find_name = { en: "Find a name", de: "Namen suchen", ar: "البحث عن اسم" };
    say basket_waits = { en: "A basket waits", de: "Ein Korb wartet", ar: "سلة في الانتظار" };
    say hand_over = { en: "hand over", de: "übergeben", ar: "تسليم" };
    say hand_over_hint = {
        en: "Sign off and let somebody else sign on. Your basket waits for you.",
        de: "Abmelden und jemand anderen anmelden lassen. Ihr Korb wartet auf Sie.",
        ar: "سجّل خروجك ليسجّل غيرك دخوله. سلتك تنتظرك.",
    };
    say approval = { en: "Approval needed", de: "Freigabe nötig", ar: "مطلوب موافقة" };
    say approval_hint = {
        en: "Somebody who may do this allows it with their PIN.",
        de: "Jemand, der das darf, gibt es mit der eigenen PIN frei.",
        ar: "يوافق من يملك الصلاحية برقمه السري.",
    };
    say nobody_may = { en: "Nobody else here may do this", de: "Niemand sonst hier darf das", ar: "لا أحد غيرك هنا يملك الصلاحية" };
    say nobody_may_hint = {
        en: "Roles are set in Shop, Roles.",
        de: "Rollen stehen unter Geschäft, Rollen.",
        ar: "تُضبط الأدوار في المتجر ثم الأدوار.",
    };
    say shut = { en: "Your role does not open this", de: "Ihre Rolle öffnet das nicht", ar: "دورك لا يفتح هذه الصفحة" };
    say shut_hint = {
        en: "Somebody who may can let you in until you leave it.",
        de: "Jemand, der es darf, kann Sie bis zum Verlassen hineinlassen.",
        ar: "يمكن لمن يملك الصلاحية أن يسمح لك حتى تغادرها.",
    };
    say ask = { en: "Ask for approval", de: "Um Freigabe bitten", ar: "طلب موافقة" };
    say operators = { en: "Operators", de: "Bediener", ar: "الموظفون" };
    say operators_hint = {
        en: "Who signs on with a PIN, when the register locks, and a list to import",
        de: "Wer sich mit PIN anmeldet, wann die Kasse sperrt, und eine Liste zum Importieren",
        ar: "من يسجّل الدخول برقم سري ومتى يُقفل الصندوق، وقائمة للاستيراد",
    };
    say no_operators = { en: "Nobody signs on here", de: "Hier meldet sich niemand an", ar: "لا يسجّل أحد دخوله هنا" };
    say no_operators_hint = {
        en: "With the first operator the register asks who sells. It has to be somebody who may change the shop’s rules.",
        de: "Mit der ersten Person fragt die Kasse, wer verkauft. Sie muss die Regeln des Geschäfts ändern dürfen.",
        ar: "مع أول موظف يسأل الصندوق من يبيع. ويجب أن يملك صلاحية تغيير قواعد المتجر.",
    };
    say add_operator = { en: "Add an operator", de: "Bediener anlegen", ar: "إضافة موظف" };
    say edit_operator = { en: "Edit operator", de: "Bediener bearbeiten", ar: "تعديل موظف" };
    say name = { en: "Name", de: "Name", ar: "الاسم" };
    say role = { en: "Role", de: "Rolle", ar: "الدور" };
    say new_pin = { en: "New PIN", de: "Neue PIN", ar: "رقم سري جديد" };
    say pin_again = { en: "PIN again", de: "PIN wiederholen", ar: "تكرار الرقم السري" };
    say pin_hint = { en: "4 to 8 digits; nobody else can read it", de: "4 bis 8 Ziffern; niemand sonst kann sie lesen", ar: "من 4 إلى 8 أرقام، ولا يقرؤه غيره" };
    say pin_kept = { en: "Empty keeps the PIN as it is", de: "Leer lässt die PIN, wie sie ist", ar: "اتركه فارغًا ليبقى الرقم كما هو" };
    say pins_differ = { en: "The two PINs differ. Enter both again.", de: "Die beiden PINs sind verschieden. Beide neu eingeben.", ar: "الرقمان مختلفان. أعد إدخالهما." };
    say signs_on = { en: "Signs on", de: "Meldet sich an", ar: "يسجّل الدخول" };
    say no_longer = { en: "No longer signs on", de: "Meldet sich nicht mehr an", ar: "لم يعد يسجّل الدخول" };
    say state = { en: "State", de: "Zustand", ar: "الحالة" };
    say import_list = { en: "Import a PIN list", de: "PIN-Liste importieren", ar: "استيراد قائمة أرقام سرية" };
    say import_columns = {
        en: "A CSV file with name, role and PIN in each row. Delete the file afterwards: the PINs are readable in it.",
        de: "Eine CSV-Datei mit Name, Rolle und PIN je Zeile. Danach die Datei löschen: Die PINs sind darin lesbar.",
        ar: "ملف CSV فيه الاسم والدور والرقم السري في كل سطر. احذف الملف بعدها لأن الأرقام مقروءة فيه.",
    };
    count imported(n) = {
        en: { one: "{n} operator was added", other: "{n} operators were added" },
        de: { one: "{n} Bediener wurde angelegt", other: "{n} Bediener wurden angelegt" },
        ar: { zero: "لم يُضف أحد", one: "أضيف موظف واحد", two: "أضيف موظفان", few: "أضيف {n} موظفين", many: "أضيف {n} موظفًا", other: "أضيف {n} موظف" },
    };
    say import_none = { en: "The file has no rows.", de: "Die Datei hat keine Zeilen.", ar: "الملف بلا أسطر." };
    say import_refused = {
        en: "Nothing was taken. Correct these rows and choose the file again:",
        de: "Nichts wurde übernommen. Diese Zeilen berichtigen und die Datei neu wählen:",
        ar: "لم يُستورد شيء. صحّح هذه الأسطر واختر الملف من جديد:",
    };
    say import_unreadable = { en: "The file cannot be read. Choose it again.", de: "Die Datei ist nicht lesbar. Neu wählen.", ar: "تعذّرت قراءة الملف. اختره من جديد." };
    say row(n, what) = { en: "Row {n}: {what}", de: "Zeile {n}: {what}", ar: "السطر {n}: {what}" };
    say wrong_columns = { en: "needs a name, a role and a PIN, and nothing else", de: "braucht Name, Rolle und PIN, sonst nichts", ar: "يحتاج إلى اسم ودور ورقم سري فقط" };
    say wrong_name = { en: "needs a name of 1 to 60 characters", de: "braucht einen Namen mit 1 bis 60 Zeichen", ar: "يحتاج إلى اسم من 1 إلى 60 حرفًا" };
    say wrong_role(role) = { en: "there is no role “{role}”", de: "es gibt keine Rolle „{role}“", ar: "لا يوجد دور «{role}»" };
    say wrong_pin = { en: "the PIN needs 4 to 8 digits", de: "die PIN braucht 4 bis 8 Ziffern", ar: "يتكون الرقم السري من 4 إلى 8 أرقام" };
    say wrong_pin_simple = { en: "the PIN is one that anybody would guess first", de: "diese PIN würde jeder zuerst raten", ar: "هذا الرقم السري سهل التخمين" };
    say wrong_name_twice(row) = { en: "the name stands in row {row} already", de: "der Name steht schon in Zeile {row}", ar: "الاسم موجود في السطر {row}" };
    say wrong_name_known(name) = { en: "{name} is an operator already; change the PIN there", de: "{name} gibt es schon; die PIN dort ändern", ar: "{name} موظف موجود، غيّر رقمه هناك" };
    say wrong_pin_twice(row) = { en: "the PIN stands in row {row} already", de: "die PIN steht schon in Zeile {row}", ar: "الرقم السري موجود في السطر {row}" };
    say wrong_too_many = { en: "a shop has at most 500 operators", de: "ein Geschäft hat höchstens 500 Bediener", ar: "في المتجر 500 موظف على الأكثر" };
    say sign_on_rules = { en: "Signing on", de: "Anmelden", ar: "تسجيل الدخول" };
    say lock_after = { en: "Lock when nobody has touched the register for", de: "Sperren, wenn niemand die Kasse berührt hat für", ar: "القفل إذا لم يلمس أحد الصندوق مدة" };
    say never = { en: "Never", de: "Nie", ar: "أبدًا" };
    count minutes(n) = {
        en: { one: "{n} minute", other: "{n} minutes" },
        de: { one: "{n} Minute", other: "{n} Minuten" },
        ar: { zero: "بلا دقائق", one: "دقيقة واحدة", two: "دقيقتان", few: "{n} دقائق", many: "{n} دقيقة", other: "{n} دقيقة" },
    };
    say on_receipt = { en: "Receipts say who sold", de: "Belege nennen, wer verkauft hat", ar: "يذكر الإيصال من باع" };
    say yes = { en: "Yes", de: "Ja", ar: "نعم" };
    say no = { en: "No", de: "Nein", ar: "لا" };
    say roles = { en: "Roles", de: "Rollen", ar: "الأدوار" };
    say roles_hint = { en: "What operators may do alone, and up to which amount", de: "Was Bediener allein dürfen, und bis zu welchem Betrag", ar: "ما يجوز للموظفين وحدهم وإلى أي مبلغ" };
    say add_role = { en: "Add a role", de: "Rolle anlegen", ar: "إضافة دور" };
    say edit_role = { en: "Edit role", de: "Rolle bearbeiten", ar: "تعديل دور" };
    say remove_role = { en: "Remove this role", de: "Diese Rolle entfernen", ar: "حذف هذا الدور" };
    say may = { en: "May do without asking", de: "Darf ohne Freigabe", ar: "يجوز دون موافقة" };
    say discount_limit = { en: "Discounts up to, in per cent", de: "Rabatte bis, in Prozent", ar: "خصم حتى، بالمئة" };
    say refund_limit = { en: "Refunds up to", de: "Erstattungen bis", ar: "استرداد حتى" };
    say limit_hint = { en: "Empty for no limit", de: "Leer für keine Grenze", ar: "فارغ لعدم التحديد" };
    say wrong_limit = { en: "Enter a number, or nothing for no limit.", de: "Eine Zahl eingeben, oder nichts für keine Grenze.", ar: "أدخل رقمًا أو اتركه فارغًا." };
    say wrong_roles = {
        en: "Each role needs a name of its own, and one of them has to be able to change the shop’s rules.",
        de: "Jede Rolle braucht einen eigenen Namen, und eine muss die Regeln des Geschäfts ändern dürfen.",
        ar: "يحتاج كل دور إلى اسم خاص، ويجب أن يملك أحدها صلاحية تغيير قواعد المتجر.",
    };
    say role_in_use = { en: "Somebody has this role. Give them another one first.", de: "Jemand hat diese Rolle. Zuerst eine andere geben.", ar: "هذا الدور مستخدم. امنح صاحبه دورًا آخر أولًا." };
    say all_acts = { en: "Everything", de: "Alles", ar: "كل شيء" };
    count acts(n) = {
        en: { one: "{n} act", other: "{n} acts" },
        de: { one: "{n} Vorgang", other: "{n} Vorgänge" },
        ar: { zero: "لا شيء", one: "إجراء واحد", two: "إجراءان", few: "{n} إجراءات", many: "{n} إجراءً", other: "{n} إجراء" },
    };
    say by = { en: "By", de: "Von", ar: "بواسطة" };
    say approved_by = { en: "Allowed by", de: "Freigegeben von", ar: "بموافقة" };
    say served_by(name) = { en: "Served by {name}", de: "Es bediente Sie {name}", ar: "خدمك {name}" };
}

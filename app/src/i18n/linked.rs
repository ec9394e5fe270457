//! Receipts that a customer opens by a QR code.

messages! {
    say qr_label(number) = { en: "QR code of receipt {number}", de: "QR-Code von Beleg {number}", ar: "رمز QR للإيصال رقم {number}" };
    say scan = { en: "Your receipt to keep: scan with a phone", de: "Ihr Beleg zum Mitnehmen: mit dem Telefon scannen", ar: "إيصالك للاحتفاظ به: امسحه بالهاتف" };
    say open = { en: "Open as the customer sees it", de: "So öffnen, wie der Kunde ihn sieht", ar: "افتحه كما يراه العميل" };
    say no_address = {
        en: "Receipts carry no QR code: the shop has no address that customers reach. Set one under Shop, Name and receipt.",
        de: "Belege tragen keinen QR-Code: Der Laden hat keine Adresse, die Kunden erreichen. Unter Geschäft, Name und Beleg eintragen.",
        ar: "لا تحمل الإيصالات رمز QR: ليس للمتجر عنوان يصل إليه العملاء. أدخله من المتجر ثم الاسم والإيصال.",
    };
    say address = { en: "Address of receipts by QR", de: "Adresse der Belege per QR", ar: "عنوان الإيصالات عبر QR" };
    say address_hint = {
        en: "Where customers reach this register’s pages, such as https://shop.example. Empty for none. Nothing is sent there: the receipt stands in the link itself.",
        de: "Wo Kunden die Seiten dieser Kasse erreichen, etwa https://laden.example. Leer für keine. Dorthin wird nichts gesendet: Der Beleg steht im Link selbst.",
        ar: "حيث يصل العملاء إلى صفحات هذا الصندوق، مثل https://shop.example. اتركه فارغًا إن لم يوجد. لا يُرسل شيء: فالإيصال في الرابط نفسه.",
    };
    say wrong_address = {
        en: "Enter https:// and the name of a host, without anything behind it.",
        de: "https:// und einen Rechnernamen eingeben, ohne etwas dahinter.",
        ar: "أدخل https:// ثم اسم المضيف دون شيء بعده.",
    };
    count more(n) = {
        en: { one: "and one more line", other: "and {n} more lines" },
        de: { one: "und eine weitere Position", other: "und {n} weitere Positionen" },
        ar: { zero: "ولا أسطر أخرى", one: "وسطر آخر", two: "وسطران آخران", few: "و{n} أسطر أخرى", many: "و{n} سطرًا آخر", other: "و{n} سطر آخر" },
    };
    say void = { en: "VOID", de: "STORNO", ar: "ملغى" };
    say copy_note = {
        en: "This page shows what stands in the link and asks no server. The shop’s journal is what counts.",
        de: "Diese Seite zeigt, was im Link steht, und fragt keinen Server. Es gilt das Journal des Ladens.",
        ar: "تعرض هذه الصفحة ما في الرابط ولا تسأل أي خادم. المرجع هو سجل المتجر.",
    };
    say none = { en: "There is no receipt in this link", de: "In diesem Link steht kein Beleg", ar: "لا إيصال في هذا الرابط" };
    say why_empty = { en: "Scan the QR code on the receipt again.", de: "Den QR-Code auf dem Beleg noch einmal scannen.", ar: "امسح رمز QR على الإيصال مرة أخرى." };
    say why_long = { en: "It is longer than any that a register writes.", de: "Er ist länger als jeder, den eine Kasse schreibt.", ar: "إنه أطول مما يكتبه أي صندوق." };
    say why_digits = { en: "It is cut, or something was added to it. Scan the QR code again.", de: "Er ist abgeschnitten oder ergänzt worden. Den QR-Code noch einmal scannen.", ar: "الرابط مقطوع أو أُضيف إليه. امسح رمز QR مرة أخرى." };
    say why_checksum = { en: "A digit is wrong or missing. Scan the QR code again.", de: "Eine Ziffer ist falsch oder fehlt. Den QR-Code noch einmal scannen.", ar: "رقم خاطئ أو ناقص. امسح رمز QR مرة أخرى." };
    say why_version = { en: "A newer register wrote it. Load this page anew and try again.", de: "Eine neuere Kasse hat ihn geschrieben. Diese Seite neu laden und noch einmal versuchen.", ar: "كتبه صندوق أحدث. أعد تحميل الصفحة وحاول ثانية." };
    say why_malformed = { en: "No register wrote it. Ask the shop for the receipt.", de: "Keine Kasse hat ihn geschrieben. Den Laden nach dem Beleg fragen.", ar: "لم يكتبه أي صندوق. اطلب الإيصال من المتجر." };
}

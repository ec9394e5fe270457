//! The four kinds of no, in plain words: refusals of the shop, wrong input, a world that failed, and a journal that
//! does not hold.

messages! {
    say unknown_code(code) = {
        en: "No item has the code {code}. Check the label or search by name.",
        de: "Kein Artikel hat den Code {code}. Etikett prüfen oder nach Namen suchen.",
        ar: "لا يوجد صنف بالرمز {code}. تحقّق من الملصق أو ابحث بالاسم.",
    };
    say ambiguous_code(code) = {
        en: "More than one item has the code {code}. Choose one.",
        de: "Mehrere Artikel haben den Code {code}. Bitte wählen.",
        ar: "أكثر من صنف يحمل الرمز {code}. اختر واحدًا.",
    };
    say item_archived(name) = {
        en: "{name} is archived and cannot be sold. Restore it in Items.",
        de: "{name} ist archiviert und nicht verkäuflich. Unter Artikel wiederherstellen.",
        ar: "{name} مؤرشف ولا يمكن بيعه. استعده من شاشة الأصناف.",
    };
    say quantity_impossible = {
        en: "This quantity is not possible. Use a number above zero with up to three decimals.",
        de: "Diese Menge ist nicht möglich. Eine Zahl über null mit höchstens drei Nachkommastellen eingeben.",
        ar: "هذه الكمية غير ممكنة. أدخل عددًا أكبر من صفر بثلاث منازل عشرية على الأكثر.",
    };
    say quantity_whole(name) = {
        en: "{name} is sold in whole pieces.",
        de: "{name} wird nur in ganzen Stücken verkauft.",
        ar: "يُباع {name} بالقطع الكاملة فقط.",
    };
    say amount_beyond_limit(limit) = {
        en: "The amount is beyond the limit of {limit}.",
        de: "Der Betrag liegt über der Grenze von {limit}.",
        ar: "المبلغ يتجاوز الحد البالغ {limit}.",
    };
    say price_missing(name) = {
        en: "{name} has no price. Enter one.",
        de: "{name} hat keinen Preis. Bitte eingeben.",
        ar: "لا سعر لـ {name}. أدخل سعرًا.",
    };
    say discount_too_high = {
        en: "The discount is higher than the price.",
        de: "Der Rabatt ist höher als der Preis.",
        ar: "الخصم أكبر من السعر.",
    };
    say basket_full(limit) = {
        en: "A sale can have {limit} lines. Complete this one and begin another.",
        de: "Ein Verkauf kann {limit} Positionen haben. Diesen abschließen und einen neuen beginnen.",
        ar: "يمكن أن تضم العملية {limit} سطرًا. أتمّ هذه وابدأ أخرى.",
    };
    say basket_empty = { en: "The basket is empty.", de: "Der Korb ist leer.", ar: "السلة فارغة." };
    say tender_short(missing) = {
        en: "{missing} is still missing.",
        de: "Es fehlen noch {missing}.",
        ar: "لا يزال ينقص {missing}.",
    };
    say tender_zero = { en: "Enter an amount above zero.", de: "Einen Betrag über null eingeben.", ar: "أدخل مبلغًا أكبر من صفر." };
    say card_over = {
        en: "A card can pay at most what is still to pay.",
        de: "Mit Karte kann höchstens der offene Betrag bezahlt werden.",
        ar: "لا يمكن أن يدفع بالبطاقة أكثر من المتبقي.",
    };
    say slip_reference_missing = {
        en: "Enter the reference from the terminal’s slip.",
        de: "Die Nummer vom Beleg des Terminals eingeben.",
        ar: "أدخل رقم المرجع المدوّن في قسيمة الجهاز.",
    };
    say stock_short(name, left) = {
        en: "Only {left} of {name} left. Reduce the quantity or adjust the stock.",
        de: "Von {name} sind nur noch {left} da. Menge verringern oder Bestand anpassen.",
        ar: "لم يبقَ من {name} سوى {left}. خفّض الكمية أو عدّل المخزون.",
    };
    say points_short(left) = {
        en: "The customer has only {left} points.",
        de: "Der Kunde hat nur {left} Punkte.",
        ar: "لدى العميل {left} نقطة فقط.",
    };
    say points_need_customer = {
        en: "Choose a customer to redeem points.",
        de: "Zum Einlösen von Punkten einen Kunden wählen.",
        ar: "اختر عميلًا لاستبدال النقاط.",
    };
    say coupon_used(code) = {
        en: "The coupon {code} has already been used.",
        de: "Der Gutschein {code} wurde bereits eingelöst.",
        ar: "القسيمة {code} مستخدمة سابقًا.",
    };
    say coupon_unknown(code) = {
        en: "No coupon has the code {code}.",
        de: "Es gibt keinen Gutschein mit dem Code {code}.",
        ar: "لا توجد قسيمة بالرمز {code}.",
    };
    say refund_too_much(left) = {
        en: "At most {left} of this line can still be refunded.",
        de: "Von dieser Position können höchstens noch {left} erstattet werden.",
        ar: "يمكن استرداد {left} على الأكثر من هذا السطر.",
    };
    say refund_nothing = {
        en: "Choose at least one line to refund.",
        de: "Mindestens eine Position zum Erstatten wählen.",
        ar: "اختر سطرًا واحدًا على الأقل للاسترداد.",
    };
    say number_invalid(text) = {
        en: "“{text}” is no number.",
        de: "„{text}“ ist keine Zahl.",
        ar: "«{text}» ليس رقمًا.",
    };

    say register_safe = {
        en: "Every completed sale is safe in the journal.",
        de: "Jeder abgeschlossene Verkauf steht sicher im Journal.",
        ar: "كل عملية بيع مكتملة محفوظة بأمان في السجل.",
    };
    say crashed_title = { en: "The register has to restart", de: "Die Kasse muss neu starten", ar: "يجب إعادة تشغيل الصندوق" };
    say crashed_body = {
        en: "Something went wrong that should not have. The open basket returns after the restart.",
        de: "Es ist ein Fehler aufgetreten, der nicht vorkommen darf. Der offene Korb ist nach dem Neustart wieder da.",
        ar: "حدث خطأ لم يكن ينبغي أن يحدث. ستعود السلة المفتوحة بعد إعادة التشغيل.",
    };
    say restart = { en: "Restart", de: "Neu starten", ar: "إعادة التشغيل" };
    say technical = { en: "Technical details", de: "Technische Einzelheiten", ar: "تفاصيل تقنية" };

    say elsewhere_title = {
        en: "The register is open in another tab",
        de: "Die Kasse ist in einem anderen Tab geöffnet",
        ar: "الصندوق مفتوح في تبويب آخر",
    };
    say elsewhere_body = {
        en: "Only one tab writes to the journal. Go on there, or take over here; the other tab then stops selling and keeps its basket.",
        de: "Nur ein Tab schreibt ins Journal. Dort weitermachen oder hier übernehmen; der andere Tab verkauft dann nicht mehr und behält seinen Korb.",
        ar: "تبويب واحد فقط يكتب في السجل. تابع هناك، أو تولَّ العمل هنا؛ عندها يتوقف التبويب الآخر عن البيع ويحتفظ بسلته.",
    };
    say take_over = { en: "Take over here", de: "Hier übernehmen", ar: "تولّي العمل هنا" };
    say lost_title = {
        en: "Another tab has taken over",
        de: "Ein anderer Tab hat übernommen",
        ar: "تولّى تبويب آخر العمل",
    };
    say lost_body = {
        en: "This tab no longer sells. Nothing was lost; you can close it.",
        de: "Dieser Tab verkauft nicht mehr. Nichts ging verloren; er kann geschlossen werden.",
        ar: "لم يعد هذا التبويب يبيع. لم يُفقد شيء، ويمكنك إغلاقه.",
    };

    say too_new_title = {
        en: "The journal was written by a newer version",
        de: "Das Journal stammt von einer neueren Version",
        ar: "السجل مكتوب بإصدار أحدث",
    };
    say too_new_body(found, known) = {
        en: "Its format is {found}; this version knows {known}. Nothing was changed. Reload with a network connection to get the newer version.",
        de: "Sein Format ist {found}; diese Version kennt {known}. Nichts wurde geändert. Mit Netzverbindung neu laden, um die neuere Version zu erhalten.",
        ar: "تنسيقه {found} وهذا الإصدار يعرف {known}. لم يتغير شيء. أعد التحميل مع اتصال بالشبكة للحصول على الإصدار الأحدث.",
    };
    say blocked_title = {
        en: "Another tab holds the journal back",
        de: "Ein anderer Tab blockiert das Journal",
        ar: "تبويب آخر يعيق فتح السجل",
    };
    say blocked_body = {
        en: "The journal has to be brought up to date, and an older tab still has it open. Close the other tabs of this register.",
        de: "Das Journal muss aktualisiert werden, aber ein älterer Tab hält es noch offen. Die anderen Tabs dieser Kasse schließen.",
        ar: "يحتاج السجل إلى تحديث، ولا يزال تبويب أقدم يفتحه. أغلق تبويبات هذا الصندوق الأخرى.",
    };
    say refused_title = {
        en: "The browser does not open the journal",
        de: "Der Browser öffnet das Journal nicht",
        ar: "المتصفح لا يفتح السجل",
    };
    say refused_body = {
        en: "Private windows and strict privacy settings forbid storage. Use a normal window, allow site data, and try again.",
        de: "Private Fenster und strenge Datenschutzeinstellungen verbieten das Speichern. Normales Fenster verwenden, Websitedaten erlauben und erneut versuchen.",
        ar: "النوافذ الخاصة وإعدادات الخصوصية الصارمة تمنع التخزين. استخدم نافذة عادية، واسمح ببيانات الموقع، ثم أعد المحاولة.",
    };
    say full_title = { en: "The storage is full", de: "Der Speicher ist voll", ar: "مساحة التخزين ممتلئة" };
    say full_body = {
        en: "The last sale was not completed; its basket is kept. Free space on this device, then try again.",
        de: "Der letzte Verkauf wurde nicht abgeschlossen; sein Korb bleibt erhalten. Auf diesem Gerät Platz schaffen, dann erneut versuchen.",
        ar: "لم تكتمل العملية الأخيرة وبقيت سلتها. وفّر مساحة على هذا الجهاز ثم أعد المحاولة.",
    };
    say corrupt_title = {
        en: "The journal does not hold together",
        de: "Das Journal ist nicht schlüssig",
        ar: "السجل غير متماسك",
    };
    say corrupt_body(seq) = {
        en: "The chain breaks at entry {seq}. The register has stopped writing; you can still read and export everything. Export the journal and call for help.",
        de: "Die Kette bricht bei Eintrag {seq}. Die Kasse schreibt nicht mehr; alles kann weiterhin gelesen und exportiert werden. Journal exportieren und Hilfe holen.",
        ar: "تنقطع السلسلة عند القيد رقم {seq}. توقف الصندوق عن الكتابة، ولا يزال بإمكانك قراءة كل شيء وتصديره. صدّر السجل واطلب المساعدة.",
    };
    say go_on_reading = { en: "Go on reading", de: "Weiterlesen", ar: "متابعة القراءة" };
    say export_journal = { en: "Export journal", de: "Journal exportieren", ar: "تصدير السجل" };
}

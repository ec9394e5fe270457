//! The four kinds of no, in plain words: refusals of the shop, wrong input, a world that failed, and a journal that
//! does not hold.

messages! {
    say unknown_code(code) = {
        en: "No item has the code {code}. Check the label or search by name.",
        de: "Kein Artikel hat den Code {code}. Etikett prüfen oder nach Namen suchen.",
        ar: "لا يوجد صنف بالرمز {code}. تحقّق من الملصق أو ابحث بالاسم.",
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
    say tax_rate_missing(tax, day) = {
        en: "{tax} has no rate on {day}. Add one that begins on that day or before it, under Shop, Taxes.",
        de: "{tax} hat am {day} keinen Satz. Unter Geschäft, Steuern einen eintragen, der an diesem Tag oder davor beginnt.",
        ar: "لا نسبة لـ {tax} في {day}. أضف نسبة تبدأ في ذلك اليوم أو قبله من المتجر ثم الضرائب.",
    };
    say price_missing(name) = {
        en: "{name} has no price. Enter one.",
        de: "{name} hat keinen Preis. Bitte eingeben.",
        ar: "لا سعر لـ {name}. أدخل سعرًا.",
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
    say change_beyond_limit(limit) = {
        en: "The shop gives at most {limit} change. Take a smaller amount, or another tender.",
        de: "Der Laden gibt höchstens {limit} Rückgeld. Einen kleineren Betrag oder ein anderes Zahlungsmittel nehmen.",
        ar: "يعيد المتجر {limit} على الأكثر. خذ مبلغًا أصغر أو وسيلة دفع أخرى.",
    };
    say gift_card_number_invalid = {
        en: "This is no number of a gift card: a digit is wrong or missing. Compare it with the card.",
        de: "Das ist keine Nummer einer Geschenkkarte: Eine Ziffer ist falsch oder fehlt. Mit der Karte vergleichen.",
        ar: "هذا ليس رقم بطاقة هدايا: رقم خاطئ أو ناقص. قارنه بالبطاقة.",
    };
    say charge_out_of_range(limit) = {
        en: "Enter an amount above zero and at most {limit}.",
        de: "Einen Betrag über null und höchstens {limit} eingeben.",
        ar: "أدخل مبلغًا أكبر من صفر ولا يتجاوز {limit}.",
    };
    say tip_out_of_range = {
        en: "A tip is not below zero, and comes with something that is paid for.",
        de: "Ein Trinkgeld liegt nicht unter null und gehört zu etwas, das bezahlt wird.",
        ar: "لا تقل الإكرامية عن صفر، وتأتي مع شيء مدفوع.",
    };
    say tip_not_on_card = {
        en: "A tip can be keyed afterwards only for a sale that was paid by card and counts.",
        de: "Ein Trinkgeld lässt sich nur zu einem gültigen, mit Karte bezahlten Verkauf nachtragen.",
        ar: "لا تُضاف إكرامية لاحقًا إلا لبيع صحيح مدفوع بالبطاقة.",
    };
    say day_over = {
        en: "The day of this sale is over.",
        de: "Der Tag dieses Verkaufs ist vorbei.",
        ar: "انتهى يوم هذا البيع.",
    };
    say foreign_cash_mismatch = {
        en: "The shop does not take this currency at this rate any more. Take the tender back and enter it again.",
        de: "Der Laden nimmt diese Währung nicht mehr zu diesem Kurs. Zahlung zurücknehmen und neu eingeben.",
        ar: "لم يعد المتجر يقبل هذه العملة بهذا السعر. تراجع عن الدفعة وأدخلها من جديد.",
    };
    say credit_limit_reached(limit, owed) = {
        en: "The customer may owe {limit} and owes {owed}. Take the rest another way, or raise the limit in Customers.",
        de: "Der Kunde darf {limit} schulden und schuldet {owed}. Den Rest anders nehmen oder die Grenze unter Kunden anheben.",
        ar: "يجوز أن يدين العميل بمبلغ {limit} وعليه {owed}. خذ الباقي بوسيلة أخرى أو ارفع الحد في شاشة العملاء.",
    };
    say payment_beyond_owed(owed) = {
        en: "The customer owes only {owed}. Lower what is paid of the account.",
        de: "Der Kunde schuldet nur {owed}. Die Zahlung auf das Konto verringern.",
        ar: "على العميل {owed} فقط. خفّض المبلغ المدفوع من الحساب.",
    };
    say voucher_used(code, receipt) = {
        en: "Voucher {code} has already paid, on receipt {receipt}. Take it back and take another tender.",
        de: "Gutschein {code} wurde schon eingelöst, auf Beleg {receipt}. Zurücknehmen und anders bezahlen lassen.",
        ar: "استُخدمت القسيمة {code} من قبل في الإيصال {receipt}. تراجع عنها وخذ وسيلة دفع أخرى.",
    };
    say prepayment_left(left) = {
        en: "{left} was paid ahead for it. Give that back first: held sales, Prepayment.",
        de: "Dafür wurden {left} angezahlt. Zuerst zurückgeben: geparkte Verkäufe, Anzahlung.",
        ar: "دُفع {left} مقدمًا لها. أعِده أولًا: العمليات المعلّقة ثم الدفعة المقدمة.",
    };
    say prepayment_of_other = {
        en: "This was paid ahead for other goods. Take those up from the held sales.",
        de: "Das wurde für andere Ware angezahlt. Diese aus den geparkten Verkäufen aufnehmen.",
        ar: "دُفع هذا مقدمًا لبضاعة أخرى. استأنفها من العمليات المعلّقة.",
    };
    say prepayment_short(balance) = {
        en: "Only {balance} was paid ahead.",
        de: "Angezahlt sind nur {balance}.",
        ar: "المدفوع مقدمًا {balance} فقط.",
    };
    say prepayment_unused(left) = {
        en: "{left} that was paid ahead has not been used. It is taken now; complete the sale again.",
        de: "{left} Anzahlung wurden nicht verrechnet. Sie stehen jetzt bei den Zahlungen; noch einmal abschließen.",
        ar: "لم يُحتسب {left} المدفوع مقدمًا. أُضيف الآن إلى الدفعات، فأتمّ البيع ثانية.",
    };
    say return_of_customer(name) = {
        en: "What comes back earned points for {name}. Choose {name} as the customer.",
        de: "Was zurückkommt, hat Punkte für {name} gebracht. {name} als Kunden wählen.",
        ar: "ما أُعيد كسب نقاطًا لـ {name}. اختر {name} عميلًا.",
    };
    say without_receipt_beyond(limit) = {
        en: "Without a receipt the shop takes back at most {limit} at once. Take back less, or look for the receipt.",
        de: "Ohne Beleg nimmt der Laden höchstens {limit} auf einmal zurück. Weniger zurücknehmen oder den Beleg suchen.",
        ar: "من دون إيصال يستردّ المتجر {limit} على الأكثر في المرة. استردّ أقل أو ابحث عن الإيصال.",
    };
    say credit_only(most) = {
        en: "Only {most} of this can go out as money. Give the rest as store credit or onto a gift card.",
        de: "Nur {most} davon kann als Geld hinausgehen. Den Rest als Guthaben oder auf eine Geschenkkarte geben.",
        ar: "لا يخرج نقدًا سوى {most}. أعد الباقي رصيدًا أو على بطاقة هدايا.",
    };
    say post_void_too_late = {
        en: "The shift of this sale is over, so it cannot be voided any more. Give the goods back with Refund.",
        de: "Die Schicht dieses Verkaufs ist vorbei, er lässt sich nicht mehr stornieren. Die Ware über Erstatten zurücknehmen.",
        ar: "انتهت وردية هذه العملية فلا يمكن إلغاؤها. أعد البضاعة عبر الاسترداد.",
    };
    say post_void_impossible = {
        en: "This sale cannot be voided as a whole: something of it came back, or it takes something back itself. Refund its lines.",
        de: "Dieser Verkauf lässt sich nicht als Ganzes stornieren: Etwas davon kam zurück, oder er nimmt selbst etwas zurück. Seine Positionen erstatten.",
        ar: "لا يمكن إلغاء هذه العملية كاملة: عاد شيء منها أو أنها تعيد شيئًا. استردّ سطورها.",
    };
    say back_beyond_paid(means, most) = {
        en: "{means} can get back only {most} of what it paid. Change how the money goes back.",
        de: "Auf {means} kann nur noch {most} zurück. Die Rückzahlung anders aufteilen.",
        ar: "لا يعود إلى {means} سوى {most} مما دُفع به. غيّر طريقة ردّ المال.",
    };
    say return_outdated(receipt) = {
        en: "Something else of receipt {receipt} has come back in the meantime. Take the goods back once more.",
        de: "Inzwischen kam anderes von Beleg {receipt} zurück. Die Ware noch einmal zurücknehmen.",
        ar: "أُعيد شيء آخر من الإيصال {receipt} في هذه الأثناء. أعد استرداد البضاعة.",
    };
    say already_reversed(receipt) = {
        en: "Receipt {receipt} is void already, or something of it came back. Nothing was changed.",
        de: "Beleg {receipt} ist schon storniert, oder etwas davon kam zurück. Es wurde nichts geändert.",
        ar: "الإيصال {receipt} ملغى من قبل أو عاد شيء منه. لم يتغير شيء.",
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
    say line_gone = {
        en: "This line is no longer in the basket.",
        de: "Diese Zeile ist nicht mehr im Korb.",
        ar: "لم يعد هذا السطر في السلة.",
    };
    say tax_unknown(tax) = {
        en: "The shop has no tax category {tax}. Change the item’s tax in Items.",
        de: "Der Laden hat keine Steuerklasse {tax}. Die Steuer unter Artikel ändern.",
        ar: "لا توجد فئة ضريبية {tax}. غيّر ضريبة الصنف في شاشة الأصناف.",
    };
    say price_negative = {
        en: "A price cannot be below zero.",
        de: "Ein Preis kann nicht unter null liegen.",
        ar: "لا يمكن أن يكون السعر أقل من صفر.",
    };
    say quantity_too_large(limit) = {
        en: "One line can carry at most {limit}.",
        de: "Eine Zeile kann höchstens {limit} enthalten.",
        ar: "يمكن أن يحمل السطر {limit} على الأكثر.",
    };
    say quantity_whole_unit = {
        en: "This is sold in whole pieces. Enter a number without decimals.",
        de: "Das wird nur in ganzen Stücken verkauft. Eine Zahl ohne Nachkommastellen eingeben.",
        ar: "يُباع هذا بالقطع الكاملة. أدخل عددًا دون كسور.",
    };
    say discount_range = {
        en: "A discount lies between 0 and 100 %.",
        de: "Ein Rabatt liegt zwischen 0 und 100 %.",
        ar: "الخصم بين 0 و100٪.",
    };
    say discount_limit(limit) = {
        en: "The discount can be at most {limit}.",
        de: "Der Rabatt kann höchstens {limit} betragen.",
        ar: "الخصم {limit} على الأكثر.",
    };
    say coupons_beyond_total = {
        en: "The coupons come to more than the goods. Take one out or add goods.",
        de: "Die Gutscheine übersteigen den Warenwert. Einen entfernen oder Ware hinzufügen.",
        ar: "قيمة القسائم أكبر من قيمة البضاعة. أزل واحدة أو أضف صنفًا.",
    };
    say too_many_tenders(limit) = {
        en: "A sale can have {limit} tenders. Take one back.",
        de: "Ein Verkauf kann {limit} Zahlungen haben. Eine zurücknehmen.",
        ar: "يمكن أن تضم العملية {limit} دفعة. تراجع عن واحدة.",
    };
    say change_beyond_cash(excess) = {
        en: "Only cash gives change. {excess} is too much: lower the amount.",
        de: "Rückgeld gibt es nur auf Bargeld. {excess} ist zu viel: den Betrag senken.",
        ar: "الباقي يُرد على النقد فقط. المبلغ زائد بمقدار {excess}: خفّضه.",
    };
    say payout_mismatch(due) = {
        en: "Exactly {due} has to go back.",
        de: "Es müssen genau {due} zurückgegeben werden.",
        ar: "يجب رد {due} بالضبط.",
    };
    say coupon_code_invalid = {
        en: "Enter the number on the coupon.",
        de: "Die Nummer auf dem Gutschein eingeben.",
        ar: "أدخل الرقم المطبوع على القسيمة.",
    };
    say not_payable = {
        en: "Coupons and points cannot be paid out. Choose cash, card or store credit.",
        de: "Gutscheine und Punkte werden nicht ausgezahlt. Bar, Karte oder Guthaben wählen.",
        ar: "لا تُصرف القسائم والنقاط. اختر نقدًا أو بطاقة أو رصيدًا.",
    };
    say customer_missing = {
        en: "Choose a customer first.",
        de: "Zuerst einen Kunden wählen.",
        ar: "اختر عميلًا أولًا.",
    };
    say points_mismatch = {
        en: "The points do not come to this amount. Choose the points again.",
        de: "Die Punkte ergeben nicht diesen Betrag. Die Punkte neu wählen.",
        ar: "النقاط لا تساوي هذا المبلغ. اخترها من جديد.",
    };
    say sale_rolled_back(receipt) = {
        en: "Sale {receipt} was not completed, so there is nothing to refund.",
        de: "Verkauf {receipt} wurde nicht abgeschlossen, es gibt nichts zu erstatten.",
        ar: "لم تكتمل العملية {receipt}، فلا شيء يُسترد.",
    };
    say nothing_to_return(line) = {
        en: "Nothing of line {line} is left to come back.",
        de: "Von Zeile {line} kann nichts mehr zurückkommen.",
        ar: "لم يبقَ من السطر {line} ما يُرجع.",
    };
    say returned_twice(line) = {
        en: "Line {line} is already coming back in this basket.",
        de: "Zeile {line} kommt in diesem Korb schon zurück.",
        ar: "السطر {line} مرتجع بالفعل في هذه السلة.",
    };
    say text_invalid = {
        en: "The text is empty, too long, or has characters that cannot be printed.",
        de: "Der Text ist leer, zu lang oder enthält Zeichen, die sich nicht drucken lassen.",
        ar: "النص فارغ أو أطول من المسموح أو فيه رموز لا تُطبع.",
    };
    say customer_unknown = {
        en: "This customer is not known here. Choose the customer again.",
        de: "Dieser Kunde ist hier nicht bekannt. Den Kunden neu wählen.",
        ar: "هذا العميل غير معروف هنا. اختره من جديد.",
    };
    say credit_short(left) = {
        en: "The store credit is only {left}. Pay the rest another way.",
        de: "Das Guthaben beträgt nur {left}. Den Rest anders bezahlen.",
        ar: "الرصيد {left} فقط. ادفع الباقي بوسيلة أخرى.",
    };
    say sale_unknown(receipt) = {
        en: "Sale {receipt} is not known on this register.",
        de: "Verkauf {receipt} ist an dieser Kasse nicht bekannt.",
        ar: "العملية {receipt} غير معروفة على هذا الصندوق.",
    };
    say balance_beyond_range = {
        en: "A balance would become too large. Split the sale.",
        de: "Ein Bestand würde zu groß. Den Verkauf aufteilen.",
        ar: "سيصبح أحد الأرصدة أكبر من المسموح. قسّم العملية.",
    };
    say storage_full_basket_kept = {
        en: "The storage is full. Nothing was sold, and the basket is kept. Free some space, then try again.",
        de: "Der Speicher ist voll. Nichts wurde verkauft, der Korb bleibt. Platz schaffen und erneut versuchen.",
        ar: "مساحة التخزين ممتلئة. لم يُبَع شيء وبقيت السلة. أفرغ بعض المساحة ثم أعد المحاولة.",
    };
    say not_ready = {
        en: "The register is still busy. Try again in a moment.",
        de: "Die Kasse ist noch beschäftigt. Gleich noch einmal versuchen.",
        ar: "الصندوق مشغول. أعد المحاولة بعد لحظة.",
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
    say customer_group_missing = {
        en: "Choose the groups of customers that the list is for.",
        de: "Die Kundengruppen wählen, für die die Liste gilt.",
        ar: "اختر مجموعات العملاء التي تخصها القائمة.",
    };
    say days_reversed = {
        en: "The last day is before the first. Choose a later one.",
        de: "Der letzte Tag liegt vor dem ersten. Einen späteren wählen.",
        ar: "اليوم الأخير قبل الأول. اختر يومًا لاحقًا.",
    };
    say repriced = {
        en: "A promotion has begun or ended. The total is up to date now; take the payment again.",
        de: "Eine Aktion hat begonnen oder geendet. Die Summe stimmt jetzt; die Zahlung erneut annehmen.",
        ar: "بدأ عرض أو انتهى. الإجمالي محدّث الآن، فاستلم الدفع من جديد.",
    };
    say coupon_unknown(code) = {
        en: "No promotion has the code {code}. Check its spelling.",
        de: "Keine Aktion hat den Code {code}. Schreibweise prüfen.",
        ar: "لا يوجد عرض بالرمز {code}. تحقق من كتابته.",
    };
    say coupon_twice = {
        en: "This coupon is in the basket already; it counts once a sale.",
        de: "Dieser Gutscheincode ist schon im Korb; er zählt einmal je Verkauf.",
        ar: "هذه القسيمة في السلة بالفعل، وتُحتسب مرة واحدة لكل بيع.",
    };
    say too_many_coupons(limit) = {
        en: "A sale takes {limit} coupon codes. Remove one first.",
        de: "Ein Verkauf nimmt {limit} Gutscheincodes. Erst einen entfernen.",
        ar: "تقبل العملية {limit} رموز قسائم. أزل واحدًا أولًا.",
    };
    say coupon_gone = {
        en: "This promotion no longer exists. Remove the code.",
        de: "Diese Aktion gibt es nicht mehr. Den Code entfernen.",
        ar: "لم يعد هذا العرض موجودًا. أزل الرمز.",
    };
    say coupon_paused = {
        en: "This promotion is paused at the moment.",
        de: "Diese Aktion ist zurzeit angehalten.",
        ar: "هذا العرض موقوف حاليًا.",
    };
    say coupon_not_yet(day) = {
        en: "This promotion begins on {day}.",
        de: "Diese Aktion beginnt am {day}.",
        ar: "يبدأ هذا العرض في {day}.",
    };
    say coupon_expired(day) = {
        en: "This promotion ended on {day}.",
        de: "Diese Aktion endete am {day}.",
        ar: "انتهى هذا العرض في {day}.",
    };
    say coupon_outside_hours = {
        en: "This promotion holds at other times of the week.",
        de: "Diese Aktion gilt zu anderen Zeiten der Woche.",
        ar: "يسري هذا العرض في أوقات أخرى من الأسبوع.",
    };
    say coupon_other_group = {
        en: "Only for certain customers. Choose the customer.",
        de: "Nur für bestimmte Kunden. Den Kunden wählen.",
        ar: "لعملاء معينين فقط. اختر العميل.",
    };
    say coupon_nothing_qualifies = {
        en: "Nothing in the basket is what it is for, or not enough of it.",
        de: "Im Korb ist nichts, wofür er gilt, oder nicht genug davon.",
        ar: "لا شيء في السلة يشمله العرض، أو الكمية غير كافية.",
    };
    say coupon_below_threshold(missing) = {
        en: "{missing} more has to be spent.",
        de: "Es fehlen noch {missing} Einkaufswert.",
        ar: "يلزم شراء ما قيمته {missing} إضافية.",
    };
    say coupon_beaten(label) = {
        en: "{label} goes before it for these goods.",
        de: "{label} geht bei diesen Waren vor.",
        ar: "يتقدم عليه {label} في هذه السلع.",
    };
    say coupon_limit_reached = {
        en: "Promotions have taken off as much as the shop allows.",
        de: "Aktionen haben so viel abgezogen, wie das Geschäft erlaubt.",
        ar: "بلغت العروض أقصى خصم يسمح به المتجر.",
    };
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
    say shift_missing = {
        en: "No shift is open. Open one under Till, then complete the sale.",
        de: "Es ist keine Schicht geöffnet. Unter Kasse eine öffnen, dann den Verkauf abschließen.",
        ar: "لا توجد وردية مفتوحة. افتح وردية من شاشة الدرج ثم أتمم البيع.",
    };
    say shift_open(shift) = {
        en: "Shift {shift} is still open. Close it first.",
        de: "Schicht {shift} ist noch geöffnet. Erst diese schließen.",
        ar: "الوردية {shift} لا تزال مفتوحة. أغلقها أولًا.",
    };
    say reason_missing = { en: "Say why, in up to 120 characters.", de: "Einen Grund angeben, bis zu 120 Zeichen.", ar: "اذكر السبب بما لا يتجاوز 120 حرفًا." };
    say amount_not_positive = { en: "Enter an amount above zero.", de: "Einen Betrag über null eingeben.", ar: "أدخل مبلغًا أكبر من صفر." };
    say count_invalid = {
        en: "A count has whole numbers of pieces, none of them negative.",
        de: "Eine Zählung besteht aus ganzen Stückzahlen, keine davon negativ.",
        ar: "العدّ يكون بأعداد صحيحة غير سالبة.",
    };
    say not_allowed(act) = {
        en: "You may not do this: {act}. Ask somebody who may.",
        de: "Das dürfen Sie nicht: {act}. Jemanden fragen, der es darf.",
        ar: "لا تملك صلاحية: {act}. اطلب ممن يملكها.",
    };
    say pin_invalid = { en: "A PIN has 4 to 8 digits.", de: "Eine PIN hat 4 bis 8 Ziffern.", ar: "يتكون الرقم السري من 4 إلى 8 أرقام." };
    say pin_too_simple = {
        en: "This PIN is guessed first. Take one that is no row and no repetition.",
        de: "Diese PIN rät man zuerst. Eine ohne Reihe und ohne Wiederholung nehmen.",
        ar: "هذا الرقم سهل التخمين. اختر رقمًا بلا تسلسل ولا تكرار.",
    };
    say pin_wrong = { en: "This PIN is wrong.", de: "Diese PIN ist falsch.", ar: "الرقم السري غير صحيح." };
    say pin_blocked(time) = {
        en: "Too many wrong PINs. Try again at {time}.",
        de: "Zu viele falsche PINs. Um {time} wieder versuchen.",
        ar: "محاولات خاطئة كثيرة. حاول مجددًا عند {time}.",
    };
    say unknown_role = { en: "Choose one of the shop’s roles.", de: "Eine der Rollen des Geschäfts wählen.", ar: "اختر أحد أدوار المتجر." };
    say owner_missing = {
        en: "Somebody who signs on has to be able to change the shop’s rules. Give one operator such a role first.",
        de: "Jemand mit Anmeldung muss die Regeln des Geschäfts ändern können. Zuerst jemandem eine solche Rolle geben.",
        ar: "يجب أن يتمكن أحد المسجَّلين من تغيير قواعد المتجر. امنح موظفًا هذا الدور أولًا.",
    };
    say operator_twice = {
        en: "Another operator has this name. Add something that tells them apart.",
        de: "Diesen Namen hat schon jemand. Etwas hinzufügen, das sie unterscheidet.",
        ar: "هذا الاسم لموظف آخر. أضف ما يميّز بينهما.",
    };
    say not_suspended = {
        en: "This sale is no longer on hold. Look at the list again.",
        de: "Dieser Verkauf ist nicht mehr geparkt. Die Liste neu ansehen.",
        ar: "لم تعد هذه العملية معلّقة. راجع القائمة من جديد.",
    };
    say stock_not_held(name) = {
        en: "Another register may be selling the last of {name}.",
        de: "Eine andere Kasse verkauft vielleicht gerade das letzte Stück: {name}.",
        ar: "ربما تبيع صندوق أخرى آخر ما تبقى من {name}.",
    };
    say credit_not_held = {
        en: "Another register may be spending this card or credit.",
        de: "Eine andere Kasse löst vielleicht gerade diese Karte oder dieses Guthaben ein.",
        ar: "ربما تصرف صندوق أخرى من هذه البطاقة أو هذا الرصيد.",
    };
    say points_not_held = {
        en: "Another register may be redeeming these points.",
        de: "Eine andere Kasse löst vielleicht gerade diese Punkte ein.",
        ar: "ربما تستبدل صندوق أخرى هذه النقاط.",
    };
    say go_on_reading = { en: "Go on reading", de: "Weiterlesen", ar: "متابعة القراءة" };
    say export_journal = { en: "Export journal", de: "Journal exportieren", ar: "تصدير السجل" };
}

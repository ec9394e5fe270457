//! The section of barcode templates.

messages! {
    say title = { en: "Barcodes", de: "Barcodes", ar: "الباركود" };
    say hint = { en: "How labels with a price or a weight are read", de: "Wie Etiketten mit Preis oder Gewicht gelesen werden", ar: "كيف تُقرأ البطاقات التي تحمل سعرًا أو وزنًا" };
    say signs = {
        en: "Digits stand for themselves. I is the item, P the price, W the weight, N a count, V the digit that verifies price or weight, C the check digit, X any digit. A full stop says where decimals begin.",
        de: "Ziffern stehen für sich. I ist der Artikel, P der Preis, W das Gewicht, N eine Anzahl, V die Prüfziffer von Preis oder Gewicht, C die des ganzen Codes, X eine beliebige Ziffer. Ein Punkt zeigt, wo die Nachkommastellen beginnen.",
        ar: "الأرقام تعني نفسها. I للصنف، P للسعر، W للوزن، N للعدد، V لرقم تحقق السعر أو الوزن، C لرقم تحقق الرمز كله، X لأي رقم. النقطة تبيّن بداية الكسور.",
    };
    say name = { en: "Name", de: "Name", ar: "الاسم" };
    say pattern = { en: "Pattern", de: "Muster", ar: "النمط" };
    say add = { en: "Add a template like", de: "Vorlage hinzufügen wie", ar: "إضافة قالب مثل" };
    say remove = { en: "Remove", de: "Entfernen", ar: "إزالة" };
    say try_label = { en: "Try a label", de: "Ein Etikett ausprobieren", ar: "جرّب بطاقة" };
    say try_hint = { en: "Scan one, or type its digits.", de: "Eines scannen oder die Ziffern eintippen.", ar: "امسح واحدة أو اكتب أرقامها." };
    say reads_nothing = { en: "No template takes this code.", de: "Keine Vorlage liest diesen Code.", ar: "لا يقرأ أي قالب هذا الرمز." };
    say reads_wrong(name) = { en: "{name} takes it, but a check digit is wrong.", de: "{name} liest ihn, aber eine Prüfziffer ist falsch.", ar: "يقرؤه {name} لكن رقم التحقق خاطئ." };
    say no_item(code) = { en: "no item with the code {code}", de: "kein Artikel mit dem Code {code}", ar: "لا صنف بالرمز {code}" };
    say wrong_settings = { en: "Another part of the settings is wrong. Correct it first.", de: "Ein anderer Teil der Einstellungen ist falsch. Zuerst jenen berichtigen.", ar: "جزء آخر من الإعدادات خاطئ. صحّحه أولًا." };
    say too_many(limit) = { en: "There may be {limit} templates. Remove one.", de: "Es darf {limit} Vorlagen geben. Eine entfernen.", ar: "يُسمح بـ {limit} قالبًا. أزل واحدًا." };
    say wrong_name(limit) = { en: "Each template needs a name of its own, of at most {limit} characters.", de: "Jede Vorlage braucht einen eigenen Namen von höchstens {limit} Zeichen.", ar: "يحتاج كل قالب إلى اسم خاص لا يتجاوز {limit} حرفًا." };
    say overlap(first, second, prefix) = {
        en: "“{first}” and “{second}” would both read codes that begin with {prefix}. Change the first digits of one.",
        de: "„{first}“ und „{second}“ würden beide Codes lesen, die mit {prefix} beginnen. Bei einer die ersten Ziffern ändern.",
        ar: "سيقرأ «{first}» و«{second}» معًا الرموز التي تبدأ بـ {prefix}. غيّر الأرقام الأولى لأحدهما.",
    };
    say wrong_sign(sign) = { en: "“{sign}” means nothing here. Use digits, I, P, W, N, V, C and X.", de: "„{sign}“ bedeutet hier nichts. Ziffern, I, P, W, N, V, C und X verwenden.", ar: "«{sign}» لا معنى له هنا. استخدم الأرقام و I و P و W و N و V و C و X." };
    say wrong_length(found) = { en: "It has {found} places. Codes have 8 to 20.", de: "Es hat {found} Stellen. Codes haben 8 bis 20.", ar: "له {found} خانة. للرموز من 8 إلى 20." };
    say no_prefix = { en: "Begin with a digit, so that it does not take every code.", de: "Mit einer Ziffer beginnen, sonst liest es jeden Code.", ar: "ابدأ برقم كي لا يقرأ كل الرموز." };
    say open_prefix = { en: "Begin with 02, 04 or 20 to 29: other numbers are sold everywhere.", de: "Mit 02, 04 oder 20 bis 29 beginnen: andere Nummern gibt es überall.", ar: "ابدأ بـ 02 أو 04 أو 20 إلى 29، فالأرقام الأخرى تباع في كل مكان." };
    say wrong_item = { en: "Put 1 to 14 places I next to each other.", de: "1 bis 14 Stellen I nebeneinander setzen.", ar: "ضع من 1 إلى 14 خانة I متجاورة." };
    say wrong_value = { en: "Put one of P, W and N, with its places next to each other.", de: "Eines von P, W und N setzen, die Stellen nebeneinander.", ar: "ضع واحدًا من P و W و N بخانات متجاورة." };
    say wrong_point = { en: "The full stop has to stand within P or W.", de: "Der Punkt muss innerhalb von P oder W stehen.", ar: "يجب أن تكون النقطة داخل P أو W." };
    say wrong_verifier = { en: "V needs a price or weight of four or five digits.", de: "V braucht einen Preis oder ein Gewicht von vier oder fünf Ziffern.", ar: "يحتاج V إلى سعر أو وزن من أربعة أرقام أو خمسة." };
    say wrong_check = { en: "C has to be the last place.", de: "C muss die letzte Stelle sein.", ar: "يجب أن تكون C آخر خانة." };
}

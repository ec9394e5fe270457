//! Text as a person means it: words without case, accents, vowel marks or spelling variants of
//! the same letter, so that `CREME`, `crème` and `Crème` are one word, and `أحمد` is `احمد`.
//!
//! The tables cover the Latin blocks, Greek and Cyrillic accents, Arabic and full-width forms.
//! Han, Hiragana and Katakana are written without spaces: each of their characters is a word.

/// Base letters of U+00C0 to U+017F; `-` where there is no single one.
const LATIN: &str = "aaaaaa-ceeeeiiiidnooooo-ouuuuy--aaaaaa-ceeeeiiiidnooooo-ouuuuy-yaaaaaaccccccccddddeeeeeeeeee\
gggggggghhhhiiiiiiiiii--jjkkkllllllllllnnnnnnnnnoooooo--rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// Base letters of U+01CD to U+0233.
const LATIN_B: &str = "aaiioouuuuuuuuuu-aaaa----ggkkoooo--j---gg--nnaa--ooaaaaeeeeiiiioooorrrruuuusstt--hh------\
aaeeooooooooyy";
/// Base letters of U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &str = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnooooooooppp\
prrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas----aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiiooooo\
ooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

/// What one character of a text contributes.
enum Piece {
    /// A letter or digit.
    Letter,
    /// A mark that belongs to the letter before it, or an apostrophe inside a word.
    Mark,
    /// A word by itself.
    Ideograph,
    /// Whatever separates words.
    Break,
}

fn piece(c: char) -> Piece {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Piece::Letter,
        '\'' => Piece::Mark,
        '\0'..='\x7f' => Piece::Break,
        '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' => Piece::Mark,
        '’' | 'ʼ' | '\u{ad}' | '\u{200b}'..='\u{200f}' | 'ء' => Piece::Mark,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Piece::Ideograph,
        _ if c.is_alphanumeric() => Piece::Letter,
        _ => Piece::Break,
    }
}

/// Appends the folded form of a letter, which may be two letters (`ß`, `æ`).
fn fold_letter(c: char, push: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase());
    }
    for lower in c.to_lowercase() {
        match lower {
            'ß' => "ss".chars().for_each(&mut *push),
            'æ' | 'ǽ' => "ae".chars().for_each(&mut *push),
            'œ' => "oe".chars().for_each(&mut *push),
            'þ' => "th".chars().for_each(&mut *push),
            'ĳ' => "ij".chars().for_each(&mut *push),
            '\u{300}'..='\u{36f}' => {}
            _ => push(base(lower)),
        }
    }
}

/// The letter below accents and variants; the letter itself where it is one.
fn base(c: char) -> char {
    let code = u32::from(c);
    let from = |table: &'static str, first: u32| {
        let at = usize::try_from(code - first).ok()?;
        table.as_bytes().get(at).copied().filter(|&letter| letter != b'-').map(char::from)
    };
    let digit = |zero: u32| char::from_digit(code - zero, 10);
    let found = match code {
        0xc0..=0x17f => from(LATIN, 0xc0),
        0x1cd..=0x233 => from(LATIN_B, 0x1cd),
        0x1e00..=0x1eff => from(LATIN_ADDITIONAL, 0x1e00),
        0x660..=0x669 => digit(0x660),
        0x6f0..=0x6f9 => digit(0x6f0),
        0xff10..=0xff19 => digit(0xff10),
        0xff41..=0xff5a => char::from_u32(code - 0xff41 + 0x61),
        _ => None,
    };
    found.unwrap_or(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' | 'ی' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        'й' => 'и',
        _ => c,
    })
}

/// Calls `each` with every folded word of `text`; `buffer` is scratch space that is reused.
pub fn each_word(text: &str, buffer: &mut String, mut each: impl FnMut(&str)) {
    buffer.clear();
    for c in text.chars() {
        match piece(c) {
            Piece::Letter => fold_letter(c, &mut |folded| buffer.push(folded)),
            Piece::Mark => {}
            kind => {
                if !buffer.is_empty() {
                    each(buffer);
                    buffer.clear();
                }
                if matches!(kind, Piece::Ideograph) {
                    fold_letter(c, &mut |folded| buffer.push(folded));
                    each(buffer);
                    buffer.clear();
                }
            }
        }
    }
    if !buffer.is_empty() {
        each(buffer);
        buffer.clear();
    }
}

/// The folded words of `text`.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, &mut String::new(), |word| words.push(word.to_owned()));
    words
}

/// A folded word and where it stands in the text that it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// The folded word.
    pub word: String,
    /// The byte of the text where it begins.
    pub start: usize,
    /// For each folded character, the byte of the text after it and its marks.
    pub ends: Vec<usize>,
}

/// The folded words of `text` with their places.
pub fn placed_words(text: &str) -> Vec<Placed> {
    let mut words = Vec::new();
    let mut open = Placed::default();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let kind = piece(c);
        if matches!(kind, Piece::Break | Piece::Ideograph) && !open.word.is_empty() {
            words.push(std::mem::take(&mut open));
        }
        match kind {
            Piece::Letter | Piece::Ideograph => {
                if open.word.is_empty() {
                    open.start = start;
                }
                fold_letter(c, &mut |folded| {
                    open.word.push(folded);
                    open.ends.push(end);
                });
                if matches!(kind, Piece::Ideograph) {
                    words.push(std::mem::take(&mut open));
                }
            }
            // A vowel mark is painted with its letter; an apostrophe belongs to what follows it.
            Piece::Mark if c != '\'' && c != '’' => {
                if let Some(last) = open.ends.last_mut() {
                    *last = end;
                }
            }
            Piece::Mark | Piece::Break => {}
        }
    }
    if !open.word.is_empty() {
        words.push(open);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_as_a_person_means_them() {
        let table: [(&str, &[&str]); 14] = [
            ("Ice - Crushed/Cubed 22 LB", &["ice", "crushed", "cubed", "22", "lb"]),
            ("Crème Brûlée", &["creme", "brulee"]),
            ("Cre\u{300}me", &["creme"]),
            ("STRAẞE Straße", &["strasse", "strasse"]),
            ("Kellogg's Kellogg’s", &["kelloggs", "kelloggs"]),
            ("Œuf Æble Łódź Şeker İstanbul", &["oeuf", "aeble", "lodz", "seker", "istanbul"]),
            ("Phở Ấn Độ", &["pho", "an", "do"]),
            ("قَهْوَة", &["قهوه"]),
            ("أحمد إحمد آحمد", &["احمد", "احمد", "احمد"]),
            ("٥٠ غرام", &["50", "غرام"]),
            ("ماء", &["ما"]),
            ("緑茶 500ml", &["緑", "茶", "500ml"]),
            ("Φέτας ЁЛКА", &["φετασ", "елка"]),
            (" -- ", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(words(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_place_leads_back_to_the_bytes_of_the_text() {
        let text = "Große قَهْوَة";
        let placed = placed_words(text);
        let shown: Vec<&str> = placed.iter().map(|p| &text[p.start..*p.ends.last().unwrap()]).collect();
        assert_eq!(shown, ["Große", "قَهْوَة"]);
        assert_eq!(&text[placed[0].start..placed[0].ends[3]], "Groß");
        assert_eq!(&text[placed[1].start..placed[1].ends[0]], "قَ");
    }
}

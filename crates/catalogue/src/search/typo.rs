//! One typo: a letter too many, one missing, one wrong, or two swapped (optimal string alignment
//! distance 1).

/// The fewest letters of a word in which a typo is forgiven; shorter words are too alike.
pub const TYPO_LETTERS: usize = 4;

/// How a term answers a mistyped word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// The term is the word but for one typo.
    Whole,
    /// The term begins with the word but for one typo before its last letter.
    Prefix,
}

/// Whether typos in `word` are forgiven: codes and sizes have to be keyed as they are.
pub fn forgives(word: &str) -> bool {
    word.chars().count() >= TYPO_LETTERS && !word.contains(char::is_numeric)
}

/// How `term` answers `typed`, unless it begins with it or needs more than one typo. The typo is
/// where they first differ: everywhere else it would come to the same or to more than one.
pub fn closeness(typed: &str, term: &str) -> Option<Closeness> {
    let same = typed.bytes().zip(term.bytes()).take_while(|(one, other)| one == other).count();
    // Letters that differ may share their first bytes.
    let same = (0..=same).rev().find(|&at| typed.is_char_boundary(at) && term.is_char_boundary(at))?;
    let (typed, term) = (typed.get(same..)?, term.get(same..)?);
    let (wrong, typed_rest) = first(typed)?;
    let rest_of_term = first(term);
    let last_letter = typed_rest.is_empty();
    let fits = |typed: &str, term: &str| {
        if typed == term {
            Some(Closeness::Whole)
        } else {
            (!last_letter && term.starts_with(typed)).then_some(Closeness::Prefix)
        }
    };
    let mut found = [fits(typed_rest, term), None, None, None];
    if let Some((right, term_rest)) = rest_of_term {
        found[1] = fits(typed_rest, term_rest);
        found[2] = fits(typed, term_rest);
        if let (Some((next_typed, typed_rest)), Some((next_term, term_rest))) = (first(typed_rest), first(term_rest)) {
            let swapped = wrong == next_term && next_typed == right;
            found[3] = if swapped { fits(typed_rest, term_rest) } else { None };
        }
    }
    found.into_iter().flatten().min()
}

fn first(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    chars.next().map(|c| (c, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_typo_is_forgiven_and_two_are_not() {
        let table = [
            ("choclate", "chocolate", Some(Closeness::Whole)),
            ("chocolatte", "chocolate", Some(Closeness::Whole)),
            ("chocilate", "chocolate", Some(Closeness::Whole)),
            ("chcoolate", "chocolate", Some(Closeness::Whole)),
            ("hocolate", "chocolate", Some(Closeness::Whole)),
            ("xhocolate", "chocolate", Some(Closeness::Whole)),
            ("hcocolate", "chocolate", Some(Closeness::Whole)),
            ("chocolatex", "chocolate", Some(Closeness::Whole)),
            ("chocolatr", "chocolate", Some(Closeness::Whole)),
            ("chcoo", "chocolate", Some(Closeness::Prefix)),
            ("chxc", "chocolate", Some(Closeness::Prefix)),
            ("chox", "chocolate", None),
            ("chclate", "chocolate", None),
            ("choco", "chocolate", None),
            ("bröt", "brot", Some(Closeness::Whole)),
            ("قهوا", "قهوه", Some(Closeness::Whole)),
            ("قوهه", "قهوه", Some(Closeness::Whole)),
        ];
        for (typed, term, expected) in table {
            assert_eq!(closeness(typed, term), expected, "{typed} for {term}");
        }
    }

    #[test]
    fn codes_and_short_words_are_taken_to_the_letter() {
        for (word, expected) in [("milk", true), ("tea", false), ("4011", false), ("500ml", false), ("قهوه", true)]
        {
            assert_eq!(forgives(word), expected, "{word}");
        }
    }
}

//! What is known of texts, as lines of the list of written files; no line of a file begins like these.

use std::fmt::Write as _;

use crate::content::{Known, KnownTexts};

/// How the line of a text begins.
const TEXT: &str = "text ";

/// How the line begins that says what all links were looked up in.
const CONTEXT: &str = "texts-in ";

/// Adds the lines to a list.
pub(super) fn push(list: &mut String, known: &KnownTexts) {
    if known.texts.is_empty() {
        return;
    }
    // Writing to a string cannot fail.
    let _ = writeln!(list, "{CONTEXT}{:016x}", known.context);
    for Known { read_from, headings, resolved } in &known.texts {
        let _ = writeln!(list, "{TEXT}{read_from:016x} {headings:016x} {resolved:016x}");
    }
}

/// Reads the lines of a list; those of others are passed over.
pub(super) fn read(list: &str) -> KnownTexts {
    let number = |text: &str| u64::from_str_radix(text, 16).ok();
    let context = list.lines().find_map(|line| number(line.strip_prefix(CONTEXT)?));
    let texts = list.lines().filter_map(|line| {
        let mut numbers = line.strip_prefix(TEXT)?.split(' ').map(number);
        let mut next = || numbers.next()?;
        Some(Known { read_from: next()?, headings: next()?, resolved: next()? })
    });
    context.map_or_else(KnownTexts::default, |context| KnownTexts { context, texts: texts.collect() })
}

#[cfg(test)]
mod tests {
    use super::{Known, KnownTexts, push, read};

    #[test]
    fn lines_say_all_that_is_known() {
        let known = |read_from| Known { read_from, headings: 2, resolved: u64::MAX };
        let texts = KnownTexts { context: 7, texts: vec![known(1), known(0)] };
        let mut list = "hibi manifest 1\n0123456789abcdef0123456789abcdef 12 text/index.html\n".to_owned();
        assert_eq!(read(&list), KnownTexts::default());
        push(&mut list, &texts);
        assert_eq!(read(&list), texts);
        assert_eq!(list.lines().last(), Some("text 0000000000000000 0000000000000002 ffffffffffffffff"));
    }
}

//! How periods and negative figures are written for people. Data files always carry western years and `-`.

use crate::node::fields::Fields;

/// The calendar in which periods are named in Japanese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Naming {
    /// 2025年度.
    #[default]
    Western,
    /// 令和7年度.
    Era,
    /// 令和7（2025）年度.
    Both,
}

/// What stands before a negative figure in Japanese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Minus {
    /// −414.
    #[default]
    Minus,
    /// ▲414.
    Filled,
    /// △414.
    Open,
}

/// How an indicator is written for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Display {
    /// The calendar.
    pub periods: Naming,
    /// The negative sign.
    pub minus: Minus,
}

/// The words for calendars.
pub const NAMINGS: [(&str, Naming); 3] = [("western", Naming::Western), ("era", Naming::Era), ("both", Naming::Both)];
/// The signs as settings write them.
pub const SIGNS: [(&str, Minus); 4] =
    [("−", Minus::Minus), ("-", Minus::Minus), ("▲", Minus::Filled), ("△", Minus::Open)];

impl Display {
    /// Reads what stands under `key`; what it leaves out is as in `usual`.
    pub fn read(fields: &mut Fields<'_, '_>, key: &str, usual: Self) -> Self {
        let Some((key, node)) = fields.entry(key) else { return usual };
        let mut inner = fields.child(key.span.clone(), node);
        let periods = inner.one_of("periods", &NAMINGS).unwrap_or(usual.periods);
        let minus = inner.one_of("minus", &SIGNS).unwrap_or(usual.minus);
        inner.finish();
        Self { periods, minus }
    }
}

impl Minus {
    /// A text with its negative figures in this way. A minus between two figures, with a space after it, stays.
    #[must_use]
    pub fn write(self, text: String) -> String {
        let sign = match self {
            Self::Minus => return text,
            Self::Filled => '▲',
            Self::Open => '△',
        };
        let mut written = String::with_capacity(text.len());
        let mut rest = text.chars().peekable();
        while let Some(character) = rest.next() {
            let negative = character == '−' && rest.peek().is_some_and(char::is_ascii_digit);
            written.push(if negative { sign } else { character });
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::Minus;

    #[test]
    fn signs_change_and_differences_stay() {
        let text = "(30 − 38) × 20.7 = −165.6、n − 1、−〜".to_owned();
        assert_eq!(Minus::Filled.write(text.clone()), "(30 − 38) × 20.7 = ▲165.6、n − 1、−〜");
        assert_eq!(Minus::Minus.write(text.clone()), text);
    }
}

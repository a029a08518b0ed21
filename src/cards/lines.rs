//! A title in lines: where Japanese and Latin may be parted, and which parting reads best.

use crate::text::is_hangul;

/// A title set in lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Set {
    /// The lines from top to bottom.
    pub(super) lines: Vec<String>,
    /// How high its letters are.
    pub(super) size: i32,
}

/// The heights that are tried, with the most lines for each.
const SIZES: [(i32, usize); 7] = [(76, 3), (68, 3), (60, 4), (54, 4), (48, 4), (42, 4), (36, 4)];

/// Where an author says that a title may be broken.
const BREAK: char = '\u{200B}';

/// The least height to which letters shrink so that phrases stay whole.
const SMALLEST: i32 = 42;

/// How bad it is to part two characters.
type Pain = i64;

/// Between phrases, as readers would.
const PHRASE: Pain = 0;
/// Where a phrase probably begins.
const LIKELY: Pain = 2;
/// After what is probably a particle.
const PARTICLE: Pain = 20;
/// Within a phrase or a compound.
const WITHIN: Pain = 40;
/// Within a word.
const WORD: Pain = 90;

/// Sets a title in lines at most `room` wide, as large as phrases allow; `width` tells a text's in thousandths of its
/// height. What fits in no size is cut.
pub(super) fn set(title: &str, room: i32, width: impl Fn(&str) -> i32) -> Set {
    let mut letters: Vec<char> = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    loop {
        let title = Title::new(&letters, &width);
        let sizes = [LIKELY, PARTICLE, WITHIN, WORD].into_iter().flat_map(|most| SIZES.map(|size| (most, size)));
        for (most, (size, lines)) in sizes.filter(|(most, (size, _))| *most >= WITHIN || *size >= SMALLEST) {
            if let Some(lines) = (1..=lines).find_map(|lines| title.parted(lines, room * 1000 / size, most)) {
                return Set { lines, size };
            }
        }
        // Longer than any title should be.
        let keep = letters.len().saturating_sub(5);
        if keep == 0 {
            return Set { lines: Vec::new(), size: SIZES[0].0 };
        }
        letters.truncate(keep);
        letters.push('…');
    }
}

struct Title<'a> {
    letters: &'a [char],
    /// How wide the title is up to each letter.
    widths: Vec<i32>,
    pains: Vec<Option<Pain>>,
}

impl<'a> Title<'a> {
    fn new(letters: &'a [char], width: &impl Fn(&str) -> i32) -> Self {
        let mut widths = vec![0];
        for letter in letters {
            widths.push(widths[widths.len() - 1] + width(letter.encode_utf8(&mut [0; 4])));
        }
        Self { letters, widths, pains: pains(letters) }
    }

    /// The title in so many lines at most `room` wide, as even as can be without parting what belongs together more than
    /// `most` allows; `None` where they are too few.
    fn parted(&self, lines: usize, room: i32, most: Pain) -> Option<Vec<String>> {
        let end = self.letters.len();
        let mean = self.width(0, end) / i32::try_from(lines).ok()?;
        if mean > room {
            return None;
        }
        // The least pain of the first lines up to each place, and where the last of them begins.
        let mut best: Vec<Option<(Pain, usize)>> = vec![None; end + 1];
        best[0] = Some((0, 0));
        let mut starts: Vec<Vec<Option<(Pain, usize)>>> = Vec::new();
        for line in 1..=lines {
            let ends = (1..=end).filter(|to| (*to == end) == (line == lines));
            let mut next = vec![None; end + 1];
            for to in ends {
                let parting = if to == end { Some(0) } else { self.pains[to].filter(|pain| *pain <= most) };
                next[to] = parting.and_then(|parting| {
                    let lines = (0..to).rev().map(|from| (from, self.width(from, to)));
                    let fitting = lines.take_while(|(_, wide)| *wide <= room);
                    let pains = fitting.filter_map(|(from, wide)| {
                        let uneven = i64::from((wide - mean).abs()) / 100;
                        Some((best[from]?.0 + uneven * uneven / 4 + parting * 20, from))
                    });
                    pains.min_by_key(|(pain, _)| *pain)
                });
            }
            best.clone_from(&next);
            starts.push(next);
        }
        let mut cuts = vec![end];
        for starts in starts.iter().rev() {
            cuts.push(starts[*cuts.last()?]?.1);
        }
        cuts.reverse();
        let line = |cut: &[usize]| self.letters[cut[0]..cut[1]].iter().collect::<String>().trim().to_owned();
        Some(cuts.windows(2).map(line).collect())
    }

    /// How wide a line is, without a space at its end.
    fn width(&self, from: usize, to: usize) -> i32 {
        let to = if to > from && self.letters[to - 1] == ' ' { to - 1 } else { to };
        self.widths[to] - self.widths[from]
    }
}

/// How bad it is to begin a line with each character; `None` where that must never be.
fn pains(title: &[char]) -> Vec<Option<Pain>> {
    let mut pains: Vec<Option<Pain>> = vec![None; title.len()];
    for at in 1..title.len() {
        let before = at.checked_sub(2).map(|at| title[at]);
        pains[at] = pain(before, title[at - 1], title[at]);
        // A syllable or two before a full stop look lost, and most compounds are of twos.
        let lost = title[at..].iter().take(3).skip(1).any(|c| never_first(*c));
        let run = title[..at].iter().rev().take_while(|c| Script::of(**c) == Script::Kanji).count();
        let odd = run % 2 == 1 && Script::of(title[at]) == Script::Kanji;
        pains[at] = pains[at].map(|pain| if pain >= PARTICLE && (lost || odd) { pain.max(WORD) } else { pain });
    }
    if title.contains(&BREAK) {
        // The author knows better.
        let by_author = |at: usize| title[at - 1] == BREAK;
        let others = pains.iter_mut().enumerate().skip(1).filter(|(at, _)| !by_author(*at));
        others.for_each(|(_, pain)| *pain = pain.map(|pain| pain.max(WITHIN)));
    }
    keep_quotes(title, &mut pains);
    pains
}

/// The longest 「…」 that stays on one line, with the particle behind it.
const QUOTE: usize = 9;

fn keep_quotes(title: &[char], pains: &mut [Option<Pain>]) {
    for open in (0..title.len()).filter(|at| matches!(title[*at], '「' | '『')) {
        let Some(close) = title[open..].iter().position(|c| matches!(c, '」' | '』')) else { continue };
        for pain in pains.iter_mut().take(open + close + 1).skip(open + 1).filter(|_| close <= QUOTE) {
            *pain = pain.map(|pain| pain.max(WORD));
        }
        if let Some(pain) = pains.get_mut(open + close + 1) {
            let particle = matches!(title[open + close + 1], 'ぁ'..='ん');
            *pain = pain.map(|pain| if particle { pain.max(WORD) } else { pain });
        }
    }
}

/// How bad it is to part `last` and `first`; `before` stands before `last`.
fn pain(before: Option<char>, last: char, first: char) -> Option<Pain> {
    if never_first(first) || never_last(last) {
        return None;
    }
    let (one, other) = (Script::of(last), Script::of(first));
    Some(match (one, other) {
        (Script::Space, _) => PHRASE,
        (_, Script::Space) => return None,
        _ if matches!(last, '、' | '。' | '！' | '？' | '」' | '』' | '）' | '】' | '…' | '―' | '：') => {
            PHRASE
        }
        _ if matches!(first, '「' | '『' | '（' | '【') => PHRASE,
        (Script::Latin, Script::Latin) => return None,
        // お and ご before a noun belong to it.
        (Script::Hiragana, _)
            if matches!(last, 'お' | 'ご') && before.is_none_or(|c| Script::of(c) != Script::Hiragana) =>
        {
            WORD
        }
        (Script::Hiragana, Script::Kanji | Script::Katakana | Script::Latin) => LIKELY,
        (Script::Hiragana, Script::Hiragana) if last == 'を' => LIKELY,
        (Script::Hiragana, Script::Hiragana) if "はがにでともへの".contains(last) => PARTICLE,
        (Script::Hiragana, Script::Hiragana)
        | (Script::Kanji, Script::Kanji | Script::Katakana)
        | (Script::Katakana, Script::Kanji) => WITHIN,
        _ => WORD,
    })
}

/// What must not begin a line: what closes, small kana and marks of repetition.
fn never_first(c: char) -> bool {
    "、。，．・：；？！‼⁇⁈⁉゛゜ヽヾゝゞ々〻ー”’）〕］｝〉》」』】〙〗〟»ゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥―,.:;?!)]}%％℃°〜～".contains(c)
}

/// What must not end a line: what opens.
fn never_last(c: char) -> bool {
    "“‘（〔［｛〈《「『【〘〖〝«([{¥￥$＄#＃№".contains(c)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Space,
    Hiragana,
    Katakana,
    Kanji,
    /// Letters and digits that stand in words.
    Latin,
    Other,
}

impl Script {
    fn of(c: char) -> Self {
        match c {
            ' ' | BREAK => Self::Space,
            'ぁ'..='ゟ' => Self::Hiragana,
            'ァ'..='ヿ' | 'ｦ'..='ﾟ' => Self::Katakana,
            '々' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Self::Kanji,
            c if is_hangul(c) => Self::Other,
            c if c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '−' | '+' | '.' | ',' | '/' | '&' | '_') => {
                Self::Latin
            }
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Set, set};
    use crate::text::is_wide;

    /// As a font whose narrow letters are half as wide as high.
    fn width(text: &str) -> i32 {
        let width = |c| {
            if c == super::BREAK {
                0
            } else if is_wide(c) {
                1000
            } else {
                500
            }
        };
        text.chars().map(width).sum()
    }

    fn lines(title: &str) -> Vec<String> {
        set(title, 600, width).lines
    }

    #[test]
    fn lines_end_where_phrases_end() {
        assert_eq!(
            lines("朝六時の土手で、「おはよう」が増えていく"),
            ["朝六時の土手で、", "「おはよう」が", "増えていく"]
        );
        assert_eq!(lines("朝の土手"), ["朝の土手"]);
        assert_eq!(lines("−14.0から、+3.8へ"), ["−14.0から、", "+3.8へ"]);
    }

    #[test]
    fn an_authors_own_breaks_come_first() {
        assert_eq!(lines("市民協働推進計画\u{200B}策定委員会\u{200B}傍聴記").concat().matches('\u{200B}').count(), 2);
        let ends: Vec<bool> = lines("市民協働推進計画\u{200B}策定委員会\u{200B}傍聴記")
            .iter()
            .rev()
            .skip(1)
            .map(|line| line.ends_with('\u{200B}'))
            .collect();
        assert!(!ends.is_empty() && ends.iter().all(|own| *own));
    }

    #[test]
    fn latin_breaks_at_spaces_only() {
        let title = "A bench map drawn on foot by the people of the road department";
        assert!(lines(title).join(" ") == title && lines(title).len() <= 4, "{:?}", lines(title));
    }

    #[test]
    fn no_line_begins_or_ends_with_what_must_not() {
        let titles = [
            "あいうえお、かきくけこ、さしすせそっちゃっとー、「たちつてと」なにぬねの",
            "（一）（二）（三）「四」「五」「六」『七』、。、。",
            "1,234,567人が、10％ふえた「市」",
        ];
        for title in titles {
            for cut in 1..=title.chars().count() {
                let part: String = title.chars().take(cut).collect();
                for line in lines(&part).iter().skip(1) {
                    assert!(!line.starts_with(super::never_first), "{:?}", lines(&part));
                }
            }
        }
    }

    #[test]
    fn long_titles_become_smaller_and_the_longest_are_cut() {
        let Set { size, lines } = set(&"ながい題名のためし。".repeat(4), 600, width);
        assert!(
            (36..76).contains(&size) && lines.len() <= 4 && lines.concat().chars().count() == 40,
            "{size} {lines:?}"
        );
        let Set { size, lines } = set(&"長".repeat(300), 600, width);
        assert!(size == 36 && lines.len() == 4 && lines[3].ends_with('…'), "{lines:?}");
        assert!(set("", 600, width).lines.concat().is_empty());
        assert!(lines_of_word().iter().all(|line| width(line) * 36 <= 600_000));
    }

    fn lines_of_word() -> Vec<String> {
        lines(&"x".repeat(200))
    }
}

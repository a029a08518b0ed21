//! What templates can call: pure functions of their arguments, every one.

use std::fmt::Write as _;

use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::markdown::ruby;
use crate::text::{escaped, is_wide};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("fill", fill);
    tera.register_filter("number", number);
    tera.register_filter("nb", nb);
    tera.register_filter("tate", tate);
    tera.register_filter("phrases", phrases);
    tera.register_test("vertical", vertical);
    tera.register_test("short_phrases", short_phrases);
}

/// Puts values into the holes of a word; `n` chooses between its forms for one and for many. Whole numbers get their commas.
#[expect(clippy::needless_pass_by_value, reason = "tera calls filters so")]
fn fill(word: &Value, values: Kwargs, _: &State) -> TeraResult<String> {
    let text = match (word.as_str(), word.as_map()) {
        (Some(text), _) => text,
        (None, Some(forms)) => form(forms, &values)?,
        (None, None) => return Err(Error::message(format!("`fill` needs a word, not {}", word.name()))),
    };
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, tail) =
            after.split_once('}').ok_or_else(|| Error::message(format!("`{{` without `}}` in 「{text}」")))?;
        let value: Option<&Value> = values.get(name)?;
        let value = value.ok_or_else(|| Error::message(format!("「{text}」 needs a value for `{name}`")))?;
        filled.push_str(&shown(value));
        rest = tail;
    }
    filled.push_str(rest);
    Ok(filled)
}

fn form<'a>(forms: &'a Map, values: &Kwargs) -> TeraResult<&'a str> {
    let one = values.get::<&Value>("n")?.and_then(Value::as_i128) == Some(1);
    let pick =
        |name: &str| forms.iter().find(|(key, _)| key.as_str() == Some(name)).and_then(|(_, form)| form.as_str());
    one.then(|| pick("one")).flatten().or_else(|| pick("other")).ok_or_else(|| Error::message("a word without `other`"))
}

/// Whole numbers get their commas, all else stays.
fn shown(value: &Value) -> String {
    value.as_i128().map_or_else(|| value.to_string(), |whole| with_commas(&whole.to_string()))
}

/// A number with its commas, and with a true minus (U+2212).
fn number(value: &Value, _: Kwargs, _: &State) -> String {
    with_commas(&value.to_string())
}

fn with_commas(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("\u{2212}", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut number = sign.to_owned();
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            number.push(',');
        }
        number.push(digit);
    }
    if let Some(rest) = rest {
        number.push('.');
        number.push_str(rest);
    }
    number
}

/// A title for level setting: writes its ruby and `<wbr>`, and keeps a short 「…」 and the particle after it on one line, which
/// phrase breaking would tear apart. Escapes the text itself, so its result is safe.
fn nb(text: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&ruby::title_html(text, |part| keep_quotes(part, |text| ruby::html(text, escaped))))
}

/// A title for vertical setting: as `nb`, one or two digits stand upright together, brackets lose their blank half.
fn tate(text: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&ruby::title_html(text, |part| keep_quotes(part, |text| ruby::html(text, upright))))
}

/// `text` as HTML, by `write`, with its short quotes in spans that do not break.
fn keep_quotes(text: &str, write: fn(&str) -> String) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, quote, after)) = short_quote(rest) {
        html.push_str(&write(before));
        html.push_str("<span class=\"nb\">");
        html.push_str(&write(quote));
        html.push_str("</span>");
        rest = after;
    }
    html.push_str(&write(rest));
    html
}

/// The first 「…」 of at most eight characters with the particle after it, and what stands before and after them.
fn short_quote(text: &str) -> Option<(&str, &str, &str)> {
    const LONGEST: usize = 8;
    for (open, _) in text.match_indices('「') {
        let Some(close) = text[open..].find('」').map(|close| open + close) else { break };
        if ruby::base(&text[open..close]).chars().count() > LONGEST + 1 {
            continue;
        }
        let end = close + '」'.len_utf8();
        let particle = text[end..].chars().next().filter(|next| matches!(next, 'ぁ'..='ん' | '、' | '。'));
        let end = end + particle.map_or(0, char::len_utf8);
        return Some((&text[..open], &text[open..end], &text[end..]));
    }
    None
}

/// Text for vertical lines, with classes for digits and brackets.
fn upright(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (class, length) = match (first, digits) {
            (_, 1 | 2) => ("tcy", digits),
            (_, 3..) => ("", digits),
            ('「' | '『' | '（' | '」' | '』' | '）' | '・', _) => ("yk", first.len_utf8()),
            _ => ("", first.len_utf8()),
        };
        let piece = escaped(&rest[..length]);
        if class.is_empty() {
            html.push_str(&piece);
        } else {
            let _ = write!(html, "<span class=\"{class}\">{piece}</span>");
        }
        rest = &rest[length..];
    }
    html
}

/// The lines of a phrase set large, as a list: cut after 、 and 。 where it is too long for one column of eight.
fn phrases(text: &str, _: Kwargs, _: &State) -> Vec<String> {
    if text.chars().count() <= SHORT_PHRASE || !text.chars().any(is_wide) {
        return vec![text.to_owned()];
    }
    text.split_inclusive(['、', '。']).map(str::to_owned).collect()
}

/// Whether a title may be set vertically: at most 26 characters, no Latin run over three letters.
fn vertical(title: &str, _: Kwargs, _: &State) -> bool {
    let runs = title.split(|c: char| !c.is_ascii_alphabetic()).all(|run| run.len() <= 3);
    let numbers = title.split(|c: char| !c.is_ascii_digit()).all(|run| run.len() <= 4);
    runs && numbers && title.chars().count() <= 26 && title.chars().any(is_wide)
}

/// The characters of a phrase that the paper disc of the home page holds from top to bottom.
const SHORT_PHRASE: usize = 8;

/// Whether a title may stand vertically on the paper disc: in lines that end within it.
fn short_phrases(title: &str, kwargs: Kwargs, state: &State) -> bool {
    has_short_phrases(title) && vertical(title, kwargs, state)
}

fn has_short_phrases(title: &str) -> bool {
    title.split_inclusive(['、', '。']).all(|phrase| phrase.chars().count() <= SHORT_PHRASE)
}

#[cfg(test)]
mod tests {
    use super::{escaped, has_short_phrases, keep_quotes, upright, with_commas};

    #[test]
    fn numbers_get_commas_and_a_true_minus() {
        let made: Vec<String> =
            ["0", "999", "1234", "-1234567.50", "朝"].iter().map(|text| with_commas(text)).collect();
        assert_eq!(made, ["0", "999", "1,234", "\u{2212}1,234,567.50", "朝"]);
    }

    #[test]
    fn short_quotes_stay_together_and_all_text_is_escaped() {
        let nb = |text: &str| keep_quotes(text, escaped);
        assert_eq!(nb("朝、「おはよう」が<b>"), "朝、<span class=\"nb\">「おはよう」が</span>&lt;b&gt;");
        assert_eq!(nb("「これはとても長い引用です」と"), "「これはとても長い引用です」と");
        assert_eq!(nb("「"), "「");
    }

    #[test]
    fn a_phrase_stands_on_the_disc_if_its_lines_end_there() {
        assert!(has_short_phrases("いつもの道に、いいねがある。") && has_short_phrases("朝の土手"));
        assert!(!has_short_phrases("数字を、印刷されたとおりに。"));
    }

    #[test]
    fn one_or_two_digits_stand_upright_together() {
        assert_eq!(upright("朝6時<"), "朝<span class=\"tcy\">6</span>時&lt;");
        assert_eq!(upright("2025年"), "2025年");
    }
}

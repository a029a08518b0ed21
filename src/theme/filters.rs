//! What templates can call: pure functions of their arguments, every one.

use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::text::{escaped, is_wide};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("fill", fill);
    tera.register_filter("number", number);
    tera.register_filter("nb", nb);
    tera.register_filter("tate", tate);
    tera.register_filter("phrases", phrases);
    tera.register_test("vertical", vertical);
}

/// `{{ words.story_count | fill(n=3) }}`: values into a word; `n` chooses between its forms.
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
        let (name, tail) = after.split_once('}').ok_or_else(|| Error::message(format!("`{{` without `}}` in 「{text}」")))?;
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
    let pick = |name: &str| forms.iter().find(|(key, _)| key.as_str() == Some(name)).and_then(|(_, form)| form.as_str());
    one.then(|| pick("one")).flatten().or_else(|| pick("other")).ok_or_else(|| Error::message("a word without `other`"))
}

/// Whole numbers get their commas, all else stays.
fn shown(value: &Value) -> String {
    value.as_i128().map_or_else(|| value.to_string(), |whole| with_commas(&whole.to_string()))
}

/// `1234.5` → `1,234.5`; a true minus (U+2212) for negative numbers.
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

/// Keeps a short 「…」 and the particle after it on one line, which phrase breaking would tear apart.
/// Escapes the text itself, so its result is safe.
fn nb(text: &str, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&keep_quotes(text))
}

fn keep_quotes(text: &str) -> String {
    const LONGEST: usize = 8;
    let mut html = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(open) = rest.find('「') {
        let inner = &rest[open + '「'.len_utf8()..];
        let Some(close) = inner.find('」').filter(|close| inner[..*close].chars().count() <= LONGEST) else {
            let next = open + '「'.len_utf8();
            html.push_str(&escaped(&rest[..next]));
            rest = &rest[next..];
            continue;
        };
        let quote_end = open + '「'.len_utf8() + close + '」'.len_utf8();
        let particle = rest[quote_end..].chars().next().filter(|c| matches!(c, 'ぁ'..='ん' | '、' | '。'));
        let end = quote_end + particle.map_or(0, char::len_utf8);
        html.push_str(&escaped(&rest[..open]));
        html.push_str("<span class=\"nb\">");
        html.push_str(&escaped(&rest[open..end]));
        html.push_str("</span>");
        rest = &rest[end..];
    }
    html.push_str(&escaped(rest));
    html
}

/// A title for vertical setting: one or two digits stand upright together, brackets lose their blank half.
/// Escapes the text itself, so its result is safe.
fn tate(text: &str, _: Kwargs, _: &State) -> Value {
    let mut html = String::with_capacity(text.len() + 64);
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
            html.push_str(&format!("<span class=\"{class}\">{piece}</span>"));
        }
        rest = &rest[length..];
    }
    Value::safe_string(&html)
}

/// The lines of a phrase set large: cut after 、 and 。 where it is too long for one column of eight.
fn phrases(text: &str, _: Kwargs, _: &State) -> Vec<String> {
    if text.chars().count() <= 8 || !text.chars().any(is_wide) {
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

#[cfg(test)]
mod tests {
    use super::{keep_quotes, with_commas};

    #[test]
    fn numbers_get_commas_and_a_true_minus() {
        let made: Vec<String> = ["0", "999", "1234", "-1234567.50", "朝"].iter().map(|text| with_commas(text)).collect();
        assert_eq!(made, ["0", "999", "1,234", "\u{2212}1,234,567.50", "朝"]);
    }

    #[test]
    fn short_quotes_stay_together_and_all_text_is_escaped() {
        assert_eq!(keep_quotes("朝、「おはよう」が<b>"), "朝、<span class=\"nb\">「おはよう」が</span>&lt;b&gt;");
        assert_eq!(keep_quotes("「これはとても長い引用です」と"), "「これはとても長い引用です」と");
        assert_eq!(keep_quotes("「"), "「");
    }
}

//! The words of charts in Japanese and English: short, plain, and the same everywhere.

use rust_decimal::Decimal;

use crate::data::interval::Interval;
use crate::data::target::Target;
use crate::data::{Period, Withheld};
use crate::decimal::{shown, signed};
use crate::diag::Language;

/// Picks the words of a language.
pub(crate) fn pick<'a>(language: Language, ja: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Ja => ja,
        Language::En => en,
    }
}

/// How the figures of one chart are written.
#[derive(Clone, Debug)]
pub(super) struct Writing {
    /// The language of words.
    pub(super) language: Language,
    /// Whether what is above zero shows a plus.
    pub(super) signed: bool,
    /// The unit; may be empty.
    pub(super) unit: String,
}

impl Writing {
    /// Whether figures count something: counts grow, scores and shares go up.
    pub(super) fn counts(&self) -> bool {
        !matches!(self.unit.as_str(), "ポイント" | "%" | "％")
    }

    /// A figure without its unit.
    pub(super) fn figure(&self, value: Decimal) -> String {
        if self.signed { signed(value) } else { shown(value) }
    }

    /// A figure with its unit.
    pub(super) fn with_unit(&self, value: Decimal) -> String {
        self.unit_after(&self.figure(value))
    }

    /// A large figure in few letters: 「約1,235億」. Exact ones carry no 「約」.
    pub(super) fn compact(&self, value: Decimal) -> String {
        let steps: &[(i64, &str)] = match self.language {
            Language::Ja => &[(1_000_000_000_000, "兆"), (100_000_000, "億"), (10_000, "万")],
            Language::En => &[(1_000_000_000_000, " tn"), (1_000_000_000, " bn"), (1_000_000, " m")],
        };
        let Some((step, name)) = steps.iter().find(|(step, _)| value.abs() >= Decimal::from(*step)) else {
            return self.figure(value.round_dp(2).normalize());
        };
        let (exact, digits) = (value / Decimal::from(*step), u32::from(value.abs() < Decimal::from(step * 10)));
        let rounded = exact.round_dp(digits);
        let about = if rounded == exact { "" } else { pick(self.language, "約", "~") };
        format!("{about}{}{name}", self.figure(rounded.normalize()))
    }

    /// A figure, made compact where it is wider than `room`.
    pub(super) fn fitting(&self, value: Decimal, room: f64) -> String {
        let text = self.figure(value);
        if super::measure::width(&text, super::measure::SIZE) <= room { text } else { self.compact(value) }
    }

    /// A distance with its unit, never signed.
    pub(super) fn distance(&self, value: Decimal) -> String {
        self.unit_after(&shown(value.abs()))
    }

    /// A text with the unit behind it; between Latin letters stands a space.
    pub(super) fn unit_after(&self, text: &str) -> String {
        let spaced = self.unit.starts_with(|c: char| c.is_ascii_alphabetic());
        format!("{text}{}{}", if spaced { " " } else { "" }, self.unit)
    }

    /// 「目標 +84（2029年）」.
    pub(super) fn target(&self, value: Decimal, period: Period) -> String {
        let (value, period) = (self.with_unit(value), period.label(self.language));
        match self.language {
            Language::Ja => format!("目標 {value}（{period}）"),
            Language::En => format!("Target {value} ({period})"),
        }
    }

    /// 「95%信頼区間 −132 〜 −3」.
    pub(super) fn interval(&self, interval: Interval) -> String {
        let (low, high) = (self.figure(interval.low), self.figure(interval.high));
        match self.language {
            Language::Ja => format!("95%信頼区間 {low} 〜 {high}"),
            Language::En => format!("95% CI {low} to {high}"),
        }
    }
}

/// What became of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// So much is missing, and there is time left.
    ToGo(Decimal),
    /// So much is missing, and the time is over.
    Short(Decimal),
    /// Reached, and more than chance would explain.
    Met,
    /// Reached, but the interval holds the target.
    MetWithinError,
    /// Nobody may know, because the figure is kept secret.
    Secret,
}

/// Compares a figure with its target; `up` says whether more is better.
pub(super) fn outcome(value: Decimal, target: &Target, up: bool, interval: Option<Interval>) -> Outcome {
    if target.secret {
        return Outcome::Secret;
    }
    let missing = if up { target.value - value } else { value - target.value };
    if missing > Decimal::ZERO {
        if target.due { Outcome::Short(missing) } else { Outcome::ToGo(missing) }
    } else if interval.is_some_and(|interval| interval.holds(target.value)) {
        Outcome::MetWithinError
    } else {
        Outcome::Met
    }
}

/// 「あと151」「到達」.
pub(super) fn outcome_note(outcome: Outcome, writing: &Writing) -> String {
    let ja = writing.language == Language::Ja;
    match outcome {
        Outcome::ToGo(missing) if ja => format!("あと{}", writing.distance(missing)),
        Outcome::ToGo(missing) => format!("{} to go", writing.distance(missing)),
        Outcome::Short(missing) if ja => format!("{}届かず", writing.distance(missing)),
        Outcome::Short(missing) => format!("missed by {}", writing.distance(missing)),
        Outcome::Secret => pick(writing.language, "非公表", "withheld").to_owned(),
        Outcome::Met => pick(writing.language, "到達", "met").to_owned(),
        Outcome::MetWithinError => pick(writing.language, "到達（誤差の幅内）", "met (within error)").to_owned(),
    }
}

/// 「目標まで、あと151。」「目標に届いた。」
pub(super) fn outcome_sentence(outcome: Outcome, writing: &Writing) -> String {
    let ja = writing.language == Language::Ja;
    match outcome {
        Outcome::ToGo(missing) if ja => format!("目標まで、あと{}。", writing.distance(missing)),
        Outcome::ToGo(missing) => format!(" The target is {} away.", writing.distance(missing)),
        Outcome::Short(missing) if ja => format!("目標には{}届いていない。", writing.distance(missing)),
        Outcome::Short(missing) => format!(" The target is missed by {}.", writing.distance(missing)),
        // The table of results tells it.
        Outcome::Secret => String::new(),
        Outcome::Met => pick(writing.language, "目標に届いた。", " The target is met.").to_owned(),
        Outcome::MetWithinError => {
            pick(writing.language, "目標に届いた（誤差の幅内）。", " The target is met, within the error.").to_owned()
        }
    }
}

/// 「mGAPは4年で227ふえた。」, and as plainly where it fell, stood still, or cannot be told from chance.
pub(super) fn change_sentence(name: &str, time: &str, (change, clear): (Decimal, bool), writing: &Writing) -> String {
    let distance = writing.distance(change);
    let ja = writing.language == Language::Ja;
    if !clear {
        let change = writing.unit_after(&signed(change));
        return if ja {
            format!("{name}は{time}で{change}。誤差の幅内で、はっきりした変化とはいえない。")
        } else {
            format!("{name} changed by {change} in {time}: no clear change, within the error.")
        };
    }
    let (rose, fell) = if writing.counts() { ("ふえた", "へった") } else { ("上がった", "下がった") };
    match (change.is_zero(), change.is_sign_positive(), ja) {
        (true, _, true) => format!("{name}は{time}で変わらなかった。"),
        (true, _, false) => format!("{name} did not change in {time}."),
        (_, true, true) => format!("{name}は{time}で{distance}{rose}。"),
        (_, true, false) => format!("{name} rose by {distance} in {time}."),
        (_, false, true) => format!("{name}は{time}で{distance}{fell}。"),
        (_, false, false) => format!("{name} fell by {distance} in {time}."),
    }
}

/// Words as a sentence after others.
pub(super) fn sentence(words: &str, language: Language) -> String {
    match language {
        Language::Ja => format!("{words}。"),
        Language::En => format!(" {words}."),
    }
}

/// A name within a sentence: one that asks a question stands in quotes.
pub(super) fn named(name: &str, language: Language) -> String {
    match language {
        _ if !name.contains(['?', '？']) => name.to_owned(),
        Language::Ja => format!("「{name}」"),
        Language::En => format!("“{name}”"),
    }
}

/// The head of a column of shares.
pub(super) fn per_cent(text: &str, language: Language) -> String {
    match language {
        Language::Ja => format!("{text}（%）"),
        Language::En => format!("{text} (%)"),
    }
}

/// 「10人未満のため非公表」, or that the figure would tell another one.
pub(crate) fn withheld(withheld: Withheld, language: Language) -> String {
    match (withheld, language) {
        (Withheld::Few(least), Language::Ja) => format!("{least}人未満のため非公表"),
        (Withheld::Few(least), Language::En) => format!("withheld (fewer than {least} answers)"),
        (Withheld::Telling(least), Language::Ja) => format!("{least}人未満の答えがわかるため非公表"),
        (Withheld::Telling(least), Language::En) => format!("withheld (would reveal fewer than {least})"),
    }
}

/// Where a line may be broken, if it must: a space without width.
pub(super) const MAY_BREAK: char = '\u{200B}';

/// Why there is no bar, if it is kept secret.
pub(super) fn why(why: Option<Withheld>, language: Language) -> String {
    let text = why.map_or_else(String::new, |why| withheld(why, language));
    let begins = ["のため", "答え", "わかる", "非公表", "("];
    begins.iter().fold(text, |text, word| text.replace(word, &format!("{MAY_BREAK}{word}")))
}

/// Why there is no figure.
pub(super) fn nothing(why: Option<Withheld>, language: Language) -> String {
    why.map_or_else(|| no_data(language).to_owned(), |why| withheld(why, language))
}

/// No figure is known.
pub(super) fn no_data(language: Language) -> &'static str {
    pick(language, "データなし", "No data")
}

/// 「2021〜2025年」; one period stands alone.
pub(super) fn span(first: Period, last: Period, language: Language) -> String {
    if first == last {
        return last.label(language);
    }
    match language {
        Language::Ja => {
            let of_year =
                matches!(first.length(), crate::data::period::Length::Year | crate::data::period::Length::FiscalYear);
            let head = if of_year { first.year_alone(language) } else { first.label(language) };
            format!("{head}〜{}", last.label(language))
        }
        Language::En => format!("{}–{}", first.label(language), last.label(language)),
    }
}

/// Joins parts of a sentence: 「、」 or “, ”.
pub(super) fn join(parts: &[String], language: Language) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(pick(language, "、", ", "))
}

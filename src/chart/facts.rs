//! Tells and sets facts: large numerals in a list, each with its unit, base and day.

use rust_decimal::Decimal;

use super::goals::mark;
use super::measure::{SIZE, cut, width, wrap};
use super::svg::{Anchor, Svg};
use super::words::{self, pick};
use super::{Drawing, NARROW, Table, Teller, Tile, Told, WIDE};
use crate::data::facts::{Fact, Facts, Goal, Sense, Standing};
use crate::data::period::day_in_words;
use crate::data::target::{Aim, Verdict};
use crate::decimal::shown;
use crate::diag::Language;

/// On narrow paper the remark takes a line of its own below the numeral.
fn pitch(all: f64) -> f64 {
    if all < 400.0 { 82.0 } else { 66.0 }
}

const NUMERAL: f64 = 34.0;
const LABEL: f64 = 16.0;

pub(super) fn tell(teller: Teller<'_>, facts: &Facts) -> Told {
    let drawing = |all: f64| {
        let (_, end) = numeral_end(teller, facts, all);
        let height: f64 = facts.items.iter().map(|fact| Entry::of(teller, fact, (all, end)).height).sum();
        Drawing::new(height + 2.0, |svg| set(svg, teller, facts, all))
    };
    let title = teller.indicator.about.title.get(teller.lang).clone();
    Told {
        finding: finding(teller, facts).unwrap_or_else(|| title.clone()),
        subtitle: subtitle(teller),
        alt: alt(teller, facts, &title),
        table: table(teller, facts, title),
        method: Vec::new(),
        tiles: tiles(teller, facts),
        has_error: false,
        wide: drawing(WIDE),
        narrow: drawing(NARROW),
    }
}

fn label<'a>(teller: Teller<'_>, fact: &'a Fact) -> &'a str {
    fact.name.label.get(teller.lang)
}

/// What stands before a figure and after its unit: 「約」, 「以内」.
pub(crate) fn sense_words(sense: Sense, language: Language) -> (&'static str, &'static str) {
    match (sense, language) {
        (Sense::Exact, _) => ("", ""),
        (Sense::About, Language::Ja) => ("約", ""),
        (Sense::AtMost, Language::Ja) => ("", "以内"),
        (Sense::AtLeast, Language::Ja) => ("", "以上"),
        (Sense::Over, Language::Ja) => ("", "超"),
        (Sense::Under, Language::Ja) => ("", "未満"),
        (Sense::About, Language::En) => ("about ", ""),
        (Sense::AtMost, Language::En) => ("at most ", ""),
        (Sense::AtLeast, Language::En) => ("at least ", ""),
        (Sense::Over, Language::En) => ("over ", ""),
        (Sense::Under, Language::En) => ("under ", ""),
    }
}

/// 「約206,000」「3〜4」; what the source says in words, or that nothing is known, where there is no figure.
fn figure(teller: Teller<'_>, fact: &Fact) -> String {
    if fact.value.is_none() {
        let words = fact.words.as_ref().map(|words| words.get(teller.lang).clone());
        return words.unwrap_or_else(|| words::no_data(teller.language).to_owned());
    }
    format!("{}{}", sense_words(fact.sense, teller.language).0, numeral(teller, fact))
}

/// 「206,000」「3〜4」.
fn numeral(teller: Teller<'_>, fact: &Fact) -> String {
    let to = fact.to.map(|to| format!("{}{}", pick(teller.language, "〜", "–"), shown(to)));
    format!("{}{}", fact.value.map(shown).unwrap_or_default(), to.unwrap_or_default())
}

/// 「人以内」.
fn unit(teller: Teller<'_>, fact: &Fact) -> String {
    if fact.value.is_none() {
        return String::new();
    }
    format!("{}{}", fact.unit.get(teller.lang), sense_words(fact.sense, teller.language).1)
}

fn with_unit(teller: Teller<'_>, fact: &Fact) -> String {
    let unit = unit(teller, fact);
    let space = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
    format!("{}{space}{unit}", figure(teller, fact))
}

/// 「目標 3回以上：○ 達成」.
fn goal(teller: Teller<'_>, fact: &Fact) -> Option<String> {
    let Goal { aim, verdict } = fact.goal?;
    let (bar, verdict) = (bar(teller, fact, aim)?, (mark(verdict), verdict.words(teller.language)));
    Some(match teller.language {
        Language::Ja => format!("目標 {bar}：{} {}", verdict.0, verdict.1),
        Language::En => format!("Target: {bar}, {} {}", verdict.0, verdict.1),
    })
}

/// 「3回以上」, as facts write bounds.
fn bar(teller: Teller<'_>, fact: &Fact, aim: Aim) -> Option<String> {
    let sense = bound_sense(aim);
    Some(with_unit(teller, &Fact { value: Some(aim.bound()?), to: None, sense, ..fact.clone() }))
}

/// How the bound of an aim is meant.
pub(crate) fn bound_sense(aim: Aim) -> Sense {
    if matches!(aim, Aim::AtMost(_) | Aim::Less) { Sense::AtMost } else { Sense::AtLeast }
}

/// The first two facts as a sentence.
fn finding(teller: Teller<'_>, facts: &Facts) -> Option<String> {
    let known = facts.items.iter().filter(|fact| fact.value.is_some()).take(2);
    let ja = teller.language == Language::Ja;
    let part = |fact: &Fact| {
        let (name, figure) = (label(teller, fact), with_unit(teller, fact));
        if ja { format!("{name}は{figure}") } else { format!("{name}: {figure}") }
    };
    let parts: Vec<String> = known.map(part).collect();
    let stop = pick(teller.language, "。", ".");
    (!parts.is_empty()).then(|| format!("{}{stop}", words::join(&parts, teller.language)))
}

fn subtitle(teller: Teller<'_>) -> String {
    let day = day_in_words(teller.indicator.about.as_of, teller.language);
    match teller.language {
        Language::Ja => format!("{day}現在（日付を添えたものは、その日のもの）"),
        Language::En => format!("As of {day}, unless another day is given"),
    }
}

fn alt(teller: Teller<'_>, facts: &Facts, title: &str) -> String {
    let part = |fact: &Fact| {
        let goal = goal(teller, fact).map(|goal| match teller.language {
            Language::Ja => format!("（{goal}）"),
            Language::En => format!(" ({goal})"),
        });
        format!("{} {}{}", label(teller, fact), with_unit(teller, fact), goal.unwrap_or_default())
    };
    let parts = facts.items.iter().take(8).map(part);
    let parts = words::join(&parts.collect::<Vec<_>>(), teller.language);
    match teller.language {
        Language::Ja => format!("{title}。{parts}。"),
        Language::En => format!("{title}: {parts}."),
    }
}

fn table(teller: Teller<'_>, facts: &Facts, caption: String) -> Table {
    let heads = pick(teller.language, "項目,値,単位,基準,時点", "Item,Value,Unit,Base,As of");
    let mut columns: Vec<String> = heads.split(',').map(str::to_owned).collect();
    let has_goals = facts.items.iter().any(|fact| fact.goal.is_some());
    if has_goals {
        columns.extend(pick(teller.language, "目標,結果", "Target,Result").split(',').map(str::to_owned));
    }
    let row = |fact: &Fact| {
        let day = fact.as_of.unwrap_or(teller.indicator.about.as_of);
        let mut cells = vec![
            label(teller, fact).to_owned(),
            figure(teller, fact),
            unit(teller, fact),
            words::join(&[base(teller, fact), rank(teller, fact)], teller.language),
            day_in_words(day, teller.language),
        ];
        if has_goals {
            let told = fact.goal.and_then(|Goal { aim, verdict }| Some((bar(teller, fact, aim)?, verdict)));
            let word = |verdict: Verdict| format!("{} {}", mark(verdict), verdict.words(teller.language));
            cells.extend(told.map_or(["—".to_owned(), "—".to_owned()], |(bar, verdict)| [bar, word(verdict)]));
        }
        cells
    };
    Table { caption, columns, rows: facts.items.iter().map(row).collect() }
}

fn tiles(teller: Teller<'_>, facts: &Facts) -> Vec<Tile> {
    let known = facts.items.iter().filter(|fact| fact.value.is_some()).take(4);
    let tile = |fact: &Fact| Tile {
        label: label(teller, fact).to_owned(),
        before: sense_words(fact.sense, teller.language).0.trim_end().to_owned(),
        value: numeral(teller, fact),
        unit: unit(teller, fact),
        period: day_in_words(fact.as_of.unwrap_or(teller.indicator.about.as_of), teller.language),
        interval: None,
        target: goal(teller, fact),
        strip: None,
    };
    known.map(tile).collect()
}

/// The most lines that a remark takes, and their height.
const REMARK_LINES: usize = 3;
const REMARK_PITCH: f64 = 18.0;

/// One fact as it is set: its numeral, its remark in lines, where they stand and how high it is.
struct Entry {
    figure: String,
    large: bool,
    remark: Vec<String>,
    remark_y: f64,
    /// The width that is left for the label, and the numeral's baseline.
    label_room: f64,
    figure_y: f64,
    height: f64,
}

impl Entry {
    fn of(teller: Teller<'_>, fact: &Fact, (all, numeral_end): (f64, f64)) -> Self {
        // Words in place of a figure stand where remarks do: there is room for a sentence.
        let in_words = fact.words.is_some() && fact.value.is_none();
        let figure = if in_words { String::new() } else { figure(teller, fact) };
        let large = fact.value.is_some() && width(&figure, NUMERAL) < all * 0.6;
        let beside = numeral_end - width(&figure, if large { NUMERAL } else { SIZE }) - 12.0;
        let narrow = all < 400.0;
        // A long label keeps its line to itself on narrow paper; the numeral falls beside the remark.
        let falls = narrow && !in_words && width(label(teller, fact), LABEL) > beside;
        let below = narrow && !in_words && !falls;
        let room = if narrow && !falls { all } else { beside };
        let remark = wrap(&remark(teller, fact), SIZE, (room, REMARK_LINES));
        let more = f64::from(u32::try_from(remark.len().saturating_sub(1)).unwrap_or_default()) * REMARK_PITCH;
        Self {
            figure,
            large,
            remark_y: if below { 70.0 } else { 51.0 },
            label_room: if falls || in_words { all } else { beside },
            figure_y: if falls { 68.0 } else { 46.0 },
            height: pitch(all) + if falls { (more - REMARK_PITCH).max(0.0) } else { more },
            remark,
        }
    }
}

/// Where numerals end: units stand behind.
fn numeral_end(teller: Teller<'_>, facts: &Facts, all: f64) -> (f64, f64) {
    let units = facts.items.iter().map(|fact| width(&unit(teller, fact), SIZE)).fold(0.0, f64::max).min(all * 0.2);
    (units, all - if units > 0.0 { units + 8.0 } else { 0.0 })
}

fn set(svg: &mut Svg, teller: Teller<'_>, facts: &Facts, all: f64) {
    let (units, numeral_end) = numeral_end(teller, facts, all);
    let mut y = 0.0;
    for fact in &facts.items {
        let entry = Entry::of(teller, fact, (all, numeral_end));
        svg.line("c-grid", (0.0, y + 1.0), (all, y + 1.0));
        svg.text("c-name", (0.0, y + 29.0), Anchor::Start, &cut(label(teller, fact), LABEL, entry.label_room));
        let mut line = y + entry.remark_y;
        for text in &entry.remark {
            svg.text(
                if entry.figure.is_empty() { "c-label c-ink" } else { "c-label" },
                (0.0, line),
                Anchor::Start,
                text,
            );
            line += REMARK_PITCH;
        }
        let class = if entry.large { "c-numeral" } else { "c-label c-ink" };
        svg.text(class, (numeral_end, y + entry.figure_y), Anchor::End, &entry.figure);
        if fact.value.is_some() {
            let unit = cut(&unit(teller, fact), SIZE, units + 1.0);
            svg.text("c-label", (numeral_end + 6.0, y + entry.figure_y), Anchor::Start, &unit);
        }
        y += entry.height;
    }
    svg.line("c-grid", (0.0, y + 1.0), (all, y + 1.0));
}

fn base(teller: Teller<'_>, fact: &Fact) -> String {
    fact.base.as_ref().map(|base| base.get(teller.lang).clone()).unwrap_or_default()
}

/// 「26のうち低いほうから4番目」.
fn rank(teller: Teller<'_>, fact: &Fact) -> String {
    let Some(Standing { place, of, from_lowest }) = fact.rank else { return String::new() };
    let end = match (teller.language, from_lowest) {
        (Language::Ja, true) => "低い",
        (Language::Ja, false) => "高い",
        (Language::En, true) => "lowest",
        (Language::En, false) => "highest",
    };
    let of = of.map(|of| shown(of.into()));
    match teller.language {
        Language::Ja => {
            let among = of.map_or_else(String::new, |of| format!("{of}のうち"));
            format!("{among}{end}ほうから{}番目", shown(place))
        }
        Language::En => {
            let among = of.map_or_else(String::new, |of| format!(" of {of}"));
            format!("{} {end}{among}", ordinal(place))
        }
    }
}

/// “4th”.
fn ordinal(place: Decimal) -> String {
    let digits = shown(place);
    let is_teen = ["11", "12", "13"].iter().any(|teen| digits.ends_with(teen));
    let ending = match digits.chars().last() {
        Some('1') if !is_teen => "st",
        Some('2') if !is_teen => "nd",
        Some('3') if !is_teen => "rd",
        _ => "th",
    };
    format!("{digits}{ending}")
}

/// Words, and the base, the place, and the day where it differs from that of the others.
fn remark(teller: Teller<'_>, fact: &Fact) -> String {
    let day = fact.as_of.filter(|day| *day != teller.indicator.about.as_of);
    let day = day.map_or_else(String::new, |day| day_in_words(day, teller.language));
    let goal = goal(teller, fact).unwrap_or_default();
    let rest = words::join(&[base(teller, fact), rank(teller, fact), day, goal], teller.language);
    match (&fact.words, rest.is_empty(), teller.language) {
        (None, ..) => rest,
        (Some(words), true, _) => words.get(teller.lang).clone(),
        (Some(words), _, Language::Ja) => format!("{}（{rest}）", words.get(teller.lang)),
        (Some(words), _, Language::En) => format!("{} ({rest})", words.get(teller.lang)),
    }
}

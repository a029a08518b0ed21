//! What catalogues of data ask of an indicator: which time it covers, and what was measured.

use crate::config::Lang;
use crate::data::{Figure, Indicator, Period};

/// The days that the figures cover, `2021-01-01/2025-12-31`; figures without periods stand for the day they are as of.
#[must_use]
pub fn coverage(indicator: &Indicator) -> String {
    let periods: Vec<Period> = match &indicator.figure {
        Figure::Mgap(figure) => figure.rounds.iter().map(|round| round.period).collect(),
        Figure::Nps(figure) => figure.rounds.iter().map(|round| round.period).collect(),
        Figure::Diffusion(figure) => figure.rounds.iter().map(|round| round.period).collect(),
        Figure::Series(figure) => figure.rows.iter().map(|row| row.period).collect(),
        Figure::Ranking(figure) => figure.rows.iter().map(|row| row.period).collect(),
        Figure::Survey(_) | Figure::Scatter(_) | Figure::Facts(_) | Figure::Tally(_) => Vec::new(),
    };
    match (periods.first(), periods.last()) {
        (Some(first), Some(last)) => format!("{}/{}", first.start(), last.end()),
        _ => indicator.about.as_of.to_string(),
    }
}

/// The names of what was measured.
#[must_use]
pub fn variables(indicator: &Indicator, lang: Lang) -> Vec<String> {
    let own = || vec![indicator.about.title.get(lang).clone()];
    match &indicator.figure {
        Figure::Mgap(figure) => {
            own().into_iter().chain(figure.parts.iter().map(|part| part.label.get(lang).clone())).collect()
        }
        Figure::Nps(_) | Figure::Diffusion(_) | Figure::Tally(_) => own(),
        Figure::Series(figure) => figure.lines.iter().map(|line| line.label.get(lang).clone()).collect(),
        Figure::Ranking(figure) => figure.lines.iter().map(|line| line.label.get(lang).clone()).collect(),
        Figure::Survey(figure) => figure.answers.iter().map(|answer| answer.label.get(lang).clone()).collect(),
        Figure::Scatter(figure) => vec![figure.x.label.get(lang).clone(), figure.y.label.get(lang).clone()],
        Figure::Facts(figure) => figure.items.iter().map(|item| item.name.label.get(lang).clone()).collect(),
    }
}

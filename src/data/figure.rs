//! What all figures over time have in common: their periods and their targets.

use jiff::civil::Date;

use super::Figure;
use super::period::Period;
use super::read::{Named, Remark};
use super::target::Targets;
use crate::config::Naming;

impl Figure {
    /// What it is to reach, and the names of its parts; `None` for kinds without targets.
    #[must_use]
    pub fn targets(&self) -> Option<(&Targets, &[Named])> {
        match self {
            Self::Mgap(figure) => Some((&figure.targets, &figure.parts)),
            Self::Nps(figure) => Some((&figure.targets, &[])),
            Self::Diffusion(figure) => Some((&figure.targets, &[])),
            Self::Series(figure) => Some((&figure.targets, &figure.lines)),
            Self::Ranking(figure) => Some((&figure.targets, &figure.lines)),
            Self::Survey(_) | Self::Scatter(_) | Self::Facts(_) | Self::Tally(_) => None,
        }
    }

    /// Names every period in a calendar.
    pub(super) fn name_periods(&mut self, naming: Naming) {
        let periods = match self {
            Self::Mgap(it) => {
                let rounds = it.rounds.iter_mut().map(|round| &mut round.period);
                all(rounds, &mut it.targets, [&mut it.breaks, &mut it.events])
            }
            Self::Nps(it) => {
                let rounds = it.rounds.iter_mut().map(|round| &mut round.period);
                all(rounds, &mut it.targets, [&mut it.breaks, &mut it.events])
            }
            Self::Diffusion(it) => {
                let rounds = it.rounds.iter_mut().map(|round| &mut round.period);
                all(rounds, &mut it.targets, [&mut it.breaks, &mut it.events])
            }
            Self::Series(it) => {
                let rows = it.rows.iter_mut().map(|row| &mut row.period);
                all(rows, &mut it.targets, [&mut it.breaks, &mut it.events])
            }
            Self::Ranking(it) => {
                let rows = it.rows.iter_mut().map(|row| &mut row.period);
                all(rows, &mut it.targets, [&mut it.breaks, &mut it.events])
            }
            Self::Tally(it) => {
                it.naming = naming;
                return;
            }
            Self::Survey(_) | Self::Scatter(_) | Self::Facts(_) => return,
        };
        for period in periods {
            *period = period.named(naming);
        }
    }

    /// Judges every target on `today`.
    pub(super) fn judge(&mut self, today: Date) {
        match self {
            Self::Mgap(it) => it.targets = it.targets.judged(today, &it.breaks, |part| it.course(part)),
            Self::Nps(it) => it.targets = it.targets.judged(today, &it.breaks, |_| it.course()),
            Self::Diffusion(it) => it.targets = it.targets.judged(today, &it.breaks, |_| it.course()),
            Self::Series(it) => it.targets = it.targets.judged(today, &it.breaks, |part| it.course(part)),
            Self::Ranking(it) => it.targets = it.targets.judged(today, &it.breaks, |part| it.course(part)),
            Self::Survey(_) | Self::Scatter(_) | Self::Facts(_) | Self::Tally(_) => {}
        }
    }
}

/// Every period of a figure.
fn all<'p>(
    rows: impl Iterator<Item = &'p mut Period>,
    targets: &'p mut Targets,
    remarks: [&'p mut Vec<Remark>; 2],
) -> Vec<&'p mut Period> {
    let dated = targets.dated.iter_mut().map(|target| &mut target.period);
    let remarks = remarks.into_iter().flatten().map(|remark| &mut remark.period);
    rows.chain(dated).chain(remarks).collect()
}

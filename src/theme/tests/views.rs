//! The sample views by their templates: one of each, fully filled.

use serde_json::{Value, to_value};

use crate::page::bars::{FooterView, TermsView};
use crate::page::card::TileView;
use crate::theme::{View, samples};

/// A view as its template sees it.
pub(super) struct Sample {
    pub(super) template: &'static str,
    /// The struct's name.
    pub(super) view: &'static str,
    pub(super) value: Value,
}

pub(super) fn views() -> Vec<Sample> {
    let (cards, facts) = (samples::cards(), samples::facts());
    vec![
        sample(&samples::home(&cards, 6, samples::stages())),
        sample(&samples::story(&cards, 0)),
        sample(&samples::poster(&cards[0], &facts)),
        sample(&samples::list(&cards)),
        sample(&samples::tags_page()),
        sample(&samples::author(&cards)),
        sample(&samples::authors()),
        sample(&samples::map()),
        sample(&samples::indicators()),
        sample(&samples::indicator(&cards)),
        sample(&samples::note()),
        sample(&samples::search()),
        sample(&samples::not_found()),
        sample(&samples::redirect()),
        sample(&samples::place()),
        sample(&TermsView(&samples::place())),
        sample(&FooterView {}),
        sample(&TileView { card: &cards[0], summary: true }),
        sample(&samples::chart_card(1)),
    ]
}

fn sample<V: View>(view: &V) -> Sample {
    let path = std::any::type_name::<V>().split('<').next().unwrap_or_default();
    let name = path.rsplit("::").next().unwrap_or_default();
    Sample { template: V::TEMPLATE, view: name, value: to_value(view).expect("views are plain data") }
}

//! One view struct for each kind of page, and the function that makes it from the site.

pub mod home;
pub mod indicator;
pub mod list;
pub mod map;
pub mod note;
pub mod parts;
pub mod story;

use std::hash::Hash;

use serde::Serialize;

use home::HomeView;
use indicator::{IndicatorView, IndicatorsView};
use list::ListView;
use map::MapView;
use note::{NotFoundView, NoteView, RedirectView, TagsView};
use parts::ChartCard;
use story::StoryView;

/// What a template sees of a page, and all it sees: the struct that is shown is the struct that is hashed.
pub trait View: Serialize + Hash {
    /// The template that shows it.
    const TEMPLATE: &'static str;
}

impl View for HomeView<'_> {
    const TEMPLATE: &'static str = "home.html";
}

impl View for StoryView<'_> {
    const TEMPLATE: &'static str = "story.html";
}

impl View for ListView<'_> {
    const TEMPLATE: &'static str = "list.html";
}

impl View for MapView {
    const TEMPLATE: &'static str = "map.html";
}

impl View for IndicatorView<'_> {
    const TEMPLATE: &'static str = "indicator.html";
}

impl View for IndicatorsView {
    const TEMPLATE: &'static str = "indicators.html";
}

impl View for NoteView {
    const TEMPLATE: &'static str = "page.html";
}

impl View for TagsView {
    const TEMPLATE: &'static str = "tags.html";
}

impl View for NotFoundView {
    const TEMPLATE: &'static str = "404.html";
}

impl View for RedirectView {
    const TEMPLATE: &'static str = "redirect.html";
}

/// A chart that stands in a text: the resolver renders it and puts it into the body.
impl View for ChartCard {
    const TEMPLATE: &'static str = "partials/figure.html";
}

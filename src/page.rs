//! Site → pages: which there are, what each shows (one view struct a kind), and the bytes that come of it.

pub mod author;
pub mod bars;
pub mod body;
pub mod card;
pub mod chrome;
pub mod dates;
pub mod figure;
pub mod head;
pub mod home;
pub mod indicator;
pub mod list;
pub mod map;
pub mod note;
pub mod parts;
pub mod poster;
pub mod press;
pub mod qr;
pub mod search;
pub mod share;
pub mod story;
pub mod terms;
pub mod voices;

use std::sync::Arc;

use crate::config::{Lang, SitePath, TermId};
use crate::diag::{Checked, Notes};
use crate::hashed::hash_of;
use crate::memo::{Made, Memo};
use crate::site::{EntryId, Site, addresses};
use crate::theme::View;
use press::Press;

/// A page, by what it shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// The home page.
    Home(Lang),
    /// A story.
    Story(Lang, EntryId),
    /// A story's poster.
    Poster(Lang, EntryId),
    /// A page that is no story.
    Note(Lang, EntryId),
    /// The nth page of a list of stories.
    List(Lang, list::Of, usize),
    /// The list of tags.
    Tags(Lang),
    /// The search page.
    Search(Lang),
    /// The nth page of an author, by the author's address.
    Author(Lang, String, usize),
    /// The list of authors.
    Authors(Lang),
    /// The map of two vocabularies.
    Map(Lang, (usize, usize)),
    /// The nth page of what citizens said.
    Voices(Lang, usize),
    /// All indicators.
    Indicators(Lang),
    /// An indicator, by its place in the data file.
    Indicator(Lang, usize),
    /// What stands where nothing is.
    NotFound,
    /// An old address, by its place among them.
    Redirect(usize),
}

/// A page and where it is published.
#[derive(Clone, Debug)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// Its address.
    pub address: SitePath,
}

/// Every page of a site.
#[must_use]
pub fn plan(site: &Site) -> Vec<Route> {
    let mut pages: Vec<Page> = site.config.langs().flat_map(|lang| plan_language(site, lang)).collect();
    pages.push(Page::NotFound);
    pages.extend((0..site.directory.aliases().len()).map(Page::Redirect));
    pages.into_iter().map(|page| Route { address: page.address(site), page }).collect()
}

fn plan_language(site: &Site, lang: Lang) -> Vec<Page> {
    let config = &site.config;
    let shelves = site.shelves(lang);
    let mut pages = vec![Page::Home(lang)];
    pages.extend(shelves.stories.iter().map(|id| Page::Story(lang, *id)));
    let posters = shelves.stories.iter().filter(|id| config.has_poster(site.entry(**id).document.meta.poster));
    pages.extend(posters.map(|id| Page::Poster(lang, *id)));
    pages.extend(shelves.pages.iter().map(|id| Page::Note(lang, *id)));
    let mut list = |of: list::Of, count: usize| {
        pages.extend((1..=addresses::pages(config, count)).map(|number| Page::List(lang, of.clone(), number)));
    };
    list(list::Of::Stories, shelves.stories.len());
    for (index, vocabulary) in config.vocabularies.iter().enumerate() {
        for at in 0..vocabulary.terms.len() {
            let id = TermId::new(index, at);
            list(list::Of::Term(id), shelves.of_term(id).len());
        }
    }
    for (slug, tag) in &shelves.tags {
        list(list::Of::Tag(slug.clone()), tag.stories.len());
    }
    for ((row, column), stories) in shelves.cells() {
        list(list::Of::Cell(row, column), stories.len());
    }
    pages.extend((!shelves.tags.is_empty()).then_some(Page::Tags(lang)));
    pages.extend(config.search.then_some(Page::Search(lang)));
    for (page, writer) in &shelves.authors {
        let numbers = 1..=addresses::pages(config, writer.stories.len());
        pages.extend(numbers.map(|number| Page::Author(lang, page.clone(), number)));
    }
    pages.extend((!shelves.authors.is_empty()).then_some(Page::Authors(lang)));
    pages.extend(config.map.map(|axes| Page::Map(lang, axes)));
    if !site.voices.is_empty() {
        let numbers = 1..=addresses::pages(config, site.voices.len());
        pages.extend(numbers.map(|number| Page::Voices(lang, number)));
    }
    pages.extend((!site.dataset.indicators.is_empty()).then_some(Page::Indicators(lang)));
    pages.extend((0..site.dataset.indicators.len()).map(|index| Page::Indicator(lang, index)));
    pages
}

impl Page {
    /// Where the page is published.
    fn address(&self, site: &Site) -> SitePath {
        let config = &site.config;
        match self {
            Self::Home(lang) => addresses::home(config, *lang),
            Self::Story(_, id) | Self::Note(_, id) => site.entry(*id).address.clone(),
            Self::Poster(_, id) => addresses::poster(&site.entry(*id).address),
            Self::List(lang, of, number) => addresses::nth_page(&of.address(config, *lang), *number),
            Self::Tags(lang) => addresses::tags(config, *lang),
            Self::Search(lang) => addresses::search(config, *lang),
            Self::Author(lang, page, number) => addresses::nth_page(&addresses::author(config, *lang, page), *number),
            Self::Authors(lang) => addresses::authors(config, *lang),
            Self::Map(lang, _) => addresses::map(config, *lang),
            Self::Voices(lang, number) => addresses::nth_page(&addresses::voices(config, *lang), *number),
            Self::Indicators(lang) => addresses::indicators(config, *lang),
            Self::Indicator(lang, index) => addresses::indicator(config, *lang, &site.dataset.indicators[*index].id),
            Self::NotFound => SitePath::home().join("404.html"),
            Self::Redirect(index) => site.directory.aliases()[*index].0.clone(),
        }
    }
}

/// A page's bytes, as they are kept, with what its template had to say.
#[derive(Clone, Debug)]
pub struct Printed<B> {
    /// The bytes and the notes.
    pub page: Arc<Checked<B>>,
    /// What its view was made from.
    seen: Seen,
}

impl<B> Printed<B> {
    /// A page that an earlier run made from what `key` says, and that had nothing to say.
    #[must_use]
    pub fn remembered(bytes: B, key: u64) -> Self {
        Self { page: Arc::new(Checked::fine(bytes)), seen: Seen { all: None, own: Some(key) } }
    }
}

/// A hash of what a page was made from, by which a later run may take it again; `None` for one whose template had
/// something to say, which would then not be said again.
#[must_use]
pub fn key<B>(made: &Made<SitePath, Printed<B>>) -> Option<u64> {
    made.value.page.notes.is_empty().then(|| made.value.seen.own.unwrap_or(made.hash))
}

/// Hashes of what a page's view is made from, for pages where these are cheaper to take than the view's own: the page is
/// the same where either is.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// Of that and of all that pages of its kind may show of other documents: next to nothing to take.
    all: Option<u64>,
    /// Of nothing but that.
    own: Option<u64>,
}

impl Seen {
    fn all(press: &Press<'_>, page: &Page) -> Option<u64> {
        Some(match page {
            Page::Story(lang, id) => {
                hash_of(&(press.edition(*lang).all, story::templates(press), press.site.text_hash(*id)))
            }
            Page::Poster(lang, _) => {
                hash_of(&(press.edition(*lang).all, press.theme.reach::<poster::PosterView<'_>>()))
            }
            Page::List(lang, ..) => hash_of(&(press.edition(*lang).all, press.theme.reach::<list::ListView<'_>>())),
            Page::Author(lang, ..) => {
                hash_of(&(press.edition(*lang).all, press.theme.reach::<author::AuthorView<'_>>()))
            }
            _ => return None,
        })
    }

    fn own(press: &Press<'_>, page: &Page) -> Option<u64> {
        match page {
            Page::Story(lang, id) => Some(story::seen(press, *lang, *id)),
            Page::Poster(lang, id) => Some(poster::seen(press, *lang, *id)),
            _ => None,
        }
    }
}

/// Pages by address, kept between builds.
pub type RenderMemo<B> = Memo<SitePath, Printed<B>>;

/// Says how the bytes of an address are kept.
pub type Keep<'a, B> = dyn Fn(&SitePath, Vec<u8>) -> B + Sync + 'a;

/// Makes a page, or takes it from the last build where nothing that it shows has changed.
#[must_use]
pub fn render<B: Clone + Send + Sync>(
    press: &Press<'_>,
    route: &Route,
    memo: &RenderMemo<B>,
    keep: &Keep<'_, B>,
) -> Made<SitePath, Printed<B>> {
    let Route { page, address } = route;
    let job = |seen: Seen| Job { press, memo, keep, address: address.clone(), seen };
    let last = memo.peek(address);
    // Most pages have not changed since the last build; not even their views are made then.
    let again = |seen: Seen, (hash, printed): (u64, &Printed<B>)| {
        let value = Printed { page: Arc::clone(&printed.page), seen };
        Made { key: address.clone(), hash, value, fresh: false }
    };
    let all = if memo.is_for_one_run() { None } else { Seen::all(press, page) };
    if let Some(last) = last.filter(|(_, printed)| all.is_some() && printed.seen.all == all) {
        return again(last.1.seen, last);
    }
    let own = Seen::own(press, page);
    let seen = Seen { all, own };
    if let Some(last) = last.filter(|(_, printed)| own.is_some() && printed.seen.own == own) {
        return again(seen, last);
    }
    print(job(seen), page)
}

fn print<B: Clone + Send + Sync>(job: Job<'_, '_, B>, page: &Page) -> Made<SitePath, Printed<B>> {
    let mut notes = Notes::new();
    let press = job.press;
    match page {
        Page::Home(lang) => {
            let view = home::view(press, *lang, &mut notes);
            job.print(*lang, &view, notes)
        }
        Page::Story(lang, id) => {
            let view = story::view(press, *lang, *id, &mut notes);
            job.print(*lang, &view, notes)
        }
        Page::Poster(lang, id) => job.print(*lang, &poster::view(press, *lang, *id), notes),
        Page::Note(lang, id) => {
            let view = note::view(press, *lang, *id, &mut notes);
            job.print(*lang, &view, notes)
        }
        Page::List(lang, of, number) => job.print(*lang, &list::view(press, *lang, of, *number), notes),
        Page::Tags(lang) => job.print(*lang, &note::tags(press, *lang), notes),
        Page::Search(lang) => job.print(*lang, &search::view(press, *lang), notes),
        Page::Author(lang, page, number) => job.print(*lang, &author::view(press, *lang, page, *number), notes),
        Page::Authors(lang) => job.print(*lang, &author::all(press, *lang), notes),
        Page::Map(lang, axes) => job.print(*lang, &map::view(press, *lang, *axes), notes),
        Page::Voices(lang, number) => job.print(*lang, &voices::view(press, *lang, *number), notes),
        Page::Indicators(lang) => job.print(*lang, &indicator::all(press, *lang), notes),
        Page::Indicator(lang, index) => job.print(*lang, &indicator::view(press, *lang, *index), notes),
        Page::NotFound => job.print(Lang::FIRST, &note::not_found(press), notes),
        Page::Redirect(index) => {
            let (alias, id) = &press.site.directory.aliases()[*index];
            let lang = press.site.entry(*id).document.lang;
            job.print(lang, &note::redirect(press, alias, *id), notes)
        }
    }
}

struct Job<'p, 'a, B> {
    press: &'p Press<'a>,
    memo: &'p RenderMemo<B>,
    keep: &'p Keep<'p, B>,
    address: SitePath,
    seen: Seen,
}

impl<B: Clone + Send + Sync> Job<'_, '_, B> {
    fn print<V: View>(self, lang: Lang, view: &V, mut notes: Notes) -> Made<SitePath, Printed<B>> {
        let Self { press, memo, keep, address, seen } = self;
        let frame = &press.edition(lang).frame;
        let hash = match seen.own {
            // Of another run only that is known, and it has changed.
            Some(own) if memo.is_for_one_run() => own,
            _ => hash_of(&(V::TEMPLATE, press.theme.reach::<V>(), view, frame.hash(), press.config().minify)),
        };
        let made = memo.recall(address.clone(), hash, || {
            let html = press.theme.render(frame, view).unwrap_or_else(|note| {
                notes.push(note);
                Vec::new()
            });
            Printed { page: Arc::new(Checked { value: keep(&address, html), notes }), seen }
        });
        Made { value: Printed { seen, ..made.value }, ..made }
    }
}

/// Says which template shows which view.
macro_rules! templates {
    ($($template:literal shows $view:ty;)*) => {
        $(impl View for $view {
            const TEMPLATE: &'static str = $template;
        })*
    };
}

templates! {
    "home.html" shows home::HomeView<'_>;
    "story.html" shows story::StoryView<'_>;
    "poster.html" shows poster::PosterView<'_>;
    "list.html" shows list::ListView<'_>;
    "map.html" shows map::MapView;
    "voices.html" shows voices::VoicesView;
    "indicator.html" shows indicator::IndicatorView<'_>;
    "indicators.html" shows indicator::IndicatorsView;
    "page.html" shows note::NoteView<'_>;
    "tags.html" shows note::TagsView;
    "search.html" shows search::SearchView;
    "author.html" shows author::AuthorView<'_>;
    "authors.html" shows author::AuthorsView;
    "404.html" shows note::NotFoundView;
    "redirect.html" shows note::RedirectView;
    "partials/nav.html" shows bars::NavView;
    "partials/terms.html" shows bars::TermsView<'_>;
    "partials/footer.html" shows bars::FooterView;
    "partials/card.html" shows card::TileView<'_>;
    "partials/figure.html" shows parts::ChartCard;
}

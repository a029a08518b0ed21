//! One request → one answer.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{HOST, HeaderValue, ORIGIN};
use hyper::{Method, Request, Response, StatusCode};
use serde_json::json;
use tokio::sync::mpsc;

use super::super::Preview;
use super::darkroom::Darkroom;
use super::{Newest, Place};
use crate::diag::Language;
use crate::output::{Blob, Picture};
use crate::picture::Shape;
use crate::source::{Content, SourcePath};
use crate::text::escaped;

/// What every answer says: take nothing for what it is not, keep nothing, give nothing to other sites.
const HEADERS: [(&str, &str); 3] = [
    ("x-content-type-options", "nosniff"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The script that only the preview has.
const SCRIPT: &str = include_str!("preview.js");

/// A body: whole, or events as they come.
pub(super) enum Answer {
    Whole(Full<Bytes>),
    Events(mpsc::Receiver<Bytes>),
}

impl Body for Answer {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match self.get_mut() {
            Self::Whole(body) => Pin::new(body).poll_frame(context),
            Self::Events(events) => events.poll_recv(context).map(|event| event.map(|bytes| Ok(Frame::data(bytes)))),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(body) => body.size_hint(),
            Self::Events(_) => SizeHint::default(),
        }
    }
}

/// Who may ask: pages of this server itself, by the names of this machine.
pub(super) struct Guard {
    hosts: Vec<String>,
    /// The portal's folder, which no file that is shown may lie outside of.
    root: PathBuf,
    darkroom: Darkroom,
}

impl Guard {
    pub(super) fn new(place: &Place) -> Self {
        let port = place.address.port();
        let names = [
            format!("localhost:{port}"),
            format!("127.0.0.1:{port}"),
            format!("[::1]:{port}"),
            place.address.to_string(),
        ];
        // Asked to listen to everyone, it cannot know by which name it is reached.
        let hosts = if place.address.ip().is_unspecified() { Vec::new() } else { names.to_vec() };
        let darkroom = Darkroom::default();
        Self { hosts, darkroom, root: std::fs::canonicalize(&place.root).unwrap_or_else(|_| place.root.clone()) }
    }

    fn knows(&self, host: &str) -> bool {
        self.hosts.is_empty() || self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
    }

    /// Answers a request.
    pub(super) fn answer(&self, request: &Request<Incoming>, newest: Newest) -> Response<Answer> {
        let mut hosts = request.headers().get_all(HOST).iter();
        let (Some(host), None) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next()) else {
            return plain(StatusCode::BAD_REQUEST, "no host");
        };
        let own = format!("http://{host}");
        let mut origins = request.headers().get_all(ORIGIN).iter();
        if !self.knows(host) || origins.any(|origin| !origin.as_bytes().eq_ignore_ascii_case(own.as_bytes())) {
            return plain(StatusCode::FORBIDDEN, "");
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "");
            refusal.headers_mut().insert("allow", HeaderValue::from_static("GET, HEAD"));
            return refusal;
        }
        match request.uri().path() {
            "/_hibi/events" if *request.method() == Method::HEAD => with_type(StatusCode::OK, EVENTS, Vec::new()),
            "/_hibi/events" => events(newest),
            "/_hibi/preview.js" => {
                with_type(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec())
            }
            "/_hibi/page" => about_page(request.uri().query().unwrap_or_default(), &newest.borrow()),
            path => {
                // Let go of at once: a photo may take a while, and the next state must not wait for it.
                let preview = Arc::clone(&newest.borrow());
                self.page(path, &preview)
            }
        }
    }

    /// A page or a file of the portal.
    fn page(&self, path: &str, preview: &Preview) -> Response<Answer> {
        if preview.is_without_portal() {
            return mistakes(preview);
        }
        let path = decode(path);
        let Some(inside) = path.strip_prefix(preview.base.as_str()) else {
            return if path == "/" || format!("{path}/") == preview.base {
                moved(&preview.base)
            } else {
                missing(&path, preview)
            };
        };
        let file = page_file(inside);
        match preview.output.get(&file) {
            Some(Blob::Bytes(bytes)) if file.ends_with(".html") => html(StatusCode::OK, bytes, preview),
            Some(Blob::Bytes(bytes)) => with_type(StatusCode::OK, kind(&file), bytes.to_vec()),
            Some(Blob::File { path, .. }) => match self.read(path) {
                Some(bytes) => with_type(StatusCode::OK, kind(&file), bytes),
                None => missing(&file, preview),
            },
            Some(Blob::Picture(picture, shape)) => match self.make(picture, *shape) {
                Some(bytes) => with_type(StatusCode::OK, kind(&file), bytes),
                None => missing(&file, preview),
            },
            None if preview.output.get(&format!("{file}/index.html")).is_some() => {
                moved(&format!("{}{}/", preview.base, crate::config::address::encode(inside)))
            }
            None => missing(&file, preview),
        }
    }

    /// A photo is left on the disk; what now leads out of the portal in its place is not followed.
    fn read(&self, path: &Path) -> Option<Vec<u8>> {
        let path = std::fs::canonicalize(path).ok().filter(|path| path.starts_with(&self.root))?;
        std::fs::read(path).ok()
    }

    fn make(&self, picture: &Picture, shape: Shape) -> Option<Vec<u8>> {
        self.darkroom.picture(picture, shape, || match &picture.content {
            Content::File { path, .. } => self.read(path),
            _ => picture.read().ok().map(Cow::into_owned),
        })
    }
}

/// The file of the portal that stands at an address.
fn page_file(inside: &str) -> String {
    if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() }
}

fn with_type(status: StatusCode, kind: &'static str, body: Vec<u8>) -> Response<Answer> {
    let mut response = Response::new(Answer::Whole(Full::new(Bytes::from(body))));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in HEADERS.into_iter().chain([("content-type", kind)]) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn plain(status: StatusCode, text: &str) -> Response<Answer> {
    with_type(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

fn moved(to: &str) -> Response<Answer> {
    let mut response = plain(StatusCode::FOUND, "");
    // Base and address are percent-encoded by now, so nothing in them can end the header's line.
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert("location", to);
    }
    response
}

/// The portal's own page for what is not there; for a hidden document, why it is hidden.
fn missing(file: &str, preview: &Preview) -> Response<Answer> {
    if let Some(text) = why_hidden(file, preview) {
        return html(StatusCode::NOT_FOUND, small_page(preview.language, &text, &[]).as_bytes(), preview);
    }
    match preview.output.get("404.html") {
        Some(Blob::Bytes(bytes)) => html(StatusCode::NOT_FOUND, bytes, preview),
        _ => html(StatusCode::NOT_FOUND, small_page(preview.language, "404", &[]).as_bytes(), preview),
    }
}

/// What stands everywhere until there is a portal.
fn mistakes(preview: &Preview) -> Response<Answer> {
    let title = match preview.language {
        Language::Ja => "まちがいがあるので、まだページを作れません。直すと、この画面は自動で変わります。",
        Language::En => {
            "There are mistakes, so there are no pages yet. This page changes by itself when they are mended."
        }
    };
    let excerpts: Vec<&str> = preview.problems.iter().map(|problem| problem.excerpt.as_str()).collect();
    html(StatusCode::SERVICE_UNAVAILABLE, small_page(preview.language, title, &excerpts).as_bytes(), preview)
}

/// A page of the preview's own.
fn small_page(language: Language, text: &str, excerpts: &[&str]) -> String {
    let text = escaped(text);
    let mut page = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
        <title>{text}</title><style>body{{margin:2rem;font:1rem/1.8 system-ui,sans-serif}}pre{{overflow:auto}}</style></head>\
        <body><h1>{text}</h1>",
        tag(language)
    );
    for excerpt in excerpts {
        let _ = write!(page, "<pre>{}</pre>", escaped(excerpt));
    }
    page + "</body></html>"
}

fn tag(language: Language) -> &'static str {
    match language {
        Language::Ja => "ja",
        Language::En => "en",
    }
}

fn why_hidden(file: &str, preview: &Preview) -> Option<String> {
    // Addresses of pages are often typed without their last stroke.
    let page = || preview.hidden(&format!("{file}/index.html"));
    let (source, reason) = preview.hidden(file).or_else(page)?;
    Some(hidden_text(preview.language, source.as_str(), reason))
}

fn hidden_text(language: Language, file: &str, reason: &str) -> String {
    match (language, reason) {
        (Language::Ja, "draft") => {
            format!("{file} は下書き（draft: true）なので、公開されません。見るには -D をつけて始めてください。")
        }
        (Language::Ja, "future") => {
            format!("{file} は公開の日がまだなので、出ません。見るには -F をつけて始めてください。")
        }
        (Language::Ja, _) => format!("{file} は掲載の期限を過ぎたので、出ません。見るには -E をつけて始めてください。"),
        (Language::En, "draft") => {
            format!("{file} is a draft (draft: true) and not published. Start with -D to see it.")
        }
        (Language::En, "future") => format!("{file} is not published before its day. Start with -F to see it."),
        (Language::En, _) => format!("{file} is no longer current. Start with -E to see it."),
    }
}

/// A page with the preview's script before its end.
fn html(status: StatusCode, page: &[u8], preview: &Preview) -> Response<Answer> {
    // A page that stands for another must be asked for again when that one comes.
    let stand_in = match status {
        StatusCode::OK => "",
        StatusCode::NOT_FOUND => " data-missing",
        _ => " data-missing=\"portal\"",
    };
    let script =
        format!("<script src=\"/_hibi/preview.js\" data-version=\"{}\"{stand_in} defer></script>", preview.version);
    let end = page.windows(7).rposition(|part| part == b"</body>").unwrap_or(page.len());
    let body = [&page[..end], script.as_bytes(), &page[end..]].concat();
    with_type(status, "text/html; charset=utf-8", body)
}

/// What the editor's bar shows of a page.
fn about_page(query: &str, preview: &Preview) -> Response<Answer> {
    let path = decode(query.strip_prefix("path=").unwrap_or_default());
    let file = page_file(path.strip_prefix(preview.base.as_str()).unwrap_or_default());
    let origin = preview.origin(&file);
    let source = origin.map(|document| &document.file).or_else(|| preview.hidden(&file).map(|(source, _)| source));
    let body = json!({
        "version": preview.version,
        "file": source.map(SourcePath::as_str),
        "terms": origin.map(|document| preview.terms(document)),
        "warnings": source.map(|source| preview.warnings(source)).unwrap_or_default(),
        "problems": preview.problems,
        "more": preview.more_problems,
        "missing": preview.output.get(&file).is_none(),
        "hidden": why_hidden(&file, preview),
        "language": tag(preview.language),
    });
    with_type(StatusCode::OK, "application/json", body.to_string().into_bytes())
}

const EVENTS: &str = "text/event-stream";
/// How often a word is sent to a page, so that one that is gone is noticed.
const BREATH: Duration = Duration::from_secs(20);

/// The channel by which pages learn of changes.
fn events(mut newest: Newest) -> Response<Answer> {
    let (tell, events) = mpsc::channel(4);
    tokio::spawn(async move {
        let mut hello = true;
        loop {
            let event = event(&newest.borrow_and_update(), hello);
            if tell.send(Bytes::from(event)).await.is_err() {
                return;
            }
            hello = tokio::select! {
                () = tell.closed() => return,
                more = newest.changed() => match more {
                    Ok(()) => false,
                    // Nothing will change any more; the page may go on listening all the same.
                    Err(_) => return tell.closed().await,
                },
                () = tokio::time::sleep(BREATH) => true,
            };
        }
    });
    let mut response = with_type(StatusCode::OK, EVENTS, Vec::new());
    *response.body_mut() = Answer::Events(events);
    response
}

fn event(preview: &Preview, hello: bool) -> String {
    let body = json!({
        "version": preview.version,
        "hello": hello,
        "base": preview.base,
        "changed": if hello { &[][..] } else { &preview.changed },
        "styles": if hello { &[][..] } else { &preview.styles },
        "problems": preview.problems,
        "more": preview.more_problems,
        "language": tag(preview.language),
    });
    format!("data: {body}\n\n")
}

/// A path without percent signs.
fn decode(path: &str) -> String {
    crate::text::percent_decoded(path).into_owned()
}

fn kind(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "xml" => "application/xml; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

//! One request → one answer.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body_util::Full;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{HOST, HeaderValue, ORIGIN};
use hyper::{Method, Request, Response, StatusCode};
use serde_json::json;
use tokio::sync::mpsc;

use super::super::Preview;
use super::Newest;
use crate::diag::Language;
use crate::output::Blob;
use crate::text::escaped;

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
}

impl Guard {
    pub(super) fn new(address: SocketAddr) -> Self {
        let port = address.port();
        let mut hosts = vec![format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}"), address.to_string()];
        if address.ip().is_unspecified() {
            // Asked to listen to everyone, it cannot know by which name it is reached.
            hosts.clear();
        }
        Self { hosts }
    }

    fn knows(&self, host: &str) -> bool {
        self.hosts.is_empty() || self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
    }

    /// Answers a request.
    pub(super) fn answer(&self, request: &Request<Incoming>, newest: Newest) -> Response<Answer> {
        let Some(host) = request.headers().get(HOST).and_then(|host| host.to_str().ok()) else {
            return plain(StatusCode::BAD_REQUEST, "no host");
        };
        let origin = request.headers().get(ORIGIN).map(|origin| origin.to_str().unwrap_or("null"));
        let own_origin = origin.is_none_or(|origin| origin.strip_prefix("http://").is_some_and(|host| self.knows(host)));
        if !self.knows(host) || !own_origin {
            return plain(StatusCode::FORBIDDEN, "");
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return plain(StatusCode::METHOD_NOT_ALLOWED, "");
        }
        match request.uri().path() {
            "/_hibi/events" => events(newest),
            "/_hibi/preview.js" => with_type(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec()),
            "/_hibi/page" => about_page(request.uri().query().unwrap_or_default(), &newest.borrow()),
            path => page(path, &newest.borrow()),
        }
    }
}

fn with_type(status: StatusCode, kind: &'static str, body: Vec<u8>) -> Response<Answer> {
    let mut response = Response::new(Answer::Whole(Full::new(Bytes::from(body))));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [("content-type", kind), ("x-content-type-options", "nosniff"), ("cache-control", "no-store")] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn plain(status: StatusCode, text: &str) -> Response<Answer> {
    with_type(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

/// A page or a file of the portal.
fn page(path: &str, preview: &Preview) -> Response<Answer> {
    let path = decode(path);
    let Some(inside) = path.strip_prefix(preview.base.as_str()) else {
        return if path == "/" || format!("{path}/") == preview.base { moved(&preview.base) } else { missing(&path, preview) };
    };
    let file = if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() };
    match preview.output.get(&file) {
        Some(Blob::Bytes(bytes)) if file.ends_with(".html") => html(StatusCode::OK, bytes, preview),
        Some(Blob::Bytes(bytes)) => with_type(StatusCode::OK, kind(&file), bytes.to_vec()),
        Some(Blob::File { path, .. }) => match std::fs::read(path) {
            Ok(bytes) => with_type(StatusCode::OK, kind(&file), bytes),
            Err(_) => missing(inside, preview),
        },
        None if preview.output.get(&format!("{file}/index.html")).is_some() => {
            moved(&format!("{}{}/", preview.base, crate::config::address::encode(inside)))
        }
        None => missing(&file, preview),
    }
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
    if let Some((source, reason)) = preview.hidden.get(file) {
        let text = hidden_text(preview.language, source.as_str(), reason);
        let page = format!("<!doctype html><html><meta charset=\"utf-8\"><title>{0}</title><body><p>{0}</p></body></html>", escaped(&text));
        return html(StatusCode::NOT_FOUND, page.as_bytes(), preview);
    }
    match preview.output.get("404.html") {
        Some(Blob::Bytes(bytes)) => html(StatusCode::NOT_FOUND, bytes, preview),
        _ => html(StatusCode::NOT_FOUND, b"<!doctype html><html><meta charset=\"utf-8\"><title>404</title><body></body></html>", preview),
    }
}

fn hidden_text(language: Language, file: &str, reason: &str) -> String {
    match (language, reason) {
        (Language::Ja, "draft") => format!("{file} は下書き（draft: true）なので、公開されません。見るには -D をつけて始めてください。"),
        (Language::Ja, "future") => format!("{file} は公開の日がまだなので、出ません。見るには -F をつけて始めてください。"),
        (Language::Ja, _) => format!("{file} は掲載の期限を過ぎたので、出ません。見るには -E をつけて始めてください。"),
        (Language::En, "draft") => format!("{file} is a draft (draft: true) and not published. Start with -D to see it."),
        (Language::En, "future") => format!("{file} is not published before its day. Start with -F to see it."),
        (Language::En, _) => format!("{file} is no longer current. Start with -E to see it."),
    }
}

/// A page with the preview's script before its end.
fn html(status: StatusCode, page: &[u8], preview: &Preview) -> Response<Answer> {
    let mut script = String::new();
    let _ = write!(script, "<script src=\"/_hibi/preview.js\" data-version=\"{}\" defer></script>", preview.version);
    let end = page.windows(7).rposition(|part| part == b"</body>").unwrap_or(page.len());
    let mut body = Vec::with_capacity(page.len() + script.len());
    body.extend_from_slice(&page[..end]);
    body.extend_from_slice(script.as_bytes());
    body.extend_from_slice(&page[end..]);
    with_type(status, "text/html; charset=utf-8", body)
}

/// What the editor's bar shows of a page.
fn about_page(query: &str, preview: &Preview) -> Response<Answer> {
    let path = decode(query.strip_prefix("path=").unwrap_or_default());
    let inside = path.strip_prefix(preview.base.as_str()).unwrap_or_default();
    let file = if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() };
    let origin = preview.origins.get(&file);
    let warnings = origin.map(|origin| preview.warnings(&origin.file)).unwrap_or_default();
    let body = json!({
        "file": origin.map(|origin| origin.file.as_str()),
        "terms": origin.map(|origin| &origin.terms),
        "warnings": warnings,
        "problems": preview.problems,
        "language": if preview.language == Language::Ja { "ja" } else { "en" },
    });
    with_type(StatusCode::OK, "application/json", body.to_string().into_bytes())
}

/// The channel by which pages learn of changes.
fn events(mut newest: Newest) -> Response<Answer> {
    let (tell, events) = mpsc::channel(4);
    tokio::spawn(async move {
        let mut hello = true;
        loop {
            let event = {
                let preview = newest.borrow_and_update();
                event(&preview, hello)
            };
            hello = false;
            if tell.send(Bytes::from(event)).await.is_err() {
                return;
            }
            // A word now and then, so that a page that is gone is noticed.
            let wait = tokio::time::timeout(std::time::Duration::from_secs(20), newest.changed());
            match wait.await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return,
                Err(_) => hello = true,
            }
        }
    });
    let mut response = Response::new(Answer::Events(events));
    let headers = response.headers_mut();
    headers.insert("content-type", HeaderValue::from_static("text/event-stream"));
    headers.insert("cache-control", HeaderValue::from_static("no-store"));
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
        "language": if preview.language == Language::Ja { "ja" } else { "en" },
    });
    format!("data: {body}\n\n")
}

/// A path without percent signs.
fn decode(path: &str) -> String {
    crate::text::percent_decoded(path)
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

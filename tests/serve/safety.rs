//! Who is answered and with what: hosts, origins, methods, paths, garbage, slow ones.

use std::fs;
use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use super::place::Preview;
use super::town;

#[test]
fn only_pages_of_this_machine_are_answered() {
    let preview = Preview::of(&town(), &[]);
    let port = preview.host.rsplit_once(':').unwrap().1;
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(preview.ask("GET", "/", &format!("Host: {host}:{port}\r\n")).status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:80",
        "localhost",
        "localhost:1",
        "127.0.0.1.nip.io",
        "",
        "localhost:1@evil",
        "0.0.0.0",
    ] {
        let answer = preview.ask("GET", "/", &format!("Host: {host}\r\nX-Forwarded-Host: localhost:{port}\r\n"));
        assert!(matches!(answer.status, 400 | 403) && answer.body.is_empty(), "{host}: {answer:?}");
    }
    assert!(preview.raw(b"GET / HTTP/1.1\r\n\r\n").starts_with(b"HTTP/1.1 400"));
    assert!(preview.raw(b"GET / HTTP/1.0\r\n\r\n").starts_with(b"HTTP/1.0 400"));
    let twice = format!("GET / HTTP/1.1\r\nHost: {0}\r\nHost: {0}\r\n\r\n", preview.host);
    assert!(preview.raw(twice.as_bytes()).starts_with(b"HTTP/1.1 400"));
    let own = format!("http://{}", preview.host);
    for path in ["/", "/_hibi/events", "/_hibi/page?path=/"] {
        let foreign =
            ["http://evil.example", "null", "https://localhost", "http://127.0.0.1", "http://localhost:1", "file://"];
        for origin in foreign
            .map(str::to_owned)
            .into_iter()
            .chain([format!("{own}.evil.example"), format!("http://localhost:{port}")])
        {
            let answer = preview.ask("GET", path, &format!("Origin: {origin}\r\n"));
            assert_eq!((answer.status, answer.body.len()), (403, 0), "{path} for {origin}");
            assert!(answer.header("access-control-allow-origin").is_none());
        }
    }
    let answer = preview.ask("GET", "/", &format!("Origin: {own}\r\n"));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"] {
        let status = preview.ask(method, "/", "").status;
        assert!(matches!(status, 400 | 405), "{method}: {status}");
    }
    let head = preview.ask("HEAD", "/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(preview.ask("HEAD", "/_hibi/events", "").status, 200);
}

#[test]
fn no_path_leads_to_a_file_outside_the_portal() {
    let preview = Preview::of(&town(), &[]);
    preview.write("secret.txt", "secret");
    preview.write("content/stories/plain.txt", "secret");
    let ups = [
        "..",
        "%2e%2e",
        "%2E%2e",
        ".%2e",
        "..%00",
        "%252e%252e",
        "..;",
        "%c0%ae%c0%ae",
        "%uff0e%uff0e",
        "..%5c..",
        "..\\..",
        "....",
    ];
    let strokes = ["/", "%2f", "%5c", "\\", "//", "/./", "%252f", "%c0%af"];
    let goals = ["secret.txt", "site.toml", "content/stories/asa.md", "etc/passwd"];
    let mut asked = 0;
    for up in ups {
        for stroke in strokes {
            for goal in goals {
                for deep in [1, 3] {
                    let path = format!("/{}{goal}", format!("{up}{stroke}").repeat(deep));
                    let answer = preview.ask("GET", &path, "");
                    assert!(matches!(answer.status, 302 | 400 | 404), "{path}: {}", answer.status);
                    let text = String::from_utf8_lossy(&answer.body);
                    assert!(
                        !text.contains("secret") && !text.contains("root:") && !text.contains("base_url"),
                        "{path}"
                    );
                    asked += 1;
                }
            }
        }
    }
    assert!(asked >= 768);
}

#[test]
fn no_odd_path_is_followed() {
    let preview = Preview::of(&town(), &[]);
    preview.write("content/stories/plain.txt", "secret");
    let whole = preview.path("site.toml").display().to_string();
    for path in [
        whole.as_str(),
        "/@fs/etc/passwd",
        "/site.toml?raw",
        "/content/stories/asa.md",
        "/C:/Windows/win.ini",
        "file:///etc/passwd",
        "//etc/passwd",
        "/stories/plain.txt",
        "/static/",
        "/assets/",
        "/.git/config",
        "/%00",
        "/stories/asa/index.html%00.txt",
        "/~root",
    ] {
        let answer = preview.ask("GET", path, "");
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!String::from_utf8_lossy(&answer.body).contains("root:"), "{path}");
    }
    let answer = preview.get("/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assert!(answer.status == 404 && !answer.text().contains("<script>alert"));
    let split = preview.get("/stories/asa%0d%0aX-Evil:%201");
    assert!(split.status == 404 && split.header("x-evil").is_none());
    assert!(preview.get("//evil.example/..").header("location").is_none());
    assert_eq!(preview.get("/tags/%E5%B7%9D/").status, 200);
    assert_eq!(preview.get("/tags/%E5%B7%9D").header("location"), Some("/tags/%E5%B7%9D/"));
    // A photo that turns into a link that leads out is not followed, whether the change was noticed or not.
    fs::remove_file(preview.path("content/stories/asa.png")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", preview.path("content/stories/asa.png")).unwrap();
    for _ in 0..20 {
        let answer = preview.get("/stories/asa/asa.png");
        assert!(!String::from_utf8_lossy(&answer.body).contains("root:"));
    }
}

#[test]
fn garbage_is_refused_and_slow_ones_do_not_stop_others() {
    let preview = Preview::of(&town(), &[]);
    let host = &preview.host;
    let long = "a".repeat(1 << 20);
    let requests: Vec<Vec<u8>> = vec![
        b"\0\xff\xfe garbage \r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        format!("GET / HTTP/9.9\r\nHost: {host}\r\n\r\n").into_bytes(),
        format!("GET /{long} HTTP/1.1\r\nHost: {host}\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {long}\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\n{}\r\n", "A: b\r\n".repeat(5000)).into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab").into_bytes(),
        format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n\r\n{long}", long.len()).into_bytes(),
        format!("GET / HTTP/1.1\r\nHost : {host}\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nRange: bytes=9-1,x,--\r\nConnection: close\r\n\r\n").into_bytes(),
    ];
    for request in &requests {
        let shown = String::from_utf8_lossy(&request[..request.len().min(60)]).into_owned();
        let answer = preview.raw(request);
        let status = String::from_utf8_lossy(&answer[..answer.len().min(12)]).into_owned();
        let fine = answer.is_empty() || status.starts_with("HTTP/1.1 4") || status == "HTTP/1.1 200";
        assert!(fine, "{shown}: {status}");
    }
    // Two hundred who begin to ask and never end.
    let slow: Vec<_> = (0..200).map(|_| preview.connect()).collect();
    for mut stream in &slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x").unwrap();
    }
    // Sixty tabs that listen.
    let tabs: Vec<_> = (0..60).map(|_| preview.events()).collect();
    let started = Instant::now();
    assert_eq!(preview.get("/").status, 200);
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    drop(tabs);
    // They are sent away in the end.
    let mut first = &slow[0];
    first.set_read_timeout(Some(Duration::from_secs(8))).unwrap();
    let mut left = Vec::new();
    assert!(first.read_to_end(&mut left).is_ok(), "a slow one may stay for ever");
    assert_eq!(preview.get("/").status, 200);
}

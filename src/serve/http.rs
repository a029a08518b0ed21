//! Answering browsers: pages from memory, nothing else. There is no path to a file here, so there is none to guard.

mod answer;
mod darkroom;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, oneshot, watch};

use super::{End, Preview, for_runtime};
use answer::{Answer, Guard};

/// How many browsers may be connected at once.
const CONNECTIONS: usize = 512;
/// How long a browser may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(5);
/// The largest head of a request, in bytes.
const HEAD: usize = 32 << 10;

/// The newest state of the preview.
pub(super) type Newest = watch::Receiver<Arc<Preview>>;

/// Where the preview is reached, and where the portal's files lie.
pub(super) struct Place {
    pub(super) address: SocketAddr,
    pub(super) root: PathBuf,
}

/// Answers until the program is told to end. Who asks before the first state is there waits for it.
pub(super) fn serve(listener: std::net::TcpListener, place: Place, first: oneshot::Receiver<Newest>) -> End {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let Ok(runtime) = runtime else { return End::Deserted };
    let end = runtime.block_on(async {
        tokio::select! {
            () = answer(listener, place, first) => End::Deserted,
            () = told_to_end() => End::Told,
        }
    });
    // Open connections are not waited for: they are only previews.
    runtime.shutdown_background();
    end
}

/// Answers as long as somebody builds.
async fn answer(listener: std::net::TcpListener, place: Place, first: oneshot::Receiver<Newest>) {
    let Ok(newest) = first.await else { return };
    let mut states = newest.clone();
    tokio::select! {
        () = accept(listener, place, newest) => {}
        () = async { while states.changed().await.is_ok() {} } => {}
    }
}

async fn accept(listener: std::net::TcpListener, place: Place, newest: Newest) {
    let Ok(listener) = for_runtime(listener) else { return };
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    let guard = Arc::new(Guard::new(&place));
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let (newest, guard) = (newest.clone(), Arc::clone(&guard));
                tokio::spawn(async move {
                    connection(stream, newest, guard).await;
                    drop(seat);
                });
            }
            // Out of descriptors, say: others may close theirs in a moment.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(stream: TcpStream, newest: Newest, guard: Arc<Guard>) {
    let service = service_fn(move |request: Request<Incoming>| {
        let (newest, guard) = (newest.clone(), Arc::clone(&guard));
        async move { Ok::<Response<Answer>, Infallible>(guard.answer(&request, newest)) }
    });
    let mut http = http1::Builder::new();
    // Some clients say that they have asked all before they listen.
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(HEAD).half_close(true);
    // A browser that goes away in the middle is no mistake.
    let _ = http.serve_connection(TokioIo::new(stream), service).await;
}

#[cfg(unix)]
async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return interrupted().await };
    tokio::select! {
        () = interrupted() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_end() {
    interrupted().await;
}

async fn interrupted() {
    // If the signal cannot be listened for, the system ends the program by itself.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

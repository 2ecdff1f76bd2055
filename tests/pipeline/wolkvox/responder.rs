//! A server of scripted bytes on this computer: it can cut, stall and lie as no honest one does.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A step of an answer.
#[derive(Clone)]
pub(crate) enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// Sends these bytes one by one, with a pause after each.
    Drip(Vec<u8>, Duration),
}

/// Listens until dropped; the last script answers every later connection.
pub(crate) struct Responder {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Responder {
    pub(crate) fn start(scripts: Vec<Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback is there");
        let address = listener.local_addr().expect("it is bound");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&heard);
        thread::spawn(move || {
            for (number, stream) in listener.incoming().flatten().enumerate() {
                let script = scripts.get(number).or(scripts.last()).cloned().unwrap_or_default();
                let log = Arc::clone(&log);
                thread::spawn(move || answer(stream, &script, &log));
            }
        });
        Responder { address, heard }
    }

    /// One whole answer to every request.
    pub(crate) fn saying(answer: impl Into<Vec<u8>>) -> Self {
        Responder::start(vec![vec![Step::Send(answer.into())]])
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// The heads of all requests so far.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("no test panics while holding it").clone()
    }
}

fn answer(mut stream: TcpStream, script: &[Step], log: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    let mut piece = [0; 4096];
    while !head.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(count) => head.extend_from_slice(&piece[..count]),
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    log.lock().expect("no test panics while holding it").push(head);
    for step in script {
        let done = match step {
            Step::Send(bytes) => stream.write_all(bytes),
            Step::Wait(pause) => {
                thread::sleep(*pause);
                Ok(())
            }
            Step::Drip(bytes, pause) => bytes.iter().try_for_each(|byte| {
                thread::sleep(*pause);
                stream.write_all(&[*byte])
            }),
        };
        if done.is_err() {
            return;
        }
    }
}

/// An answer with a length.
pub(crate) fn http(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut answer = format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n{headers}\r\n"
    )
    .into_bytes();
    answer.extend_from_slice(body);
    answer
}

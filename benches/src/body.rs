//! The largest answer wolkvox gives, over HTTP into a segment: its rows must leave memory as they
//! arrive.

use crate::args::Args;
use crate::figures::{Figure, median, timed};
use crate::rows::{Draw, Draws};
use crate::{Result, child, data, world};
use atalaya_core::archive::{Place, Subject, Swap};
use atalaya_core::secret::Token;
use atalaya_core::time::Window;
use atalaya_core::wolkvox::{Client, Endpoint, Limits, ask};
use chrono::DateTime;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use tokio_util::sync::CancellationToken;

/// Just below the 256 MiB that wolkvox documents.
const BYTES: usize = 255 << 20;
const FILE: &str = "body.json";
const TURNS: usize = 3;
/// Of memory, in MB.
const PEAK: f64 = 200.0;

/// The window of an answer's rows.
pub(crate) fn window() -> Window {
    Window::day(world::today() - chrono::Days::new(1))
}

/// A record of `agent_2`, behind a comma unless it is the first.
pub(crate) fn write_record(draw: &Draw, text: &mut String) {
    let moment = |at: i64| DateTime::from_timestamp(at, 0).unwrap_or_default();
    let (from, to) = (moment(draw.at), moment(draw.at + draw.seconds));
    let (from, to) = (from.format("%Y-%m-%d %H:%M:%S"), to.format("%Y-%m-%d %H:%M:%S"));
    let mut call = String::new();
    draw.write_call(&mut call);
    let mut phone = String::new();
    draw.write_phone(&mut phone);
    let record = format_args!(
        "{{\"agent_id\":\"{:04}\",\"agent_status\":\"{}\",\"time\":\"00:{:02}:{:02}\",\
         \"date_ini\":\"{from}\",\"date_end\":\"{to}\",\"conn_id\":\"{call}\",\
         \"type_interaction\":\"{}\",\"destiny\":\"{:04}\",\"telephone\":\"{phone}\",\
         \"campaign_id\":\"{}\"}}",
        draw.agent,
        draw.state(),
        draw.seconds / 60,
        draw.seconds % 60,
        draw.kind(),
        draw.customer % 10_000,
        draw.campaign,
    );
    text.write_fmt(record).expect("text grows in memory");
}

/// An answer of so many records.
pub(crate) fn answer(records: usize) -> String {
    let mut draws = Draws::new(2);
    let start = window().from.and_utc().timestamp();
    let mut text = String::from("{\"code\":\"200\",\"error\":null,\"msg\":\"\",\"data\":[");
    for record in 0..records {
        if record > 0 {
            text.push(',');
        }
        let at = start + 86_400 * record as i64 / records as i64;
        write_record(&draws.next(at), &mut text);
    }
    text.push_str("]}");
    text
}

/// Writes the largest answer.
pub(crate) fn make(folder: &Path, args: &Args) -> Result<()> {
    let mut draws = Draws::new(256);
    let start = window().from.and_utc().timestamp();
    let mut file = BufWriter::new(File::create(folder.join(FILE))?);
    let mut text = String::from("{\"code\":\"200\",\"error\":null,\"msg\":\"\",\"data\":[");
    let (mut bytes, mut record) = (0, 0);
    while bytes + 1024 < args.sized(BYTES) {
        if record > 0 {
            text.push(',');
        }
        write_record(&draws.next(start + record / 12 % 86_400), &mut text);
        file.write_all(text.as_bytes())?;
        bytes += text.len();
        record += 1;
        text.clear();
    }
    file.write_all(b"]}")?;
    Ok(file.flush()?)
}

pub(crate) fn run(args: &Args) -> Result<Vec<Figure>> {
    let file = data::ready(data::BODY, args)?.join(FILE);
    let bytes = usize::try_from(std::fs::metadata(&file)?.len())?;
    let port = serve(file)?;
    let (mut times, mut peaks) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let measured = child::measure("body", args, Some(port))?;
        times.push(measured.sample()?);
        peaks.extend(measured.peak);
    }
    let what = format!("{} MiB received, parsed and kept", bytes >> 20);
    let mut figures = vec![Figure::rate(what, bytes, median(times))];
    figures.extend(Figure::peak(peaks.into_iter().reduce(f64::max), Some(PEAK)));
    Ok(figures)
}

/// Gives that file to whoever connects, whatever is asked.
fn serve(file: PathBuf) -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            // A child that went away has said why.
            drop(give(connection, &file));
        }
    });
    Ok(port)
}

fn give(mut connection: TcpStream, file: &Path) -> Result<()> {
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let mut file = File::open(file)?;
    let length = file.metadata()?.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n"
    );
    connection.write_all(head.as_bytes())?;
    std::io::copy(&mut file, &mut connection)?;
    Ok(())
}

pub(crate) fn measure(args: &Args) -> Result<Vec<Figure>> {
    let port = args.port.ok_or("no server")?;
    let folder = tempfile::tempdir_in(args.folder())?;
    let app = world::open(folder.path())?;
    let operation = app.add_place("Operación inventada", Place::Loopback(port), None)?.id;
    let report = app.report("agent_2")?;
    let params = [("agent_id".to_owned(), "0001".to_owned())].into();
    let subject = Subject { operation, report: report.code.clone(), params };
    let client =
        Client::new(Endpoint::Loopback(port), &Token::read("invented")?, Limits::default())?;
    let (ms, rows) = timed(|| {
        world::runtime()?.block_on(async {
            let staging = app.archive().stage(&subject, &report, window())?;
            let cancel = CancellationToken::new();
            let heard = |_| {};
            let asked =
                ask(&client, &report, &subject.params, window(), staging, &heard, &cancel).await;
            let (_, staging) = asked.map_err(|refusal| refusal.error)?;
            let rows = staging.rows();
            let windows = vec![staging.finish(data::closed())?.into()];
            let swap = Swap { subject: subject.clone(), grain: report.grain, windows };
            app.archive().commit(swap)?;
            Ok(rows)
        })
    })?;
    if rows == 0 {
        return Err("no rows of the largest answer were kept".into());
    }
    Ok(vec![Figure::ms("received, parsed and kept", ms)])
}

//! What status, body code and words mean together.

use super::lists::{CANARY, asked, code, rows};
use super::responder::{Responder, http};
use atalaya_core::Code;
use atalaya_core::reports::ProblemKind;
use atalaya_core::wolkvox::Outcome;
use std::time::Duration;

fn envelope(code: &str, error: &str, msg: &str) -> String {
    format!(r#"{{"code":{code},"error":{error},"msg":"{msg}"}}"#)
}

async fn refused(status: u16, body: &str) -> Code {
    code(asked(&Responder::saying(http(status, "", body.as_bytes()))).await)
}

async fn outcome(status: u16, body: &str) -> Outcome {
    let asked = asked(&Responder::saying(http(status, "", body.as_bytes()))).await;
    asked.map(|(outcome, _)| outcome).unwrap_or_else(|refusal| unreachable!("{body}: {refusal:?}"))
}

#[tokio::test]
async fn every_refusal_by_its_words() {
    for (status, error, msg, expected) in [
        (400, "BAD REQUEST", "THE API YOU WANT TO CONSULT DOES NOT EXIST", Code::UnknownReport),
        (400, "BAD REQUEST", "LA API QUE DESEA CONSULTAR NO EXISTE", Code::UnknownReport),
        (400, "BAD REQUEST", "SOME PARAMETERS ARE REQUIRED", Code::MissingParameter),
        (400, "BAD REQUEST", "Algunos parámetros son requeridos", Code::MissingParameter),
        (400, "BAD REQUEST", "RANGE EXCEEDS THE LIMIT OF 31 DAYS", Code::Refused),
        (401, "UNAUTHORIZED", "PLEASE ENTER THE WOLKVOX-TOKEN", Code::TokenRefused),
        (403, "FORBIDDEN", "TOKEN LIMIT EXCEEDED", Code::QuotaSpent),
        (403, "FORBIDDEN", "Límite de token excedido", Code::QuotaSpent),
        (
            403,
            "FORBIDDEN",
            "EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)",
            Code::Simultaneous,
        ),
        (403, "FORBIDDEN", "excede peticiones simultáneas", Code::Simultaneous),
        (403, "FORBIDDEN", "PLEASE VALIDATE TOKEN", Code::TokenRefused),
        (403, "FORBIDDEN", "Por favor valide el token", Code::TokenRefused),
        (403, "FORBIDDEN", "Server in maintenance, try later", Code::Maintenance),
        (403, "FORBIDDEN", "Servidor en mantenimiento", Code::Maintenance),
        (403, "FORBIDDEN", "BACKUP IN PROGRESS", Code::Maintenance),
        (403, "FORBIDDEN", "something new", Code::Refused),
        (429, "TOO MANY", "slow down", Code::AskedToWait),
        (500, "ERROR", "x", Code::ServerDown),
        (503, "ERROR", "maintenance", Code::Maintenance),
        (409, "CONFLICT", "x", Code::Refused),
    ] {
        let text = envelope(&status.to_string(), &format!("\"{error}\""), msg);
        assert_eq!(refused(status, &text).await, expected, "HTTP {status} {msg}");
        // The same with HTTP 200: the body decides, its code as number or text.
        let quoted = envelope(&format!("\"{status}\""), &format!("\"{error}\""), msg);
        assert_eq!(refused(200, &quoted).await, expected, "body {status} {msg}");
    }
}

#[tokio::test]
async fn empty_only_where_wolkvox_says_so() {
    for (status, body) in [
        (404, r#"{"code":"404","error":"NOT FOUND","msg":"PLEASE VALIDATE THE DATES"}"#),
        (404, r#"{"code":404,"error":"NOT FOUND","msg":"x","data":[]}"#),
        (404, r#"{"error":"NOT FOUND","msg":"No se encontraron registros"}"#),
        (200, r#"{"code":"404","error":"NOT FOUND","msg":"PLEASE VALIDATE THE DATES"}"#),
        (200, r#"{"code":"200","error":null,"msg":"0 records were found","data":[]}"#),
        (200, r#"{"code":"200","error":null,"msg":"","data":null}"#),
        (200, r#"{"code":0,"error":"null","msg":"ok"}"#),
        (200, r#"{"msg":"No records were found"}"#),
        (200, "[]"),
    ] {
        assert!(matches!(outcome(status, body).await, Outcome::Empty(_)), "{status} {body}");
    }
}

#[tokio::test]
async fn what_is_not_empty_though_it_looks_so() {
    for (status, body, expected) in [
        (404, r#"{"message":"no Route matched with those values"}"#, Code::Shape),
        (404, "{}", Code::Shape),
        (404, "[]", Code::Shape),
        (404, "", Code::Cut),
        (404, "<html><title>404</title></html>", Code::WebPage),
        (404, r#"{"code":"404","msg":"7 records were found"}"#, Code::CountDiffers),
        (
            404,
            r#"{"code":"403","error":"FORBIDDEN","msg":"TOKEN LIMIT EXCEEDED"}"#,
            Code::QuotaSpent,
        ),
        (404, r#"{"code":"200","error":null,"msg":"ok"}"#, Code::Shape),
        (200, "", Code::Cut),
        (200, r#"{"code":"200","error":null,"msg":"512 records were found"}"#, Code::CountDiffers),
        (200, r#"{"code":"200","msg":"512 records were found","data":[]}"#, Code::CountDiffers),
        (200, r#"{"code":"200","msg":"TOKEN LIMIT EXCEEDED"}"#, Code::QuotaSpent),
        (200, r#"{"code":"200","msg":"ok","data":{}}"#, Code::Shape),
        (200, r#"{"code":"200","msg":"ok","data":"none"}"#, Code::Shape),
        (200, r#"{"error":"FORBIDDEN","msg":"x"}"#, Code::Refused),
        (200, r#"{"error":"BAD REQUEST","msg":"x","data":[]}"#, Code::Refused),
        (200, r#"{"foo":1}"#, Code::Shape),
        (200, "not json", Code::Shape),
        (403, "<html><title>Blocked</title></html>", Code::WebPage),
        (407, "<html></html>", Code::Proxy),
        (502, "<html><title>Bad gateway</title></html>", Code::ServerDown),
        (500, "", Code::ServerDown),
    ] {
        assert_eq!(refused(status, body).await, expected, "{status} {body}");
    }
}

#[tokio::test]
async fn rows_and_their_count() {
    let Outcome::Rows(reading) = outcome(200, &rows(3)).await else { unreachable!("three rows") };
    assert_eq!((reading.rows, reading.doubtful()), (3, false));
    let differs = rows(3).replace("3 records", "512 records");
    let Outcome::Rows(reading) = outcome(200, &differs).await else { unreachable!("three rows") };
    assert!(reading.doubtful());
    assert_eq!(reading.problems.count(ProblemKind::CountDiffers), 509);
}

#[tokio::test]
async fn words_are_kept_fit_to_show() {
    let long = format!("odd \\u0007 \\r\\n words {CANARY} {}", "y".repeat(5000));
    let body = envelope("403", "\"FORBIDDEN\"", &long);
    let refusal = asked(&Responder::saying(http(403, "Retry-After: 7\r\n", body.as_bytes()))).await;
    let refusal = refusal.map(|_| ()).expect_err("must be refused");
    let (_, words) =
        refusal.error.params().iter().find(|(name, _)| *name == "words").expect("words");
    assert!(words.starts_with("FORBIDDEN: odd words … yyy"), "{words}");
    assert!(words.chars().count() <= 200 && !words.chars().any(char::is_control));
    assert_eq!(refusal.retry_after, Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn wishes_count_from_the_servers_clock() {
    let headers =
        "Date: Thu, 01 Jan 2015 10:00:00 GMT\r\nRetry-After: Thu, 01 Jan 2015 10:02:00 GMT\r\n";
    let refusal = asked(&Responder::saying(http(429, headers, b"{}"))).await;
    let refusal = refusal.map(|_| ()).expect_err("must be refused");
    assert_eq!(refusal.error.code(), Code::AskedToWait);
    assert_eq!(refusal.retry_after, Some(Duration::from_secs(120)));
}

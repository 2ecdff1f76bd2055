//! Quota and lists.

use super::lists::{client, quick};
use super::responder::{Responder, http};
use atalaya_core::Code;
use atalaya_core::reports::Picker;
use atalaya_core::wolkvox::information::{Quota, list, quota};
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn quota_as_text_or_number() {
    let body = br#"{"code":"200","error":null,"msg":"1 records were found","data":[{"description":"x","token_limit":"8,000","token_use_today":40,"all_token_today":"120","available_consumption_options":7880}]}"#;
    let server = Responder::saying(http(200, "", body));
    let known = quota(&client(&server, quick()), &CancellationToken::new()).await.expect("figures");
    let expected = Quota {
        limit: Some(8000),
        used_by_token: Some(40),
        used_by_all: Some(120),
        left: Some(7880),
    };
    assert_eq!(known, expected);
    assert!(server.heard()[0].starts_with("GET /api/v2/information.php?api=token_info HTTP/1.1"));
}

#[tokio::test]
async fn quota_as_one_object_and_without_figures() {
    let cancel = CancellationToken::new();
    let one = Responder::saying(http(200, "", br#"{"code":200,"data":{"token_limit":"1000"}}"#));
    let known = quota(&client(&one, quick()), &cancel).await.expect("a figure");
    assert_eq!((known.limit, known.left), (Some(1000), None));
    let none = Responder::saying(http(200, "", br#"{"code":200,"data":[]}"#));
    let refused = quota(&client(&none, quick()), &cancel).await.expect_err("no figures");
    assert_eq!(refused.error.code(), Code::Shape);
    let spent = br#"{"code":"403","error":"FORBIDDEN","msg":"TOKEN LIMIT EXCEEDED"}"#;
    let spent = Responder::saying(http(403, "", spent));
    let refused = quota(&client(&spent, quick()), &cancel).await.expect_err("no calls left");
    assert_eq!(refused.error.code(), Code::QuotaSpent);
}

#[tokio::test]
async fn lists_with_odd_entries() {
    let body = "{\"code\":\"0\",\"msg\":\"3 records were found\",\"data\":[\
        {\"agent_id\":\"0042\",\"agent_name\":\"ING-  Agente Año\",\"agent_dni\":\"123\",\"enabled\":null,\"rank\":7},\
        {\"agent_name\":\"nobody\"},\
        {\"agent_id\":1001,\"more\":{\"a\":1}}]}";
    let server = Responder::saying(http(200, "", body.as_bytes()));
    let (client, never) = (client(&server, quick()), CancellationToken::new());
    let agents = list(&client, Picker::Agents, &never).await.expect("a list");
    assert_eq!(agents.len(), 2);
    assert_eq!((agents[0].id.as_str(), agents[0].name.as_str()), ("0042", "ING-  Agente Año"));
    assert_eq!(agents[0].detail.get("rank").map(String::as_str), Some("7"));
    assert!(!agents[0].detail.contains_key("enabled"));
    assert_eq!((agents[1].id.as_str(), agents[1].name.as_str()), ("1001", ""));
}

#[tokio::test]
async fn other_lists_by_their_fields() {
    let cases = [
        (Picker::Campaigns, r#"{"campaign_id":"32841","campaign_name":"Norte"}"#, "32841", "Norte"),
        (Picker::Skills, r#"{"skill_id":"0101","skill_name":"Ventas"}"#, "0101", "Ventas"),
        (Picker::RoutingPoints, r#"{"rp_id":"77","rp_name":"Menú"}"#, "77", "Menú"),
        (
            Picker::ActivityCodes,
            r#"{"code_act":"A1","description_cod_act":"Venta"}"#,
            "A1",
            "Venta",
        ),
    ];
    for (which, entry, id, name) in cases {
        let body = format!(r#"{{"code":200,"msg":"ok","data":[{entry}]}}"#);
        let server = Responder::saying(http(200, "", body.as_bytes()));
        let found = list(&client(&server, quick()), which, &CancellationToken::new()).await;
        let found = found.expect("a list");
        assert_eq!((found[0].id.as_str(), found[0].name.as_str()), (id, name));
        assert!(server.heard()[0].contains(&format!("?api={} ", which.name())));
    }
    let empty = Responder::saying(http(404, "", br#"{"code":"404","msg":"NOT FOUND"}"#));
    let found = list(&client(&empty, quick()), Picker::Skills, &CancellationToken::new()).await;
    assert_eq!(found.expect("an empty list"), []);
}

//! Templates: kept, renamed, handed on as files; hostile ones refused.

use super::desk::at_desk;
use atalaya_core::Code;
use atalaya_core::api::types::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

fn logo() -> String {
    let png = include_bytes!("../../../icons/32x32.png");
    format!("data:image/png;base64,{}", STANDARD.encode(png))
}

fn layout() -> Layout {
    let look = Look {
        charts: false,
        tiles: vec!["aht".to_owned()],
        logo: logo(),
        accent: "#0B6E5B".to_owned(),
        ..Look::default()
    };
    Layout {
        reports: vec!["agent_13".to_owned()],
        edition: EditionView::Client,
        mask_agents: true,
        detail: DetailView::Csv,
        language: "pt".to_owned(),
        look,
        ..Layout::default()
    }
}

fn new(name: &str, replace: bool) -> NewTemplate {
    NewTemplate { name: name.to_owned(), layout: layout(), replace }
}

#[tokio::test]
async fn templates_are_kept_renamed_made_usual_and_removed() {
    let (_world, _, app) = at_desk().await;
    let kept = app.save_template(new(" Junta ", false)).await.expect("kept");
    assert_eq!((kept.name.as_str(), kept.usual), ("Junta", false));
    assert_eq!(kept.layout, layout());
    let taken = app.save_template(new("JUNTA", false)).await.expect_err("in use");
    assert_eq!(taken.code(), Code::Usage);
    let again = app.save_template(new("junta", true)).await.expect("replaced");
    assert_eq!(again.id, kept.id);
    app.save_template(new("Banco", false)).await.expect("kept");
    let usual = |id| app.set_usual_template(UsualTemplate { id });
    usual(Some(kept.id)).await.expect("usual");
    let name = |name: &str| TemplateName { id: kept.id, name: name.to_owned() };
    assert_eq!(app.rename_template(name("banco")).await.expect_err("in use").code(), Code::Usage);
    app.rename_template(name("Comité")).await.expect("renamed");
    let told = || async { app.templates(Nothing {}).await.expect("a list").templates };
    let names: Vec<_> = told().await.into_iter().map(|one| (one.name, one.usual)).collect();
    assert_eq!(names, [("Banco".to_owned(), false), ("Comité".to_owned(), true)]);
    assert_eq!(usual(Some(999)).await.expect_err("none").code(), Code::NotFound);
    assert!(told().await.iter().any(|one| one.usual), "the usual one stays");
    usual(None).await.expect("none");
    assert!(told().await.iter().all(|one| !one.usual));
    app.remove_template(TemplateKey { id: kept.id }).await.expect("removed");
    let gone = app.remove_template(TemplateKey { id: kept.id }).await.expect_err("gone");
    assert_eq!((gone.code(), told().await.len()), (Code::NotFound, 1));
}

#[tokio::test]
async fn a_template_travels_as_a_file_and_the_command_line_finds_both() {
    let (world, desk, app) = at_desk().await;
    let kept = app.save_template(new("Junta: banco", false)).await.expect("kept");
    let target = world.folder.path().join("Junta.atalaya-template");
    desk.answers(&target);
    app.share_template(TemplateKey { id: kept.id }).await.expect("written");
    let read = app.read_template_file(Nothing {}).await.expect("read");
    assert_eq!((read.chosen, read.name.as_str()), (true, "Junta: banco"));
    assert_eq!(read.layout, layout());
    assert_eq!(app.template("junta: BANCO").expect("by name"), layout());
    assert_eq!(app.template(&target.to_string_lossy()).expect("by file"), layout());
    assert_eq!(app.template("Otra").expect_err("none").code(), Code::NotFound);
    desk.closes();
    assert!(!app.read_template_file(Nothing {}).await.expect("closed").chosen);
}

#[tokio::test]
async fn what_is_no_template_is_refused_with_its_reason() {
    let (world, desk, app) = at_desk().await;
    let path = world.folder.path().join("x.atalaya-template");
    desk.answers(&path);
    let file = |form: u64, layout: Value| {
        json!({ "atalaya_template": form, "name": "a", "layout": layout }).to_string()
    };
    let look = |look: Value| file(1, json!({ "look": look }));
    let large = look(json!({ "accent": "x".repeat(1 << 20) }));
    let bomb = format!("data:image/png;base64,{}", "A".repeat(400_000));
    for (content, code) in [
        (large, Code::NotOurs),
        (String::new(), Code::NotOurs),
        ("{}".to_owned(), Code::NotOurs),
        (file(0, json!({})), Code::NotOurs),
        (file(2, json!({})), Code::ArchiveNewer),
        (file(1, json!(7)), Code::NotOurs),
        (file(1, json!({ "edition": "other" })), Code::NotOurs),
        (look(json!({ "accent": "red" })), Code::NotOurs),
        (look(json!({ "accent": "#FFFF00" })), Code::NotOurs),
        (look(json!({ "logo": "https://x/logo.png" })), Code::NotOurs),
        (look(json!({ "logo": "data:image/png;base64,AAAA" })), Code::NotOurs),
        (look(json!({ "logo": bomb })), Code::NotOurs),
    ] {
        std::fs::write(&path, &content).expect("writable");
        let start: String = content.chars().take(80).collect();
        let error = app.read_template_file(Nothing {}).await.expect_err(&start);
        assert_eq!(error.code(), code, "{start}");
    }
    std::fs::write(&path, file(1, json!({}))).expect("writable");
    let read = app.read_template_file(Nothing {}).await.expect("the least that there is");
    assert_eq!((read.name.as_str(), read.layout), ("a", Layout::default()));
}

#[tokio::test]
async fn a_light_colour_and_a_foreign_picture_are_refused_before_anything_is_kept() {
    let (world, desk, app) = at_desk().await;
    let mut light = new("a", false);
    light.layout.look.accent = "#F2A541".to_owned();
    assert_eq!(app.save_template(light).await.expect_err("too light").code(), Code::Usage);
    assert!(app.templates(Nothing {}).await.expect("a list").templates.is_empty());
    let path = world.folder.path().join("logo.png");
    desk.answers(&path);
    for content in [&b"GIF89a"[..], b"\xFF\xD8\xFF\xE0\0\x02\xFF", b"\x89PNG\r\n\x1a\n", b""] {
        std::fs::write(&path, content).expect("writable");
        let error = app.choose_logo(Nothing {}).await.expect_err("no picture");
        assert_eq!(error.code(), Code::NotOurs);
    }
    std::fs::write(&path, include_bytes!("../../../icons/32x32.png")).expect("writable");
    assert_eq!(app.choose_logo(Nothing {}).await.expect("a picture").logo, logo());
    let mut jpeg = b"\xFF\xD8\xFF\xE0\0\x04AB\xFF\xC0\0\x11\x08\0\x20\0\x40".to_vec();
    jpeg.extend([0; 20]);
    std::fs::write(&path, jpeg).expect("writable");
    let read = app.choose_logo(Nothing {}).await.expect("a picture");
    assert!(read.logo.starts_with("data:image/jpeg;base64,"));
}

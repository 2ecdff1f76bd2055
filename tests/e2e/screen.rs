//! What a test says about the window: find as a user would, click, fill, wait, take a picture.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a thing may take to appear.
const PATIENCE: Duration = Duration::from_secs(40);

/// Two frames: a picture taken right after a change shows what was there before it. A busy machine
/// may draw none for long; then a second must do.
const TWO_FRAMES: &str = "const done = arguments[arguments.length - 1];
    requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
    setTimeout(() => done(false), 1000);";

/// Calls the shell as the page would, and answers `{ok}` or `{err}`.
const INVOKE: &str = "const done = arguments[arguments.length - 1];
    window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
        .then((ok) => done({ ok: ok instanceof ArrayBuffer ? new TextDecoder().decode(ok) : ok }),
              (err) => done({ err }));";

/// The open window.
pub(crate) struct Screen {
    name: String,
    client: Client,
}

impl Screen {
    pub(crate) fn new(name: &str, client: Client) -> Self {
        Screen { name: name.to_owned(), client }
    }

    /// The element with that role whose label or text is `name`.
    pub(crate) async fn role(&self, role: &str, name: &str) -> Element {
        let label = format!(
            "[normalize-space(@aria-label) = {0} or normalize-space() = {0}]",
            literal(name)
        );
        let path = format!("//*[{}]{label}", of_role(role));
        self.found(Locator::XPath(&path), &format!("{role} '{name}'")).await
    }

    /// The field with that label: `aria-label`, or a `label` element that names or holds it.
    pub(crate) async fn field(&self, label: &str) -> Element {
        let name = literal(label);
        let path = format!(
            "//*[self::input or self::textarea or self::select or @role = 'combobox']\
             [normalize-space(@aria-label) = {name} \
              or @id = //label[normalize-space() = {name}]/@for \
              or @aria-labelledby = //*[normalize-space() = {name}]/@id \
              or ancestor::label[contains(normalize-space(), {name})]]"
        );
        self.found(Locator::XPath(&path), &format!("field '{label}'")).await
    }

    /// The innermost element that shows the text.
    pub(crate) async fn text(&self, text: &str) -> Element {
        let path = format!("//*[text()[contains(normalize-space(), {})]]", literal(text));
        self.found(Locator::XPath(&path), &format!("text '{text}'")).await
    }

    /// Clicks the element of that role and name.
    pub(crate) async fn click(&self, role: &str, name: &str) {
        self.role(role, name).await.click().await.expect("it can be clicked");
    }

    /// Clicks what shows the text in the open dialog: what lies behind may show the same.
    pub(crate) async fn click_in_dialog(&self, text: &str) {
        let path = format!(
            "//*[@role = 'dialog' or @role = 'alertdialog']//*[text()[normalize-space() = {}]]",
            literal(text)
        );
        let found = self.found(Locator::XPath(&path), &format!("'{text}' in a dialog")).await;
        found.click().await.expect("it can be clicked");
    }

    /// Puts `text` into the field with that label, in place of what is there.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.expect("it can be emptied");
        field.send_keys(text).await.expect("it can be written to");
    }

    /// Waits until the window shows the text somewhere.
    pub(crate) async fn shows(&self, text: &str) {
        self.becomes(&format!("shows '{text}'"), async || self.visible_text().await.contains(text))
            .await;
    }

    /// Waits until the text is gone.
    pub(crate) async fn no_longer_shows(&self, text: &str) {
        self.becomes(&format!("no longer shows '{text}'"), async || {
            !self.visible_text().await.contains(text)
        })
        .await;
    }

    /// Waits until something is so.
    pub(crate) async fn becomes(&self, what: &str, mut so: impl AsyncFnMut() -> bool) {
        let end = Instant::now() + PATIENCE;
        while !so().await {
            assert!(Instant::now() < end, "waited in vain: the window {what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// All text that the window shows.
    pub(crate) async fn visible_text(&self) -> String {
        let text = self.run("return document.body.innerText", &[]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in the page.
    pub(crate) async fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.client.execute(script, arguments.to_vec()).await.expect("the script runs")
    }

    /// Runs a script that calls its last argument when it is done.
    pub(crate) async fn run_until_done(&self, script: &str, arguments: &[Value]) -> Value {
        self.client.execute_async(script, arguments.to_vec()).await.expect("the script runs")
    }

    /// Calls the shell as the page would: what it answers, or what it refuses with.
    pub(crate) async fn invoke(&self, name: &str, arguments: Value) -> Result<Value, Value> {
        let answer = self.run_until_done(INVOKE, &[name.into(), arguments]).await;
        match answer.get("err") {
            Some(error) => Err(error.clone()),
            None => Ok(answer["ok"].clone()),
        }
    }

    /// The page's address, without the slash that an empty path may or may not have.
    pub(crate) async fn address(&self) -> String {
        let address = self.client.current_url().await.expect("an address");
        address.as_str().trim_end_matches('/').to_owned()
    }

    /// Where the window stands and how large it is: x, y, width, height.
    pub(crate) async fn place(&self) -> (i64, i64, i64, i64) {
        self.client.get_window_rect().await.map_or((0, 0, 0, 0), |(x, y, width, height)| {
            (x as i64, y as i64, width as i64, height as i64)
        })
    }

    /// Types into what has the focus.
    pub(crate) async fn type_into(&self, selector: &str, keys: &str) {
        let field = self.found(Locator::Css(selector), selector).await;
        field.send_keys(keys).await.expect("it takes keys");
    }

    /// Presses keys as fingers do, all held until the last one is down; what has the focus gets them.
    pub(crate) async fn press(&self, keys: &str) {
        let down = keys.chars().map(|value| KeyAction::Down { value });
        let up = keys.chars().rev().map(|value| KeyAction::Up { value });
        let fingers = KeyActions::new("keyboard".to_owned());
        let presses = down.chain(up).fold(fingers, |fingers, press| fingers.then(press));
        self.client.perform_actions(presses).await.expect("keys can be pressed");
    }

    /// How many windows there are.
    pub(crate) async fn windows(&self) -> usize {
        self.client.windows().await.expect("a list").len()
    }

    /// The whole page as a picture in `target/e2e`. (Pictures of one element come out black.)
    pub(crate) async fn picture(&self, what: &str) -> PathBuf {
        self.run_until_done(TWO_FRAMES, &[]).await;
        let bytes = self.client.screenshot().await.expect("a picture");
        let file = pictures().join(format!("{}-{what}.png", self.name));
        std::fs::write(&file, bytes).expect("target/e2e can be written");
        file
    }

    /// A picture of a failure, if one can still be had.
    pub(crate) async fn last_picture(&self) {
        let taken = tokio::time::timeout(Duration::from_secs(5), self.client.screenshot()).await;
        if let Ok(Ok(bytes)) = taken {
            let _ = std::fs::write(pictures().join(format!("{}-failed.png", self.name)), bytes);
        }
    }

    pub(crate) async fn close(self) {
        let _ = self.client.close().await;
    }

    async fn found(&self, locator: Locator<'_>, what: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(locator).await;
        found.unwrap_or_else(|cause| panic!("not found: {what} ({cause})"))
    }
}

fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("e2e");
    std::fs::create_dir_all(&folder).expect("target/e2e can be made");
    folder
}

/// The XPath condition of a role: said, or native to the element.
fn of_role(role: &str) -> String {
    let native = match role {
        "button" => "self::button",
        "link" => "self::a[@href]",
        "heading" => "self::h1 or self::h2 or self::h3",
        "option" => "self::option",
        "dialog" => "self::dialog",
        "row" => "self::tr",
        "cell" => "self::td",
        "navigation" => "self::nav",
        _ => "false()",
    };
    format!("@role = '{role}' or ({native} and not(@role))")
}

/// An XPath string; XPath knows no escape, so text with both quotes is put together.
fn literal(text: &str) -> String {
    if text.contains('\'') {
        format!("concat('{}')", text.replace('\'', "', \"'\", '"))
    } else {
        format!("'{text}'")
    }
}

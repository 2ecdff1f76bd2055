//! The clipboard. Only the core's commands reach it; the page has no permission of its own.

#[cfg(target_os = "linux")]
pub(crate) use toolkit::{put_picture, put_text};

/// By GTK, which the window is made of: at home on X11 and on Wayland. To be called on the main
/// thread.
#[cfg(target_os = "linux")]
mod toolkit {
    use super::refused;
    use atalaya_core::Result;
    use gtk::gdk::SELECTION_CLIPBOARD;
    use gtk::gdk_pixbuf::Pixbuf;
    use gtk::{Clipboard, TargetEntry, TargetFlags};
    use std::io::Cursor;
    use tauri::AppHandle;

    /// The number of the HTML form among the offered ones; all others are plain text.
    const HTML: u32 = 0;
    const PLAIN: u32 = 1;
    /// What programs ask for, the richest first.
    const OFFERED: &[(&str, u32)] = &[
        ("text/html", HTML),
        ("UTF8_STRING", PLAIN),
        ("text/plain;charset=utf-8", PLAIN),
        ("text/plain", PLAIN),
    ];
    /// Without it some programs read HTML in another encoding.
    const CHARSET: &str = r#"<meta http-equiv="content-type" content="text/html; charset=utf-8">"#;

    pub(crate) fn put_text(_: &AppHandle, text: String, html: Option<String>) -> Result<()> {
        let clipboard = Clipboard::get(&SELECTION_CLIPBOARD);
        let Some(html) = html else {
            clipboard.set_text(&text);
            return Ok(());
        };
        let html = format!("{CHARSET}{html}");
        let offer =
            |(name, form): &(&str, u32)| TargetEntry::new(name, TargetFlags::empty(), *form);
        let offered: Vec<_> = OFFERED.iter().map(offer).collect();
        let taken = clipboard.set_with_data(&offered, move |_, asked, form| match form {
            HTML => asked.set(&asked.target(), 8, html.as_bytes()),
            _ => {
                asked.set_text(&text);
            }
        });
        if taken { Ok(()) } else { Err(refused("copy")) }
    }

    pub(crate) fn put_picture(_: &AppHandle, png: Vec<u8>) -> Result<()> {
        let picture = Pixbuf::from_read(Cursor::new(png));
        let picture = picture.map_err(|cause| refused("copy").because(cause))?;
        Clipboard::get(&SELECTION_CLIPBOARD).set_image(&picture);
        Ok(())
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) use plugin::{put_picture, put_text};

/// Elsewhere by Tauri's plugin.
#[cfg(not(target_os = "linux"))]
mod plugin {
    use super::refused;
    use atalaya_core::Result;
    use tauri::AppHandle;
    use tauri::image::Image;
    use tauri_plugin_clipboard_manager::ClipboardExt;

    pub(crate) fn put_text(app: &AppHandle, text: String, html: Option<String>) -> Result<()> {
        let put = match html {
            Some(html) => app.clipboard().write_html(html, Some(text)),
            None => app.clipboard().write_text(text),
        };
        put.map_err(|cause| refused("copy").because(cause))
    }

    pub(crate) fn put_picture(app: &AppHandle, png: Vec<u8>) -> Result<()> {
        let picture = Image::from_bytes(&png).map_err(|cause| refused("copy").because(cause))?;
        let put = app.clipboard().write_image(&picture);
        put.map_err(|cause| refused("copy").because(cause))
    }
}

/// The desktop did not do it.
pub(crate) fn refused(what: &'static str) -> atalaya_core::Error {
    atalaya_core::Error::new(atalaya_core::Code::Desktop, format!("the desktop refused: {what}"))
}

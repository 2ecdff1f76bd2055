//! Where a window may stand: at least so that its title can be taken hold of.

/// A window or a screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// So much of the title must be seen.
const TITLE_WIDTH: i64 = 120;
const TITLE_HEIGHT: i64 = 24;

impl Area {
    fn right(&self) -> i64 {
        i64::from(self.x) + i64::from(self.width)
    }

    fn bottom(&self) -> i64 {
        i64::from(self.y) + i64::from(self.height)
    }

    /// Whether the screen shows enough of the window's upper edge.
    fn shows_title(&self, window: &Area) -> bool {
        let wide = self.right().min(window.right()) - i64::from(self.x.max(window.x));
        let high =
            self.bottom().min(i64::from(window.y) + TITLE_HEIGHT) - i64::from(self.y.max(window.y));
        wide >= TITLE_WIDTH && high >= TITLE_HEIGHT
    }
}

/// A better place for the window, in the middle of the first screen and no larger than it; `None`
/// if it stands well or no screen is known.
pub(crate) fn corrected(window: Area, screens: &[Area]) -> Option<Area> {
    let shown = screens.iter().find(|screen| screen.shows_title(&window));
    let fits = |screen: &Area| window.width <= screen.width && window.height <= screen.height;
    if shown.is_some_and(fits) {
        return None;
    }
    let screen = shown.or_else(|| screens.first())?;
    let width = window.width.min(screen.width);
    let height = window.height.min(screen.height);
    let middle = |from: i32, room: u32| from.saturating_add_unsigned(room / 2);
    Some(Area {
        x: middle(screen.x, screen.width - width),
        y: middle(screen.y, screen.height - height),
        width,
        height,
    })
}

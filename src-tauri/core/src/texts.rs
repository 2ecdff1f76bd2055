//! The catalogues of user texts, shared with the window.

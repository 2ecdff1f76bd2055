//! Every command that the window and the command line share, declared once.

//! The empty window's context is made in the folder that only packages with a build script have.

fn main() {}

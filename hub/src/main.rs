//! The shop's hub; its first room serves the register.
fn main() {}

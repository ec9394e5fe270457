//! The register: screens over a thin shell that owns stores, devices and network.

fn main() {}

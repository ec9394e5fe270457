//! PINs as they are kept: Argon2id with a salt of its own for each, written as a PHC string.
//!
//! A PIN has few digits, so whoever steals the journal can try them all; the cost of each try is what stands between. Memory and
//! passes are those that OWASP's Password Storage Cheat Sheet gives for a processor with little memory to spare.

use super::host;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use evertill_domain::people::PinHash;

/// Memory that each try takes, in KiB.
const MEMORY: u32 = 7_168;
/// How often it is gone through.
const PASSES: u32 = 5;
/// How many may work at it at a time.
const LANES: u32 = 1;
/// Bytes of salt.
const SALT: usize = 16;
/// The most memory, in KiB, and passes that a kept PIN may ask for: a damaged one must not stop the page.
const MOST: (u32, u32) = (65_536, 16);

/// A PIN in its kept form; `None` where the browser gives no random numbers. It takes some hundredths of a second.
pub fn hash(pin: &str) -> Option<PinHash> {
    let mut salt = [0; SALT];
    host::fill_random(&mut salt).ok()?;
    let salt = SaltString::encode_b64(&salt).ok()?;
    let params = Params::new(MEMORY, PASSES, LANES, None).ok()?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    Some(PinHash(hasher.hash_password(pin.as_bytes(), &salt).ok()?.to_string()))
}

/// Whether `pin` is the one that was kept; compared in constant time.
pub fn matches(kept: &PinHash, pin: &str) -> bool {
    let Ok(kept) = PasswordHash::new(&kept.0) else { return false };
    let fits = Params::try_from(&kept).is_ok_and(|params| params.m_cost() <= MOST.0 && params.t_cost() <= MOST.1);
    fits && Argon2::default().verify_password(pin.as_bytes(), &kept).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `1379` with a salt of sixteen sevens, by another implementation: OpenSSL, through pyca/cryptography.
    const KNOWN: &str =
        "$argon2id$v=19$m=7168,t=5,p=1$Nzc3Nzc3Nzc3Nzc3Nzc3Nw$B7Np+QymGQX5wdaZBtoVZp1WUdXqYeN4fG2l0DSe8yY";

    #[test]
    fn a_kept_pin_is_known_by_its_digits_alone() {
        let kept = PinHash(KNOWN.to_owned());
        for (pin, right) in [("1379", true), ("1378", false), ("137", false), ("", false), ("13790", false)] {
            assert_eq!(matches(&kept, pin), right, "{pin}");
        }
    }

    #[test]
    fn what_is_no_kept_pin_or_would_take_for_ever_lets_nobody_in() {
        let greedy = KNOWN.replace("m=7168", "m=4000000");
        let slow = KNOWN.replace("t=5", "t=4000000");
        for kept in ["", "1379", "$argon2id$", greedy.as_str(), slow.as_str()] {
            assert!(!matches(&PinHash(kept.to_owned()), "1379"), "{kept}");
        }
    }
}

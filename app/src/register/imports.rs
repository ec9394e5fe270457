//! Items from CSV into the journal: read in slices that leave the page its frames, previewed, then written all at once.

use super::core::core;
use super::items::apply_in_slices;
use super::{FactError, Register, host};
use crate::browser;
use crate::state::Shell;
use evertill_catalogue::import::{FileError, ImportOptions, ImportRefused, Importer, Policy, Preview};
use evertill_domain::ids::ImportId;
use evertill_domain::people::Act;
use evertill_domain::quantity::Quantity;
use leptos::prelude::*;
use std::collections::HashMap;

/// How long the page may be kept from drawing, in milliseconds: half a frame at 60 Hz leaves the other half to it.
pub const SLICE_MS: f64 = 8.0;
/// How many rows are read between two looks at the clock.
const ROWS: usize = 250;

/// Why a preview was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The file cannot be read as items.
    File(FileError),
    /// The preview cannot be confirmed as it is.
    Refused(ImportRefused),
    /// Writing failed; nothing was imported.
    Fact(FactError),
}

impl From<FactError> for ImportError {
    fn from(error: FactError) -> Self {
        Self::Fact(error)
    }
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Items that the shop did not have.
    pub new: usize,
    /// Items that are different now.
    pub changed: usize,
    /// Items that were the same already.
    pub unchanged: usize,
    /// Rows that were left out.
    pub left_out: usize,
}

impl Register {
    /// Reads a file of items and says what importing it would do. `told` hears how far it is, in thousandths, and how
    /// many rows were read; it stops the reading by answering `false`, which yields `None`.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn preview_import(
        self,
        bytes: Vec<u8>,
        mut told: impl FnMut(u64, u64) -> bool,
    ) -> Result<Option<Preview>, ImportError> {
        let core = core().ok_or(FactError::NotReady)?;
        let options = self.settings.with_untracked(|settings| {
            settings.as_ref().map(|settings| {
                let taxes = settings.taxes.iter().map(|tax| tax.id.clone()).collect();
                ImportOptions::new(settings.currency.exponent(), taxes)
            })
        });
        let options = options.ok_or(FactError::NotReady)?;
        let mut importer = Importer::new(bytes, options).map_err(ImportError::File)?;
        loop {
            let began = browser::monotonic_ms();
            let progress = loop {
                let step = importer.step(&core.catalogue.borrow(), ROWS).map_err(ImportError::File)?;
                if step.done || browser::monotonic_ms() - began > SLICE_MS {
                    break step;
                }
            };
            if !told(u64::from(progress.permille), progress.rows as u64) {
                return Ok(None);
            }
            browser::breathe().await;
            if progress.done {
                return importer.finish(&core.catalogue.borrow()).map(Some).map_err(ImportError::File);
            }
        }
    }

    /// Writes what a preview promised, in one transaction, and takes it into the catalogue. `told` hears how many of
    /// how many parts the catalogue has taken; by then the import is a fact.
    ///
    /// # Errors
    /// [`ImportError`]; nothing was written then.
    pub async fn confirm_import(
        self,
        shell: Shell,
        preview: &Preview,
        policy: Policy,
        told: impl FnMut(u64, u64),
    ) -> Result<Imported, ImportError> {
        self.may_record(Act::Items).await?;
        self.write_import(shell, preview, policy, told).await
    }

    async fn write_import(
        self,
        shell: Shell,
        preview: &Preview,
        policy: Policy,
        mut told: impl FnMut(u64, u64),
    ) -> Result<Imported, ImportError> {
        let core = core().ok_or(FactError::NotReady)?;
        // Only a file that counts stock needs to know what is on hand.
        let on_hand: HashMap<String, Quantity> = if preview.counted > 0 {
            self.all_stock().await.map_err(|_| FactError::Failed)?.into_iter().collect()
        } else {
            HashMap::new()
        };
        let import = ImportId::new(&host::unique()).map_err(|_| FactError::Invalid)?;
        let of = |sku: &str| on_hand.get(sku).copied().unwrap_or_default();
        let parts = preview.into_parts(policy, &import, &core.catalogue.borrow(), of).map_err(ImportError::Refused)?;
        browser::breathe().await;
        apply_in_slices(self, shell, &core, parts, &mut told).await?;
        Ok(Imported {
            new: preview.new,
            changed: preview.changed,
            unchanged: preview.unchanged,
            left_out: preview.faulty,
        })
    }

    /// Reads a whole file and imports its good rows, without asking: for a register that has nothing yet.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn import_all(
        self,
        shell: Shell,
        bytes: Vec<u8>,
        mut told: impl FnMut(u64, u64),
    ) -> Result<Imported, ImportError> {
        // Reading is most of the work, and the only part whose progress is known from within.
        let read = |permille: u64, _| {
            told(permille * 8 / 10, 1_000);
            true
        };
        let Some(preview) = self.preview_import(bytes, read).await? else { return Ok(Imported::default()) };
        self.write_import(shell, &preview, Policy::GoodRows, |done, all| {
            told(800 + done.saturating_mul(200) / all.max(1), 1_000);
        })
        .await
    }
}

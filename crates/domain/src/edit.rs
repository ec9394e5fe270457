//! An edit: a record as it is from here on, and which of its fields somebody meant.
//!
//! Two registers that are apart may edit one customer or item: each edit replaces the fields that it changed, and no other.

use std::ops::Deref;

/// A record whose fields are replaced one by one.
pub trait Edited: Clone {
    /// The names of its fields, all but the one that says which record it is.
    const FIELDS: &[&str];

    /// Whether the field of this name is the same in both; fields of other names are.
    fn is_same(&self, other: &Self, field: &str) -> bool;

    /// Takes over the field of this name; there is nothing to take over of another name.
    fn take(&mut self, from: &Self, field: &str);
}

/// A record as it is from here on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<T> {
    /// The whole record, as whoever edited it knew it.
    pub value: T,
    /// The names of the fields that were changed; none where the whole record is meant.
    pub edited: Vec<String>,
}

impl<T: Edited> Edit<T> {
    /// An edit that means the whole record.
    pub fn whole(value: T) -> Self {
        Self { value, edited: Vec::new() }
    }

    /// The edit that makes `value` of `before`; the whole record where there was none.
    pub fn of(before: Option<&T>, value: T) -> Self {
        let changed = |before: &T| {
            let changed = T::FIELDS.iter().filter(|field| !before.is_same(&value, field));
            changed.map(|field| (*field).to_owned()).collect()
        };
        let edited = before.map(changed).unwrap_or_default();
        Self { value, edited }
    }

    /// Whether the whole record is meant.
    pub fn is_whole(&self) -> bool {
        self.edited.is_empty()
    }

    /// What becomes of `before` by it.
    #[must_use]
    pub fn applied(&self, before: Option<&T>) -> T {
        match before {
            Some(before) if !self.is_whole() => {
                let mut after = before.clone();
                self.edited.iter().for_each(|field| after.take(&self.value, field));
                after
            }
            _ => self.value.clone(),
        }
    }
}

impl<T> Deref for Edit<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Says of a record what [`record!`](crate::record) says, for its edits: the name field, the fields of its first version,
/// and those that came later. An edit has the bytes of the record, and after them the names of what was edited.
#[macro_export]
macro_rules! edited {
    ($name:ident { $id:ident; $($field:ident),+; $($later:ident),+ }) => {
        impl $crate::edit::Edited for $name {
            const FIELDS: &[&str] = &[$(stringify!($field)),+, $(stringify!($later)),+];

            fn is_same(&self, other: &Self, field: &str) -> bool {
                match field {
                    $( stringify!($field) => self.$field == other.$field, )+
                    $( stringify!($later) => self.$later == other.$later, )+
                    _ => true,
                }
            }

            fn take(&mut self, from: &Self, field: &str) {
                match field {
                    $( stringify!($field) => self.$field.clone_from(&from.$field), )+
                    $( stringify!($later) => self.$later.clone_from(&from.$later), )+
                    _ => {}
                }
            }
        }

        impl $crate::record::Stored for $crate::edit::Edit<$name> {
            fn write(&self, to: &mut dyn $crate::record::Sink) {
                to.fields(
                    const { [stringify!($id), $(stringify!($field)),+].len() }
                        $( + $crate::record::count(&self.value.$later) )+
                        + $crate::record::count(&self.edited),
                );
                to.text(stringify!($id));
                self.value.$id.write(to);
                $( to.text(stringify!($field)); self.value.$field.write(to); )+
                $( $crate::record::write_later(to, stringify!($later), &self.value.$later); )+
                $crate::record::write_later(to, "edited", &self.edited);
            }

            fn read(from: &mut dyn $crate::record::Source) -> Result<Self, $crate::record::Fault> {
                const NAMES: &[&str] = &[stringify!($id), $(stringify!($field)),+, $(stringify!($later)),+, "edited"];
                let mut fields = $crate::record::Fields::find(from, NAMES)?;
                let value = $name {
                    $id: fields.take(from)?,
                    $($field: fields.take(from)?),+,
                    $($later: fields.take_later(from)?),+
                };
                let edited = fields.take_later(from)?;
                fields.end(from);
                Ok(Self { value, edited })
            }
        }
    };
}

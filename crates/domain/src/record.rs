//! What a record is made of, whatever bytes it is kept in.
//!
//! A type says once, with [`record!`](crate::record) or [`choice!`](crate::choice), which fields it has; that is enough to
//! write it to a [`Sink`] and to read it from a [`Source`]. `crates/wire` has the ones that know bytes. Reading goes through
//! two object-safe traits on purpose: code that knew the format at each field made up a ninth of the register's program.

use evertill_money::{Amount, Currency, Rate};
use std::fmt::Display;

/// The most fields that a record can have.
pub const FIELDS: usize = 32;
/// Room set aside for a list before any of it has been read: what a list promises may be a lie.
const LIST_ROOM: usize = 64;

/// Why something cannot be read: the field, where one is known, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(pub String);

impl Fault {
    /// A fault in these words.
    pub fn new(why: impl Display) -> Self {
        Self(why.to_string())
    }

    /// The same fault, within a field.
    #[must_use]
    pub fn within(self, field: &str) -> Self {
        Self(format!("{field}: {}", self.0))
    }
}

/// Takes a record in parts.
pub trait Sink {
    /// A whole number that is not negative.
    fn unsigned(&mut self, value: u64);
    /// A whole number.
    fn signed(&mut self, value: i64);
    /// True or false.
    fn truth(&mut self, value: bool);
    /// A text.
    fn text(&mut self, value: &str);
    /// Bytes.
    fn bytes(&mut self, value: &[u8]);
    /// Nothing, in the place of a value that may be missing.
    fn nothing(&mut self);
    /// A list of so many values, which follow.
    fn list(&mut self, count: usize);
    /// A record of so many fields, which follow: each a text, its name, and a value.
    fn fields(&mut self, count: usize);
}

/// Gives a record in parts. Whatever it holds is hostile until it has been read.
pub trait Source {
    /// A whole number that is not negative.
    ///
    /// # Errors
    /// Where none stands here; the same goes for all others.
    fn unsigned(&mut self) -> Result<u64, Fault>;
    /// A whole number.
    ///
    /// # Errors
    /// [`Fault`].
    fn signed(&mut self) -> Result<i64, Fault>;
    /// True or false.
    ///
    /// # Errors
    /// [`Fault`].
    fn truth(&mut self) -> Result<bool, Fault>;
    /// A text.
    ///
    /// # Errors
    /// [`Fault`].
    fn text(&mut self) -> Result<String, Fault>;
    /// Bytes.
    ///
    /// # Errors
    /// [`Fault`].
    fn bytes(&mut self) -> Result<Vec<u8>, Fault>;
    /// Whether nothing stands here; it is then passed over.
    ///
    /// # Errors
    /// [`Fault`].
    fn nothing(&mut self) -> Result<bool, Fault>;
    /// How many values a list says that it has.
    ///
    /// # Errors
    /// [`Fault`].
    fn list(&mut self) -> Result<usize, Fault>;
    /// Finds the fields of these names, notes their places, passes over all others, and answers the place after the record.
    ///
    /// # Errors
    /// [`Fault`], also for a field that stands there twice.
    fn fields(&mut self, names: &[&str], places: &mut [Option<usize>]) -> Result<usize, Fault>;
    /// Reads on at a place that [`Source::fields`] told.
    fn go_to(&mut self, place: usize);
    /// The name of a choice, and whether content follows.
    ///
    /// # Errors
    /// [`Fault`], also for a name that is not one of these.
    fn choice(&mut self, names: &'static [&'static str]) -> Result<(&'static str, bool), Fault>;
}

/// Something that can be kept.
pub trait Stored: Sized {
    /// Writes it.
    fn write(&self, to: &mut dyn Sink);

    /// Reads it.
    ///
    /// # Errors
    /// [`Fault`].
    fn read(from: &mut dyn Source) -> Result<Self, Fault>;

    /// What it is where its field is missing; `None` where it must not be.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }
}

/// The fields of a record that is being read, in the order in which they are asked for.
#[derive(Debug)]
pub struct Fields {
    names: &'static [&'static str],
    places: [Option<usize>; FIELDS],
    next: usize,
    end: usize,
}

impl Fields {
    /// Finds the fields of these names.
    ///
    /// # Errors
    /// [`Fault`].
    pub fn find(from: &mut dyn Source, names: &'static [&'static str]) -> Result<Self, Fault> {
        let mut places = [None; FIELDS];
        let end = from.fields(names, &mut places)?;
        Ok(Self { names, places, next: 0, end })
    }

    /// Reads the next field.
    ///
    /// # Errors
    /// [`Fault`], which names the field.
    #[inline(never)]
    pub fn take<T: Stored>(&mut self, from: &mut dyn Source) -> Result<T, Fault> {
        let name = self.names.get(self.next).copied().unwrap_or_default();
        let place = self.places.get(self.next).copied().flatten();
        self.next += 1;
        let Some(place) = place else {
            return T::absent().ok_or_else(|| Fault::new("is missing").within(name));
        };
        from.go_to(place);
        T::read(from).map_err(|fault| fault.within(name))
    }

    /// Reads the next field, which came with a later version and may be missing.
    ///
    /// # Errors
    /// [`Fault`], which names the field.
    #[inline(never)]
    pub fn take_later<T: Stored + Default>(&mut self, from: &mut dyn Source) -> Result<T, Fault> {
        match self.places.get(self.next).copied().flatten() {
            Some(_) => self.take(from),
            None => {
                self.next += 1;
                Ok(T::default())
            }
        }
    }

    /// Goes on behind the record.
    pub fn end(self, from: &mut dyn Source) {
        from.go_to(self.end);
    }
}

/// Says of a struct which fields are kept, in the order in which they are written. Those after the semicolon came with a
/// later version: each is its default where it is missing, and is not written while it is that, so that a record that says
/// nothing new has the bytes it always had.
#[macro_export]
macro_rules! record {
    ($name:ident { $($field:ident),+ $(; $($later:ident),+)? $(,)? }) => {
        impl $crate::record::Stored for $name {
            fn write(&self, to: &mut dyn $crate::record::Sink) {
                to.fields(const { [$(stringify!($field)),+].len() } $( $( + $crate::record::count(&self.$later) )+ )?);
                $( to.text(stringify!($field)); self.$field.write(to); )+
                $( $( $crate::record::write_later(to, stringify!($later), &self.$later); )+ )?
            }

            fn read(from: &mut dyn $crate::record::Source) -> Result<Self, $crate::record::Fault> {
                const NAMES: &[&str] = &[$(stringify!($field)),+ $( , $(stringify!($later)),+ )?];
                const { assert!(NAMES.len() <= $crate::record::FIELDS) };
                let mut fields = $crate::record::Fields::find(from, NAMES)?;
                let read = Self { $($field: fields.take(from)?),+ $( , $($later: fields.take_later(from)?),+ )? };
                fields.end(from);
                Ok(read)
            }
        }
    };
}

/// How many fields a later one takes: none while it is its default.
pub fn count<T: Default + PartialEq>(value: &T) -> usize {
    usize::from(*value != T::default())
}

/// Writes a field that came with a later version, unless it is its default.
pub fn write_later<T: Stored + Default + PartialEq>(to: &mut dyn Sink, name: &str, value: &T) {
    if count(value) > 0 {
        to.text(name);
        value.write(to);
    }
}

/// Says of an enum how its variants are kept: `Name` by its name, `Name(content)` and `Name { field, … }` by a name with
/// content. Fields after a semicolon came with a later version, as those of a [`record!`](crate::record).
#[macro_export]
macro_rules! choice {
    ($name:ident { $($variant:ident $( ( $content:ident ) )? $( { $($field:ident),+ $(; $($later:ident),+)? $(,)? } )?),+ $(,)? }) => {
        impl $crate::record::Stored for $name {
            fn write(&self, to: &mut dyn $crate::record::Sink) {
                match self {
                    $( Self::$variant $( ( $content ) )? $( { $($field),+ $(, $($later),+)? } )? => {
                        $crate::choice!(@open to $variant $( ( $content ) )? $( { $($field),+ } )?);
                        $( $content.write(to); )?
                        $( to.fields(const { [$(stringify!($field)),+].len() } $( $( + $crate::record::count($later) )+ )?);
                           $( to.text(stringify!($field)); $field.write(to); )+
                           $( $( $crate::record::write_later(to, stringify!($later), $later); )+ )? )?
                    } )+
                }
            }

            fn read(from: &mut dyn $crate::record::Source) -> Result<Self, $crate::record::Fault> {
                const NAMES: &[&str] = &[$(stringify!($variant)),+];
                let (name, content) = from.choice(NAMES)?;
                $( if name == stringify!($variant) && content == $crate::choice!(@has $( ( $content ) )? $( { $($field),+ } )?) {
                    return $crate::choice!(@read from $variant $( ( $content ) )? $( { $($field),+ $(; $($later),+)? } )?);
                } )+
                Err($crate::record::Fault::new("has content where it should have none, or none where it should").within(name))
            }
        }
    };

    (@open $to:ident $variant:ident) => { $to.text(stringify!($variant)) };
    (@open $to:ident $variant:ident $($content:tt)+) => {{ $to.fields(1); $to.text(stringify!($variant)); }};

    (@has) => { false };
    (@has $($content:tt)+) => { true };

    (@read $from:ident $variant:ident) => { Ok(Self::$variant) };
    (@read $from:ident $variant:ident ( $content:ident )) => {
        $crate::record::Stored::read($from)
            .map(Self::$variant)
            .map_err(|fault: $crate::record::Fault| fault.within(stringify!($variant)))
    };
    (@read $from:ident $variant:ident { $($field:ident),+ $(; $($later:ident),+)? }) => {{
        const FIELDS: &[&str] = &[$(stringify!($field)),+ $( , $(stringify!($later)),+ )?];
        let mut fields = $crate::record::Fields::find($from, FIELDS)?;
        let read = Self::$variant { $($field: fields.take($from)?),+ $( , $($later: fields.take_later($from)?),+ )? };
        fields.end($from);
        Ok(read)
    }};
}

/// Says of a struct around one value that it is kept as that value.
#[macro_export]
macro_rules! transparent {
    ($($name:ident),+) => { $(
        impl $crate::record::Stored for $name {
            fn write(&self, to: &mut dyn $crate::record::Sink) {
                self.0.write(to);
            }

            fn read(from: &mut dyn $crate::record::Source) -> Result<Self, $crate::record::Fault> {
                $crate::record::Stored::read(from).map(Self)
            }
        }
    )+ };
}

macro_rules! unsigned {
    ($($name:ty),+) => { $(
        impl Stored for $name {
            fn write(&self, to: &mut dyn Sink) {
                to.unsigned(u64::from(*self));
            }

            fn read(from: &mut dyn Source) -> Result<Self, Fault> {
                Self::try_from(from.unsigned()?).map_err(|_| Fault::new("a number too large for its place"))
            }
        }
    )+ };
}

unsigned!(u16, u32, u64);

macro_rules! signed {
    ($($name:ty),+) => { $(
        impl Stored for $name {
            fn write(&self, to: &mut dyn Sink) {
                to.signed(i64::from(*self));
            }

            fn read(from: &mut dyn Source) -> Result<Self, Fault> {
                Self::try_from(from.signed()?).map_err(|_| Fault::new("a number too large for its place"))
            }
        }
    )+ };
}

signed!(i16, i64);

impl Stored for bool {
    fn write(&self, to: &mut dyn Sink) {
        to.truth(*self);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        from.truth()
    }
}

impl Stored for String {
    fn write(&self, to: &mut dyn Sink) {
        to.text(self);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        from.text()
    }
}

impl<T: Stored> Stored for Box<T> {
    fn write(&self, to: &mut dyn Sink) {
        T::write(self, to);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        T::read(from).map(Self::new)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write(&self, to: &mut dyn Sink) {
        match self {
            Some(value) => value.write(to),
            None => to.nothing(),
        }
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        if from.nothing()? { Ok(None) } else { T::read(from).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn write(&self, to: &mut dyn Sink) {
        to.list(self.len());
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        let count = from.list()?;
        let mut values = Self::with_capacity(count.min(LIST_ROOM));
        for _ in 0..count {
            values.push(T::read(from)?);
        }
        Ok(values)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn write(&self, to: &mut dyn Sink) {
        to.list(2);
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        match from.list()? {
            2 => Ok((A::read(from)?, B::read(from)?)),
            count => Err(Fault::new(format!("a pair of {count}"))),
        }
    }
}

impl Stored for Amount {
    fn write(&self, to: &mut dyn Sink) {
        to.signed(self.minor());
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        Self::new(from.signed()?).map_err(Fault::new)
    }
}

impl Stored for Rate {
    fn write(&self, to: &mut dyn Sink) {
        self.as_millionths().write(to);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        Self::millionths(u32::read(from)?).map_err(|_| Fault::new("the rate is above 10,000 %"))
    }
}

impl Stored for Currency {
    fn write(&self, to: &mut dyn Sink) {
        to.text(self.code());
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        Self::from_code(&from.text()?).map_err(Fault::new)
    }
}

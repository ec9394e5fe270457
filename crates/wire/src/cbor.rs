//! CBOR (RFC 8949) in and out, whole: bytes that go on after the value are damage, not slack.
//!
//! `domain::record` says what is written; this says in which bytes: whole numbers, texts, byte strings, arrays, maps,
//! `true`, `false` and `null`, each of definite length and in the shortest form.

use evertill_domain::record::{Fault, Sink, Source, Stored};
use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

/// Writes `value`.
pub fn write<T: Stored>(value: &T) -> Vec<u8> {
    let mut writer = Writer::default();
    value.write(&mut writer);
    writer.bytes
}

/// Reads one value, and sees that nothing follows it.
///
/// # Errors
/// What is wrong with the bytes.
pub fn read<T: Stored>(bytes: &[u8]) -> Result<T, String> {
    let mut reader = Reader::new(bytes);
    let value = T::read(&mut reader).map_err(|Fault(why)| why)?;
    reader.end()?;
    Ok(value)
}

/// Writes to memory, which takes whatever it is given.
#[derive(Default)]
pub struct Writer {
    pub bytes: Vec<u8>,
}

impl Writer {
    fn encode(&mut self, part: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) {
        part(&mut Encoder::new(&mut self.bytes));
    }
}

// Memory refuses nothing: an encoder's answer has no error in it.
impl Sink for Writer {
    fn unsigned(&mut self, value: u64) {
        self.encode(|to| drop(to.u64(value)));
    }

    fn signed(&mut self, value: i64) {
        self.encode(|to| drop(to.i64(value)));
    }

    fn truth(&mut self, value: bool) {
        self.encode(|to| drop(to.bool(value)));
    }

    fn text(&mut self, value: &str) {
        self.encode(|to| drop(to.str(value)));
    }

    fn bytes(&mut self, value: &[u8]) {
        self.encode(|to| drop(to.bytes(value)));
    }

    fn nothing(&mut self) {
        self.encode(|to| drop(to.null()));
    }

    fn list(&mut self, count: usize) {
        self.encode(|to| drop(to.array(count as u64)));
    }

    fn fields(&mut self, count: usize) {
        self.encode(|to| drop(to.map(count as u64)));
    }
}

/// Reads from bytes that nobody has looked at.
pub struct Reader<'a> {
    decoder: Decoder<'a>,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { decoder: Decoder::new(bytes) }
    }

    /// Sees that nothing follows.
    pub fn end(&self) -> Result<(), String> {
        match self.left() {
            0 => Ok(()),
            surplus => Err(format!("{surplus} bytes follow that do not belong to it")),
        }
    }

    /// Passes one value over, whatever it is.
    pub fn skip(&mut self) -> Result<(), String> {
        self.decoder.skip().map_err(|error| error.to_string())
    }

    /// Bytes, as they stand in what is read.
    pub fn borrowed(&mut self) -> Result<&'a [u8], String> {
        self.decoder.bytes().map_err(|error| error.to_string())
    }

    fn left(&self) -> usize {
        self.decoder.input().len().saturating_sub(self.decoder.position())
    }

    /// A length that was stated, and that what is left could hold: each value takes a byte at least.
    fn length(&self, stated: Result<Option<u64>, minicbor::decode::Error>) -> Result<usize, Fault> {
        let stated = stated.map_err(Fault::new)?.ok_or_else(|| Fault::new("its length is not stated"))?;
        let length = usize::try_from(stated).ok().filter(|length| *length <= self.left());
        length.ok_or_else(|| Fault::new(format!("it says that it holds {stated} values, and ends before")))
    }

    fn name(&mut self) -> Result<&'a str, Fault> {
        self.decoder.str().map_err(Fault::new)
    }
}

impl Source for Reader<'_> {
    fn unsigned(&mut self) -> Result<u64, Fault> {
        self.decoder.u64().map_err(Fault::new)
    }

    fn signed(&mut self) -> Result<i64, Fault> {
        self.decoder.i64().map_err(Fault::new)
    }

    fn truth(&mut self) -> Result<bool, Fault> {
        self.decoder.bool().map_err(Fault::new)
    }

    fn text(&mut self) -> Result<String, Fault> {
        self.name().map(str::to_owned)
    }

    fn bytes(&mut self) -> Result<Vec<u8>, Fault> {
        self.borrowed().map(<[u8]>::to_vec).map_err(Fault)
    }

    fn nothing(&mut self) -> Result<bool, Fault> {
        let nothing = self.decoder.datatype().map_err(Fault::new)? == Type::Null;
        if nothing {
            self.decoder.null().map_err(Fault::new)?;
        }
        Ok(nothing)
    }

    fn list(&mut self) -> Result<usize, Fault> {
        let stated = self.decoder.array();
        self.length(stated)
    }

    fn fields(&mut self, names: &[&str], places: &mut [Option<usize>]) -> Result<usize, Fault> {
        let stated = self.decoder.map();
        for _ in 0..self.length(stated)? {
            let name = self.name()?;
            let known = names.iter().position(|known| *known == name).and_then(|at| places.get_mut(at));
            if let Some(place) = known
                && place.replace(self.decoder.position()).is_some()
            {
                return Err(Fault::new("stands there twice").within(name));
            }
            self.skip().map_err(Fault)?;
        }
        Ok(self.decoder.position())
    }

    fn go_to(&mut self, place: usize) {
        self.decoder.set_position(place);
    }

    fn choice(&mut self, names: &'static [&'static str]) -> Result<(&'static str, bool), Fault> {
        let content = self.decoder.datatype().map_err(Fault::new)? == Type::Map;
        if content {
            let stated = self.decoder.map();
            if self.length(stated)? != 1 {
                return Err(Fault::new("a choice of more than one"));
            }
        }
        let name = self.name()?;
        let known = names.iter().find(|known| **known == name);
        known.map(|known| (*known, content)).ok_or_else(|| Fault::new("is none of what it could be").within(name))
    }
}

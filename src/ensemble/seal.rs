//! Parts as they are written: under a seal, by which a file that was cut or changed is told from a whole one.

use std::io::{self, Write};

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Part;

/// What is written.
#[derive(Serialize)]
struct Sealed<'a> {
    seal: u64,
    part: Bare<'a>,
}

/// What is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opened {
    seal: u64,
    part: Own,
}

/// A part without its seal, written and read as its fields.
struct Bare<'a>(&'a Part);
struct Own(Part);

impl Serialize for Bare<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Part::serialize(self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Own {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Part::deserialize(deserializer).map(Self)
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let seal = seal_of(self).map_err(S::Error::custom)?;
        Sealed { seal, part: Bare(self) }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Opened { seal, part: Own(part) } = Opened::deserialize(deserializer)?;
        if seal_of(&part).is_ok_and(|own| own == seal) {
            return Ok(part);
        }
        Err(D::Error::custom("it was changed after it was written: make the part again"))
    }
}

/// FNV-1a of a part's JSON, which is never held as a whole.
fn seal_of(part: &Part) -> serde_json::Result<u64> {
    let mut digest = Digest(0xCBF2_9CE4_8422_2325);
    serde_json::to_writer(&mut digest, &Bare(part))?;
    Ok(digest.0)
}

struct Digest(u64);

impl Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        self.0 = bytes.iter().fold(self.0, step);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! Sorting rows by several packed keys: one number per row where the keys fit, else compared
//! column by column.

use super::keys::UNKNOWN;

/// A sort column's keys over all rows, in order of arrival.
pub(super) struct Ordered {
    pub(super) keys: Vec<u64>,
    pub(super) descending: bool,
}

/// How many bits a column's keys need, and how a key becomes a number of so many bits.
#[derive(Clone, Copy)]
struct Packing {
    least: u64,
    greatest: u64,
    descending: bool,
    bits: u32,
}

impl Packing {
    fn of(column: &Ordered) -> Self {
        let known = column.keys.iter().copied().filter(|key| *key != UNKNOWN);
        let bounds = known.fold(None, |bounds: Option<(u64, u64)>, key| {
            Some(bounds.map_or((key, key), |(least, greatest)| (least.min(key), greatest.max(key))))
        });
        let (least, greatest) = bounds.unwrap_or((0, 0));
        // One value more stands for the unknown, which come last both ways.
        let bits = bits_for((greatest - least).saturating_add(1));
        Packing { least, greatest, descending: column.descending, bits }
    }

    fn pack(self, key: u64) -> u64 {
        match (key, self.descending) {
            (UNKNOWN, _) => (self.greatest - self.least).saturating_add(1),
            (key, false) => key - self.least,
            (key, true) => self.greatest - key,
        }
    }
}

fn bits_for(greatest: u64) -> u32 {
    u64::BITS - greatest.leading_zeros()
}

/// Places 0..rows in the order of the columns; ties keep their order.
pub(super) fn sorted_places(columns: Vec<Ordered>, rows: usize) -> Vec<u32> {
    let packings: Vec<_> = columns.iter().map(Packing::of).collect();
    let place_bits = bits_for(rows.saturating_sub(1) as u64).max(1);
    let bits = packings.iter().map(|packing| packing.bits).sum::<u32>() + place_bits;
    match bits {
        0..=64 => packed_u64(columns, &packings, place_bits),
        65..=128 => packed_u128(columns, &packings, place_bits),
        _ => compared(&columns, rows),
    }
}

fn packed_u64(columns: Vec<Ordered>, packings: &[Packing], place_bits: u32) -> Vec<u32> {
    let mut columns = columns.into_iter().zip(packings);
    // The first column's memory becomes the packed keys.
    let Some((first, packing)) = columns.next() else { return Vec::new() };
    let mut packed = first.keys;
    packed.iter_mut().for_each(|key| *key = packing.pack(*key));
    for (column, packing) in columns {
        for (whole, key) in packed.iter_mut().zip(&column.keys) {
            *whole = (*whole << packing.bits) | packing.pack(*key);
        }
    }
    for (place, whole) in packed.iter_mut().enumerate() {
        *whole = (*whole << place_bits) | place as u64;
    }
    packed.sort_unstable();
    let mask = (1 << place_bits) - 1;
    packed.iter().map(|whole| (*whole & mask) as u32).collect()
}

fn packed_u128(columns: Vec<Ordered>, packings: &[Packing], place_bits: u32) -> Vec<u32> {
    let rows = columns.first().map_or(0, |column| column.keys.len());
    let mut packed = vec![0_u128; rows];
    for (column, packing) in columns.into_iter().zip(packings) {
        for (whole, key) in packed.iter_mut().zip(column.keys) {
            *whole = (*whole << packing.bits) | u128::from(packing.pack(key));
        }
    }
    for (place, whole) in packed.iter_mut().enumerate() {
        *whole = (*whole << place_bits) | place as u128;
    }
    packed.sort_unstable();
    let mask = (1 << place_bits) - 1;
    packed.iter().map(|whole| (*whole & mask) as u32).collect()
}

fn compared(columns: &[Ordered], rows: usize) -> Vec<u32> {
    let mut places: Vec<u32> = (0..rows as u32).collect();
    // Stable, so ties keep their order.
    places.sort_by(|a, b| {
        let (a, b) = (*a as usize, *b as usize);
        let differing = columns.iter().find(|column| column.keys[a] != column.keys[b]);
        differing.map_or(std::cmp::Ordering::Equal, |column| {
            let (left, right) = (column.keys[a], column.keys[b]);
            match column.descending && left != UNKNOWN && right != UNKNOWN {
                true => right.cmp(&left),
                false => left.cmp(&right),
            }
        })
    });
    places
}

#[cfg(test)]
mod tests {
    use super::{Ordered, UNKNOWN, compared, sorted_places};

    fn column(keys: &[u64], descending: bool) -> Ordered {
        Ordered { keys: keys.to_vec(), descending }
    }

    #[test]
    fn all_three_ways_agree_on_ties_and_unknown_values() {
        let (a, b) = ([3, 1, UNKNOWN, 1, 3, 2], [9, 8, 7, UNKNOWN, 9, 1]);
        for stretch in [1, 1 << 33, 1 << 60] {
            let wide = |keys: &[u64]| -> Vec<u64> {
                keys.iter().map(|k| if *k == UNKNOWN { *k } else { *k * stretch }).collect()
            };
            let columns =
                || vec![column(&[5; 6], true), column(&a, false), column(&wide(&b), true)];
            let by_b: Vec<u32> = sorted_places(columns(), 6);
            assert_eq!(by_b, compared(&columns(), 6));
        }
        let descending = sorted_places(vec![column(&a, true)], 6);
        assert_eq!(descending, [0, 4, 5, 1, 3, 2]);
        let both = sorted_places(vec![column(&a, false)], 6);
        assert_eq!(both, [1, 3, 5, 0, 4, 2]);
    }
}

//! A small cache bounded by bytes; what was not used for longest goes first.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub(super) struct Cache<K, V> {
    bound: usize,
    inner: Mutex<Inner<K, V>>,
}

struct Inner<K, V> {
    entries: HashMap<K, Entry<V>>,
    bytes: usize,
    clock: u64,
}

struct Entry<V> {
    value: V,
    bytes: usize,
    used: u64,
}

impl<K: Clone + Eq + Hash, V: Clone> Cache<K, V> {
    pub(super) fn new(bound: usize) -> Self {
        let inner = Inner { entries: HashMap::new(), bytes: 0, clock: 0 };
        Cache { bound, inner: Mutex::new(inner) }
    }

    pub(super) fn get(&self, key: &K) -> Option<V> {
        let mut inner = self.lock();
        inner.clock += 1;
        let now = inner.clock;
        let entry = inner.entries.get_mut(key)?;
        entry.used = now;
        Some(entry.value.clone())
    }

    /// Keeps the value; the newest stays even if it alone is over the bound, because it is what
    /// the screen shows.
    pub(super) fn put(&self, key: K, value: V, bytes: usize) {
        let mut inner = self.lock();
        inner.clock += 1;
        let entry = Entry { value, bytes, used: inner.clock };
        inner.bytes += bytes;
        if let Some(old) = inner.entries.insert(key, entry) {
            inner.bytes -= old.bytes;
        }
        while inner.bytes > self.bound && inner.entries.len() > 1 {
            inner.drop_oldest();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner<K, V>> {
        // Every change leaves the map whole, so a panic elsewhere spoils nothing.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Clone + Eq + Hash, V> Inner<K, V> {
    fn drop_oldest(&mut self) {
        let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used);
        let Some(key) = oldest.map(|(key, _)| key.clone()) else { return };
        if let Some(old) = self.entries.remove(&key) {
            self.bytes -= old.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cache;

    #[test]
    fn the_least_recently_used_goes_first_and_the_newest_stays() {
        let cache = Cache::new(10);
        cache.put("a", 1, 4);
        cache.put("b", 2, 4);
        assert_eq!(cache.get(&"a"), Some(1));
        cache.put("c", 3, 4);
        assert_eq!((cache.get(&"a"), cache.get(&"b")), (Some(1), None));
        cache.put("d", 4, 99);
        assert_eq!((cache.get(&"a"), cache.get(&"d")), (None, Some(4)));
    }
}

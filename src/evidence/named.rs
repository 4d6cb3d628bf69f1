use std::collections::BTreeMap;

use super::{Id, Owner};

/// Things of one kind by name, in the order in which they were added.
///
/// A name that is added twice keeps its first thing; the second is remembered as a duplicate, so that a check
/// of the whole can tell it with all other faults.
#[derive(Debug, Clone)]
pub struct Named<T> {
    items: Vec<(Id<T>, T)>,
    index: BTreeMap<String, usize>,
    duplicates: Vec<Id<T>>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { items: Vec::new(), index: BTreeMap::new(), duplicates: Vec::new() }
    }
}

impl<T> Named<T> {
    /// Adds a thing under a name and gives its id, marked with `owner`.
    pub fn add(&mut self, name: &str, item: T, owner: &Owner) -> Id<T> {
        let id = Id::owned(name, owner);
        if self.index.contains_key(name) {
            self.duplicates.push(id.clone());
        } else {
            self.index.insert(name.to_owned(), self.items.len());
            self.items.push((id.clone(), item));
        }
        id
    }

    /// The thing of this name.
    pub fn get<U>(&self, id: &Id<U>) -> Option<&T> {
        self.position(id.as_str()).map(|position| &self.items[position].1)
    }

    /// The thing of this name, to be changed.
    pub fn get_mut<U>(&mut self, id: &Id<U>) -> Option<&mut T> {
        let position = self.position(id.as_str())?;
        Some(&mut self.items[position].1)
    }

    /// Where in the order the thing of this name is.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// Whether there is a thing of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.index.contains_key(name)
    }

    /// The things with their ids, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Id<T>, &T)> + Clone {
        self.items.iter().map(|(id, item)| (id, item))
    }

    /// The things with their ids, in order, to be changed.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&Id<T>, &mut T)> {
        self.items.iter_mut().map(|(id, item)| (&*id, item))
    }

    /// The names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.items.iter().map(|(id, _)| id.as_str())
    }

    /// The names that were added more than once.
    pub fn duplicates(&self) -> &[Id<T>] {
        &self.duplicates
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Takes the thing of this name out; `None` if there is none. The order of the others stays.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        let position = self.index.remove(name)?;
        for later in self.index.values_mut().filter(|later| **later > position) {
            *later -= 1;
        }
        Some(self.items.remove(position).1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_duplicates_are_kept() {
        let owner = Owner::default();
        let mut named = Named::default();
        for (name, item) in [("b", 1), ("a", 2), ("b", 3), ("c", 4)] {
            named.add(name, item, &owner);
        }
        assert_eq!(named.names().collect::<Vec<_>>(), ["b", "a", "c"]);
        assert_eq!(named.get(&Id::<i32>::new("b")), Some(&1));
        assert_eq!(named.duplicates(), [Id::new("b")]);
        assert_eq!(named.remove("b"), Some(1));
        assert_eq!(named.get(&Id::<i32>::new("c")), Some(&4));
        assert_eq!(named.position("a"), Some(0));
    }
}

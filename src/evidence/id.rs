use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

/// The mark of one model, by which it knows the ids that it gave out. Clones are the same owner.
#[derive(Debug, Clone, Default)]
pub struct Owner(Arc<OwnerMark>);

/// Takes space, so that each mark has an address of its own.
#[derive(Debug, Default)]
struct OwnerMark(#[expect(dead_code, reason = "only its address counts")] u8);

impl PartialEq for Owner {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Owner {}

/// The name of a thing of kind `T`: a node, a leg, a source.
///
/// An id made from text is looked up by name. An id that a model gave out also knows that model, and to use it
/// in another is an error. Two ids are equal if their names are. An id of one kind is no id of another:
///
/// ```compile_fail,E0308
/// use corridor::evidence::{Id, Source, Evidence};
/// let evidence: Id<Evidence> = Id::new("T1");
/// let source: Id<Source> = evidence;
/// ```
pub struct Id<T> {
    name: Arc<str>,
    owner: Option<Owner>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of this name.
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), owner: None, kind: PhantomData }
    }

    /// The id of this name, given out by a model.
    pub fn owned(name: &str, owner: &Owner) -> Self {
        Self { name: name.into(), owner: Some(owner.clone()), kind: PhantomData }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// Whether a model other than `owner` gave it out.
    pub fn is_foreign_to(&self, owner: &Owner) -> bool {
        self.owner.as_ref().is_some_and(|own| own != owner)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self { name: self.name.clone(), owner: self.owner.clone(), kind: PhantomData }
    }
}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.cmp(&other.name)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.name)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}

impl<T> From<&str> for Id<T> {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

impl<T> From<&Id<T>> for Id<T> {
    fn from(id: &Id<T>) -> Self {
        id.clone()
    }
}

use super::wrap::wrap;
use super::{Style, Table};

/// A page for people: texts and tables, one under the other.
#[derive(Debug, Clone, Default)]
pub struct Document {
    blocks: Vec<Block>,
}

#[derive(Debug, Clone)]
enum Block {
    Text(String),
    /// A paragraph, and lines under it that are not wrapped.
    Cited(String, String),
    Table(Table),
}

impl Document {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a further paragraph; an empty one is left out.
    pub fn text(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.blocks.push(Block::Text(text.to_owned()));
        }
        self
    }

    /// With a further paragraph and, right under it, lines that stand as they are: an excerpt of a file.
    pub fn cited(mut self, text: &str, lines: &str) -> Self {
        self.blocks.push(Block::Cited(text.to_owned(), lines.to_owned()));
        self
    }

    /// With a further table; one without rows is left out.
    pub fn table(mut self, table: Table) -> Self {
        if !table.is_empty() {
            self.blocks.push(Block::Table(table));
        }
        self
    }

    /// With further tables.
    pub fn tables(self, tables: impl IntoIterator<Item = Table>) -> Self {
        tables.into_iter().fold(self, Self::table)
    }

    /// With all of another page under it.
    pub fn and(mut self, other: Self) -> Self {
        self.blocks.extend(other.blocks);
        self
    }

    /// It as text, an empty line between blocks.
    pub fn render(&self, style: &Style) -> String {
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Text(text) => wrap(text.trim_end(), style.width()) + "\n",
            Block::Cited(text, lines) => format!("{}\n{lines}\n", wrap(text.trim_end(), style.width())),
            Block::Table(table) => table.text(style),
        });
        blocks.collect::<Vec<String>>().join("\n")
    }
}

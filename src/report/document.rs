use super::{Style, Table};

/// A page for people: texts and tables, one under the other.
#[derive(Debug, Clone, Default)]
pub struct Document {
    blocks: Vec<Block>,
}

#[derive(Debug, Clone)]
enum Block {
    Text(String),
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

    /// It as text, an empty line between blocks.
    pub fn render(&self, style: &Style) -> String {
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Text(text) => format!("{}\n", text.trim_end()),
            Block::Table(table) => table.text(style),
        });
        blocks.collect::<Vec<String>>().join("\n")
    }
}

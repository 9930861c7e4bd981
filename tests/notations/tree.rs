//! Values as programs hold them, before any of them prints them.

/// A value. What it is called and how it is written is up to the printer.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Null,
    Bool(bool),
    Int(i64),
    /// Seconds since 1970 as a number with a fraction; here in milliseconds.
    Seconds(i64),
    /// A time as a value of its own; here in milliseconds since 1970.
    Time(i64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Tree>),
    Map(Map),
}

/// Fields under names.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// The type of the object, where a program has one; its JSON has none.
    pub name: &'static str,
    /// Whether it is an object of a library rather than JSON that was decoded.
    pub is_object: bool,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: String,
    pub value: Tree,
    /// Whether a record or its envelope is in it. The others may be called anything.
    pub is_known: bool,
}

impl Map {
    pub fn get(&self, name: &str) -> Option<&Tree> {
        self.fields.iter().find(|field| field.name == name).map(|field| &field.value)
    }
}

impl Tree {
    /// The same with every map's fields in the order of their names.
    pub fn sorted(&self) -> Self {
        let mut sorted = self.clone();
        sorted.each_map(&mut |map| map.fields.sort_by(|one, other| one.name.cmp(&other.name)));
        sorted
    }

    /// Does something to every map, the inner ones first.
    pub fn each_map(&mut self, to: &mut impl FnMut(&mut Map)) {
        match self {
            Self::List(items) => items.iter_mut().for_each(|item| item.each_map(to)),
            Self::Map(map) => {
                map.fields.iter_mut().for_each(|field| field.value.each_map(to));
                to(map);
            }
            _ => {}
        }
    }
}

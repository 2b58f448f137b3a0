/// An English noun as it stands after a count: `row` after 1, `rows` after any other.
package func plural(_ noun: String, _ count: some BinaryInteger) -> String {
  count == 1 ? noun : noun + "s"
}

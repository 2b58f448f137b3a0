/// Where the cells of 64 bytes end, as far as they are well formed.
struct BlockCuts {
  /// Separators outside quotes.
  var ends: UInt64 = 0
  var lineEnds: UInt64 = 0
  /// The bytes after closing quotes.
  var afterClose: UInt64 = 0
  /// The second quote of each pair that stands for one.
  var doubled: UInt64 = 0
  /// Line ends inside quotes.
  var innerLineEnds: UInt64 = 0

  /// Zero for a block of which nothing in quotes matters.
  @inline(__always) var inQuotes: UInt64 { afterClose | innerLineEnds }
}

/// What the cutting of well-formed records carries from block to block.
///
/// Well-formed is a cell without a quote, or one that a quote opens at its first byte and another closes
/// before a separator, with no quote between them but in pairs. libcsv reads these cells in the same way, and
/// all else is left to it.
struct QuoteState {
  /// All bits if the next block begins in a quoted cell.
  private var inside: UInt64 = 0
  /// 1 if its first byte comes after a closing quote.
  private var afterClose: UInt64 = 0
  /// 1 if its first byte opens a cell.
  private var opensCell: UInt64 = 1

  /// The cuts of the next block up to the first byte that is not well formed; false if there is such a byte,
  /// and then the state means nothing any more. A separator outside quotes at one of the `barred` bits is
  /// taken for such a byte.
  @inline(__always)
  mutating func cut(_ masks: BlockMasks, barred: UInt64 = 0, into cuts: inout BlockCuts) -> Bool {
    if masks.quotes | inside | afterClose | barred == 0 {
      opensCell = masks.separators &>> 63
      cuts = BlockCuts(ends: masks.separators, lineEnds: masks.lineEnds)
      return true
    }
    return cutQuoted(masks, barred, into: &cuts)
  }

  @inline(__always)
  private mutating func cutQuoted(_ masks: BlockMasks, _ barred: UInt64, into cuts: inout BlockCuts) -> Bool {
    let within = prefixParity(masks.quotes) ^ inside
    let ends = masks.separators & ~within
    let opening = masks.quotes & within
    let closing = masks.quotes & ~within
    let closedBefore = closing &<< 1 | afterClose
    let opensHere = ends &<< 1 | opensCell
    let strayQuotes = opening & ~(opensHere | closedBefore)
    let strayText = closedBefore & ~(masks.separators | masks.quotes)
    let bad = strayQuotes | strayText | (barred & ends)
    let good = (bad & (0 &- bad)) &- 1
    cuts = BlockCuts(
      ends: ends & good, lineEnds: masks.lineEnds, afterClose: closedBefore,
      doubled: opening & closedBefore & good, innerLineEnds: masks.lineEnds & within & good)
    inside = UInt64(bitPattern: Int64(bitPattern: within) >> 63)
    afterClose = closing &>> 63
    opensCell = ends &>> 63
    return bad == 0
  }
}

/// Bit n is the parity of the bits up to n.
@inline(__always)
private func prefixParity(_ bits: UInt64) -> UInt64 {
  var bits = bits
  bits ^= bits &<< 1
  bits ^= bits &<< 2
  bits ^= bits &<< 4
  bits ^= bits &<< 8
  bits ^= bits &<< 16
  bits ^= bits &<< 32
  return bits
}

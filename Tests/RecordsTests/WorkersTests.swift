import Records
import Synchronization
import Testing

@Suite struct WorkersTests {
  @Test(arguments: [1, 2, 4, 9], [0, 1, 2, 3, 100])
  func `Results come in the order of tasks`(count: Int, tasks: Int) {
    let results = Workers(count).map(tasks) { task in
      // The first tasks take longest, so that later ones overtake them.
      (0..<(tasks - task) * 20).reduce(task) { $0 &+ $1 &* 3 }
    }
    let expected = (0..<tasks).map { task in (0..<(tasks - task) * 20).reduce(task) { $0 &+ $1 &* 3 } }
    #expect(results == expected)
  }

  @Test(
    arguments: [1, 3],
    [[], [[]], [["a"]], [["a", "b"], [], ["c"]], [[], ["d", "e"], ["f"]]] as [[[String]]])
  func `Parts are joined in their order`(count: Int, parts: [[String]]) {
    #expect(Workers(count).joined(parts) == parts.flatMap(\.self))
  }

  @Test(arguments: [1, 2, 4])
  func `Every task runs once`(count: Int) {
    let runs = (0..<200).map { _ in Counter() }
    _ = Workers(count).map(200) { runs[$0].value.add(1, ordering: .relaxed) }
    #expect(runs.allSatisfy { $0.value.load(ordering: .relaxed) == 1 })
  }

  @Test(arguments: [1, 2, 4])
  func `A task may share out its own work`(count: Int) {
    let workers = Workers(count)
    let results = workers.map(20) { outer in workers.map(20) { outer * 20 + $0 } }
    #expect(results.flatMap(\.self) == Array(0..<400))
  }

  @Test(arguments: [(-3, 1), (0, 1), (1, 1), (8, 8)])
  func `Fewer than one worker is one`(asked: Int, count: Int) {
    #expect(Workers(asked).count == count)
  }

  @Test(arguments: [1, 2, 4], [0, 1, 5, 64, 65, 1000])
  func `An array is filled range by range`(count: Int, elements: Int) {
    let filled: [Int] = Workers(count).fill(elements, of: 64) { range, output in
      for index in range { output.append(index * 3) }
    }
    #expect(filled == (0..<elements).map { $0 * 3 })
  }

  @Test(arguments: [1, 2, 4], [0, 1, 5, 64, 65, 1000])
  func `An array is changed range by range`(count: Int, elements: Int) {
    var numbers = Array(0..<elements)
    Workers(count).change(&numbers, of: 64) { part in
      for index in part.indices { part[index] = part[index] * 3 + 1 }
    }
    #expect(numbers == (0..<elements).map { $0 * 3 + 1 })
  }

  @Test func `Work that is done lets go of what it held`() {
    var counter: Counter? = Counter()
    weak let held = counter
    let meanwhile = Meanwhile(.one) { [counter] in counter == nil ? 0 : 1 }
    counter = nil
    #expect(held != nil && meanwhile.value == 1)
    #expect(held == nil && meanwhile.value == 1)
  }

  @Test func `Ranges cover the rows in order`() {
    #expect(Workers.ranges(0, of: 4).isEmpty)
    #expect(Workers.ranges(4, of: 4) == [0..<4])
    #expect(Workers.ranges(9, of: 4) == [0..<4, 4..<8, 8..<9])
  }
}

private final class Counter: Sendable {
  let value = Atomic(0)
}

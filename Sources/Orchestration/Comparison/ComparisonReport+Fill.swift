import Publishing
import Ranking
import Records
import Robustness
import Scoring

extension ComparisonReport {
  package init(_ difference: RunDifference) {
    let comparison = difference.comparison
    let (old, new) = (difference.before.record, difference.after.record)
    title = new.identity.title
    before = Run(old)
    after = Run(new)
    differing = comparison.mixtures.differing.list.map(\.name.en)
    words = difference.words
    sources = difference.sources
    decisionsDiffer = difference.decisionsDiffer
    isNumbersOnly = difference.isNumbersOnly
    numbers = difference.models.numbers.map(Number.init)
    structure = (difference.models.structure + difference.derivation).map {
      Structure(
        place: $0.place, zh: $0.message.zh, en: $0.message.en, ranksAlone: $0.alone?.ranks,
        gradesAlone: $0.alone?.grades)
    }
    (gradesBefore, gradesAfter) = (comparison.ladders.before, comparison.ladders.after)
    isGraded = comparison.ladders.isGraded
    hasSameGrades = comparison.ladders.areEqual
    gradePairs = comparison.gradePairs.map {
      GradePair(before: $0.before, after: $0.after, members: $0.members)
    }
    members = comparison.members.count
    totalChanges = comparison.members.count(where: \.isTotalChange)
    rankChanges = comparison.members.count(where: \.isRankChange)
    gradeChanges = isGraded ? comparison.members.count(where: \.isGradeChange) : nil
    profileChanges = comparison.members.count(where: \.isProfileChange)
    let (ranks, grades) = (comparison.rankCauses, comparison.gradeCauses)
    causes = (Cause.allCases + [nil]).map {
      MainCause(cause: $0?.name.en ?? "equal", ranks: ranks[$0], grades: grades[$0])
    }
    profiles = ProfileChange.list(comparison).map(Profile.init)
    seats = SeatChange.list(comparison, before: old.ranking, after: new.ranking).map(Seats.init)
    unsplit = comparison.dataSplit.absence.flatMap(\.reason).map { "\($0.zh)  \($0.en)" }
    changes = comparison.members.enumerated().filter { $0.element.isChanged }.map { place, change in
      Change(change, place, comparison, old, new)
    }
    joined = comparison.joined.map { Member($0, comparison.mixtures[.all]) }
    left = comparison.left.map { Member($0, comparison.mixtures[[]]) }
  }
}

extension ComparisonReport.Run {
  fileprivate init(_ run: RunRecord) {
    self.run = run.identity.directory
    period = run.identity.period.description
    asOf = run.identity.asOf.description
    model = run.model.id
    isExample = run.model.isExample
    members = run.members.count
  }
}

extension ComparisonReport.Number {
  fileprivate init(_ number: NumberChange) {
    path = number.path
    name = number.name
    values = number.values.map {
      Value(profile: $0.profile, before: $0.before.description, after: $0.after.description)
    }
    words = number.words
    ranksAlone = number.alone?.ranks
    gradesAlone = number.alone?.grades
  }
}

extension ComparisonReport.Profile {
  fileprivate init(_ change: ProfileChange) {
    profile = change.profile
    ranked = change.ranked
    kendallTauB = change.tau.tenThousandths.map { DecimalText.format(Int128($0), scale: 4, atLeast: 4) }
    topGrade = change.topGrade
    (holdersBefore, holdersAfter, holdersInBoth) = change.holders
  }
}

extension ComparisonReport.Seats {
  fileprivate init(_ change: SeatChange) {
    profile = change.profile
    grade = change.grade
    group = change.group
    seatsBefore = change.seatsBefore
    seatsAfter = change.seatsAfter
    gained = change.gained.map { ComparisonReport.Person(memberNo: $0.number, name: $0.name) }
    lost = change.lost.map { ComparisonReport.Person(memberNo: $0.number, name: $0.name) }
  }
}

extension ComparisonReport.Line {
  fileprivate init(_ line: PointLine, _ split: Split) {
    category = line.category
    switch line.part {
    case .leaf(let code, let name): (part, self.name) = (code, name)
    case .own: (part, name) = ("start", line.categoryName)
    case .rounding: (part, name) = ("rounding", line.categoryName)
    case .floor: (part, name) = ("floor", "")
    }
    state = line.presence.rawValue
    words = line.presenceWords
    points = ComparisonReport.Parts(split, unit: Points.one)
  }
}

extension ComparisonReport.Change {
  fileprivate init(
    _ change: MemberChange, _ place: Int, _ comparison: RunComparison, _ old: RunRecord, _ new: RunRecord
  ) {
    let member = new.members[change.after]
    profileBefore = old.members[change.before].profile
    profileAfter = member.profile
    memberNo = member.number
    name = member.name
    sector = member.sector
    (rankBefore, rankAfter) = (change.places.before.rank, change.places.after.rank)
    (countedBefore, countedAfter) = change.counted
    (gradeBefore, gradeAfter) = (change.places.before.grade, change.places.after.grade)
    totalBefore = change.totals.before.text(decimals: old.model.decimals)
    totalAfter = change.totals.after.text(decimals: new.model.decimals)
    rank = change.isProfileChange ? nil : ComparisonReport.Parts(change.rank)
    let isCompared = comparison.ladders.areEqual
    grade = isCompared ? ComparisonReport.Parts(change.step, unit: 2) : nil
    total = ComparisonReport.Parts(change.total, unit: Points.one)
    rankCause = change.rank.main?.name.en
    gradeTurn = isCompared ? ComparisonReport.Parts(change.gradeTurn) : nil
    gradeCause = change.gradeCause?.name.en
    let split = comparison.dataSplit
    let names = split.categories + (split.hasRest ? [DataSplit.Category(code: "rest", name: "")] : [])
    rankByCategory =
      split.parts.isEmpty
      ? []
      : zip(names, split.parts[place]).filter { $0.1 != 0 }.map { category, part in
        ComparisonReport.CategoryPart(
          category: category.code, name: category.name, rank: ExactText.of(part, over: split.denominator))
      }
    lines = change.lines.map { ComparisonReport.Line($0.line, $0.split) }
  }
}

extension ComparisonReport.Member {
  fileprivate init(_ index: Int, _ run: MixedRun) {
    let member = run.input.members[index]
    profile = member.profile
    memberNo = member.number
    name = member.name
    sector = member.sector
    rank = run.places[index].rank
    grade = run.places[index].grade
    total = run.cards[index].total.text(decimals: run.model.decimals)
  }
}

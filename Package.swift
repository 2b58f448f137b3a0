// swift-tools-version: 6.2
import PackageDescription

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "DutyRank",
  products: [
    .executable(name: "dutyrank", targets: ["dutyrank"]),
    .executable(name: "dutyrank-workbench", targets: ["dutyrank-workbench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"]), .brew(["libcsv"])]),
    .systemLibrary(
      name: "CLibXLSXWriter", providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .systemLibrary(name: "CLibArchive", providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(name: "CLibExpat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    .systemLibrary(name: "CLibPQ", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CIntrinsics"),
    .target(name: "SystemCalls", dependencies: ["CMalloc"]),
    .target(name: "Records"),
    .target(name: "Similarity", dependencies: ["Records", "CIntrinsics"]),
    .target(name: "CSV", dependencies: ["CLibCSV", "CIntrinsics"]),
    .target(name: "Spreadsheet", dependencies: ["CLibArchive", "CLibExpat"]),
    .target(name: "Postgres", dependencies: ["CLibPQ", "SystemCalls"]),
    .target(
      name: "Ingestion", dependencies: ["SystemCalls", "Records", "CSV", "Spreadsheet", crypto]),
    .target(name: "Preparation", dependencies: ["Records"]),
    .target(name: "Scoring", dependencies: ["Records"]),
    .target(name: "Ranking", dependencies: ["Records", "Scoring"]),
    .target(
      name: "Definitions",
      dependencies: [
        "SystemCalls", "Records", "CSV", "Postgres", "Ingestion", "Preparation", "Scoring", "Ranking", yams,
      ]),
    .target(name: "Robustness", dependencies: ["Records", "Scoring", "Ranking"]),
    .target(
      name: "Publishing",
      dependencies: [
        "SystemCalls", "Records", "Scoring", "Ranking", "Robustness", "CSV", "CLibXLSXWriter", "CLibArchive",
        mustache,
      ]),
    .target(
      name: "Orchestration",
      dependencies: [
        "SystemCalls", "Records", "CSV", "Postgres", "Ingestion", "Preparation", "Similarity", "Spreadsheet",
        "Scoring", "Ranking", "Robustness", "Definitions", "Publishing", crypto,
      ]),
    .target(
      name: "Workbench",
      dependencies: [
        "Records", "Scoring", "Ranking", "Robustness", "Publishing", "Orchestration",
      ]),
    .target(
      name: "WorkbenchServer",
      dependencies: [
        "Records", "Workbench", hummingbird, hummingbirdCore, nioCore, nioHTTPTypes, httpTypes, logging,
      ],
      resources: [.copy("Page")]),
    .executableTarget(
      name: "dutyrank", dependencies: ["Orchestration", "Postgres", "Records", argumentParser]),
    .executableTarget(
      name: "dutyrank-workbench",
      dependencies: ["WorkbenchServer", "Workbench", "Orchestration", "Records", argumentParser]),
    .executableTarget(name: "Generator", dependencies: ["Records"]),
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "CLibCSV", "CSV", "Ingestion", "Records", "Similarity", "Scoring", "Ranking", "Definitions",
        "Robustness", "Publishing", "Orchestration", "Workbench",
      ],
      exclude: ["peers"]),

    .target(name: "TestSupport", dependencies: ["Records", "SystemCalls"], path: "Tests/TestSupport"),
    .target(
      name: "Committees", dependencies: ["Records", "Scoring", "TestSupport"], path: "Tests/Committees"),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Workbench", "Records", "Scoring", "Ranking", "Robustness", "Publishing", "Orchestration",
        "Committees",
        "TestSupport",
      ]),
    .testTarget(
      name: "WorkbenchServerTests",
      dependencies: [
        "WorkbenchServer", "Workbench", "Records", "TestSupport", httpTypes, nioCore, nioEmbedded,
        nioHTTPTypes,
      ]),
    .testTarget(name: "SystemCallsTests", dependencies: ["SystemCalls", "TestSupport"]),
    .testTarget(name: "RecordsTests", dependencies: ["Records", "TestSupport"]),
    .testTarget(name: "SimilarityTests", dependencies: ["Similarity", "Records", "TestSupport"]),
    .testTarget(name: "SpreadsheetTests", dependencies: ["Spreadsheet", "TestSupport"]),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "SystemCalls", "TestSupport"]),
    .target(
      name: "FuzzOracles",
      dependencies: ["CSV", "Definitions", "Ingestion", "Postgres", "Records", "Spreadsheet", "TestSupport"],
      path: "Tests/Fuzz/Oracles"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzOracles", "Postgres"]),
    .testTarget(name: "CSVTests", dependencies: ["CSV", "FuzzOracles", "TestSupport"]),
    .testTarget(name: "IngestionTests", dependencies: ["Ingestion", "Records", "CSV", "TestSupport"]),
    .testTarget(name: "PreparationTests", dependencies: ["Preparation", "Records", "TestSupport"]),
    .testTarget(name: "ScoringTests", dependencies: ["Scoring", "Records", "TestSupport"]),
    .testTarget(name: "RankingTests", dependencies: ["Ranking", "Scoring", "Records", "TestSupport"]),
    .testTarget(
      name: "RobustnessTests",
      dependencies: [
        "Robustness", "Definitions", "Records", "Scoring", "Ranking", "Committees", "TestSupport",
      ]),
    .testTarget(
      name: "DefinitionsTests",
      dependencies: [
        "Definitions", "Records", "Ingestion", "Preparation", "Scoring", "Ranking", "TestSupport",
      ]),
    .testTarget(
      name: "PublishingTests",
      dependencies: [
        "Publishing", "SystemCalls", "Records", "Scoring", "Ranking", "CSV", "CLibArchive", "TestSupport",
      ]),
    .testTarget(
      name: "OrchestrationTests",
      dependencies: [
        "Robustness",
        "Orchestration", "SystemCalls", "Records", "Ingestion", "Preparation", "Scoring", "Ranking",
        "Definitions", "Publishing", "Postgres", "TestSupport",
      ]),
    .testTarget(name: "GeneratorTests", dependencies: ["Generator", "Records", "TestSupport"]),
    .testTarget(
      name: "BenchmarkTests",
      dependencies: ["Benchmark", "Records", "Scoring", "Ranking", "Robustness"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["dutyrank", "dutyrank-workbench", "Postgres", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// `make fuzz` alone builds the fuzzers, with every target watched by libFuzzer.
let isFuzzing = Context.environment["DUTYRANK_FUZZ"] != nil
if isFuzzing {
  package.targets.append(
    .executableTarget(name: "Fuzz", dependencies: ["FuzzOracles"], path: "Tests/Fuzz/Runner"))
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
  ]
  // libFuzzer sees only branches that were compiled for it, and SwiftPM has no setting of its own for that. The flag is
  // for compiling alone: at the link it would bring a second `main`. No other build has it.
  if isFuzzing { target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer"])) }
}

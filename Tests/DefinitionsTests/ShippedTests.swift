import Definitions
import Ingestion
import Records
import Scoring
import Testing

/// Every file in `Pipelines/` decodes, and the shipped model is the specified one.
@Suite struct ShippedTests {
  @Test func theShippedModelIsTheSpecifiedOne() throws {
    let vocabulary = try Shipped.vocabulary.get()
    let specified = try ModelFile.decode(text: specifiedModel, path: "specified", vocabulary: vocabulary)
    let shipped = try ModelFile.decode(
      text: Shipped.text("Pipelines/models/yy-default-1.yaml"), path: "shipped", vocabulary: vocabulary)
    #expect(shipped.model == specified.model)
    #expect(shipped.rules == specified.rules)
    #expect(shipped.model.leaves.count == 33)
    #expect(shipped.warnings.isEmpty)
  }

  @Test func everyModelDecodes() throws {
    let checkins = "Pipelines/contracts/bench/checkins.yaml"
    let vocabulary = try Vocabulary(
      contracts: Shipped.contracts() + [ContractFile.decode(text: Shipped.text(checkins), path: checkins)])
    for name in try Shipped.names(in: "Pipelines/models") {
      let file = try ModelFile.decode(
        text: Shipped.text("Pipelines/models/\(name)"), path: name, vocabulary: vocabulary)
      #expect(file.model.id.lowercased() + ".yaml" == name)
    }
  }

  @Test func everyPipelineLoads() throws {
    let models = ["bench.yaml": "BENCH", "evaluation.yaml": "YY-DEFAULT-1"]
    let pipelines = try Shipped.names(in: "Pipelines").filter {
      ![PrivacyFile.name, AspectFile.name].contains($0)
    }
    #expect(pipelines == models.keys.sorted())
    let aspects = try AspectFile.decode(text: Shipped.text("Pipelines/\(AspectFile.name)"), path: "aspects")
    #expect(aspects.count == 12)
    for (name, model) in models {
      let loaded = try Definitions.load(pipelinePath: "\(Shipped.pipelines)/\(name)")
      #expect(loaded.contracts.map(\.shape.name) == loaded.pipeline.sources.map(\.name))
      #expect(loaded.files.count == loaded.contracts.count + 2)
      #expect(loaded.model.model.id == model)
    }
  }

  @Test func everyContractIsNamedAfterItsSource() throws {
    let contracts = try Shipped.contracts()
    #expect(contracts.count == 23)
    for (contract, name) in zip(contracts, try Shipped.names(in: "Pipelines/contracts")) {
      #expect(contract.shape.name + ".yaml" == name)
      #expect(contract.shape.index(of: "updated_at") != nil)
      #expect(contract.shape.outsideCanonicalRow.isSubset(of: ["name", "phone"]))
    }
  }

  @Test func outcomesSayWhatTheModelNeeds() throws {
    let contract = try #require(try Shipped.contracts().first { $0.shape.name == "outcomes" })
    #expect(contract.shape.key == ["outcome_no"])
    #expect(contract.shape.date == "dated_on")
    #expect(contract.shape.required == ["outcome_no", "item_kind", "item_no", "outcome", "dated_on"])
    #expect(
      contract.shape.sameThing
        == SameThing(
          onlyWhere: nil, columns: ["item_kind", "item_no", "outcome", "level"], preferred: "dated_on",
          prefersGreatest: false))
    let level = try #require(contract.shape.index(of: "level"))
    #expect(contract.columns[level].synonyms == ["国家": "全国"])
    #expect(contract.columns[level].mending == [.trim, .width])
    #expect(
      contract.checks == [
        .needs(columns: ["level"], when: .isOneOf(column: "outcome", values: ["采用", "批示"]))
      ])
  }

  @Test func aMissingFileIsNamedWhereItIsStated() throws {
    do {
      _ = try Definitions.load(pipelinePath: "nowhere/none.yaml")
      Issue.record("loaded")
    } catch {
      #expect(error.description == "nowhere/none.yaml  no such file\n1 problem; nothing was run.")
    }
  }
}

package io.blockyard.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.SharedData;
import io.blockyard.block.BlockFormats;
import io.blockyard.dataiku.ProjectFiles;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.ProjectSnapshot;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class ZoneBoundariesTest {

    @TestFactory
    Stream<DynamicTest> areWhatARealProjectHas() throws Exception {
        var folder = SharedData.require("data/dss-projects");
        var expected = BlockFormats.json().readTree(Files.readString(folder.resolve("expected-boundaries.json")));
        assertThat(expected.propertyNames()).isNotEmpty();
        return expected.propertyStream()
                .map(project -> DynamicTest.dynamicTest(project.getKey(), () -> {
                    var snapshot =
                            ProjectFolder.at(folder.resolve(project.getKey())).read();

                    JsonNode found = BlockFormats.json()
                            .valueToTree(Inspection.of(snapshot).zones());

                    assertThat(sorted(found)).isEqualTo(sorted(project.getValue()));
                }));
    }

    @Test
    void aRefThatLeadsNowhereIsNoPortButAWarning() {
        var inspection = Inspection.of(project(Map.of(
                "datasets/OUT.json", "{}",
                "recipes/r.json", recipe("GONE", "OUT"),
                "zones/z.json", zone("Zone", "RECIPE:r", "DATASET:OUT", "DATASET:LOST"))));

        assertThat(inspection.zones().get("Zone").reason()).isEqualTo("no input");
        assertThat(inspection.problems())
                .extracting(problem -> problem.message())
                .anyMatch(message -> message.contains("\u201cGONE\u201d"))
                .anyMatch(message -> message.contains("\u201cLOST\u201d"));
    }

    @Test
    void objectsOfOtherProjectsAreInputs() {
        var zones = Inspection.of(project(Map.of(
                        "datasets/OUT.json", "{}",
                        "recipes/r.json", recipe("OTHER.shared", "OUT"),
                        "zones/z.json", zone("Zone", "RECIPE:r"))))
                .zones();

        assertThat(zones.get("Zone").inputs()).containsExactly("OTHER.shared");
        assertThat(zones.get("Zone").publishable()).isTrue();
    }

    @Test
    void whatOnlyTheZoneItselfReadsStaysInside() {
        var zones = Inspection.of(project(Map.of(
                        "datasets/IN.json",
                        "{}",
                        "datasets/MID.json",
                        "{}",
                        "datasets/OUT.json",
                        "{}",
                        "recipes/a.json",
                        recipe("IN", "MID"),
                        "recipes/b.json",
                        recipe("MID", "OUT"),
                        "zones/z.json",
                        zone("Zone", "RECIPE:a", "RECIPE:b"))))
                .zones();

        assertThat(zones.get("Zone").outputs()).containsExactly("OUT");
    }

    @Test
    void aSecondZoneOfOneNameIsToldByItsId() {
        var zones = Inspection.of(project(Map.of("zones/a.json", zone("Zone"), "zones/b.json", zone("Zone"))))
                .zones();

        assertThat(zones).containsOnlyKeys("Zone", "Zone (b)");
        assertThat(zones.values()).extracting(ZoneBoundary::reason).containsOnly("no recipe");
    }

    @Test
    void aProjectWithoutZonesIsAWarning() {
        var inspection = Inspection.of(project(Map.of("datasets/A.json", "{}")));

        assertThat(inspection.zones()).isEmpty();
        assertThat(inspection.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.code()).isEqualTo("discovery.no-zones");
        });
    }

    private static ProjectSnapshot project(Map<String, String> files) {
        var all = new TreeMap<>(files);
        all.put("params.json", "{\"name\":\"Test\"}");
        return ProjectFiles.read("TEST", all);
    }

    private static String recipe(String input, String output) {
        return """
            {"type":"sync","inputs":{"main":{"items":[{"ref":"%s"}]}},"outputs":{"main":{"items":[{"ref":"%s"}]}}}""".formatted(input, output);
    }

    private static String zone(String name, String... items) {
        var list = Stream.of(items)
                .map(item -> item.split(":"))
                .map(item -> "{\"objectType\":\"%s\",\"objectId\":\"%s\"}".formatted(item[0], item[1]))
                .toList();
        return "{\"name\":\"%s\",\"items\":%s}".formatted(name, list);
    }

    private static String sorted(JsonNode node) {
        var sorted = new TreeMap<String, JsonNode>();
        node.propertyStream().forEach(zone -> sorted.put(zone.getKey(), zone.getValue()));
        return BlockFormats.json().writeValueAsString(sorted);
    }
}

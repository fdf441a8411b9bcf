package io.blockyard.dataiku.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadsTest {

    private static final Map<String, String> OBJECTS = Map.of("READINGS", "one_READINGS");

    @Test
    void renamesOriginsAndSettingsPerInputButNoColumn() {
        var renamed = Payloads.rename("join", """
                {
                  "virtualInputs": [ {"index": 0, "originLabel": "READINGS", "ratio": 1.50} ],
                  "selectedColumns": [ {"name": "READINGS", "table": 0} ],
                  "engineParams": {"spark": {"readParams": {"mode": "AUTO", "map": {"READINGS": {"n": 1}}}}}
                }""", OBJECTS);

        assertThat(renamed.code())
                .contains("\"originLabel\" : \"one_READINGS\"")
                .contains("\"name\" : \"READINGS\"")
                .contains("\"one_READINGS\" : {")
                .contains("\"mode\" : \"AUTO\"")
                .contains("1.50");
        assertThat(renamed.doubts()).isEmpty();
    }

    @Test
    void leavesAPayloadWithoutNamesAsItIs() {
        var payload = "{\"keys\":  [{\"column\": \"READINGS\"}]}";
        assertThat(Payloads.rename("grouping", payload, OBJECTS)).isEqualTo(new Renamed(payload, List.of()));
        assertThat(Payloads.rename("sync", "", OBJECTS).code()).isEmpty();
        assertThat(Payloads.rename("python", "READINGS = {", OBJECTS).doubts()).isEmpty();
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThat(Payloads.rename("CustomCode_x", "{\"otherDataset\": \"READINGS\"}", OBJECTS)
                        .doubts())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.sentence()).contains("otherDataset"));
        assertThat(Payloads.rename("join", "{\n  oops", OBJECTS).doubts())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.line()).isEqualTo(2));
    }
}

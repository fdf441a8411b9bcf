package io.blockyard.portal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.block.PortType;
import io.blockyard.portal.catalog.ComparedColumns.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparedColumnsTest {

    @Test
    void whatBothHaveComesFirstAndATypeOfItsOwnIsADifference() {
        var columns = new ComparedColumns(
                List.of(port("READINGS", "only_one:int", "asset_id:string", "value:double")),
                List.of(port("HISTORY", "VALUE:int", "Asset_ID:string", "only_other:date")));

        assertThat(columns.rows()).extracting(Row::name).containsExactly("asset_id", "value", "only_one", "only_other");
        assertThat(columns.rows()).extracting(Row::isSame).containsExactly(true, false, false, false);
        assertThat(columns.rows()).extracting(Row::isInBoth).containsExactly(true, true, false, false);
        assertThat(columns.rows().get(1).inOther()).containsExactly(new ComparedColumns.Place("HISTORY", "int"));
    }

    private static Port port(String name, String... columns) {
        return new Port(
                name,
                PortType.DATASET,
                "",
                true,
                "",
                "",
                Stream.of(columns)
                        .map(column -> column.split(":"))
                        .map(parts -> new Column(parts[0], parts[1], "", true))
                        .toList());
    }
}

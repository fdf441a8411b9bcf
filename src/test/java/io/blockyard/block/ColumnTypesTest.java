package io.blockyard.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.block.ColumnTypes.Match;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypesTest {

    @ParameterizedTest
    @CsvSource({
        "int, int, SAME",
        "Integer, int, SAME",
        "timestamp, date, SAME",
        "smallint, int, WIDENS",
        "int, bigint, WIDENS",
        "bigint, double, WIDENS",
        "int, double, WIDENS",
        "smallint, float, WIDENS",
        "int, float, DIFFERS",
        "bigint, int, DIFFERS",
        "double, float, DIFFERS",
        "double, bigint, DIFFERS",
        "dateonly, date, WIDENS",
        "dateonly, datetimenotz, WIDENS",
        "date, dateonly, DIFFERS",
        "datetimenotz, date, DIFFERS",
        "double, string, AS_TEXT",
        "array, string, AS_TEXT",
        "string, double, DIFFERS",
        "geopoint, geometry, WIDENS",
        "boolean, int, DIFFERS",
        "something, something, SAME",
        "something, int, DIFFERS"
    })
    void an_offered_type_meets_an_expected_one(String offered, String expected, Match match) {
        assertThat(ColumnTypes.compare(offered, expected)).isEqualTo(match);
    }
}

package io.blockyard.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReproducibleZipTest {

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restoreTheZone() {
        TimeZone.setDefault(zone);
    }

    @Test
    void theSameFilesGiveTheSameBytesInEveryTimeZone() {
        var files = new TreeMap<>(Map.of("a.txt", new byte[] {1, 2}, "b/c.txt", new byte[1000]));

        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        var there = ReproducibleZip.of(files);
        TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));

        assertThat(ReproducibleZip.of(files)).isEqualTo(there);
    }
}

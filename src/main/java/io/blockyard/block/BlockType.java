package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A block made of one zone, or of other blocks. */
public enum BlockType {
    ZONE,
    SOLUTION;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static BlockType ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}

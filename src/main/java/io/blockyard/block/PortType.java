package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of object goes through a port. */
public enum PortType {
    DATASET,
    FOLDER,
    MODEL,
    EVALUATION_STORE,
    KNOWLEDGE_BANK,
    STREAM;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people, such as {@code evaluation store}. */
    public String words() {
        return wire().replace('_', ' ');
    }

    @JsonCreator
    static PortType ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}

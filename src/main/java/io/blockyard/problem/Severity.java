package io.blockyard.problem;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much a {@link Problem} weighs: an error stops what was asked, a warning does not. */
public enum Severity {
    ERROR("error"),
    WARNING("warning");

    private final String wire;

    Severity(String wire) {
        this.wire = wire;
    }

    /** The name in JSON. */
    @JsonValue
    public String wire() {
        return wire;
    }
}

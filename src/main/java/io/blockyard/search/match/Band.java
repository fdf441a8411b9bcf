package io.blockyard.search.match;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether blocks serve a need. */
public enum Band {
    MATCH,
    /** Perhaps: somebody should look. */
    MAYBE,
    /** No block does; what is listed is only nearest. */
    NOTHING;

    /** How it is written in JSON. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

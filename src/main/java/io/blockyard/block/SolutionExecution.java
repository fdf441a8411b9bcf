package io.blockyard.block;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the author of a solution wants its members run. It is told to people and to whatever runs the deployed flow;
 * deploying itself does not depend on it.
 *
 * @param maxParallel how many members at once; 0 when nothing is said
 * @param failureMode a word of whatever runs the flow, such as {@code stop} or {@code continue}; may be empty
 * @param timeoutMinutes 0 when nothing is said
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SolutionExecution(
        @JsonProperty("parallel_enabled") boolean parallelEnabled,
        @JsonProperty("max_parallel") int maxParallel,
        @JsonProperty("failure_mode") String failureMode,
        @JsonProperty("timeout_minutes") int timeoutMinutes) {

    /** For people, such as {@code one member after the other; on a failure: stop; within 60 minutes}. */
    public String words() {
        return (parallelEnabled
                        ? "members that do not wait for each other may run at once"
                        : "one member after the other")
                + (maxParallel > 0 ? ", at most " + maxParallel : "")
                + (failureMode.isEmpty() ? "" : "; on a failure: " + failureMode)
                + (timeoutMinutes > 0 ? "; within " + timeoutMinutes + " minutes" : "");
    }

    @JsonCreator
    static SolutionExecution ofWire(
            @JsonProperty("parallel_enabled") @Nullable Boolean parallelEnabled,
            @JsonProperty("max_parallel") @Nullable Integer maxParallel,
            @JsonProperty("failure_mode") @Nullable String failureMode,
            @JsonProperty("timeout_minutes") @Nullable Integer timeoutMinutes) {
        return new SolutionExecution(
                Objects.requireNonNullElse(parallelEnabled, true),
                Objects.requireNonNullElse(maxParallel, 0),
                Objects.requireNonNullElse(failureMode, ""),
                Objects.requireNonNullElse(timeoutMinutes, 0));
    }
}

package io.blockyard.discovery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What crosses a zone's border, and what stays inside. Lists are sorted; ports are named by ref (a dataset's name,
 * another object's id).
 *
 * @param reason why it is not publishable: {@code no recipe}, {@code no input} or {@code no output}, the first that
 *     holds; null when it is
 */
public record ZoneBoundary(
        @JsonIgnore String name,
        String id,
        boolean publishable,
        @Nullable String reason,
        List<String> inputs,
        List<String> outputs,
        List<String> recipes,
        List<String> datasets) {}

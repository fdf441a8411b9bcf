package io.blockyard.catalog.article;

import io.blockyard.block.BlockFormats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** How two texts of the same part become one. */
final class TextMerge {

    /** Fields that are sets: merged element by element. */
    private static final Set<String> SETS = Set.of("tags", "owner", "owners");

    private TextMerge() {}

    /** @return empty when one text cannot hold what both sides changed */
    static Optional<String> of(String base, Part crawled, Part written) {
        if (written.kind() == Part.Kind.FIELD) {
            return SETS.contains(written.key()) ? elements(base, crawled.text(), written) : Optional.empty();
        }
        return lines(base, crawled.text(), written.text(), Changelog.is(written));
    }

    private static Optional<String> elements(String base, String crawled, Part written) {
        var name = written.key();
        var before = set(base, name);
        var now = set(crawled, name);
        var own = set(written.text(), name);
        if (before.isEmpty() || now.isEmpty() || own.isEmpty()) {
            return Optional.empty();
        }
        var merged = new LinkedHashSet<>(own.orElseThrow());
        merged.removeIf(element ->
                before.orElseThrow().contains(element) && !now.orElseThrow().contains(element));
        now.orElseThrow().stream()
                .filter(element -> !before.orElseThrow().contains(element))
                .forEach(merged::add);
        if (merged.equals(own.orElseThrow())) {
            return Optional.of(written.text());
        }
        if (merged.equals(now.orElseThrow())) {
            return Optional.of(crawled);
        }
        var yaml = BlockFormats.yaml().createObjectNode();
        var array = yaml.putArray(name);
        merged.forEach(array::add);
        return Optional.of(BlockFormats.yaml().writeValueAsString(yaml).strip());
    }

    /** The elements of a field's list, or its only one; empty when it is neither. */
    private static Optional<Set<String>> set(String text, String name) {
        if (text.isEmpty()) {
            return Optional.of(Set.of());
        }
        JsonNode value;
        try {
            value = BlockFormats.yaml().readTree(text).path(name);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
        if (value.isNull()) {
            return Optional.of(Set.of());
        }
        if (value.isValueNode()) {
            return Optional.of(Set.of(value.asString()));
        }
        var elements = new LinkedHashSet<String>();
        for (var element : value.values()) {
            if (!element.isValueNode()) {
                return Optional.empty();
            }
            elements.add(element.asString());
        }
        return value.isArray() ? Optional.of(elements) : Optional.empty();
    }

    /**
     * @param union whether lines that both sides add at one place may stand one after the other, the crawl's first
     */
    private static Optional<String> lines(String base, String crawled, String written, boolean union) {
        var texts = List.of(raw(base), raw(crawled), raw(written));
        MergeResult<RawText> merged =
                new MergeAlgorithm().merge(RawTextComparator.DEFAULT, texts.get(0), texts.get(1), texts.get(2));
        var lines = new ArrayList<String>();
        boolean baseInConflict = false;
        boolean conflict = false;
        for (MergeChunk chunk : merged) {
            var text = texts.get(chunk.getSequenceIndex());
            switch (chunk.getConflictState()) {
                case NO_CONFLICT, FIRST_CONFLICTING_RANGE, NEXT_CONFLICTING_RANGE -> {
                    for (int line = chunk.getBegin(); line < chunk.getEnd(); line++) {
                        lines.add(text.getString(line));
                    }
                    conflict |= chunk.getConflictState() != MergeChunk.ConflictState.NO_CONFLICT;
                }
                case BASE_CONFLICTING_RANGE -> baseInConflict |= chunk.getEnd() > chunk.getBegin();
            }
        }
        return conflict && (baseInConflict || !union) ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private static RawText raw(String text) {
        return new RawText((text.isEmpty() ? "" : text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

package io.blockyard.catalog.article;

import io.blockyard.block.BlockFormats;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
     * All lines that either side wrote: where both changed the same, the generated ones stand first, and what was written
     * there follows.
     */
    static Union union(String base, String generated, String written) {
        var texts = List.of(raw(base), raw(generated), raw(written));
        var lines = new ArrayList<String>();
        var conflict = new Conflict();
        boolean both = false;
        for (var chunk : merged(texts)) {
            var those = lines(texts.get(chunk.getSequenceIndex()), chunk);
            switch (chunk.getConflictState()) {
                case NO_CONFLICT -> {
                    both |= conflict.into(lines);
                    lines.addAll(those);
                }
                case FIRST_CONFLICTING_RANGE -> {
                    both |= conflict.into(lines);
                    conflict.generated.addAll(those);
                }
                case BASE_CONFLICTING_RANGE -> conflict.base.addAll(those);
                case NEXT_CONFLICTING_RANGE -> conflict.written.addAll(those);
            }
        }
        both |= conflict.into(lines);
        return new Union(String.join("\n", lines), both);
    }

    /**
     * A text with what both sides wrote.
     *
     * @param both whether somewhere both changed the same lines, of which the one and the other stand there now
     */
    record Union(String text, boolean both) {}

    /** A place that both sides changed. */
    private static final class Conflict {

        private final List<String> base = new ArrayList<>();
        private final List<String> generated = new ArrayList<>();
        private final List<String> written = new ArrayList<>();

        /** @return whether lines of the base were changed to other ones on both sides, not only lines put beside them */
        boolean into(List<String> lines) {
            boolean changed = !written.containsAll(base) && !generated.isEmpty();
            written.removeAll(base);
            written.removeAll(generated);
            boolean both = changed && !written.isEmpty();
            lines.addAll(generated);
            lines.addAll(written);
            base.clear();
            generated.clear();
            written.clear();
            return both;
        }
    }

    /**
     * @param union whether lines that both sides add at one place may stand one after the other, the crawl's first
     */
    private static Optional<String> lines(String base, String crawled, String written, boolean union) {
        var texts = List.of(raw(base), raw(crawled), raw(written));
        var lines = new ArrayList<String>();
        boolean baseInConflict = false;
        boolean conflict = false;
        for (var chunk : merged(texts)) {
            switch (chunk.getConflictState()) {
                case NO_CONFLICT, FIRST_CONFLICTING_RANGE, NEXT_CONFLICTING_RANGE -> {
                    lines.addAll(lines(texts.get(chunk.getSequenceIndex()), chunk));
                    conflict |= chunk.getConflictState() != MergeChunk.ConflictState.NO_CONFLICT;
                }
                case BASE_CONFLICTING_RANGE -> baseInConflict |= chunk.getEnd() > chunk.getBegin();
            }
        }
        return conflict && (baseInConflict || !union) ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private static MergeResult<RawText> merged(List<RawText> texts) {
        return new MergeAlgorithm().merge(RawTextComparator.DEFAULT, texts.get(0), texts.get(1), texts.get(2));
    }

    private static List<String> lines(RawText text, MergeChunk chunk) {
        return IntStream.range(chunk.getBegin(), chunk.getEnd())
                .mapToObj(text::getString)
                .toList();
    }

    private static RawText raw(String text) {
        return new RawText((text.isEmpty() ? "" : text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}

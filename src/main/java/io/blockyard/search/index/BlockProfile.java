package io.blockyard.search.index;

import io.blockyard.block.BlockManifest;
import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.search.language.Measures;
import io.blockyard.search.language.Stems;
import io.blockyard.search.language.Word;
import io.blockyard.search.language.Words;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A block as the matcher sees it: what it is called, and the stems of its words with the fields in which they stand and
 * how much they weigh together. It lies in the index beside the block, so that the few blocks that come into question
 * are looked at closely without being read from the database.
 */
public final class BlockProfile {

    /** Changed whenever profiles are written differently. */
    public static final int FORMAT = 1;

    private static final int MOST_WEIGHT = 120;

    private final Head head;
    private final String[] stems;
    private final int[] masks;
    private final int[] weights;
    private final int length;

    private BlockProfile(Head head, String[] stems, int[] masks, int[] weights) {
        this.head = head;
        this.stems = stems;
        this.masks = masks;
        this.weights = weights;
        this.length = Arrays.stream(weights).sum();
    }

    /** What is shown of a block. */
    public record Head(String id, String version, String name, String level, String domain, String summary) {}

    /**
     * @param articleText the wiki page without markup; may be empty
     * @param asks what people said, or would say, when they need the block
     */
    public static BlockProfile of(BlockManifest manifest, String summary, String articleText, List<String> asks) {
        var building = new Building();
        var description = manifest.description().isBlank() ? summary : manifest.description();
        building.add(ProfileField.NAME, manifest.name());
        building.add(ProfileField.NAME, manifest.id().value());
        manifest.tags().forEach(tag -> building.add(ProfileField.TAGS, tag));
        building.add(ProfileField.DESCRIPTION, description);
        asks.forEach(ask -> building.add(ProfileField.ASKS, ask));
        manifest.inputs().forEach(port -> building.add(ProfileField.INPUTS, ProfileField.INPUT_COLUMNS, port));
        manifest.outputs().forEach(port -> building.add(ProfileField.OUTPUTS, ProfileField.OUTPUT_COLUMNS, port));
        building.add(ProfileField.PLACE, manifest.domain());
        var inside = manifest.contains();
        for (var names : List.of(inside.datasets(), inside.recipes(), inside.models(), inside.folders())) {
            names.forEach(name -> building.add(ProfileField.CONTAINS, name));
        }
        building.add(ProfileField.ARTICLE, articleText);
        return building.profile(new Head(
                manifest.id().value(),
                manifest.version().toString(),
                manifest.name(),
                manifest.level(),
                manifest.domain(),
                summary));
    }

    public Head head() {
        return head;
    }

    /** How many stems there are. */
    int size() {
        return stems.length;
    }

    /** The stem at a place; they are sorted. */
    String stem(int place) {
        return stems[place];
    }

    int weight(int place) {
        return weights[place];
    }

    /** How much a stem weighs in the block: 0 when it does not occur. */
    public int weight(String stem) {
        int at = Arrays.binarySearch(stems, stem);
        return at < 0 ? 0 : weights[at];
    }

    /** The fields in which a stem stands, as bits of {@link ProfileField}. */
    public int mask(String stem) {
        int at = Arrays.binarySearch(stems, stem);
        return at < 0 ? 0 : masks[at];
    }

    /** All weights together. */
    public int length() {
        return length;
    }

    /** The stems that stand in some of these fields. */
    public Set<String> in(int fields) {
        var found = new LinkedHashSet<String>();
        for (int i = 0; i < stems.length; i++) {
            if ((masks[i] & fields) != 0) {
                found.add(stems[i]);
            }
        }
        return found;
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (var text : List.of(head.id, head.version, head.name, head.level, head.domain, clipped(head.summary))) {
                out.writeUTF(text);
            }
            out.writeShort(stems.length);
            for (int i = 0; i < stems.length; i++) {
                out.writeUTF(stems[i]);
                out.writeShort(masks[i]);
                out.writeByte(weights[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static BlockProfile read(byte[] bytes, int offset, int length) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length))) {
            var head = new Head(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
            int count = in.readUnsignedShort();
            var stems = new String[count];
            int[] masks = new int[count];
            int[] weights = new int[count];
            for (int i = 0; i < count; i++) {
                stems[i] = in.readUTF();
                masks[i] = in.readUnsignedShort();
                weights[i] = in.readUnsignedByte();
            }
            return new BlockProfile(head, stems, masks, weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String clipped(String text) {
        return text.length() > 400 ? text.substring(0, 400) : text;
    }

    /** Collects words field by field. */
    private static final class Building {

        private static final int MOST_STEMS = 3_000;
        /** A word that an article repeats says no more each time. */
        private static final int MOST_IN_ARTICLE = 3;

        private record Seen(int mask, int weight, int inArticle) {}

        private final TreeMap<String, Seen> seen = new TreeMap<>();

        void add(ProfileField names, ProfileField columns, Port port) {
            add(names, port.name());
            add(names, port.description());
            for (Column column : port.columns()) {
                add(columns, column.name());
                add(columns, column.description());
            }
        }

        void add(ProfileField field, String text) {
            var words = Words.of(text);
            for (int i = 0; i < words.size(); i++) {
                count(field, Stems.english(words.get(i).folded()));
                var whole = whole(words, i);
                if (!whole.isEmpty()) {
                    count(field, Stems.english(whole));
                }
            }
            Measures.of(words).forEach(measure -> count(field, measure.term()));
        }

        /** The parts of {@code no-show} are also one word, as is {@code asset_id}; said at the first part. */
        private static String whole(List<Word> words, int first) {
            if (words.get(first).joined()) {
                return "";
            }
            var whole = new StringBuilder(words.get(first).folded());
            int next = first + 1;
            while (next < words.size() && words.get(next).joined() && next - first < 4) {
                whole.append(words.get(next).folded());
                next++;
            }
            return next == first + 1 ? "" : whole.toString();
        }

        private void count(ProfileField field, String stem) {
            if (stem.length() > 64) {
                return;
            }
            var before = seen.getOrDefault(stem, new Seen(0, 0, 0));
            if (before.mask() == 0 && seen.size() >= MOST_STEMS) {
                return;
            }
            boolean article = field == ProfileField.ARTICLE;
            int more = article && before.inArticle() >= MOST_IN_ARTICLE ? 0 : field.weight();
            seen.put(
                    stem,
                    new Seen(
                            before.mask() | field.bit(),
                            Math.min(MOST_WEIGHT, before.weight() + more),
                            before.inArticle() + (article ? 1 : 0)));
        }

        BlockProfile profile(Head head) {
            return new BlockProfile(
                    head,
                    seen.keySet().toArray(String[]::new),
                    seen.values().stream().mapToInt(Seen::mask).toArray(),
                    seen.values().stream().mapToInt(Seen::weight).toArray());
        }
    }
}

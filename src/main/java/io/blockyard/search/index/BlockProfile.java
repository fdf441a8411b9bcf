package io.blockyard.search.index;

import io.blockyard.block.Column;
import io.blockyard.block.Port;
import io.blockyard.search.language.Measures;
import io.blockyard.search.language.Word;
import io.blockyard.search.language.Words;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A block as the matcher sees it: what it is called, and the stems of its words with the fields in which they stand and
 * how much they weigh together. It lies in the index beside the block, so that the few blocks that come into question
 * are looked at closely without being read from the database.
 */
public final class BlockProfile {

    private static final int MOST_WEIGHT = 120;
    /** Of one stem in the table: where its letters begin, the fields, the weight. */
    private static final int ROW = Integer.BYTES + Short.BYTES + Byte.BYTES;

    /** The length, where the table begins, the head, how many stems there are, the table, the letters. */
    private final byte[] encoded;

    private final ByteBuffer bytes;
    private final int table;
    private final int count;
    private volatile @Nullable Head head;
    private final Map<Integer, Set<String>> inFields = new ConcurrentHashMap<>();

    private BlockProfile(byte[] encoded) {
        this.encoded = encoded;
        this.bytes = ByteBuffer.wrap(encoded);
        this.table = bytes.getInt(Integer.BYTES);
        this.count = bytes.getInt(table - Integer.BYTES);
    }

    /** What is shown of a block. */
    public record Head(String id, String version, String name, String level, String domain, String summary) {}

    static BlockProfile of(BlockText text, TextReader reader) {
        var building = new Building(reader);
        var manifest = text.block().manifest();
        var summary = text.block().summary();
        building.add(ProfileField.NAME, manifest.name());
        building.add(ProfileField.NAME, manifest.id().value());
        manifest.tags().forEach(tag -> building.add(ProfileField.TAGS, tag));
        building.add(ProfileField.DESCRIPTION, text.description());
        text.asks().forEach(ask -> building.add(ProfileField.ASKS, ask));
        manifest.inputs().forEach(port -> building.add(ProfileField.INPUTS, ProfileField.INPUT_COLUMNS, port));
        manifest.outputs().forEach(port -> building.add(ProfileField.OUTPUTS, ProfileField.OUTPUT_COLUMNS, port));
        building.add(ProfileField.PLACE, manifest.domain());
        var inside = manifest.contains();
        for (var names : List.of(inside.datasets(), inside.recipes(), inside.models(), inside.folders())) {
            names.forEach(name -> building.add(ProfileField.CONTAINS, name));
        }
        building.add(ProfileField.ARTICLE, text.article());
        return building.profile(new Head(
                manifest.id().value(),
                manifest.version().toString(),
                manifest.name(),
                manifest.level(),
                manifest.domain(),
                summary));
    }

    public Head head() {
        var known = head;
        if (known == null) {
            known = readHead();
            head = known;
        }
        return known;
    }

    private Head readHead() {
        var fields = new String[6];
        int at = 2 * Integer.BYTES;
        for (int i = 0; i < fields.length; i++) {
            int length = bytes.getInt(at);
            fields[i] = text(at + Integer.BYTES, length);
            at += Integer.BYTES + length;
        }
        return new Head(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);
    }

    /** How much each stem weighs. */
    Map<String, Integer> weights() {
        var weights = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < count; i++) {
            weights.put(stem(i), Math.max(1, weight(i)));
        }
        return weights;
    }

    /** How much a stem weighs in the block: 0 when it does not occur. */
    public int weight(String stem) {
        int place = place(stem);
        return place < 0 ? 0 : weight(place);
    }

    /** How much the stem at a place weighs. */
    public int weight(int place) {
        return bytes.get(table + place * ROW + Integer.BYTES + Short.BYTES) & 0xff;
    }

    /** The fields in which the stem at a place stands, as bits of {@link ProfileField}. */
    public int mask(int place) {
        return bytes.getShort(table + place * ROW + Integer.BYTES) & 0xffff;
    }

    /** All weights together. */
    public int length() {
        return bytes.getInt(0);
    }

    /** The stems that stand in some of these fields; asked for the same ones again and again. */
    public Set<String> in(int fields) {
        return inFields.computeIfAbsent(fields, this::read);
    }

    private Set<String> read(int fields) {
        var found = new LinkedHashSet<String>();
        for (int i = 0; i < count; i++) {
            if ((mask(i) & fields) != 0) {
                found.add(stem(i));
            }
        }
        return Collections.unmodifiableSet(found);
    }

    /** Where a stem stands in the table, which is sorted by its letters as bytes; negative when it does not. */
    public int place(String wanted) {
        var stem = wanted.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(encoded, start(middle), start(middle + 1), stem, 0, stem.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int start(int place) {
        return place == count ? bytes.limit() : bytes.getInt(table + place * ROW);
    }

    private String stem(int place) {
        return text(start(place), start(place + 1) - start(place));
    }

    private String text(int from, int length) {
        return new String(encoded, from, length, StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return encoded.clone();
    }

    /** What {@link #bytes} gave; nothing is decoded before it is asked for. */
    public static BlockProfile read(byte[] bytes, int offset, int length) {
        return new BlockProfile(Arrays.copyOfRange(bytes, offset, offset + length));
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

        private final Map<String, Seen> seen = new HashMap<>();
        private final TextReader reader;

        Building(TextReader reader) {
            this.reader = reader;
        }

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
                count(field, reader.englishStem(words.get(i).folded()));
                var whole = whole(words, i);
                if (!whole.isEmpty()) {
                    count(field, reader.englishStem(whole));
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
            var stems = new TreeMap<byte[], Seen>(Arrays::compareUnsigned);
            seen.forEach((stem, where) -> stems.put(stem.getBytes(StandardCharsets.UTF_8), where));
            var shown = Stream.of(head.id, head.version, head.name, head.level, head.domain, clipped(head.summary))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
            int table = 3 * Integer.BYTES
                    + shown.stream()
                            .mapToInt(text -> Integer.BYTES + text.length)
                            .sum();
            int letters = table + stems.size() * ROW;
            int size = letters
                    + stems.keySet().stream().mapToInt(stem -> stem.length).sum();
            var encoded = new byte[size];
            var bytes = ByteBuffer.wrap(encoded)
                    .putInt(stems.values().stream().mapToInt(Seen::weight).sum())
                    .putInt(table);
            shown.forEach(text -> bytes.putInt(text.length).put(text));
            bytes.putInt(stems.size());
            for (var each : stems.entrySet()) {
                bytes.putInt(letters).putShort((short) each.getValue().mask()).put((byte)
                        each.getValue().weight());
                letters += each.getKey().length;
            }
            stems.keySet().forEach(bytes::put);
            return new BlockProfile(encoded);
        }
    }
}

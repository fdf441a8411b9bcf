package io.blockyard.search.index;

import io.blockyard.catalog.CatalogBlock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything about a block that is searched.
 *
 * @param article as plain text; empty when there is none
 * @param asks what people would say when they need it, in any language
 * @param hidden keys of generated asks that somebody found wrong, as {@link AskSource#key} makes them
 */
public record BlockText(CatalogBlock block, String article, List<String> asks, Set<String> hidden) {

    private static final int LONGEST_DESCRIPTION = 600;
    private static final int MOST_ASKS = 12;
    private static final int MOST_SENTENCES = 4;
    private static final int READ_FOR_SENTENCES = 2_000;
    private static final int LONGEST_SENTENCE = 300;
    /** Fewer words are no sentence. */
    private static final int SENTENCE = 3;

    private static final Pattern END = Pattern.compile("(?<=[.;!?])\\s+|\\R");

    public BlockText {
        asks = List.copyOf(asks);
        hidden = Set.copyOf(hidden);
    }

    /** With all that is generated. */
    public BlockText(CatalogBlock block, String article, List<String> asks) {
        this(block, article, asks, Set.of());
    }

    /** What it is for: the manifest's description, or the one line of the catalog. */
    public String description() {
        var description = block.manifest().description();
        return description.isBlank() ? block.summary() : description;
    }

    /** Login names of those who look after it; those whom the manifest names as long as nobody was set. */
    List<String> owners() {
        var owners = block.stewardship().owners();
        return owners.isEmpty() && !block.manifest().owner().isBlank()
                ? List.of(block.manifest().owner())
                : owners;
    }

    /** What its vector is made of: name, purpose, tags and asks. */
    public String embedded() {
        var manifest = block.manifest();
        var description = description();
        return Stream.concat(
                        Stream.of(
                                manifest.name(),
                                description.substring(0, Math.min(description.length(), LONGEST_DESCRIPTION)),
                                String.join(", ", manifest.tags())),
                        asks.stream())
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(". "));
    }

    /** SHA-256 of everything a document is made of: the same hash, the same document. */
    String contentHash() {
        return sha256(block.manifest() + "\n" + block.summary() + "\n" + block.lifecycle() + "\n" + block.publishedAt()
                + "\n" + article + "\n" + asks
                + (block.stewardship().owners().isEmpty()
                        ? ""
                        : "\nowners " + block.stewardship().owners())
                + (block.formerNames().isEmpty() ? "" : "\n" + block.formerNames())
                + (hidden.isEmpty() ? "" : "\nhidden " + new TreeSet<>(hidden)));
    }

    /** What people say who need it, what was said last before the rest. */
    List<String> embeddedAsks() {
        return asks.reversed().stream()
                .filter(ask -> !ask.isBlank())
                .distinct()
                .limit(MOST_ASKS)
                .toList();
    }

    /** The first sentences of its description. */
    List<String> embeddedSentences() {
        var description = description();
        return END.splitAsStream(description.substring(0, Math.min(description.length(), READ_FOR_SENTENCES)))
                .map(String::strip)
                .map(sentence -> sentence.substring(0, Math.min(sentence.length(), LONGEST_SENTENCE)))
                .filter(sentence -> sentence.split("\\s+").length >= SENTENCE)
                .distinct()
                .limit(MOST_SENTENCES)
                .toList();
    }

    /** All that vectors are made of. */
    List<String> allEmbedded() {
        return Stream.of(List.of(embedded()), embeddedAsks(), embeddedSentences())
                .flatMap(List::stream)
                .toList();
    }

    /** What the vector of a text is kept under: its SHA-256. */
    static String vectorHash(String embedded) {
        return sha256(embedded);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package io.blockyard.catalog;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.block.BlockReference;
import io.blockyard.block.BlockVersion;
import io.blockyard.block.Port;
import io.blockyard.catalog.Catalog.PublishedVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives a draft another number than the one that follows from what changed, and other versions of the blocks that it uses:
 * everything that names them is made anew, the manifest with its paths, the bundle, and what the crawl wrote.
 */
final class DraftNumber {

    private static final String CHANGELOG = "\n## Changelog\n";

    private final BundleStore bundles;

    DraftNumber(BundleStore bundles) {
        this.bundles = bundles;
    }

    /**
     * The draft, under its own number if that is above all that were given, else as far above the highest of them as its own
     * was above what it was made from. A bundle that is made anew is kept. Empty when its bundle is lost, so that nobody could
     * promote it.
     *
     * @param from what the block was at when the draft was made; null or the draft's own when it was at nothing else
     * @param versions of the block; drafts do not count
     */
    Optional<WaitingDraft> above(WaitingDraft draft, @Nullable BlockVersion from, List<PublishedVersion> versions) {
        if (!bundles.isWhole(draft.digest())) {
            return Optional.empty();
        }
        var own = draft.version();
        var above = versions.stream()
                .filter(version -> version.standing() != Standing.DRAFT)
                .map(version -> version.manifest().version())
                .max(Comparator.naturalOrder())
                .filter(highest -> highest.compareTo(own) >= 0)
                .map(highest -> renumbered(draft, next(highest, from, own)))
                .orElse(draft);
        return Optional.of(above);
    }

    private static BlockVersion next(BlockVersion highest, @Nullable BlockVersion from, BlockVersion own) {
        if (from != null && own.major() > from.major()) {
            return highest.nextMajor();
        }
        return from != null && own.major() == from.major() && own.minor() == from.minor() && own.patch() > from.patch()
                ? highest.nextPatch()
                : highest.nextMinor();
    }

    private WaitingDraft renumbered(WaitingDraft draft, BlockVersion number) {
        return as(draft, number, UnaryOperator.identity());
    }

    /**
     * The draft as it is published; its bundle is kept.
     *
     * @param uses what the references to the blocks that it uses become
     */
    WaitingDraft as(WaitingDraft draft, BlockVersion number, UnaryOperator<BlockReference> uses) {
        var before = BlockFormats.json().readValue(draft.manifest(), BlockManifest.class);
        var manifest = manifest(before, number, uses);
        if (manifest.equals(before)) {
            return draft;
        }
        var bundle = Bundle.unpack(
                bundles.read(draft.digest(), () -> before.reference().toString()));
        var text = draft.text();
        return new WaitingDraft(
                number,
                BlockFormats.json().writeValueAsString(manifest),
                bundles.keep(new Bundle(manifest, bundle.definition()).pack()),
                draft.note(),
                draft.madeAt(),
                draft.madeBy(),
                text == null
                        ? null
                        : new WaitingDraft.Text(article(text.article(), before, number, uses), text.summary()));
    }

    private static BlockManifest manifest(
            BlockManifest before, BlockVersion number, UnaryOperator<BlockReference> uses) {
        var id = before.id();
        var needs = before.dependencies();
        var used = needs.withUses(needs.uses().stream().map(uses).toList());
        return number.equals(before.version())
                ? before.withUses(used.uses())
                : before.as(
                        number,
                        ports(before.inputs(), id, number),
                        ports(before.outputs(), id, number),
                        used,
                        RegistryPaths.bundle(id, number));
    }

    private static List<Port> ports(List<Port> ports, BlockId id, BlockVersion number) {
        return ports.stream()
                .map(port -> port.schemaRef().isEmpty()
                        ? port
                        : port.withSchemaRef(RegistryTree.schemaRef(id, number, port.name())))
                .toList();
    }

    /**
     * What a crawl wrote, naming the other number in its front matter, its example and the newest line of its changelog, and
     * the other versions of the blocks that it uses.
     */
    private static String article(
            String crawled, BlockManifest before, BlockVersion to, UnaryOperator<BlockReference> uses) {
        var id = before.id();
        var number = Pattern.quote(before.version().toString());
        var text = replaceFirst(crawled, "(?m)^version: " + number + "$", "version: " + to);
        text = text.replaceAll(
                "(?<![\\w-])" + Pattern.quote(id.value()) + "@" + number + "(?!\\d)",
                Matcher.quoteReplacement(id + "@" + to));
        for (var used : before.dependencies().uses()) {
            var link = "[[" + used.id() + "]] ";
            text = replaceFirst(
                    text,
                    Pattern.quote(link + used.version()) + "(?![\\d.]*\\d)",
                    link + uses.apply(used).version());
        }
        int changelog = text.lastIndexOf(CHANGELOG);
        return changelog < 0
                ? text
                : text.substring(0, changelog)
                        + replaceFirst(
                                text.substring(changelog), "(?m)^- \\*\\*" + number + "\\*\\*", "- **" + to + "**");
    }

    private static String replaceFirst(String text, String pattern, String by) {
        return text.replaceFirst(pattern, Matcher.quoteReplacement(by));
    }
}

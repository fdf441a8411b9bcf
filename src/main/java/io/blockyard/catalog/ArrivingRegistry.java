package io.blockyard.catalog;

import io.blockyard.block.BlockFormats;
import io.blockyard.block.BlockId;
import io.blockyard.block.BlockManifest;
import io.blockyard.catalog.ArrivingBlock.Here;
import io.blockyard.catalog.ArrivingBlock.Page;
import io.blockyard.catalog.Catalog.PublishedVersion;
import io.blockyard.catalog.RegistryEntry.AttachmentEntry;
import io.blockyard.dataiku.credential.CleanProject;
import io.blockyard.dataiku.credential.CredentialScan;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** A registry tree that is read to be imported: every file is what it has to be before anything of it is taken. */
final class ArrivingRegistry {

    private final RegistryFiles files;
    private final BundleStore bundles;
    private final Attachments attachments;
    private final RegistryIndex index;

    /** @throws ProblemException INVALID when the tree is no registry */
    ArrivingRegistry(RegistryFiles files, BundleStore bundles, Attachments attachments) {
        this.files = files;
        this.bundles = bundles;
        this.attachments = attachments;
        this.index = index();
    }

    /** Names of blocks that were renamed. */
    List<RegistryIndex.Name> names() {
        return index.names();
    }

    /**
     * What is not here. Bundles and attachments are kept, one after the other; those that no version or article refers
     * to do no harm.
     *
     * @param here the versions of a block that the catalog has
     * @throws ProblemException INVALID when the tree is not whole, CONFLICT when a version is here with other content
     */
    List<ArrivingBlock> missing(Function<BlockId, List<PublishedVersion>> here) {
        var byBlock = new LinkedHashMap<String, List<RegistryEntry>>();
        index.blocks()
                .forEach(entry -> byBlock.computeIfAbsent(entry.blockId(), id -> new ArrayList<>())
                        .add(entry));
        return byBlock.values().stream()
                .map(entries -> missing(
                        entries, here.apply(new BlockId(entries.getFirst().blockId()))))
                .filter(block -> !block.versions().isEmpty() || !block.leftOut().isEmpty())
                .toList();
    }

    private ArrivingBlock missing(List<RegistryEntry> entries, List<PublishedVersion> here) {
        var newest = entries.stream().filter(RegistryEntry::latest).findFirst().orElse(entries.getLast());
        // A draft is no version yet: it makes room for what arrives.
        var published = here.stream()
                .filter(version -> version.standing() != Standing.DRAFT)
                .toList();
        var versions = new LinkedHashMap<RegistryEntry, BlockManifest>();
        var leftOut = new ArrayList<Problem>();
        for (var entry : entries) {
            if (!isHere(entry, published)) {
                checked(entry, leftOut).ifPresent(manifest -> versions.put(entry, manifest));
            }
        }
        var stands = Here.of(here);
        boolean arrives = versions.containsKey(newest);
        var page = arrives || (stands != Here.PUBLISHED && !versions.isEmpty()) ? page(newest, stands, leftOut) : null;
        return new ArrivingBlock(
                new BlockId(newest.blockId()),
                arrives ? newest : highest(versions).orElse(newest),
                versions,
                stands,
                page,
                leftOut);
    }

    private static Optional<RegistryEntry> highest(Map<RegistryEntry, BlockManifest> versions) {
        return versions.entrySet().stream()
                .max(Comparator.comparing(version -> version.getValue().version()))
                .map(Map.Entry::getKey);
    }

    private static boolean isHere(RegistryEntry entry, List<PublishedVersion> published) {
        var same = published.stream()
                .filter(version -> version.manifest().version().toString().equals(entry.version()))
                .findFirst();
        if (same.isPresent() && !same.get().digest().equals(entry.digest())) {
            throw ProblemException.of(
                    Kind.CONFLICT,
                    "catalog.version-exists",
                    entry.blockId() + "@" + entry.version()
                            + " is here with other content, and a published version never changes.",
                    "Import into another catalog.");
        }
        return same.isPresent();
    }

    /**
     * The manifest of an entry whose bundle is whole and the manifest's own; the bundle is kept. Empty for one with what
     * looks like a credential.
     */
    private Optional<BlockManifest> checked(RegistryEntry entry, List<Problem> leftOut) {
        var bytes = new Bundle.Packed(bytes(entry.bundleRef()));
        if (!bytes.digest().equals(entry.digest())) {
            throw Bundle.damaged("the bytes of " + entry.bundleRef() + " are not those that the index names");
        }
        var manifest = manifest(entry.manifestPath());
        var bundle = Bundle.unpack(bytes.bytes());
        if (!manifest.withMetadata(null).equals(bundle.manifest())
                || !manifest.id().value().equals(entry.blockId())
                || !manifest.version().toString().equals(entry.version())) {
            throw Bundle.damaged(entry.manifestPath() + " is not the manifest in " + entry.bundleRef());
        }
        var found = credentials(entry, manifest, bundle);
        leftOut.addAll(found);
        if (!found.isEmpty()) {
            return Optional.empty();
        }
        bundles.keep(bytes);
        return Optional.of(manifest);
    }

    /**
     * A version never changes, so that nothing can be taken out of it, and it stays out as a whole; everybody reads its
     * manifest, what the list of blocks says of it, and its bundle.
     */
    private static List<Problem> credentials(RegistryEntry entry, BlockManifest manifest, Bundle bundle) {
        ObjectNode document = BlockFormats.json().valueToTree(manifest);
        document.set("index", BlockFormats.json().valueToTree(entry));
        return CleanProject.in(bundle.definition(), entry.manifestPath(), document).stream()
                .map(found -> credential(entry, found))
                .toList();
    }

    private static Problem credential(RegistryEntry entry, CleanProject.Found found) {
        var place =
                found.place().equals(entry.manifestPath()) ? found.place() : found.place() + " in " + entry.bundleRef();
        return Problem.warning(
                        "registry.credential",
                        entry.blockId() + " " + entry.version() + " was left out: " + place + " holds what looks like "
                                + found.kind().one() + ", and everybody reads it.",
                        "Take it out where the block comes from, and import the version that is made then.")
                .at(place, found.line(), 0);
    }

    private Page page(RegistryEntry entry, Here here, List<Problem> leftOut) {
        var base = RegistryPaths.generated(new BlockId(entry.blockId()));
        // What stands in the page's place may be somebody else's.
        if (here == Here.PUBLISHED || index.left().contains(entry.wikiRef())) {
            var path = files.file(base).isPresent() ? base : entry.wikiRef();
            var crawled = withoutCredentials(text(bytes(path)), path, leftOut);
            return new Page(crawled, crawled, List.of());
        }
        var text = withoutCredentials(text(bytes(entry.wikiRef())), entry.wikiRef(), leftOut);
        var generated = files.file(base)
                .map(bytes -> withoutCredentials(text(bytes), base, leftOut))
                .orElse(text);
        var attached = new ArrayList<Attachment>();
        for (var one : entry.attachments()) {
            try {
                attached.add(attachments.keep(one.name(), content(one)));
            } catch (ProblemException refused) {
                if (refused.kind() != Kind.INVALID) {
                    throw refused;
                }
                var why = refused.problems().getFirst();
                leftOut.add(
                        Problem.warning(why.code(), why.message(), why.remedy()).at(one.path()));
            }
        }
        return new Page(text, generated, attached);
    }

    /** What somebody wrote into a copy since it was made was looked at by nobody. */
    private static String withoutCredentials(String text, String path, List<Problem> leftOut) {
        var clean = new StringBuilder();
        int from = 0;
        for (var match : CredentialScan.in(text, CredentialScan.Language.PROSE)) {
            clean.append(text, from, match.start()).append(CredentialScan.MARK);
            from = match.end();
            leftOut.add(Problem.warning(
                            "registry.credential-left-out",
                            "Line " + match.line() + " of " + path + " holds what looks like "
                                    + match.kind().one() + "; it was left out.",
                            "Change it at its owner.")
                    .at(path, match.line(), 1));
        }
        return clean.append(text, from, text.length()).toString();
    }

    private byte[] content(AttachmentEntry entry) {
        var content = bytes(entry.path());
        if (!Bundle.digest(content).equals(entry.digest())) {
            throw Bundle.damaged("the bytes of " + entry.path() + " are not those that the index names");
        }
        return content;
    }

    private RegistryIndex index() {
        return RegistryIndex.read(bytes(RegistryPaths.INDEX))
                .orElseThrow(() -> notWhole(RegistryPaths.INDEX + " cannot be read"));
    }

    private BlockManifest manifest(String path) {
        try {
            return BlockFormats.json().readValue(bytes(path), BlockManifest.class);
        } catch (JacksonException malformed) {
            throw notWhole(path + " is no manifest");
        }
    }

    private byte[] bytes(String path) {
        return files.file(path).orElseThrow(() -> notWhole("it has no " + path));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ProblemException notWhole(String why) {
        return ProblemException.of(
                Kind.INVALID,
                "catalog.no-registry",
                "This is no whole block registry: " + why + ".",
                "Give a tree that Blockyard wrote, whole.");
    }
}

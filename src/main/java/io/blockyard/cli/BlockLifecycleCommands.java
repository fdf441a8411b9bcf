package io.blockyard.cli;

import io.blockyard.api.DeprecationRequest;
import io.blockyard.api.OwnersRequest;
import io.blockyard.api.PromotionRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.api.YankRequest;
import io.blockyard.catalog.CatalogBlock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What people decide of a block, each under {@code blockyard block}. */
final class BlockLifecycleCommands {

    private static final int DIGEST_SHOWN = 12;

    private BlockLifecycleCommands() {}

    /** Of the draft that waits. */
    private static String digest(CatalogBlock block) {
        return Objects.requireNonNullElse(block.stewardship().draftDigest(), "");
    }

    /** What every one of them has. */
    abstract static class OfBlock extends OfBlockCommand {

        OfBlock(Terminal terminal) {
            super(terminal);
        }

        /** Prints the block as it is now, or one sentence about it. */
        final int answer(JsonNode block, String sentence) {
            output.answer(block, terminal -> terminal.out().println(sentence));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "drafts", description = "List the blocks with a version that waits for promotion.")
    static final class Drafts extends ServerCommand {

        Drafts(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var drafts = WireFormat.listing(server.connect().get(ApiPath.of("drafts")), CatalogBlock.class);
            output.answer(drafts, terminal -> {
                var table = new Table("BLOCK", "DRAFT", "DIGEST", "PROJECT", "CRAWLED", "OWNERS");
                drafts.items()
                        .forEach(block -> table.row(
                                block.manifest().id().value(),
                                String.valueOf(block.stewardship().draft()),
                                digest(block).substring(0, DIGEST_SHOWN),
                                block.manifest().sourceProject(),
                                Words.time(block.lastCrawledAt()),
                                Words.list(block.stewardship().owners())));
                table.print(terminal, "Nothing waits for promotion.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "promote", description = "Publish the block's draft; from then on that version never changes.")
    static final class Promote extends OfBlock {

        @Option(
                names = "--digest",
                paramLabel = "DIGITS",
                description =
                        "The draft's digest as you saw it, or its first 12 digits: a draft that a crawl has replaced since is refused. Without, what waits now is published.")
        private @Nullable String digest;

        @Option(
                names = "--as",
                paramLabel = "X.Y.Z",
                description = "Publish it under this number, not below the draft's own.")
        private @Nullable String version;

        Promote(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var client = server.connect();
            var seen = digest != null
                    ? digest
                    : digest(WireFormat.read(client.get(ApiPath.of("blocks", id())), CatalogBlock.class));
            // Without a draft the server says so.
            var block = client.post(
                    ApiPath.of("blocks", id(), "promotion"),
                    new PromotionRequest(seen.isEmpty() ? "none" : seen, version));
            return answer(
                    block,
                    id() + "@"
                            + WireFormat.read(block, CatalogBlock.class)
                                    .manifest()
                                    .version() + " is published.");
        }
    }

    @Command(name = "deprecate", description = "Say that a block should not be used any more; who uses it is warned.")
    static final class Deprecate extends OfBlock {

        @Option(names = "--message", paramLabel = "TEXT", required = true, description = "Why, in a sentence.")
        private String message = "";

        @Option(names = "--replaced-by", paramLabel = "ID", description = "The block to use instead.")
        private String replacedBy = "";

        Deprecate(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var request = new DeprecationRequest(message, replacedBy.toUpperCase(Locale.ROOT));
            return answer(
                    server.connect().put(ApiPath.of("blocks", id(), "deprecation"), request), id() + " is deprecated.");
        }
    }

    @Command(name = "reinstate", description = "Take a deprecation back.")
    static final class Reinstate extends OfBlock {

        Reinstate(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return answer(
                    server.connect().delete(ApiPath.of("blocks", id(), "deprecation")),
                    id() + " is not deprecated any more.");
        }
    }

    @Command(name = "yank", description = "Offer a version no more; what names it exactly still gets it, warned.")
    static final class Yank extends OfBlock {

        @Parameters(index = "1", paramLabel = "X.Y.Z", description = "The version.")
        private String version = "";

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, in a sentence.")
        private String reason = "";

        Yank(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var path = ApiPath.of("blocks", id(), "versions", version, "yank");
            return answer(
                    server.connect().put(path, new YankRequest(reason)), id() + "@" + version + " is offered no more.");
        }
    }

    @Command(name = "restore", description = "Offer a yanked version again.")
    static final class Restore extends OfBlock {

        @Parameters(index = "1", paramLabel = "X.Y.Z", description = "The version.")
        private String version = "";

        Restore(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return answer(
                    server.connect().delete(ApiPath.of("blocks", id(), "versions", version, "yank")),
                    id() + "@" + version + " is offered again.");
        }
    }

    @Command(name = "owners", description = "Say who looks after a block; nobody: administrators only.")
    static final class Owners extends OfBlock {

        @Parameters(index = "1..*", arity = "0..*", paramLabel = "LOGIN", description = "Login names.")
        private List<String> owners = List.of();

        Owners(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return answer(
                    server.connect().put(ApiPath.of("blocks", id(), "owners"), new OwnersRequest(owners)),
                    owners.isEmpty()
                            ? id() + " has no owners."
                            : id() + " belongs to " + String.join(", ", owners) + ".");
        }
    }
}

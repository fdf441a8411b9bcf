package io.blockyard.cli;

import io.blockyard.api.ArticleRequest;
import io.blockyard.api.ConflictDecision;
import io.blockyard.api.RestoreRequest;
import io.blockyard.api.WireFormat;
import io.blockyard.catalog.Article;
import io.blockyard.catalog.Articles.Backlink;
import io.blockyard.catalog.Articles.OpenConflict;
import io.blockyard.catalog.Articles.Revision;
import io.blockyard.catalog.DraftArticle;
import io.blockyard.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "article",
        subcommands = {
            ArticleCommand.Show.class,
            ArticleCommand.Write.class,
            ArticleCommand.History.class,
            ArticleCommand.Restore.class,
            ArticleCommand.Backlinks.class,
            ArticleCommand.Conflicts.class,
            ArticleCommand.Resolve.class,
            ArticleAttachmentCommand.class
        })
final class ArticleCommand extends CommandGroup {

    private static final String FILE = "Name a file in UTF-8 that is there.";

    /** What every one of these commands takes. */
    abstract static class OfBlock extends OfBlockCommand {

        OfBlock(Terminal terminal) {
            super(terminal);
        }

        final ApiPath path(String... more) {
            return block("article").below(more);
        }

        final Article current(ServerClient client) {
            return WireFormat.read(client.get(path()), Article.class);
        }

        final int written(Article article) {
            output.answer(
                    article,
                    terminal -> terminal.out()
                            .println("The article of " + article.block() + " is at revision " + article.revision()
                                    + "."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "show", description = "Print an article.")
    static final class Show extends OfBlock {

        /** Which text: at most one of them. */
        private static final class Which {

            @Option(names = "--revision", paramLabel = "N", description = "Default: the newest.")
            private @Nullable Long revision;

            @Option(names = "--draft", description = "As it will be once the block's draft is promoted.")
            private boolean draft;
        }

        @ArgGroup
        private Which which = new Which();

        Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var client = server.connect();
            var revision = which.revision;
            if (which.draft) {
                var draft = WireFormat.read(client.get(path("draft")), DraftArticle.class);
                output.answer(draft, terminal -> terminal.out().print(draft.markdown()));
            } else if (revision == null) {
                var article = current(client);
                output.answer(article, terminal -> terminal.out().print(article.markdown()));
            } else {
                var text = client.text(path("revisions", revision.toString()));
                output.answer(
                        new Text(revision, text), terminal -> terminal.out().print(text));
            }
            return ExitCode.SUCCESS;
        }
    }

    @Command(
            name = "write",
            description = "Write an article from a file. What others wrote since REVISION is merged with it.")
    static final class Write extends OfBlock {

        @Parameters(index = "1", paramLabel = "FILE", description = "The whole page, Markdown with front matter.")
        private Path file = Path.of("");

        @Option(
                names = "--revision",
                paramLabel = "N",
                description = "The revision that the file began as. Default: the newest.")
        private @Nullable Long revision;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, one line.")
        private String reason = "";

        Write(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var text = output.terminal().read(file, FILE);
            var client = server.connect();
            long began = revision == null ? current(client).revision() : revision;
            return written(WireFormat.read(client.put(path(), new ArticleRequest(text, began, reason)), Article.class));
        }
    }

    @Command(name = "history", description = "List every revision, newest first.")
    static final class History extends OfBlock {

        History(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var revisions = WireFormat.listing(server.connect().get(path("revisions")), Revision.class);
            output.answer(revisions, terminal -> {
                var table = new Table("REVISION", "WHEN", "WHO", "WHY");
                revisions
                        .items()
                        .forEach(revision -> table.row(
                                Long.toString(revision.revision()),
                                Words.time(revision.writtenAt()),
                                revision.author(),
                                revision.reason()));
                table.print(terminal, "There are no revisions.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "backlinks", description = "List the blocks whose articles link to this one.")
    static final class Backlinks extends OfBlock {

        Backlinks(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var links = WireFormat.listing(server.connect().get(path("backlinks")), Backlink.class);
            output.answer(links, terminal -> {
                var table = new Table("BLOCK", "NAME");
                links.items().forEach(link -> table.row(link.block().value(), link.name()));
                table.print(terminal, "No article links to it.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "restore", description = "Make an earlier text the newest revision.")
    static final class Restore extends OfBlock {

        @Parameters(index = "1", paramLabel = "REVISION", description = "As the history lists it.")
        private long revision;

        Restore(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            return written(WireFormat.read(
                    server.connect().post(path("restore"), new RestoreRequest(revision)), Article.class));
        }
    }

    @Command(name = "conflicts", description = "List what was changed here and elsewhere, and nobody decided.")
    static final class Conflicts extends ServerCommand {

        Conflicts(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var conflicts = WireFormat.listing(server.connect().get(ApiPath.of("conflicts")), OpenConflict.class);
            output.answer(conflicts, terminal -> {
                var table = new Table("NUMBER", "BLOCK", "PLACE", "FROM", "SINCE");
                conflicts
                        .items()
                        .forEach(conflict -> table.row(
                                String.valueOf(conflict.number()),
                                conflict.block().value(),
                                conflict.place(),
                                conflict.told().isEmpty() ? conflict.origin().wire() : conflict.told(),
                                Words.time(conflict.since())));
                table.print(terminal, "Nothing waits for a decision.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "resolve", description = "Decide what stands at a place that was changed here and elsewhere.")
    static final class Resolve extends OfBlock {

        @Parameters(index = "1", paramLabel = "PLACE", description = "As “article conflicts” lists it, or its number.")
        private String place = "";

        @ArgGroup(multiplicity = "1")
        private Choice choice = new Choice();

        /** One of them. */
        static final class Choice {
            @Option(names = "--ours", description = "What the article shows stays.")
            private boolean ours;

            @Option(names = "--theirs", description = "The other text is taken.")
            private boolean theirs;

            @Option(names = "--file", paramLabel = "FILE", description = "This text is taken.")
            private @Nullable Path file;
        }

        Resolve(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var client = server.connect();
            var conflict = named(WireFormat.listing(client.get(path("conflicts")), OpenConflict.class)
                    .items());
            var revision = current(client).revision();
            var decision = new ConflictDecision(conflict.place(), conflict.number(), chosen(conflict), revision);
            return written(WireFormat.read(client.post(path("conflicts"), decision), Article.class));
        }

        private OpenConflict named(List<OpenConflict> waiting) {
            var named = waiting.stream()
                    .filter(open -> open.place().equals(place)
                            || String.valueOf(open.number()).equals(place))
                    .toList();
            if (named.size() == 1) {
                return named.getFirst();
            }
            throw ProblemException.of(
                    named.isEmpty() ? ProblemException.Kind.NOT_FOUND : ProblemException.Kind.INVALID,
                    named.isEmpty() ? "article.no-conflict" : "article.several-conflicts",
                    (named.isEmpty() ? "Nothing waits" : named.size() + " texts wait") + " at “" + place + "”.",
                    "List what waits, with numbers: blockyard article conflicts");
        }

        private String chosen(OpenConflict conflict) {
            if (choice.ours) {
                return conflict.written();
            }
            return choice.theirs || choice.file == null
                    ? conflict.crawled()
                    : output.terminal().read(choice.file, FILE);
        }
    }

    /** What is printed as JSON. */
    record Text(long revision, String markdown) {}
}

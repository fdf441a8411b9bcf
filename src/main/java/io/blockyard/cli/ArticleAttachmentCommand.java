package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import io.blockyard.catalog.Attachment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "attachment",
        description = "Files beside an article, which it names as attachment:NAME.",
        subcommands = {
            ArticleAttachmentCommand.ListAll.class,
            ArticleAttachmentCommand.Add.class,
            ArticleAttachmentCommand.Get.class,
            ArticleAttachmentCommand.Remove.class
        })
final class ArticleAttachmentCommand extends CommandGroup {

    private static final String ATTACHMENTS = "attachments";

    @Command(name = "list", description = "List what is attached to an article.")
    static final class ListAll extends ArticleCommand.OfBlock {

        @Option(names = "--revision", paramLabel = "N", description = "What that revision had. Default: the newest.")
        private @Nullable Integer revision;

        ListAll(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var path = revision == null ? path(ATTACHMENTS) : path(ATTACHMENTS).with("revision", revision);
            var attachments = WireFormat.listing(server.connect().get(path), Attachment.class);
            output.answer(attachments, terminal -> {
                var table = new Table("NAME", "TYPE", "BYTES");
                attachments.items().forEach(one -> table.row(one.name(), one.mediaType(), Long.toString(one.size())));
                table.print(terminal, "Nothing is attached.");
            });
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "add", description = "Attach a file, in the place of another of its name.")
    static final class Add extends ArticleCommand.OfBlock {

        @Parameters(index = "1", paramLabel = "FILE", description = "A picture, table or document.")
        private Path file = Path.of("");

        @Option(names = "--name", paramLabel = "NAME", description = "Default: the file's own name.")
        private @Nullable String name;

        Add(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            var from = output.terminal().resolve(file);
            var as = name == null ? String.valueOf(from.getFileName()) : name;
            var answer = server.connect().upload(path(ATTACHMENTS, as), "application/octet-stream", from);
            var attachment = WireFormat.read(answer, Attachment.class);
            output.answer(
                    attachment,
                    terminal -> terminal.out()
                            .println("Attached " + attachment.name() + "; the article names it as attachment:"
                                    + attachment.name().replace(" ", "%20") + "."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "get", description = "Download an attachment.")
    static final class Get extends ArticleCommand.OfBlock {

        @Parameters(index = "1", paramLabel = "NAME", description = "As the list says.")
        private String name = "";

        @Option(names = "--revision", paramLabel = "N", description = "As that revision had it. Default: the newest.")
        private @Nullable Integer revision;

        @Option(names = "--out", paramLabel = "FILE", description = "The file to write. Default: its name.")
        private @Nullable Path out;

        Get(Terminal terminal) {
            super(terminal);
        }

        /** What was written. */
        record Written(String file) {}

        @Override
        public Integer call() {
            var path = revision == null
                    ? path(ATTACHMENTS, name)
                    : path(ATTACHMENTS, name).with("revision", revision);
            var client = server.connect();
            var file = output.terminal().resolve(out == null ? Path.of(name) : out);
            Download.save(client, path, "*/*", file);
            output.answer(
                    new Written(file.toString()), terminal -> terminal.out().println("Wrote " + file + "."));
            return ExitCode.SUCCESS;
        }
    }

    @Command(name = "remove", description = "Take an attachment away; earlier revisions keep it.")
    static final class Remove extends ArticleCommand.OfBlock {

        @Parameters(index = "1", paramLabel = "NAME", description = "As the list says.")
        private String name = "";

        Remove(Terminal terminal) {
            super(terminal);
        }

        /** What was removed. */
        record Removed(String name) {}

        @Override
        public Integer call() {
            server.connect().delete(path(ATTACHMENTS, name));
            output.answer(new Removed(name), terminal -> terminal.out().println("Removed " + name + "."));
            return ExitCode.SUCCESS;
        }
    }
}

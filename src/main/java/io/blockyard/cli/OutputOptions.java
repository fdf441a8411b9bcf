package io.blockyard.cli;

import io.blockyard.api.WireFormat;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** {@code --json} and {@code --no-color}: mixed into every command, which answers through it exactly once. */
public final class OutputOptions {

    @Option(names = "--json", description = "Print one JSON document to standard output, also on failure.")
    private boolean json;

    @Option(names = "--no-color", description = "Print without colours.")
    private boolean plain;

    private final Terminal terminal;

    public OutputOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    public boolean json() {
        return json;
    }

    /** The terminal as these options want it. */
    public Terminal terminal() {
        return plain ? terminal.plain() : terminal;
    }

    /** The command's answer: the document as JSON, or the same for people. */
    public void answer(Object document, Consumer<Terminal> forPeople) {
        if (json) {
            terminal.out().println(WireFormat.write(document));
        } else {
            forPeople.accept(terminal());
        }
    }

    /** Progress and remarks on standard error, whatever the output's form. */
    public void remark(String text) {
        terminal.remark(text);
    }
}

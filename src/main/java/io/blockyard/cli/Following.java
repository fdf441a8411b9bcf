package io.blockyard.cli;

import io.blockyard.api.TaskEvents;
import io.blockyard.api.TaskView;
import io.blockyard.api.WireFormat;
import io.blockyard.task.TaskEvent;
import java.util.UUID;

/**
 * Follows a task of the server to its end and tells its story on standard error. It asks for what is new a few
 * times a second: that goes through every proxy, and a connection that breaks loses nothing.
 */
final class Following {

    private final ServerClient server;
    private final Terminal terminal;

    Following(ServerClient server, Terminal terminal) {
        this.server = server;
        this.terminal = terminal;
    }

    /** The task once it is final. */
    TaskView toEnd(UUID id) {
        long after = 0;
        while (true) {
            var path = ApiPath.of("tasks", id.toString(), "events").with("after", Long.toString(after));
            var news = WireFormat.read(server.get(path), TaskEvents.class);
            news.events().forEach(this::tell);
            after = news.last();
            if (news.events().isEmpty()) {
                if (news.task().status().isFinal()) {
                    return news.task();
                }
                Pause.briefly();
            }
        }
    }

    private void tell(TaskEvent event) {
        switch (event.type()) {
            case "stage" ->
                terminal.remark(terminal.styled("bold", event.message())
                        + (event.total() > 0 ? " (" + event.total() + ")" : ""));
            case "warning" -> terminal.remark("  " + terminal.styled("fg(yellow)", "warning:") + " " + event.message());
            case "item", "progress" ->
                terminal.remark("  "
                        + (event.total() > 0 ? "[" + event.done() + "/" + event.total() + "] " : "")
                        + event.message());
            default -> {
                // "status" is told by the command itself, once, when it ends.
            }
        }
    }
}

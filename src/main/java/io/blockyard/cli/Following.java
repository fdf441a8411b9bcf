package io.blockyard.cli;

import io.blockyard.api.TaskEvents;
import io.blockyard.api.TaskView;
import io.blockyard.api.WireFormat;
import io.blockyard.iac.Plans.FollowUp;
import io.blockyard.problem.ProblemException;
import io.blockyard.task.TaskEvent;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Follows a task of the server to its end and tells its story on standard error. It asks for what is new a few
 * times a second: that goes through every proxy, and a connection that breaks loses nothing.
 */
final class Following {

    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(2);

    private final ServerClient server;
    private final Terminal terminal;

    Following(ServerClient server, Terminal terminal) {
        this.server = server;
        this.terminal = terminal;
    }

    /** The task once it is final. A server that restarts meanwhile is waited for: its tasks go on. */
    TaskView toEnd(UUID id) {
        long after = 0;
        while (true) {
            var path = ApiPath.of("tasks", id.toString(), "events").with("after", Long.toString(after));
            var news = WireFormat.read(patiently(path), TaskEvents.class);
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

    /** The build of an applied plan once it has ended. DSS may restart meanwhile, too: the build is not over by that. */
    FollowUp buildToEnd(String plan) {
        var path = ApiPath.of("plans", plan, "build");
        while (true) {
            var build = WireFormat.read(patiently(path, away -> isSilent(away) || isOfDss(away)), FollowUp.class);
            if (!build.underWay()) {
                return build;
            }
            Pause.aWhile();
        }
    }

    private JsonNode patiently(ApiPath path) {
        return patiently(path, Following::isSilent);
    }

    private static boolean isSilent(ProblemException away) {
        return away.problems().getFirst().code().equals(ServerClient.NO_SERVER);
    }

    private static boolean isOfDss(ProblemException away) {
        return away.kind() == ProblemException.Kind.REMOTE;
    }

    /** @param passes what may be over in a while; it counts from the first refusal, since a silent one takes its time */
    private JsonNode patiently(ApiPath path, Predicate<ProblemException> passes) {
        long since = 0;
        boolean told = false;
        while (true) {
            try {
                return server.get(path);
            } catch (ProblemException away) {
                since = told ? since : System.nanoTime();
                if (!passes.test(away) || System.nanoTime() - since > LONGEST_ABSENCE.toNanos()) {
                    throw away;
                }
                if (!told) {
                    terminal.remark(
                            isOfDss(away)
                                    ? "  DSS does not answer; waiting for it to come back \u2026"
                                    : "  The server does not answer; waiting for it to come back \u2026");
                    told = true;
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

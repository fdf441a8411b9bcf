package io.blockyard.iac;

import io.blockyard.iac.Journal.Status;
import io.blockyard.iac.Plan.Action;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.iac.apply.Inverses;
import io.blockyard.iac.apply.LaterEdits;
import io.blockyard.iac.apply.SecretValues;
import io.blockyard.iac.apply.TargetWriter;
import io.blockyard.iac.apply.TargetWriter.Attempt;
import io.blockyard.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out single operations of one apply, each written down before and after. What fails for a moment is tried
 * again; what an earlier attempt may have left is first looked at. Safe for several threads.
 */
final class OperationRun {

    /**
     * How often an operation is tried while the target does not answer or fails.
     *
     * @param attempts in all, at least 1
     * @param firstWait before the second; each further wait is four times as long
     */
    record Retries(int attempts, Duration firstWait) {

        static Retries usual() {
            return new Retries(3, Duration.ofSeconds(1));
        }
    }

    private final UUID plan;
    private final TargetWriter writer;
    private final Inverses inverses;
    private final LaterEdits edits;
    private final Journal journal;
    private final SecretValues secrets;
    private final Retries retries;
    private final Consumer<String> moments;
    private final Map<Integer, String> madeIds = new ConcurrentHashMap<>();

    OperationRun(
            UUID plan,
            TargetWriter writer,
            Inverses inverses,
            LaterEdits edits,
            Journal journal,
            SecretValues secrets,
            Retries retries,
            Consumer<String> moments) {
        this.plan = plan;
        this.writer = writer;
        this.inverses = inverses;
        this.edits = edits;
        this.journal = journal;
        this.secrets = secrets;
        this.retries = retries;
        this.moments = moments;
    }

    /** @throws ProblemException when the operation cannot be carried out now; the journal says so too */
    void run(Journal.Entry entry, ResourceChange change) {
        int number = entry.number();
        moments.accept("before " + number);
        boolean startedBefore = entry.status() != Status.PENDING;
        ObjectNode captured;
        if (startedBefore) {
            captured = journal.inverse(plan, number);
            journal.startedAgain(plan, number);
        } else {
            captured = checked(number, change);
            journal.started(plan, number, captured);
        }
        moments.accept("started " + number);
        try {
            carryOut(entry, change, captured, startedBefore);
        } catch (ProblemException e) {
            var masked = secrets.masked(e);
            journal.failed(plan, number, masked.problems().getFirst().sentence());
            throw masked;
        }
        moments.accept("carried out " + number);
        journal.done(plan, number, startedBefore ? "completed after an interruption" : "");
    }

    private ObjectNode checked(int number, ResourceChange change) {
        try {
            var captured = inverses.capture(change);
            TargetWriter.check(change, captured);
            if (change.action() != Action.CREATE) {
                edits.refuse(change, captured);
            }
            return captured;
        } catch (ProblemException e) {
            var masked = secrets.masked(e);
            journal.refused(plan, number, masked.problems().getFirst().sentence());
            throw masked;
        }
    }

    private void carryOut(Journal.Entry entry, ResourceChange change, ObjectNode captured, boolean startedBefore) {
        var attempt = new Attempt(startedBefore, entry.madeId(), made -> {
            journal.made(plan, entry.number(), made);
            madeIds.put(entry.number(), made);
            moments.accept("made " + entry.number());
        });
        var wait = retries.firstWait();
        for (int tried = 1; ; tried++) {
            try {
                if (attempt.again() && change.action() != Action.CREATE) {
                    // How much a creation has left nobody can tell; the writer knows it by its mark.
                    edits.refuseSince(change, captured, inverses.capture(change));
                }
                writer.carryOut(change, captured, attempt);
                return;
            } catch (ProblemException e) {
                if (e.kind() != ProblemException.Kind.REMOTE || tried >= retries.attempts()) {
                    throw e;
                }
                pause(wait, e);
                wait = wait.multipliedBy(4);
                journal.startedAgain(plan, entry.number());
                attempt = attempt.next(madeIds.getOrDefault(entry.number(), entry.madeId()));
            }
        }
    }

    private static void pause(Duration wait, ProblemException reason) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}

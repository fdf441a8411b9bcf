package io.blockyard.iac;

import io.blockyard.iac.Plans.StoredPlan;
import io.blockyard.problem.ProblemException;
import io.blockyard.problem.ProblemException.Kind;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads plans; one whose time is over, or whose approval no longer counts, has ended when it is read. */
final class StoredPlans {

    private final PlanTables tables;
    private final Review review;
    private final TransactionTemplate transaction;

    StoredPlans(Surroundings surroundings, Review review) {
        this.tables = surroundings.plans();
        this.review = review;
        this.transaction = surroundings.transaction();
    }

    /** @throws ProblemException NOT_FOUND when there is no such plan */
    StoredPlan find(UUID id) {
        var found = read(id);
        boolean moved = Boolean.TRUE.equals(transaction.execute(status -> expired(found)));
        return moved ? read(id) : found;
    }

    /** Whether it is no longer as it was read: of several who look at the moment when its time is over, one ends it. */
    private boolean expired(StoredPlan found) {
        if (!review.isOverdue(found)) {
            return false;
        }
        tables.hold(found.id());
        var held = read(found.id());
        if (held.state() == found.state()) {
            review.expire(held);
        }
        return true;
    }

    /** Ends every plan whose time is over, without reading the others. */
    void expireOverdue() {
        review.overdue(tables.waiting()).forEach(this::find);
    }

    /** Ends the plan if its time is over, without reading it otherwise. */
    void expireOverdue(UUID id) {
        review.overdue(tables.waiting(id)).forEach(this::find);
    }

    private StoredPlan read(UUID id) {
        return tables.find(id).orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(UUID id) {
        return ProblemException.of(
                Kind.NOT_FOUND,
                "plan.unknown",
                "There is no plan " + id + ".",
                "The list of plans shows the ids that exist.");
    }
}

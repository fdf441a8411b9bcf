package io.blockyard.access;

import java.time.Instant;
import java.util.List;

/** Who did what, when, through which door. Entries are never changed. */
public class Audit {

    /** Joins the caller's transaction. {@code action} such as {@code plan.approve}; no secrets in {@code detail}. */
    public void record(Actor actor, String action, String subject, String detail) {
        throw new UnsupportedOperationException();
    }

    /** Newest first. */
    public List<Entry> recent(Actor actor, int limit) {
        throw new UnsupportedOperationException();
    }

    /** One thing that was done. */
    public record Entry(long id, Instant at, String person, String via, String action, String subject, String detail) {}
}

package io.blockyard.access;

/** What a person or program may do. Roles are sets of these. */
public enum Right {
    /** See the catalog, plans, projects and runs. */
    READ,
    /** Edit articles. */
    WRITE_ARTICLES,
    /** Make compositions and plans, and apply plans that are approved. */
    COMPOSE,
    /** Approve or reject a plan. */
    APPROVE,
    /** Sources, crawls, people, tokens of others, settings. */
    ADMINISTER
}
